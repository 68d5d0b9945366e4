"""Finds every broken tag of a template, where jinja2 stops at the first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2.exceptions import TemplateSyntaxError
from lxml import etree

from briefmaker.i18n import _
from briefmaker.rendering.dialect import environment
from briefmaker.rendering.styles import W
from briefmaker.rendering.template_reader import Objection

__all__ = ["misplaced_tags", "tag_objections"]

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_LOOSE = re.compile(r"\{\{|\}\}|\{%|%\}")
_STATEMENT = re.compile(r"\{%[-+]?\s*(\w+)(.*?)[-+]?%\}", re.DOTALL)
_CLOSES = {"endif": "if", "endfor": "for"}
_ALONE = {
    "p": re.compile(r"\{[%{]p\s[^{}]*[%}]\}"),
    "tr": re.compile(r"\{[%{]tr\s[^{}]*[%}]\}"),
}


def misplaced_tags(root: etree._Element) -> Iterator[str]:
    """Sentences about paragraph and row tags that share their paragraph or row with something else:
    docxtpl would drop that something in silence."""
    for tag in ("p", "tr"):
        for holder in root.iter(f"{W}{tag}"):
            nodes = [*holder.iter(f"{W}t")]
            text = "".join(node.text or "" for node in nodes).strip()
            # a text box or table in it has paragraphs and rows of its own, with their own tags
            own = "".join(node.text or "" for node in nodes if next(node.iterancestors(holder.tag)) is holder)
            if re.search(rf"\{{[%{{]{tag}\s", own) and not _ALONE[tag].fullmatch(text):
                yield _("“{tag}” must stand alone, but there is more beside it: “{text}”.").format(
                    tag=f"{{%{tag} … %}}" if f"{{%{tag}" in text else f"{{{{{tag} … }}}}", text=text[:80]
                )


def tag_objections(source: str) -> Iterator[Objection]:
    """Every tag that can't be read by itself, and conditions and loops that are not closed."""
    env = environment()
    open_tags: list[tuple[str, str, int]] = []
    rest: list[str] = []
    end = 0
    for match in _TAG.finditer(source):
        rest.append(source[end : match.start()])
        rest.append("\n" * match[0].count("\n"))
        end = match.end()
        line = source.count("\n", 0, match.start()) + 1
        yield from _objections_to(env, match[0], line, open_tags)
    rest.append(source[end:])
    for _name, tag, line in open_tags:
        yield Objection(_("“{tag}” is not closed.").format(tag=tag), line)
    plain = "".join(rest)
    for loose in _LOOSE.finditer(plain):
        yield Objection(
            _("A loose “{tag}”: a placeholder has no beginning or end.").format(tag=loose[0]),
            plain.count("\n", 0, loose.start()) + 1,
        )


def _objections_to(
    env: object, tag: str, line: int, open_tags: list[tuple[str, str, int]]
) -> Iterator[Objection]:
    shown = " ".join(re.sub(r"<[^>]*>", "", tag).split())
    if tag.startswith("{#"):
        return
    statement = _STATEMENT.fullmatch(tag)
    if statement is None:
        if not _parses(env, tag):
            yield Objection(_("“{tag}” can't be read.").format(tag=shown), line)
        return
    name = statement[1]
    if name in {"if", "for"}:
        if not _parses(env, f"{tag}{{% end{name} %}}"):
            yield Objection(_("“{tag}” can't be read.").format(tag=shown), line)
        open_tags.append((name, shown, line))
    elif name in _CLOSES:
        if open_tags and open_tags[-1][0] == _CLOSES[name]:
            open_tags.pop()
        else:
            yield Objection(_("“{tag}” closes nothing.").format(tag=shown), line)
    elif name in {"else", "elif"}:
        if not open_tags:
            yield Objection(_("“{tag}” belongs to no condition.").format(tag=shown), line)
        elif name == "elif" and not _parses(env, f"{{% if{statement[2]}%}}{{% endif %}}"):
            yield Objection(_("“{tag}” can't be read.").format(tag=shown), line)
    else:
        yield Objection(_("“{word}” is not allowed in a template.").format(word=name), line)


def _parses(env: object, text: str) -> bool:
    try:
        env.parse(text)  # type: ignore[attr-defined]
    except TemplateSyntaxError:
        return False
    return True
