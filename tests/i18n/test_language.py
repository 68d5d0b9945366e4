"""Which language the interface speaks."""

from pathlib import Path

import pytest

from briefmaker import i18n
from briefmaker.i18n import N_, _, _n, _p, choose_language, set_language


@pytest.fixture
def small_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Dutch catalogue of three sentences in place of the real one."""
    from catalogue import write_out_of_date

    fragments = tmp_path / "locale" / "nl" / "fragments"
    fragments.mkdir(parents=True)
    (fragments / "trial.po").write_text(
        'msgid "Save {name}"\nmsgstr "{name} opslaan"\n\n'
        'msgid "{count} page"\nmsgid_plural "{count} pages"\n'
        'msgstr[0] "{count} pagina"\nmsgstr[1] "{count} pagina’s"\n\n'
        'msgctxt "state"\nmsgid "Open"\nmsgstr "Geopend"\n\n'
        'msgid "Open"\nmsgstr "Openen"\n',
        encoding="utf-8",
    )
    write_out_of_date(tmp_path / "locale")
    monkeypatch.setattr(i18n, "resources_folder", lambda: tmp_path)
    monkeypatch.setattr(i18n._Interface, "catalogue", None)


@pytest.mark.usefixtures("small_catalogue")
class TestSentences:
    def test_are_dutch_unless_asked_otherwise(self) -> None:
        assert _("Save {name}").format(name="brief") == "brief opslaan"

    def test_are_english_when_asked(self) -> None:
        set_language("en")
        assert _("Save {name}").format(name="letter") == "Save letter"
        assert _n("{count} page", "{count} pages", 2).format(count=2) == "2 pages"

    @pytest.mark.parametrize(("count", "said"), [(0, "0 pagina’s"), (1, "1 pagina"), (2, "2 pagina’s")])
    def test_count_things_as_dutch_does(self, count: int, said: str) -> None:
        assert _n("{count} page", "{count} pages", count).format(count=count) == said

    def test_may_differ_by_the_place_where_they_stand(self) -> None:
        assert _("Open") == "Openen"
        assert _p("state", "Open") == "Geopend"

    def test_marked_for_later_follow_the_language_of_later(self) -> None:
        marked = N_("Open")
        assert marked == "Open"
        assert _(marked) == "Openen"

    def test_follow_a_change_of_language_at_once(self) -> None:
        assert _("Open") == "Openen"
        set_language("en")
        assert _("Open") == "Open"
        set_language("nl")
        assert _("Open") == "Openen"

    def test_nothing_stays_nothing(self) -> None:
        assert _("") == ""

    def test_without_a_translation_are_english(self) -> None:
        assert _("Never seen") == "Never seen"


def test_a_missing_catalogue_gives_english_and_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(i18n, "resources_folder", lambda: tmp_path)
    monkeypatch.setattr(i18n._Interface, "catalogue", None)
    assert _("Open") == "Open"


@pytest.mark.parametrize(
    ("setting", "environment", "chosen"),
    [
        (None, {}, "nl"),
        ("", {"BRIEFMAKER_LANGUAGE": ""}, "nl"),
        (None, {"LANG": "en_US.UTF-8"}, "nl"),
        (None, {"BRIEFMAKER_LANGUAGE": "en"}, "en"),
        (None, {"BRIEFMAKER_LANGUAGE": "en_GB.UTF-8"}, "en"),
        ("en", {}, "en"),
        ("nl", {"BRIEFMAKER_LANGUAGE": "en"}, "nl"),
        ("fr", {"BRIEFMAKER_LANGUAGE": "EN"}, "en"),
        ("fr", {}, "nl"),
    ],
)
def test_the_setting_counts_before_the_environment_and_dutch_is_the_default(
    setting: str | None, environment: dict[str, str], chosen: str
) -> None:
    assert choose_language(setting, environment) == chosen


def test_a_language_there_is_no_catalogue_for_is_refused() -> None:
    with pytest.raises(ValueError, match="nl, en"):
        set_language("fr")
