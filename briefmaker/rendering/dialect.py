"""What may stand in a template's placeholders, and the environment that its programs run in.

A template is a program made by others. Allowed are names, attributes of a loop's own value, a few
harmless filters and tests, conditions, and loops over the lists of a letter; no calls, no
assignments, no arithmetic that grows a text. What is left can't reach Python's objects and can't run
longer than the letter is long, so that no time limit is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from jinja2 import StrictUndefined, Undefined
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefmaker.errors import RenderingFailed
from briefmaker.i18n import _
from briefmaker.letter.printed_names import ENCLOSURE_TITLE
from briefmaker.rendering.markup_scanner import LINE_BREAK_XML, tab_xml

__all__ = [
    "FILTERS",
    "LOOP_ATTRIBUTES",
    "TESTS",
    "BlankBodyMark",
    "BodyMark",
    "Placed",
    "environment",
    "with_bodies",
    "with_body_texts",
]

FILTERS = frozenset(
    [
        "upper",
        "lower",
        "capitalize",
        "title",
        "trim",
        "length",
        "count",
        "join",
        "first",
        "last",
        "default",
        "d",
    ]
)
TESTS = frozenset(
    [
        "defined",
        "undefined",
        "none",
        "string",
        "sequence",
        "odd",
        "even",
        "eq",
        "ne",
        "lt",
        "le",
        "gt",
        "ge",
        "in",
    ]
)
LOOP_ATTRIBUTES = ("index", "index0", "revindex", "revindex0", "first", "last", "length")


class Placed(str):
    """A value that knows which field it came from."""

    __slots__ = ("field",)
    field: str

    @classmethod
    def of(cls, text: str, field_path: str) -> Placed:
        """`text` as the value of this field."""
        made = cls(text)
        made.field = field_path
        return made


class BodyMark(str):
    """What stands for a whole text in what a program prints; the text takes its place afterwards.

    So a long text is not copied again and again by jinja2. U+0000 can't come from a value: `_checked`.
    """

    __slots__ = ()

    @classmethod
    def of(cls, index: int) -> BodyMark:
        """The mark for the letter's text with this index."""
        return cls(f"\0{index}\0")


class BlankBodyMark(BodyMark):
    """What stands for a text without anything to read: to a condition it is empty, yet it prints the
    paragraphs that it has, or the one that a table cell must have."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False


def with_bodies(printed: str, bodies: Sequence[bytes]) -> bytes:
    """What an XML program printed, in UTF-8, each mark replaced by the XML it stands for."""
    pieces = printed.split("\0")
    if len(pieces) == 1:
        return printed.encode()
    return b"".join([bodies[int(piece)] if at % 2 else piece.encode() for at, piece in enumerate(pieces)])


def with_body_texts(printed: str, texts: Sequence[str]) -> str:
    """What a text program printed, each mark replaced by the text it stands for."""
    pieces = printed.split("\0")
    if len(pieces) == 1:
        return printed
    return "".join([texts[int(piece)] if at % 2 else piece for at, piece in enumerate(pieces)])


def _flat(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "\n".join(_flat(line) for line in value)
    if isinstance(value, BodyMark):
        raise RenderingFailed(
            _(
                "The template prints a whole text inside a line; it needs a paragraph of its own with {tag}."
            ).format(tag="{{p … }}")
        )
    if isinstance(value, dict):  # an enclosure, where others of its parts are printed elsewhere
        if ENCLOSURE_TITLE not in value:
            raise RenderingFailed(
                _("The template prints an entry of a group without saying which part of it.")
            )
        return _flat(value[ENCLOSURE_TITLE])
    if isinstance(value, Undefined):
        str(value)  # raises and names it
    return value if isinstance(value, str) else str(value)


def _checked(text: str) -> str:
    if "\0" in text:
        raise ValueError("U+0000")
    return text


def _in_run(value: Any, run_properties: str) -> str:
    """A value in a run's text: escaped, tabs and line ends as docxtpl makes them."""
    if type(value) is not str:
        value = _flat(value)
    if "\0" in value:
        raise ValueError("U+0000")
    text: str = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if "\n" in text or "\t" in text:
        return text.replace("\t", tab_xml(run_properties)).replace("\n", LINE_BREAK_XML)
    return text


def _in_attribute(value: Any) -> str:
    return escape(_checked(_flat(value)))


def _block(value: Any) -> Any:
    """A value between paragraphs: only finished paragraphs may stand there."""
    if isinstance(value, BodyMark):
        return value
    if value == "":
        return value
    raise RenderingFailed(
        _("The template prints {tag} where only a whole text can stand.").format(tag="{{p … }}")
    )


def _placed(value: Any, field_path: str) -> str:
    """A value between marks that say where it came from. Control characters never stand in values."""
    if isinstance(value, list | tuple):
        return "\n".join(_placed(line, field_path) for line in value)
    text = _flat_text(value)
    if not text:
        return ""
    origin = value.field if isinstance(value, Placed) else field_path
    return f"\x01{origin}\x1f\x02{text}\x03" if origin else text


def _flat_text(value: Any) -> str:
    """A value in the text programs."""
    if type(value) is str and "\0" not in value:
        return value
    return _checked(_flat(value))


def _rows(value: Any) -> Any:
    """What a loop runs over: only lists, since a loop over a text would run per character."""
    if isinstance(value, list | tuple):
        return value
    if isinstance(value, str) and not value:
        return ()
    if isinstance(value, str):
        return [
            Placed.of(line, value.field) if isinstance(value, Placed) else line for line in value.split("\n")
        ]
    raise RenderingFailed(_("The template loops over something that is no list."))


class _Environment(ImmutableSandboxedEnvironment):
    """Only entries of dicts and a loop's own counters can be reached by a dot."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict:
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        if isinstance(obj, LoopContext) and attribute in LOOP_ATTRIBUTES:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self.undefined(obj=obj, name=argument)


def environment() -> ImmutableSandboxedEnvironment:
    """The only environment that templates run in.

    jinja2's own escaping is off, since every placeholder is wrapped in the escaping of its place:
    a text, an attribute and the space between paragraphs each need another.
    """
    env = _Environment(autoescape=False, undefined=StrictUndefined, cache_size=0)
    env.filters = {name: env.filters[name] for name in FILTERS}
    env.filters |= {
        "_in_run": _in_run, "_in_attribute": _in_attribute, "_block": _block, "_rows": _rows,
        "_text": _flat_text, "_placed": _placed,
    }  # fmt: skip
    env.tests = {name: env.tests[name] for name in TESTS}
    env.globals = {}
    return env
