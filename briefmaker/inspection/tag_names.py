"""What the tags of a part name and do: names that the form doesn't know, and what a template may not do."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from briefmaker.forms.placeholders import Placeholder, PlaceholderKind
from briefmaker.i18n import _
from briefmaker.inspection.finding import Finding, Repair
from briefmaker.inspection.tag_blocks import spot_of
from briefmaker.inspection.tag_rules import FORBIDDEN, MISPLACED, UNASKED, UNKNOWN, UNREADABLE
from briefmaker.inspection.tag_scanning import KEYWORDS, Tag
from briefmaker.inspection.tag_uses import Use
from briefmaker.inspection.word_file import WordPart
from briefmaker.rendering.dialect import environment
from briefmaker.rendering.template_reader import TemplateReader

__all__ = ["Names", "meant_name", "names_in", "short", "unreadable"]

_FORBIDDEN_WORDS = {
    "set", "include", "import", "from", "extends", "block", "macro", "call", "filter", "autoescape", "with",
    "do", "raw", "trans", "debug", "continue", "break", "endset", "endblock", "endmacro", "endcall",
    "endfilter", "endwith", "endraw", "endtrans", "endautoescape",
}  # fmt: skip
_NEAR = 0.72
_ENVIRONMENT = environment()


@dataclass(slots=True)
class Names:
    """What was read of a part's tags. used: the names that it asks for, of entries as "besluiten.tekst".
    whole: those that a tag prints by itself, with the tag. uses: what is done with each."""

    used: set[str] = field(default_factory=set)
    whole: list[tuple[str, Tag]] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def unreadable(
    file: str, part: WordPart, tag: Tag, known: Collection[str]
) -> tuple[Tag | None, Finding | None]:
    """What is wrong with the writing of one tag, None if nothing; and the tag to go on with: as it was
    probably meant, None when that can't be told."""
    spot = spot_of(file, part, tag)
    if tag.keyword in _FORBIDDEN_WORDS:
        what = _("“{word}” is not allowed in a template.").format(word=tag.keyword)
        return None, FORBIDDEN.finding(what, _("Take it out."), spot)
    if tag.kind == "{#" or (tag.kind == "{%" and _parses(tag)):
        return tag, None
    if tag.kind == "{{":
        name = meant_name(tag.inner, known) if re.fullmatch(r"[\w.\- \u2010-\u2013]+", tag.inner) else ""
        odd = re.search(r"[^\w.]", tag.inner)
        if name and odd:
            return _renamed(tag, name), _unknown(file, part, tag, tag.inner, name)
        if _parses(tag):
            return tag, None
        meant = (
            _changed(tag, "{%", tag.inner)
            if tag.inner.split()[:1] and tag.inner.split()[0] in KEYWORDS
            else None
        )
    else:
        keyword = _meant_keyword(tag.inner)
        meant = _changed(tag, "{%", keyword) if keyword else None
        if meant is None and meant_name(tag.inner, known) in known:
            meant = _changed(tag, "{{", meant_name(tag.inner, known))
        if meant is None and (corrected := _corrected(tag.inner)):
            meant = _changed(tag, "{%", corrected)
    if meant is not None and not _parses(meant):
        meant = None
    what = _("“{tag}” can't be read.").format(tag=short(tag.written))
    if not tag.inner:
        repair = Repair("remove_tag", _("Take “{tag}” out").format(tag=tag.written))
        return None, UNREADABLE.finding(
            what, _("Write the name of a field in it, or take it out."), spot, repair=repair
        )
    if meant is None:
        remedy = _("Compare it with the examples in the help.")
        return _standing_in(tag), UNREADABLE.finding(what, remedy, spot)
    remedy = _("Did you mean “{tag}”?").format(tag=meant.text)
    repair = Repair(
        "replace_text", _("Make it “{tag}”.").format(tag=meant.text), {"old": tag.written, "new": meant.text}
    )
    return meant, UNREADABLE.finding(what, remedy, spot, repair=repair)


def _standing_in(tag: Tag) -> Tag | None:
    """A condition or loop that can't be read still has an end."""
    sources = {"if": "if false", "elif": "elif false"}
    return _changed(tag, "{%", sources[tag.keyword]) if tag.keyword in sources else None


def _changed(tag: Tag, kind: str, inner: str) -> Tag:
    return Tag(tag.paragraph, tag.start, tag.end, kind, tag.level, inner, tag.broken)


def _renamed(tag: Tag, name: str) -> Tag:
    return _changed(tag, tag.kind, name)


def _parses(tag: Tag) -> bool:
    text = tag.source
    if tag.kind == "{%":
        text = {
            "if": f"{text}{{% endif %}}", "for": f"{text}{{% endfor %}}",
            "elif": f"{{% if a %}}{text}{{% endif %}}",
            "else": f"{{% if a %}}{text}{{% endif %}}", "endif": f"{{% if a %}}{text}",
            "endfor": f"{{% for a in b %}}{text}",
        }.get(tag.keyword, text)  # fmt: skip
    try:
        _ENVIRONMENT.parse(text)
    except (TemplateSyntaxError, RecursionError):
        return False
    return True


def _meant_keyword(inner: str) -> str:
    """A misspelt condition or loop as it was meant, "" when that can't be told."""
    words = inner.split()
    if not words:
        return ""
    two = "".join(words[:2]).lower()
    if two in {"endif", "endfor", "elseif"}:
        return " ".join([{"elseif": "elif"}.get(two, two), *words[2:]])
    plain = words[0].lower().strip("-_/\\;:.,")
    plain = {
        "als": "if",
        "anders": "else",
        "elseif": "elif",
        "voor": "for",
        "einde": "endif",
        "/if": "endif",
    }.get(plain, plain.replace("einde", "end").replace("eind", "end"))
    close = difflib.get_close_matches(plain, KEYWORDS, 1, 0.65)
    if not close or (close[0] == words[0] and len(words) == 1 and close[0] not in {"if", "elif", "for"}):
        return ""
    if close[0] in {"else", "endif", "endfor"}:
        return close[0]
    return _corrected(" ".join([close[0], *words[1:]])) or " ".join([close[0], *words[1:]])


def _corrected(inner: str) -> str:
    """A condition as people write it in other programs: one "=" for "==", "<>" for "!=", Dutch words, or
    an end with the name of what it ends."""
    words = inner.split()
    if words and words[0] in {"endif", "endfor", "else"} and len(words) > 1:
        return words[0]
    made = re.sub(r"(?<![=!<>])=(?!=)", "==", inner).replace("<>", "!=").replace("&&", " and ")
    made = re.sub(r"\|\|", " or ", made)
    for dutch, word in (("en", "and"), ("of", "or"), ("niet", "not")):
        made = re.sub(rf"\b{dutch}\b", word, made)
    made = " ".join(made.rstrip(":;").split())
    return made if made != inner else ""


def short(text: str) -> str:
    """The text in one line, cut where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= 80 else f"{text[:80].rstrip()}…"


def meant_name(name: str, known: Collection[str]) -> str:
    """The name that a misspelt one is nearly, "" when none is near."""
    plain = re.sub(r"[\s\-\u2010-\u2013]+", "_", name.strip().casefold())
    if plain in known:
        return plain
    return next(iter(difflib.get_close_matches(plain, sorted(known), 1, _NEAR)), "")


def _unknown(file: str, part: WordPart, tag: Tag, name: str, meant: str) -> Finding:
    found = re.search(rf"(?<![\w.]){re.escape(name)}(?!\w)", tag.written)
    start, end = (found.start(), found.end()) if found else (0, len(tag.written))
    spot = part.spot(file, tag.paragraph.number, tag.start + start, tag.start + end)
    written = tag.written[start:end]
    if not meant:
        what = _("The form has no field “{name}”.").format(name=short(name))
        return UNASKED.finding(what, _("Add the field to the form, or take “{tag}” out.").format(
            tag=short(tag.written)), spot)  # fmt: skip
    new = meant if found else tag.text.replace(name, meant)
    what = _("“{name}” is no field of the form.").format(name=short(name))
    remedy = _("Did you mean “{name}”?").format(name=meant)
    repair = Repair("replace_text", _("Make it “{tag}”.").format(tag=new), {"old": written, "new": new})
    return UNKNOWN.finding(what, remedy, spot, repair=repair)


# --- Names, with the loops around them --------------------------------------------------------------


def names_in(
    file: str,
    part: WordPart,
    tags: Sequence[Tag],
    sources: Sequence[str],
    placeholders: Mapping[str, Placeholder],
) -> Names:
    """What these tags name; `sources` is their balanced source, one line for each and one more."""
    reading = _Reading(file, part, tags, placeholders)
    reader = TemplateReader("\n".join(" ".join(each.split("\n")) for each in sources))
    try:
        tree = reader.check_tags()
    except (TemplateSyntaxError, RecursionError):
        return reading.names
    reading.statements(tree.body, {})
    said = {(finding.spot.paragraph, finding.spot.start) for finding in reading.names.findings}
    for objection in reader.objections:
        tag = reading.tag_on(objection.line)
        if tag is not None and not any(
            number == tag.paragraph.number and tag.start <= start <= tag.end for number, start in said
        ):
            remedy = _("Take it out, and have the form give what is to be printed.")
            reading.names.findings.append(
                FORBIDDEN.finding(objection.sentence, remedy, spot_of(file, part, tag))
            )
            said.add((tag.paragraph.number, tag.start))
    return reading.names


class _Reading:
    def __init__(
        self, file: str, part: WordPart, tags: Sequence[Tag], placeholders: Mapping[str, Placeholder]
    ) -> None:
        self._file = file
        self._part = part
        self._tags = tags
        self._placeholders = placeholders
        self._top = {name for name in placeholders if "." not in name}
        self.names = Names()

    def tag_on(self, line: int) -> Tag | None:
        """The tag on this line of the source."""
        return self._tags[line - 1] if 0 < line <= len(self._tags) else None

    def statements(self, statements: Sequence[nodes.Node], scope: Mapping[str, str]) -> None:
        """Read these; scope: the names of loops, with the list that each runs over ("" when not known)."""
        for node in statements:
            if isinstance(node, nodes.Output):
                for child in node.nodes:
                    if not isinstance(child, nodes.TemplateData):
                        name = self._expression(child, scope)
                        tag = self.tag_on(child.lineno)
                        if name and tag is not None:
                            self.names.whole.append((name, tag))
                            self._use(child, name, "whole" if tag.level == "p" else "line")
                        elif isinstance(child, nodes.Name) and scope.get(child.name):
                            self._use(child, scope[child.name], "entry")
            elif isinstance(node, nodes.If):
                self._expression(node.test, scope)
                self.statements(node.body, scope)
                self.statements(node.elif_, scope)
                self.statements(node.else_, scope)
            elif isinstance(node, nodes.For):
                listed = self._expression(node.iter, scope)
                self._use(node, listed, "loop")
                inner = dict(scope)
                if isinstance(node.target, nodes.Name):
                    inner[node.target.name] = listed
                if node.test is not None:
                    self._expression(node.test, {**inner, "loop": ""})
                self.statements(node.body, {**inner, "loop": ""})
                self.statements(node.else_, scope)

    def _use(
        self, node: nodes.Node, name: str, how: Literal["whole", "line", "loop", "entry", "parts"]
    ) -> None:
        tag = self.tag_on(node.lineno)
        if name and tag is not None:
            self.names.uses.append(Use(name, how, self._part, tag))

    def _expression(self, node: nodes.Node, scope: Mapping[str, str]) -> str:
        """Read an expression; the name it prints when it is nothing but that, as the list has it."""
        if isinstance(node, nodes.Name):
            return self._name(node, scope)
        if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
            return self._attribute(node, node.node.name, scope)
        for child in node.iter_child_nodes():
            self._expression(child, scope)
        return ""

    def _name(self, node: nodes.Name, scope: Mapping[str, str]) -> str:
        if node.name in scope:
            return ""
        if node.name in self._top:
            self.names.used.add(node.name)
            return node.name
        meant = meant_name(node.name, {*self._top, *scope})
        self._say(node, node.name, meant)
        if meant in self._top:
            self.names.used.add(meant)
        return meant if meant in self._top else ""

    def _attribute(self, node: nodes.Getattr, owner: str, scope: Mapping[str, str]) -> str:
        if owner == "loop" and owner in scope:
            return ""
        if owner not in scope:
            return self._outside(node, owner, scope)
        listed = scope[owner]
        own = {name.partition(".")[2] for name in self._placeholders if name.startswith(f"{listed}.")}
        if not listed or node.attr in own:
            if listed:
                self.names.used.add(f"{listed}.{node.attr}")
                self._use(node, listed, "parts")
            return f"{listed}.{node.attr}" if listed else ""
        meant = meant_name(node.attr, own)
        self._say(node, f"{owner}.{node.attr}", f"{owner}.{meant}" if meant else "")
        if meant:
            self.names.used.add(f"{listed}.{meant}")
        return f"{listed}.{meant}" if meant else ""

    def _outside(self, node: nodes.Getattr, owner: str, scope: Mapping[str, str]) -> str:
        """A dot behind a name that no loop gives."""
        tag = self.tag_on(node.lineno)
        asked = f"{owner}.{node.attr}"
        found = self._placeholders.get(asked)
        if tag is None:
            return ""
        self.names.used.add(asked)
        if found is not None:
            what = _("“{name}” exists only within a loop over “{list}”.").format(name=asked, list=owner)
            begin, end = self._placeholders[owner].loop or ("", "")
            remedy = _("Put “{begin}” before it and “{end}” behind it, and write “{tag}”.").format(
                begin=begin, end=end, tag=found.tag
            )
            self.names.findings.append(MISPLACED.finding(what, remedy, spot_of(self._file, self._part, tag)))
            return ""
        near = meant_name(owner, {name for name, listed in scope.items() if listed})
        if near:
            listed = scope[near]
            own = {name.partition(".")[2] for name in self._placeholders if name.startswith(f"{listed}.")}
            attribute = meant_name(node.attr, own)
            self._say(node, asked, f"{near}.{attribute}" if attribute else "")
            return f"{listed}.{attribute}" if attribute else ""
        if owner in self._top:
            if self._placeholders[owner].kind in {PlaceholderKind.GROUP, PlaceholderKind.ENCLOSURES}:
                self._say(node, asked, "")
            return ""  # a dot behind a plain field is not allowed, which is said elsewhere
        meant = meant_name(asked, {*self._top, *self._placeholders})
        if meant in self._top or not meant:
            self._say(node, asked, meant)
            return meant
        self._say(node, asked, "")
        return ""

    def _say(self, node: nodes.Node, name: str, meant: str) -> None:
        tag = self.tag_on(node.lineno)
        if tag is not None:
            self.names.findings.append(_unknown(self._file, self._part, tag, name, meant))
