"""The guide for who maintains templates: written text, with the placeholders, the rules and the commands as
they are in the code.

The text is `resources/help/sjablonen.md`; a line `<!-- regels -->` there is the place of the rules. The
window and `docs/sjablonen.md` are made of the same sections.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from briefmaker.forms.placeholders import (
    Placeholder,
    PlaceholderKind,
    house_style_placeholders,
    placeholders_of,
)
from briefmaker.i18n import _
from briefmaker.inspection.finding import Rule
from briefmaker.inspection.rules import all_rules
from briefmaker.letter.document_type import DocumentType
from briefmaker.places import resources_folder
from briefmaker.problems import Severity

__all__ = ["GuideCommand", "GuideSection", "as_markdown", "guide"]

_HEADING: Final = re.compile(r"(#{1,4}) (.+)")
_PLACE: Final = re.compile(r"<!-- (invulvelden|regels|opdrachten) -->")


@dataclass(frozen=True, slots=True)
class GuideCommand:
    """A command: how it is written, and what it does in a few words."""

    usage: str
    meaning: str


@dataclass(frozen=True, slots=True)
class GuideSection:
    """What stands below one heading. key: the id of a rule, else what links name it by; level: of the
    heading, from 1; text: Markdown."""

    key: str
    level: int
    title: str
    text: str


def guide(example: DocumentType | None, commands: Sequence[GuideCommand] = ()) -> tuple[GuideSection, ...]:
    """The whole guide, in its order.

    example: the document type whose placeholders are listed; without one, only what every template has.
    commands: those of `briefmaker templates`; without them the guide says how to ask for them.
    """
    written = (resources_folder() / "help" / "sjablonen.md").read_text("utf-8")
    made: list[GuideSection] = []
    for section in _sections(written):
        place = _PLACE.search(section.text)
        if place is None:
            made.append(section)
            continue
        level = section.level + 1
        rest: tuple[GuideSection, ...] = ()
        put = ""
        if place[1] == "invulvelden":
            rest = tuple(_placeholders(example, level))
        elif place[1] == "regels":
            rest = tuple(_rule(rule, level) for rule in all_rules())
        else:
            put = _commands(commands)
        text = section.text.replace(place[0], put).strip()
        made += (GuideSection(section.key, section.level, section.title, text), *rest)
    return tuple(made)


def as_markdown(sections: Sequence[GuideSection]) -> str:
    """The guide as one Markdown file, for docs/."""
    parts = [f"{'#' * each.level} {each.title}\n\n{each.text}".rstrip() for each in sections]
    note = (
        "<!-- Gemaakt met `briefmaker templates guide`: pas resources/help/sjablonen.md, de regels of de"
        " opdrachten zelf aan. -->"
    )
    return "\n\n".join((parts[0], note, *parts[1:])) + "\n"


def _sections(written: str) -> Iterator[GuideSection]:
    level, title, lines, fenced = 0, "", list[str](), False
    for line in (*written.splitlines(), "# "):
        fenced ^= line.startswith("```")
        heading = None if fenced else _HEADING.fullmatch(line)
        if heading is None and line != "# ":
            lines.append(line)
            continue
        if level:
            yield GuideSection(_key(title), level, title, "\n".join(lines).strip())
        if heading is not None:
            level, title, lines = len(heading[1]), heading[2], []


def _key(title: str) -> str:
    """As links on code hosting sites name a heading."""
    return re.sub(r"[^\w\- ]", "", title.casefold()).replace(" ", "-")


def _placeholders(example: DocumentType | None, level: int) -> Iterator[GuideSection]:
    if example is not None:
        listed = [each for each in placeholders_of(example) if each.kind is not PlaceholderKind.HOUSE_STYLE]
        title = _("What each kind of field can do")
        yield GuideSection(_key(title), level, title, _kinds(listed))
        title = _("The fields of “{title}”").format(title=example.title)
        yield GuideSection(_key(title), level, title, _table(listed))
    title = _("In every template, and in the house style")
    yield GuideSection(_key(title), level, title, _table(house_style_placeholders(example)))


def _kinds(listed: Sequence[Placeholder]) -> str:
    """The forms in which a placeholder of each kind can be written, by the first one of its kind."""
    said = {
        PlaceholderKind.TEXT: _("one value"),
        PlaceholderKind.LINES: _("lines"),
        PlaceholderKind.BODY: _("a whole text, in a paragraph of its own"),
        PlaceholderKind.GROUP: _("a group"),
        PlaceholderKind.ENCLOSURES: _("enclosures"),
    }
    rows = []
    for kind, meaning in said.items():
        first = next((each for each in listed if each.kind is kind and not each.of), None)
        if first is not None:
            blocks = [_block(first.condition), _block(first.loop) if first.loop else "–"]
            rows.append((meaning, _code(first.tag), *blocks))
    return _rows((_("kind"), _("print"), _("leave out when empty"), _("repeat")), rows)


def _table(listed: Sequence[Placeholder]) -> str:
    rows = [(_code(each.tag), each.meaning, each.example) for each in listed]
    return _rows((_("code"), _("meaning"), _("example")), rows)


def _rule(rule: Rule, level: int) -> GuideSection:
    said = {Severity.ERROR: _("Error"), Severity.WARNING: _("Warning"), Severity.HINT: _("Remark")}
    return GuideSection(
        rule.id, level, _(rule.title), f"*{said[rule.severity]}* · `{rule.id}`\n\n{_(rule.meaning)}"
    )


def _commands(commands: Sequence[GuideCommand]) -> str:
    if not commands:
        return _("`briefmaker templates --help` lists all commands.")
    rows = [(_code(each.usage), each.meaning) for each in commands]
    return _rows((_("command"), _("what it does")), rows)


def _block(tags: tuple[str, str]) -> str:
    return f"{_code(tags[0])} … {_code(tags[1])}"


def _code(text: str) -> str:
    return f"`{text}`"


def _rows(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|")
