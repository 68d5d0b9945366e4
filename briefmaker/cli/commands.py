"""What each command does and prints."""

from __future__ import annotations

import argparse
import datetime

from briefmaker import places
from briefmaker.app.checking import check_letter
from briefmaker.app.engines import layout_engine
from briefmaker.app.exporting import export_letter
from briefmaker.app.house_styles import check_house_style
from briefmaker.app.importing import import_letter
from briefmaker.app.installed import described_types, installed_packs, schema_of
from briefmaker.app.letters import new_letter, open_letter, save_letter
from briefmaker.app.settings import current_settings, mark_of, organisation_folder
from briefmaker.app.typesetting import Typesetter
from briefmaker.app.up_to_date import not_here, orphans, values_in_words
from briefmaker.app.word_texts import opened_letter
from briefmaker.cli.import_report import say_report
from briefmaker.cli.printing import say, say_problems, write, write_json, write_problems
from briefmaker.errors import BriefmakerError, UnusableInput
from briefmaker.i18n import _
from briefmaker.packs.installed import InstalledPacks
from briefmaker.problems import Severity

__all__ = ["check", "import_", "new", "render", "schema", "types"]


def types(arguments: argparse.Namespace) -> int:
    """`briefmaker types`"""
    found = described_types(_packs())
    if arguments.json:
        write_json([dict(one) for one in found])
        return 0
    width = max((len(one["id"]) for one in found), default=0)
    for one in found:
        write(f"{one['id']:<{width}}  {one['title']}")
    return 0


def schema(arguments: argparse.Namespace) -> int:
    """`briefmaker schema TYPE`"""
    write_json(schema_of(_packs(), arguments.type))
    return 0


def new(arguments: argparse.Namespace) -> int:
    """`briefmaker new TYPE -o LETTER.brief`"""
    save_letter(arguments.output, new_letter(_packs(), arguments.type, datetime.date.today()))
    say(_("Written: {file}").format(file=arguments.output))
    return 0


def import_(arguments: argparse.Namespace) -> int:
    """`briefmaker import SOURCE -o LETTER.brief`; exit code 1 when something could not be placed
    or it is not certain what kind of document it is."""
    packs = _packs()
    imported = import_letter(packs, arguments.source, arguments.type, datetime.date.today())
    save_letter(arguments.output, imported.letter)
    say_report(imported, packs.type(imported.letter.document_type).type)
    say(_("Written: {file}").format(file=arguments.output))
    return 1 if imported.report.unplaced or not imported.type_is_certain else 0


def check(arguments: argparse.Namespace) -> int:
    """`briefmaker check LETTER`"""
    packs, today = _packs(), datetime.date.today()
    opened = opened_letter(arguments.letter, packs, today)
    if not arguments.json and not_here(packs, opened.letter):
        for name, text in values_in_words(opened.letter).items():
            write(f"{name}: {text}")
    problems = (*opened.problems, *check_letter(packs, opened.letter, today))
    if arguments.json:
        write_json(
            [
                {
                    "rule": problem.rule,
                    "severity": problem.severity.value,
                    "field": problem.where.field,
                    "block": problem.where.block,
                    "message": problem.sentence,
                }
                for problem in problems
            ]
        )
    else:
        write_problems(problems)
    return 1 if any(problem.severity is not Severity.HINT for problem in problems) else 0


def render(arguments: argparse.Namespace) -> int:
    """`briefmaker render LETTER -o OUT.docx -o OUT.pdf`; exit code 1 for a PDF that breaks a standard."""
    if arguments.with_enclosures and not any(path.suffix.lower() == ".pdf" for path in arguments.output):
        raise UnusableInput(_("Enclosures go into a PDF. Give an output that ends in .pdf."))
    packs, today = _packs(arguments.house_style), datetime.date.today()
    if arguments.as_made:
        packs = _packs_as_made(arguments)
    opened = opened_letter(arguments.letter, packs, today)
    without_field = orphans(packs, opened.letter)
    if arguments.house_style:
        check_house_style(packs, opened.letter.document_type, arguments.house_style)
    settings = current_settings()
    engine = layout_engine(arguments.engine or settings.layout_engine)
    try:
        exported = export_letter(
            Typesetter(packs, mark=mark_of(settings)),
            engine,
            opened.letter,
            arguments.output,
            today=today,
            as_concept=arguments.concept,
            with_enclosures=arguments.with_enclosures,
        )
    finally:
        engine.close()
    say_problems((*opened.problems, *exported.problems, *without_field))
    for finding in exported.findings:
        say(f"{finding.profile} {finding.rule}: {finding.message}")
    enclosed = exported.enclosed
    for sentence in enclosed.sentences if enclosed is not None else ():
        say(sentence)
    for path in exported.paths:
        say(_("Written: {file}").format(file=path))
    keeps_to_all = enclosed is None or (enclosed.is_accessible and enclosed.is_archivable)
    return 0 if keeps_to_all and not exported.findings else 1


def _install_at_first() -> None:
    """A machine that never had the organisation's templates gets them; later on `templates install` does,
    since a share may take its time and commands are run by the hundred."""
    shared = organisation_folder(current_settings())
    if shared is None or places.organisation_packs_folder().exists():
        return
    from briefmaker.app.releases import install_newest

    try:
        for sentence in install_newest(shared).sentences:
            say(sentence)
    except BriefmakerError as error:
        say(str(error))


def _packs_as_made(arguments: argparse.Namespace) -> InstalledPacks:
    from briefmaker.app.earlier_versions import packs_as_made

    house_style = arguments.house_style
    chosen = {"": house_style} if house_style else current_settings().house_styles
    return packs_as_made(open_letter(arguments.letter), chosen)


def _packs(house_style: str = "") -> InstalledPacks:
    _install_at_first()
    packs = installed_packs({"": house_style} if house_style else current_settings().house_styles)
    for unusable in packs.unusable:
        say(str(unusable))
    return packs
