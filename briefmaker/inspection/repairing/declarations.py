"""Repairs of text files: words on a line, and what a manifest says of renamed and dropped fields."""

from __future__ import annotations

from collections.abc import Mapping

from briefmaker.errors import UnusableInput
from briefmaker.i18n import _
from briefmaker.inspection.finding import Finding
from briefmaker.inspection.repairing.places import changed_meanwhile, detail

__all__ = ["replace_on_line", "say_dropped", "say_renamed"]


def replace_on_line(text: str, finding: Finding) -> str:
    """`text` with other words on the spot's line: at the columns given, or the only place they stand at."""
    spot, old, new = finding.spot, detail(finding, "old"), detail(finding, "new")
    lines = text.splitlines(keepends=True)
    if not 1 <= spot.line <= len(lines):
        raise changed_meanwhile(spot.file)
    line = lines[spot.line - 1]
    at = spot.start if spot.end > spot.start else line.find(old)
    if at < 0 or not line.startswith(old, at):
        raise changed_meanwhile(spot.file)
    if spot.end <= spot.start and line.count(old) != 1:
        raise UnusableInput(
            _("“{words}” stands on line {line} more than once. Change it by hand.").format(
                words=old, line=spot.line
            )
        )
    lines[spot.line - 1] = line[:at] + new + line[at + len(old) :]
    return "".join(lines)


def say_renamed(text: str, finding: Finding) -> str:
    """A manifest that says which field has another id now."""
    names = ("from", "to", "since")
    return _with_entry(text, "renamed", {name: detail(finding, name) for name in names}, finding)


def say_dropped(text: str, finding: Finding) -> str:
    """A manifest that says which field is asked no more."""
    return _with_entry(text, "dropped", {name: detail(finding, name) for name in ("id", "since")}, finding)


def _with_entry(text: str, table: str, values: Mapping[str, str], finding: Finding) -> str:
    """`text` with one more entry in an array of tables, behind those it has or else at its end."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError
    from tomlkit.items import AoT

    try:
        document = tomlkit.parse(text)
    except TOMLKitError:
        raise UnusableInput(
            _("“{file}” has a mistake in its notation. Correct that first.").format(file=finding.spot.file)
        ) from None
    entry = tomlkit.table()
    for name, value in values.items():
        entry.add(name, value)
    known = document.get(table)
    if isinstance(known, AoT):
        if any({**each} == dict(values) for each in known.unwrap()):
            raise changed_meanwhile(finding.spot.file)
        known.append(entry)
    elif known is None:
        if text and not text.endswith("\n"):
            document.add(tomlkit.nl())
        document.add(tomlkit.nl())
        entries = tomlkit.aot()
        entries.append(entry)
        document.append(table, entries)
    else:
        raise changed_meanwhile(finding.spot.file)
    written = tomlkit.dumps(document)
    crlf = "\r\n" in text and "\n" not in text.replace("\r\n", "")
    return written.replace("\r\n", "\n").replace("\n", "\r\n") if crlf else written
