"""Publishing and installing as a maintainer and a desktop do it, with real processes and a real folder."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from briefmaker import places
from briefmaker.__main__ import main
from briefmaker.app.earlier_versions import as_made, packs_as_made, version_here, versions_here
from briefmaker.app.installed import installed_packs
from briefmaker.app.letters import open_letter
from briefmaker.app.releases import Unfinished, history, install_newest, publish, withdraw
from briefmaker.app.working_packs import Origin, begin_work, known_packs
from briefmaker.errors import UnusablePack
from briefmaker.output import text_of_docx
from briefmaker.publishing.basis import read_basis
from briefmaker.publishing.line import Line
from briefmaker.publishing.share_failures import PublishedMeanwhile, RefusedRelease
from tests.publishing.packs import MOMENT, TYPE, change, pack_in

SIGNED = {"by": "Sanne de Wit", "changes": "Nieuw adres", "now": MOMENT}


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "gedeeld"
    folder.mkdir()
    monkeypatch.setenv("BRIEFMAKER_ORGANISATION", str(folder))
    return folder


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return pack_in(tmp_path / "werk" / "haarlem", "1.1", label="Onderwerp van toen")


def label_in_use() -> str:
    return installed_packs().type(TYPE).type.fields["onderwerp"].label


def test_what_is_published_is_what_desktops_use_after_they_start(shared: Path, pack: Path) -> None:
    before = label_in_use()
    release = publish(pack, shared, **SIGNED)
    assert (release.number, release.version, release.published_by) == (1, "1.1", "Sanne de Wit")
    assert label_in_use() == before, "nothing is used before it is installed"
    outcome = install_newest(shared)
    assert ([found.number for found in outcome.installed], outcome.sentences) == ([1], ())
    assert label_in_use() == "Onderwerp van toen"
    assert "haarlem/wethoudersbrief" not in installed_packs().types
    assert install_newest(shared).installed == ()


def test_the_working_copy_goes_on_from_what_it_published(shared: Path, pack: Path) -> None:
    publish(pack, shared, **SIGNED)
    assert read_basis(pack).number == 1
    change(pack, "1.1", label="Anders")
    assert publish(pack, shared, version="1.2", **SIGNED).number == 2
    assert 'version = "1.2"' in (pack / "pack.toml").read_text(encoding="utf-8")
    assert read_basis(pack).version == "1.2"


def test_what_the_organisation_published_is_worked_on_in_a_copy_that_goes_on_from_it(
    shared: Path, pack: Path
) -> None:
    publish(pack, shared, **SIGNED)
    install_newest(shared)
    known = {found.origin: found for found in known_packs() if found.id == "haarlem"}
    assert known[Origin.ORGANISATION].version == "1.1"
    copy = begin_work(known[Origin.ORGANISATION])
    assert read_basis(copy).number == 1
    change(copy, "1.2", label="Beter")
    assert publish(copy, shared, **SIGNED).number == 2
    shutil.rmtree(copy)
    copy = begin_work(known[Origin.SHIPPED])
    with pytest.raises(PublishedMeanwhile, match="nummer 2"):
        publish(copy, shared, version="1.3", **SIGNED)


def test_a_release_is_taken_back_with_one_action_and_the_history_tells_all(
    shared: Path, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(pack, shared, **SIGNED)
    change(pack, "1.2", label="Mislukt")
    publish(pack, shared, **{**SIGNED, "changes": "Ander lettertype"})
    install_newest(shared)
    assert label_in_use() == "Mislukt"
    withdraw(shared, "haarlem", by="Ali", now=MOMENT)
    install_newest(shared)
    assert label_in_use() == "Onderwerp van toen"
    assert [entry.release.restores for entry in history(shared, "haarlem")] == [1, None, None]
    assert main(["templates", "history", "haarlem"]) == 0
    newest, middle, oldest = capsys.readouterr().out.splitlines()
    assert newest.startswith("* nummer 3, versie 1.1, door Ali op 23-11-2026")
    assert newest.endswith("Versie 1.1 geldt weer.”) [zet nummer 1 terug]")
    assert "nummer 2, versie 1.2, door Sanne de Wit" in middle
    assert "“Ander lettertype”" in middle
    assert oldest.startswith("  nummer 1")
    withdraw(shared, "haarlem", by="Ali", now=MOMENT, to=2)
    install_newest(shared)
    assert label_in_use() == "Mislukt"


def test_the_second_of_two_maintainers_is_told_who_was_first_and_what_they_changed(
    shared: Path, pack: Path, tmp_path: Path
) -> None:
    publish(pack, shared, **SIGNED)
    other = pack_in(tmp_path / "ander" / "haarlem", "1.2", label="Van Ali")
    said = r"nummer 1, versie 1\.1, door Sanne de Wit op 23-11-2026 .*“Nieuw adres”"
    with pytest.raises(PublishedMeanwhile, match=said):
        publish(other, shared, **{**SIGNED, "by": "Ali"})
    assert publish(other, shared, based_on=1, **{**SIGNED, "by": "Ali"}).number == 2


def test_a_pack_with_errors_is_not_published_and_each_is_named(
    shared: Path, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (pack / "memo" / "manifest.toml").write_text("title = 3", encoding="utf-8")
    with pytest.raises(Unfinished) as unfinished:
        publish(pack, shared, **SIGNED)
    assert unfinished.value.findings
    assert not (shared / "haarlem").exists()
    assert main(["templates", "publish", str(pack), "--changes", "Nieuw", "--by", "Sanne"]) == 1
    assert "kunnen nog niet worden gepubliceerd" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"changes": " "}, "wat er is gewijzigd"),
        ({"by": ""}, "wie dit publiceert"),
        ({"version": "a/b"}, "versienummer"),
    ],
)
def test_without_a_reason_a_name_or_a_version_nothing_is_published(
    shared: Path, pack: Path, given: dict[str, str], said: str
) -> None:
    with pytest.raises(RefusedRelease, match=said):
        publish(pack, shared, **{**SIGNED, **given})
    assert not (shared / "haarlem").exists()


def test_the_working_copy_is_published_by_the_name_of_its_pack_and_what_is_installed_is_not(
    shared: Path, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(pack, shared, **SIGNED)
    install_newest(shared)
    publishing = ["templates", "publish", "haarlem", "--changes", "Beter", "--version", "1.2", "--by", "Ali"]
    assert main(publishing) == 2
    assert "Maak er onder Sjablonen een werkkopie van" in capsys.readouterr().err
    begin_work(next(found for found in known_packs() if found.origin is Origin.ORGANISATION))
    assert main(publishing) == 0
    assert "Gepubliceerd: nummer 2, versie 1.2, door Ali op" in capsys.readouterr().err


def test_a_version_is_used_once_also_when_it_was_taken_back(shared: Path, pack: Path) -> None:
    publish(pack, shared, **SIGNED)
    with pytest.raises(RefusedRelease, match="niets gewijzigd"):
        publish(pack, shared, **SIGNED)
    change(pack, "1.2", label="Anders")
    publish(pack, shared, **SIGNED)
    withdraw(shared, "haarlem", by="Ali", now=MOMENT)
    change(pack, "1.2", label="Nog anders")
    with pytest.raises(RefusedRelease, match=r"Versie 1\.2 is al eerder gepubliceerd: nummer 2"):
        publish(pack, shared, based_on=3, **SIGNED)


def test_a_desktop_goes_on_with_what_it_has_when_the_share_is_gone(
    shared: Path, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(pack, shared, **SIGNED)
    install_newest(shared)
    shared.rename(shared.with_name("weg"))
    assert main(["templates", "install"]) == 2
    assert "is niet te bereiken" in capsys.readouterr().err
    assert label_in_use() == "Onderwerp van toen"
    assert main(["types"]) == 0


def test_the_command_line_fetches_the_templates_when_it_never_had_any(
    shared: Path, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(pack, shared, **SIGNED)
    assert main(["types"]) == 0
    assert "haarlem/wethoudersbrief" not in capsys.readouterr().out
    assert label_in_use() == "Onderwerp van toen"


def test_one_file_from_a_mail_is_installed_for_the_user(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "haarlem.briefpakket"
    packing = ["templates", "pack", str(pack), "--changes", "Proef", "--by", "Sanne", "-o", str(file)]
    assert main(packing) == 0
    assert main(["templates", "install", str(file)]) == 0
    assert "Geïnstalleerd: versie 1.1, door Sanne op" in capsys.readouterr().err
    assert label_in_use() == "Onderwerp van toen"
    change(pack, "1.2", label="Nieuwer")
    assert main(packing) == 0
    assert main(["templates", "install", str(file)]) == 0
    assert label_in_use() == "Nieuwer"
    file.write_bytes(file.read_bytes()[:-100])
    assert main(["templates", "install", str(file)]) == 2
    assert label_in_use() == "Nieuwer"


def test_a_pack_that_could_do_harm_is_not_installed_and_it_is_said(shared: Path, pack: Path) -> None:
    publish(pack, shared, **SIGNED)
    install_newest(shared)
    files = {"pack.toml": b'id = "haarlem"\nversion = "1.2"\n', "memo/manifest.toml": b"title = 3"}
    Line(shared, "haarlem").publish(files, version="1.2", based_on=1, **SIGNED)
    outcome = install_newest(shared)
    assert outcome.installed == ()
    assert "nummer 2" in outcome.sentences[0]
    assert label_in_use() == "Onderwerp van toen"


def test_where_the_organisation_shares_can_be_chosen_in_the_settings_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["templates", "history", "haarlem"]) == 2
    assert "Kies de map in de instellingen" in capsys.readouterr().err
    places.settings_folder().mkdir(parents=True)
    (places.settings_folder() / "settings.json").write_text(
        json.dumps({"organisation_folder": str(tmp_path)})
    )
    assert main(["templates", "history", "haarlem"]) == 0
    assert "nog niets gepubliceerd" in capsys.readouterr().err


# --- Letters as they were made ------------------------------------------------------------------------


@pytest.fixture
def letter(shared: Path, pack: Path, tmp_path: Path) -> Path:
    """A letter made with version 1.1; since then 1.2 was published and installed."""
    from tests.publishing.packs import printing

    printing(pack, "GEMAAKT MET 1.1")
    publish(pack, shared, **SIGNED)
    install_newest(shared)
    made = tmp_path / "memo.brief"
    sample = json.loads((pack / "memo" / "samples" / "voorbeeld.json").read_text(encoding="utf-8"))
    made.write_text(json.dumps({**sample, "pack_version": "1.1"}), encoding="utf-8")
    bare = made.with_suffix(".json")
    made.rename(bare)
    change(pack, "1.2", label="Onderwerp")
    printing(pack, "GEMAAKT MET 1.2")
    publish(pack, shared, **SIGNED)
    install_newest(shared)
    return bare


def printed(letter: Path, *options: str) -> str:
    made = letter.with_suffix(".docx")
    assert main(["render", str(letter), "-o", str(made), "--concept", *options]) == 0
    return "\n".join(text_of_docx(made.read_bytes()))


def test_a_letter_is_made_again_with_the_version_it_was_made_with(letter: Path) -> None:
    assert "GEMAAKT MET 1.2" in printed(letter)
    assert "GEMAAKT MET 1.1" in printed(letter, "--as-made")


def test_the_earlier_version_is_offered_where_another_one_is_in_use(letter: Path) -> None:
    read, packs = open_letter(letter), installed_packs()
    offered = as_made(read, packs)
    assert offered.version == "1.1"
    assert offered.release.changes == "Nieuw adres"
    assert as_made(replace(read, pack_version="1.2"), packs) is None
    assert as_made(replace(read, pack_version="0.3"), packs) is None
    assert [version.version for version in versions_here("haarlem")] == ["1.2", "1.1", "1.0.0"]


def test_a_new_desktop_has_the_earlier_versions_too(
    letter: Path, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFMAKER_DATA", str(tmp_path / "nieuwe computer"))
    install_newest(shared)
    found = version_here("haarlem", "1.1")
    assert found.place.suffix == ".briefpakket", "kept as a file until it is needed"
    shared.rename(shared.with_name("weg"))
    assert "GEMAAKT MET 1.1" in printed(letter, "--as-made")
    assert "GEMAAKT MET 1.2" in printed(letter), "what is in use stays so"


def test_a_version_that_is_not_here_is_said_with_those_that_are(
    letter: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    values = json.loads(letter.read_text(encoding="utf-8"))
    letter.write_text(json.dumps({**values, "pack_version": "0.9"}), encoding="utf-8")
    assert main(["render", str(letter), "-o", str(letter.with_suffix(".docx")), "--as-made"]) == 2
    assert "versie 0.9 van “haarlem”" in capsys.readouterr().err


def test_a_kept_file_that_was_damaged_is_not_used(
    letter: Path, shared: Path, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setenv("BRIEFMAKER_DATA", str(tmp_path / "nieuwe computer"))
    install_newest(shared)
    kept = places.organisation_packs_folder() / "haarlem" / "0001.briefpakket"
    data = bytearray(kept.read_bytes())
    data[len(data) // 2] ^= 1
    kept.write_bytes(data)
    with pytest.raises(UnusablePack):
        packs_as_made(open_letter(letter))
