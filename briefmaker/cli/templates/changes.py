"""`briefmaker templates repair | comments | replace | undo`: changes in the files of a pack, and back."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from briefmaker import places
from briefmaker.cli.printing import say, write
from briefmaker.errors import UnusableInput
from briefmaker.i18n import _

if TYPE_CHECKING:
    from briefmaker.app.replacing import Occurrence
    from briefmaker.cli.templates import AddCommand
    from briefmaker.inspection.finding import Finding

__all__ = ["add"]


def add(command: AddCommand) -> None:
    """Add the commands that change a pack's files."""
    repair = command("repair", _repair, _("mend in a pack what can be mended with certainty"))
    _about_pack(repair)
    repair.add_argument("type", metavar="TYPE", nargs="?", default="", help=_("one kind of document"))
    repair.add_argument("--rule", default="", metavar="RULE", help=_("mend what is found by this rule"))
    repair.add_argument("--all", action="store_true", help=_("mend everything; without it, only list"))
    comments = command("comments", _comments, _("write a copy of a template with its faults as comments"))
    _about_pack(comments)
    comments.add_argument("type", metavar="TYPE", help=_("one kind of document"))
    comments.add_argument("-o", "--output", type=Path, required=True, metavar="OUT", help=_("file to write"))
    replace = command("replace", _replace, _("replace a text everywhere in a pack"))
    _about_pack(replace)
    replace.add_argument("old", metavar="OLD", help=_("text to look for"))
    replace.add_argument("new", metavar="NEW", help=_("text to put there"))
    replace.add_argument("--match-case", action="store_true", help=_("only with the same capitals"))
    replace.add_argument("--whole-words", action="store_true", help=_("only whole words"))
    replace.add_argument("--yes", action="store_true", help=_("replace; without it, only show where"))
    back = command("undo", _undo, _("take back the last change of a pack made by Briefmaker"))
    _about_pack(back)


def _about_pack(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("pack", metavar="PACK", help=_("a pack's folder or id"))


def _folder(named: str) -> tuple[Path, str]:
    """The pack that is meant and maybe the document type, to be changed; what is installed is not."""
    from briefmaker.app.pack_changes import settle
    from briefmaker.app.pack_places import pack_meant

    folder, type_folder = pack_meant(named)
    installed = (
        places.organisation_packs_folder(), places.user_packs_folder(), places.shipped_packs_folder(),
    )  # fmt: skip
    if not Path(named).is_dir() and any(root in folder.parents for root in installed):
        raise UnusableInput(
            _(
                "“{name}” is installed, and that is not changed. Begin a working copy in the window for"
                " templates, or give the folder of a pack."
            ).format(name=named)
        )
    settle(folder)
    return folder, type_folder


def _repair(arguments: argparse.Namespace) -> int:
    """Exit code 1 when something is left that can be mended."""
    from briefmaker.app.many_repairs import repair_many, repairable
    from briefmaker.app.pack_places import published_pack

    folder, named = _folder(arguments.pack)
    type_folder, published = arguments.type or named, published_pack(folder)
    if not arguments.all and not arguments.rule:
        found = repairable(folder, type_folder, published=published)
        _write_findings(found)
        if found:
            say(
                _("Can be mended: {count}. Add --all, or --rule with a rule, to do so.").format(
                    count=len(found)
                )
            )
        else:
            say(_("There is nothing that can be mended with certainty."))
        return 1 if found else 0
    done = repair_many(folder, type_folder, rule=arguments.rule, published=published)
    _write_findings(done.mended)
    say(_("Mended: {count}").format(count=len(done.mended)))
    for finding in done.left:
        say(_("Not mended: {finding}").format(finding=_line(finding)))
    return 1 if done.left else 0


def _write_findings(findings: Iterable[Finding]) -> None:
    for finding in findings:
        write(_line(finding))


def _line(finding: Finding) -> str:
    place = ", ".join(each for each in (finding.spot.file, finding.spot.in_words) if each)
    label = finding.repair.label if finding.repair is not None else ""
    return f"{place}: {finding.what} {label} [{finding.rule}]"


def _comments(arguments: argparse.Namespace) -> int:
    from briefmaker.app.pack_places import pack_meant, published_pack
    from briefmaker.app.template_check import check_template
    from briefmaker.drafts.saving import save_atomically
    from briefmaker.inspection.comments import with_comments

    folder, _type = pack_meant(arguments.pack)
    file = f"{arguments.type}/template.docx"
    try:
        docx = (folder / file).read_bytes()
    except OSError as error:
        raise UnusableInput(
            _("“{name}” can't be read: {reason}.").format(name=file, reason=error.strerror)
        ) from error
    findings = [
        finding
        for finding in check_template(folder, arguments.type, published=published_pack(folder)).findings
        if any(spot.file == file for spot in finding.spots)
    ]
    save_atomically(arguments.output, with_comments(docx, findings, file))
    say(_("Findings: {count}").format(count=len(findings)))
    say(_("Written: {file}").format(file=arguments.output))
    return 0


def _replace(arguments: argparse.Namespace) -> int:
    """Exit code 1 when nothing was replaced, as in a preview."""
    from briefmaker.app.replacing import Options, find_everywhere, left_out, replace_everywhere

    folder, _type = _folder(arguments.pack)
    options = Options(arguments.match_case, arguments.whole_words)
    found = find_everywhere(folder, arguments.old, options)
    chosen = [each for each in found if each.is_chosen]
    for each in found:
        write(_occurrence(each))
    for sentence in left_out(folder):
        say(sentence)
    if not chosen:
        say(_("“{text}” stands nowhere in this pack where it can be replaced.").format(text=arguments.old))
        return 1
    if not arguments.yes:
        say(_("To be replaced: {count}. Add --yes to do so.").format(count=len(chosen)))
        return 1
    made = replace_everywhere(folder, chosen, arguments.new)
    say(_("Replaced: {count}, in files: {files}").format(count=len(chosen), files=len(made.files)))
    return 0


def _occurrence(each: Occurrence) -> str:
    line = f"{each.file}, {each.place}: {each.before}[{each.words}]{each.after}"
    return line if each.is_chosen else _("{line} (stays: {reason})").format(line=line, reason=each.reason)


def _undo(arguments: argparse.Namespace) -> int:
    """Exit code 1 when there is nothing to take back."""
    from briefmaker.app.pack_changes import last_change, undo

    folder, _type = _folder(arguments.pack)
    last = last_change(folder)
    if last is None:
        say(_("There is nothing to take back in this pack."))
        return 1
    undo(last)
    say(_("Taken back: {what}").format(what=last.what))
    return 0
