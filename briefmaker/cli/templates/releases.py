"""`briefmaker templates pack|publish|withdraw|history|install`: versions of packs for the organisation."""

from __future__ import annotations

import argparse
import datetime
import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefmaker.app.settings import current_settings, organisation_folder
from briefmaker.cli.printing import say, write, write_json
from briefmaker.errors import UnusableInput
from briefmaker.i18n import _

if TYPE_CHECKING:
    from briefmaker.cli.parser import Parser
    from briefmaker.cli.templates import AddCommand
    from briefmaker.publishing.line import Entry

__all__ = ["add"]


def add(command: AddCommand) -> None:
    """Add the commands that publish and install."""
    packing = command("pack", _pack, _("put a template pack into one file, to send it"))
    _add_pack_folder(packing)
    packing.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE", help=_("file to write, .briefpakket")
    )
    publishing = command("publish", _publish, _("publish a template pack to the folder of the organisation"))
    _add_pack_folder(publishing)
    publishing.add_argument(
        "--based-on", type=int, default=None, metavar="NUMBER",
        help=_("number of the release that this one goes on from, where the folder doesn't note it"),
    )  # fmt: skip
    _add_shared(publishing)
    withdrawing = command("withdraw", _withdraw, _("take a release back: the one before it holds again"))
    _add_pack(withdrawing)
    withdrawing.add_argument(
        "--to", type=int, default=None, metavar="NUMBER", help=_("number of the release to go back to")
    )
    withdrawing.add_argument(
        "--by", default="", metavar="NAME", help=_("who does so; your user name if not given")
    )
    _add_shared(withdrawing)
    looking_back = command("history", _history, _("list who published what, and when"))
    _add_pack(looking_back)
    looking_back.add_argument("--json", action="store_true", help=_("print JSON for scripts"))
    _add_shared(looking_back)
    installing = command("install", _install, _("install what the organisation published, or one pack file"))
    installing.add_argument(
        "file",
        type=Path,
        nargs="?",
        default=None,
        metavar="FILE",
        help=_("a .briefpakket, from a mail for example"),
    )
    _add_shared(installing)


def _add_pack_folder(parser: Parser) -> None:
    parser.add_argument("pack", metavar="PACK", help=_("id or folder of the template pack"))
    parser.add_argument(
        "--changes", required=True, metavar="TEXT", help=_("what changed, for whoever looks back")
    )
    parser.add_argument(
        "--version",
        default="",
        metavar="VERSION",
        help=_("version of this release; that of the pack if not given"),
    )
    parser.add_argument(
        "--by", default="", metavar="NAME", help=_("who does so; your user name if not given")
    )


def _add_pack(parser: Parser) -> None:
    parser.add_argument("pack", metavar="PACK", help=_("id of the template pack, e.g. haarlem"))


def _add_shared(parser: Parser) -> None:
    parser.add_argument(
        "--organisation", type=Path, default=None, metavar="FOLDER",
        help=_("the shared folder of the organisation; that of the settings if not given"),
    )  # fmt: skip


def _pack(arguments: argparse.Namespace) -> int:
    from briefmaker.app.releases import write_pack_file

    release = _finished(write_pack_file, _folder(arguments), arguments.output, **_signed(arguments))
    if release is None:
        return 1
    say(_("Written: {file}").format(file=arguments.output))
    return 0


def _publish(arguments: argparse.Namespace) -> int:
    from briefmaker.app.releases import publish
    from briefmaker.publishing.share_failures import signed_off

    release = _finished(
        publish, _folder(arguments), _shared(arguments), based_on=arguments.based_on, **_signed(arguments)
    )
    if release is None:
        return 1
    say(_("Published: {release}").format(release=signed_off(release)))
    return 0


def _signed(arguments: argparse.Namespace) -> dict[str, Any]:
    return {
        "by": arguments.by or _user_name(),
        "changes": arguments.changes,
        "version": arguments.version,
        "now": datetime.datetime.now(datetime.UTC),
    }


def _finished(action: Any, *values: Any, **signed: Any) -> Any:
    """What an action gives; None when the templates aren't finished, and then it was said why."""
    from briefmaker.app.releases import Unfinished

    try:
        return action(*values, **signed)
    except Unfinished as error:
        for finding in error.findings:
            place = " ".join(part for part in (finding.spot.file, finding.spot.in_words) if part)
            say(f"{place}: {finding.sentence}" if place else finding.sentence)
        say(str(error))
        return None


def _withdraw(arguments: argparse.Namespace) -> int:
    from briefmaker.app.releases import withdraw
    from briefmaker.publishing.share_failures import signed_off

    release = withdraw(
        _shared(arguments),
        arguments.pack,
        by=arguments.by or _user_name(),
        now=datetime.datetime.now(datetime.UTC),
        to=arguments.to,
    )
    say(_("Published: {release}").format(release=signed_off(release)))
    return 0


def _history(arguments: argparse.Namespace) -> int:
    from briefmaker.app.releases import history

    entries = history(_shared(arguments), arguments.pack)
    if arguments.json:
        write_json([_as_json(entry) for entry in entries])
        return 0
    for entry in entries:
        write(_line(entry))
    if not entries:
        say(_("Nothing was published of “{pack}” yet.").format(pack=arguments.pack))
    return 0


def _line(entry: Entry) -> str:
    """One release for people: what holds now is marked, what puts an earlier one back says which."""
    from briefmaker.publishing.share_failures import signed_off

    mark = "*" if entry.is_current else " "
    if entry.release is None:
        return f"{mark} " + _("number {number}: can't be read, not used").format(number=entry.number)
    said = signed_off(entry.release)
    if entry.release.restores:
        said += " " + _("[puts number {number} back]").format(number=entry.release.restores)
    return f"{mark} {said}"


def _as_json(entry: Entry) -> dict[str, Any]:
    release = entry.release
    if release is None:
        return {"number": entry.number, "is_current": entry.is_current, "damaged": True}
    return {
        "number": entry.number,
        "is_current": entry.is_current,
        "version": release.version,
        "published_by": release.published_by,
        "published_at": release.published_at.isoformat(),
        "changes": release.changes,
        "restores": release.restores,
    }


def _install(arguments: argparse.Namespace) -> int:
    from briefmaker.app.releases import install_file, install_newest
    from briefmaker.publishing.share_failures import signed_off

    if arguments.file is not None:
        say(_("Installed: {release}").format(release=signed_off(install_file(arguments.file.absolute()))))
        return 0
    outcome = install_newest(_shared(arguments))
    for sentence in outcome.sentences:
        say(sentence)
    for release in outcome.installed:
        say(_("Installed: {release}").format(release=signed_off(release)))
    if not outcome.installed and not outcome.sentences:
        say(_("The newest templates are here already."))
    return 1 if outcome.sentences else 0


def _folder(arguments: argparse.Namespace) -> Path:
    """The folder of the pack that is meant; of an id the working copy."""
    from briefmaker.app.pack_places import pack_meant

    return pack_meant(arguments.pack)[0]


def _user_name() -> str:
    """The user's name on this machine; "" where the system tells none, and then one must be given."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _shared(arguments: argparse.Namespace) -> Path:
    given: Path | None = arguments.organisation
    found = given.absolute() if given is not None else organisation_folder(current_settings())
    if found is None:
        raise UnusableInput(
            _(
                "It isn't known where your organisation shares its templates. Choose the folder in the"
                " settings, or name it with --organisation."
            )
        )
    return found
