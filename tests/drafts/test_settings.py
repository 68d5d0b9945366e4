"""Settings: what was chosen is there again, and no damaged file keeps the program from starting."""

import json
import stat
from dataclasses import asdict, fields

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefmaker.drafts.settings import Appearance, Engine, Settings, read_settings, write_settings
from briefmaker.problems import Severity

CHOSEN = Settings(
    mark_file="/merken/stad.svg", layout_engine=Engine.LIBREOFFICE, language="en", appearance=Appearance.DARK,
    sender={"afzender_naam": "Mr. A. de Vries"}, zoom=1.25, check_spelling=False,
)  # fmt: skip


@pytest.fixture
def path(tmp_path):
    return tmp_path / "instellingen" / "settings.json"


def test_without_a_file_everything_is_as_usual(path):
    assert read_settings(path) == (Settings(), [])
    assert Settings().appearance is Appearance.SYSTEM
    assert Settings().layout_engine is Engine.AUTOMATIC


def test_what_was_chosen_is_there_again(path):
    write_settings(path, CHOSEN)
    assert read_settings(path) == (CHOSEN, [])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_settings_change_by_a_copy_that_is_checked():
    assert CHOSEN.with_changes(zoom=2.0).zoom == 2.0
    assert CHOSEN.zoom == 1.25
    for wrong in ({"zoom": -1}, {"zoom": float("nan")}, {"language": "nederlands"}, {"appearance": "roze"}):
        with pytest.raises(ValueError):
            CHOSEN.with_changes(**wrong)


def test_settings_of_a_newer_version_are_kept(path):
    path.parent.mkdir()
    path.write_text(json.dumps({"zoom": 2.0, "spelling": {"woorden": ["kenmerk"]}}))
    read, problems = read_settings(path)
    assert not problems
    write_settings(path, read.with_changes(zoom=1.0))
    assert json.loads(path.read_text())["spelling"] == {"woorden": ["kenmerk"]}


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff", b"{" * 50_000, b'{"zoom": 1', b"x" * 6_000_000])
def test_a_damaged_file_gives_the_usual_settings_and_says_so(path, data):
    path.parent.mkdir()
    path.write_bytes(data)
    read, (problem,) = read_settings(path)
    assert read == Settings()
    assert problem.severity is Severity.WARNING
    assert "settings.damaged.json" in problem.remedy
    assert (path.parent / "settings.damaged.json").read_bytes() == data
    assert read_settings(path) == (Settings(), []), "it is said once"


def test_one_wrong_value_does_not_cost_the_others(path):
    path.parent.mkdir()
    path.write_text(json.dumps({"zoom": "groot", "language": "en", "appearance": 3, "sender": {"a": 1}}))
    read, problems = read_settings(path)
    assert read == Settings(language="en")
    assert [problem.what.split("“")[1].split("”")[0] for problem in problems] == [
        "appearance",
        "sender",
        "zoom",
    ]
    assert all(problem.what.startswith("De instelling") for problem in problems)


values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(
    raw=st.dictionaries(
        st.one_of(st.sampled_from([each.name for each in fields(Settings)]), st.text(max_size=8)), values
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_settings_of_any_shape_are_read_and_written_again(tmp_path_factory, raw):
    path = tmp_path_factory.mktemp("s") / "settings.json"
    path.write_text(json.dumps(raw))
    read, _problems = read_settings(path)
    write_settings(path, read)
    again, problems = read_settings(path)
    assert not problems
    assert json.dumps(asdict(again)) == json.dumps(asdict(read))


def test_nothing_of_the_sender_shows_in_the_repr():
    assert "Vries" not in repr(CHOSEN)
