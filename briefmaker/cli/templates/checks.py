"""`briefmaker templates check` and `fields`: what is wrong with the templates of a pack, and what they can
print."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from briefmaker.cli.printing import say, write, write_json
from briefmaker.i18n import _
from briefmaker.problems import Severity

if TYPE_CHECKING:
    from briefmaker.cli.templates import AddCommand
    from briefmaker.inspection.finding import Finding, Spot

__all__ = ["add"]


def add(command: AddCommand) -> None:
    """Add the commands that check."""
    check = command("check", _check, _("say what is wrong with the templates of a pack"))
    check.add_argument(
        "pack", metavar="PACK", nargs="?", default="",
        help=_("a pack's folder or id, or that of a kind of document, e.g. haarlem/memo; if not given, all"),
    )  # fmt: skip
    check.add_argument("--json", action="store_true", help=_("print JSON for scripts"))
    fields = command("fields", _fields, _("list what the template of a kind of document can print"))
    fields.add_argument("type", metavar="TYPE", help=_("kind of document, e.g. haarlem/wethoudersbrief"))
    fields.add_argument("--json", action="store_true", help=_("print JSON for scripts"))


def _check(arguments: argparse.Namespace) -> int:
    """Exit code 1 for errors and warnings."""
    from briefmaker.app.accepted_check import different_samples
    from briefmaker.app.engines import layout_engine
    from briefmaker.app.pack_places import every_pack, pack_meant, published_pack
    from briefmaker.app.template_check import check_pack, check_template

    findings: list[Finding] = []
    engine = layout_engine("embedded")
    try:
        for folder, type_folder in [pack_meant(arguments.pack)] if arguments.pack else every_pack():
            published = published_pack(folder)
            if type_folder:
                findings += check_template(folder, type_folder, published=published).findings
                findings += different_samples(engine, folder, type_folder)
                continue
            checked = check_pack(folder, published=published)
            findings += checked.findings
            for each in checked.types:
                findings += different_samples(engine, folder, each.folder)
    finally:
        engine.close()
    if arguments.json:
        write_json([_as_json(finding) for finding in findings])
    else:
        for finding in findings:
            write(_line(finding))
        if findings:
            say(_("Findings: {count}").format(count=len(findings)))
        else:
            say(_("Nothing is wrong."))
    return 1 if any(finding.severity is not Severity.HINT for finding in findings) else 0


def _line(finding: Finding) -> str:
    place = ", ".join(each for each in (finding.spot.file, finding.spot.in_words) if each) or _("the pack")
    text = f"{place}: {finding.sentence} [{finding.rule}]"
    others = [spot.in_words for spot in finding.spots[1:] if spot.in_words]
    if others:
        text += " " + _("See also {places}.").format(places="; ".join(others))
    return text


def _as_json(finding: Finding) -> dict[str, Any]:
    repair = finding.repair
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.sentence,
        "places": [_place(spot) for spot in finding.spots],
        "repair": None if repair is None else {"kind": repair.kind, "label": repair.label},
    }


def _place(spot: Spot) -> dict[str, Any]:
    """Numbers count from 1, those of characters from 0."""
    found: dict[str, Any] = {"file": spot.file, "place": spot.in_words}
    if spot.line:
        found["line"] = spot.line
    if spot.part:
        found["part"] = spot.part
    if spot.paragraph >= 0:
        found |= {"paragraph": spot.paragraph + 1, "start": spot.start, "end": spot.end}
    if spot.cell is not None:
        found |= {"table": spot.cell.table, "row": spot.cell.row, "column": spot.cell.column}
    if spot.words:
        found["words"] = spot.words
    return found


def _fields(arguments: argparse.Namespace) -> int:
    from briefmaker.app.pack_places import type_meant
    from briefmaker.forms.placeholders import placeholders_of

    found = placeholders_of(type_meant(arguments.type))
    if arguments.json:
        write_json(
            [
                {
                    "name": each.name,
                    "tag": each.tag,
                    "kind": each.kind.value,
                    "meaning": each.meaning,
                    "example": each.example,
                }
                for each in found
            ]
        )
        return 0
    width = max(len(each.tag) for each in found)
    for each in found:
        write(f"{each.tag:<{width}}  {each.meaning}")
    return 0
