"""What each command does and prints."""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from collections.abc import Iterable, Sequence
from typing import TextIO

from briefmaker.app.checking import check_letter
from briefmaker.app.engines import layout_engine
from briefmaker.app.exporting import export_letter
from briefmaker.app.importing import import_letter
from briefmaker.app.installed import described_types, installed_packs, schema_of
from briefmaker.app.letters import new_letter, open_letter, save_letter
from briefmaker.app.settings import current_settings, mark_of
from briefmaker.app.typesetting import Typesetter
from briefmaker.content.report import Remark
from briefmaker.i18n import _
from briefmaker.packs.installed import InstalledPacks
from briefmaker.problems import Problem

__all__ = ["check", "import_", "new", "print_problems", "render", "schema", "types"]

_LONGEST_QUOTE = 80


def types(arguments: argparse.Namespace) -> int:
    """`briefmaker types`"""
    found = described_types(_packs())
    if arguments.json:
        _print_json([dict(one) for one in found])
        return 0
    width = max((len(one["id"]) for one in found), default=0)
    for one in found:
        print(f"{one['id']:<{width}}  {one['title']}")
    return 0


def schema(arguments: argparse.Namespace) -> int:
    """`briefmaker schema TYPE`"""
    _print_json(schema_of(_packs(), arguments.type))
    return 0


def new(arguments: argparse.Namespace) -> int:
    """`briefmaker new TYPE -o LETTER.brief`"""
    save_letter(arguments.output, new_letter(_packs(), arguments.type, datetime.date.today()))
    _say(_("Written: {file}").format(file=arguments.output))
    return 0


def import_(arguments: argparse.Namespace) -> int:
    """`briefmaker import SOURCE -o LETTER.brief`; exit code 1 when something could not be placed."""
    imported = import_letter(_packs(), arguments.source, arguments.type, datetime.date.today())
    save_letter(arguments.output, imported.letter)
    _say_remarks(_("Not placed; it stands in the text of the letter:"), imported.report.unplaced)
    _say_remarks(_("Read on a guess; check it:"), imported.report.uncertain)
    _say_remarks(_("Left out:"), imported.report.dropped)
    _say(_("Written: {file}").format(file=arguments.output))
    return 1 if imported.report.unplaced else 0


def check(arguments: argparse.Namespace) -> int:
    """`briefmaker check LETTER`"""
    problems = check_letter(_packs(), open_letter(arguments.letter), datetime.date.today())
    if arguments.json:
        _print_json(
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
        print_problems(problems, sys.stdout)
    return 1 if problems else 0


def render(arguments: argparse.Namespace) -> int:
    """`briefmaker render LETTER -o OUT.docx -o OUT.pdf`"""
    letter = open_letter(arguments.letter)
    settings = current_settings()
    engine = layout_engine(arguments.engine or settings.layout_engine)
    try:
        exported = export_letter(
            Typesetter(_packs(), mark=mark_of(settings)),
            engine,
            letter,
            arguments.output,
            today=datetime.date.today(),
            as_concept=arguments.concept,
        )
    finally:
        engine.close()
    print_problems(exported.problems, sys.stderr)
    for finding in exported.findings:
        _say(f"{finding.profile} {finding.rule}: {finding.message}")
    for path in exported.paths:
        _say(_("Written: {file}").format(file=path))
    return 1 if exported.findings else 0


def print_problems(problems: Iterable[Problem], stream: TextIO) -> None:
    """One line a problem: where it is, what it is, what to do."""
    for problem in problems:
        where = problem.where.field or _("letter")
        stream.write(f"{where}: {problem.sentence}\n")


def _say_remarks(heading: str, remarks: Sequence[Remark]) -> None:
    if not remarks:
        return
    _say(heading)
    for remark in remarks:
        text = " ".join(remark.text.split())
        shown = text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"
        _say(_("  line {line}: {text} ({why})").format(line=remark.line, text=shown, why=remark.why))


def _packs() -> InstalledPacks:
    packs = installed_packs()
    for unusable in packs.unusable:
        _say(str(unusable))
    return packs


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
