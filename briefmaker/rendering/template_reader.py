"""Reads the text of a template's part: what is wrong with it, what it expects, and its programs.

From one text come two programs: the *XML program* prints a part, the *text program* prints the text
that part must hold, by the same conditions and loops. The guard compares the two; with places turned
on the second also says which field each piece of text came from.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from traceback import walk_tb
from typing import Any

from jinja2 import nodes
from jinja2.environment import Template
from jinja2.runtime import Context

from briefmaker.i18n import _
from briefmaker.rendering.dialect import FILTERS, LOOP_ATTRIBUTES, TESTS, environment
from briefmaker.rendering.markup_scanner import ROW_END, ROW_START, MarkupScanner, Place

__all__ = ["Kind", "Objection", "Program", "Shape", "TemplateReader", "program_context"]

_ENVIRONMENT = environment()

_STATEMENTS = (nodes.Template, nodes.Output, nodes.If, nodes.For)
_EXPRESSIONS = (
    nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem, nodes.Filter, nodes.Test,
    nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.Concat, nodes.Add,
    nodes.Sub, nodes.Mul, nodes.Neg, nodes.Tuple, nodes.List,
)  # fmt: skip

_NEW_LINE = re.compile(r"\n<w:p([ >])")
_MOST_NESTED = 8


class Kind(Enum):
    """What a template does with a value, and so what it must be given."""

    TEXT = "text"
    LINES = "lines"
    BODY = "body"
    ROWS = "rows"


@dataclass(slots=True)
class Shape:
    """What a template expects under a name; `attributes` are those of the rows of a list.

    cells: for whole texts that stand in a table cell, the width of that cell in twentieths of a point, by the
    name of the attribute or "" for the value itself.
    """

    kind: Kind = Kind.TEXT
    attributes: dict[str, Kind] = field(default_factory=dict)
    cells: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Objection:
    """Something that may not stand in a template, and the line of the source it stands on."""

    sentence: str
    line: int


class Program:
    """A compiled template of one part."""

    __slots__ = ("_run", "_template")

    def __init__(self, template: Template) -> None:
        self._template = template
        self._run = template.root_render_func

    def output(self, context: Context) -> str:
        """What the program prints for values given by `program_context`; jinja2's errors come through."""
        return "".join(self._run(context))

    def line_of(self, error: BaseException) -> int:
        """The line of the source on which this program failed with an error, 0 for one from elsewhere."""
        lines = [
            self._template.get_corresponding_lineno(line)
            for frame, line in walk_tb(error.__traceback__)
            if frame.f_globals is self._run.__globals__
        ]
        return lines[-1] if lines else 0


def program_context(values: Mapping[str, object]) -> Context:
    """Values for any number of programs: no program changes them, so that all can share one context."""
    return Context(_ENVIRONMENT, values, None, {})  # type: ignore[arg-type]


class TemplateReader:
    """Reads the source of one part: objections, shapes of the names in it, and its programs."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.objections: list[Objection] = []
        self.shapes: dict[str, Shape] = {}
        self.first_line: dict[str, int] = {}
        self.nested_pictures = False
        self.has_placeholders = False
        self.plain = True

    def check(self) -> None:
        """Read the source once; raises jinja2's TemplateSyntaxError when it can't be read."""
        tree = self.check_tags()
        if not self.objections:
            _Rewriter(self, "xml").of(tree)

    def check_tags(self) -> nodes.Template:
        """Read the source's tags alone, wherever they stand; gives what was read, raises as `check` does."""
        tree = _ENVIRONMENT.parse(self.source)
        self._allowed(tree, {}, 0)
        return tree

    def xml_program(self) -> Program:
        """The program that prints the part."""
        return self._program("xml")

    def text_program(self, *, places: bool = False) -> Program:
        """The program that prints the part's text, with marks for places if asked."""
        return self._program("placed" if places else "text")

    def _program(self, target: str) -> Program:
        tree = _ENVIRONMENT.parse(self.source)
        _Rewriter(self, target).of(tree)
        tree.set_environment(_ENVIRONMENT)
        return Program(Template.from_code(_ENVIRONMENT, _ENVIRONMENT.compile(tree), {}))

    # --- what is allowed ---

    def _object(self, node: nodes.Node, sentence: str) -> None:
        self.objections.append(Objection(sentence, node.lineno or 0))

    def _allowed(self, node: nodes.Node, scope: Mapping[str, str], depth: int) -> None:
        if not isinstance(node, _STATEMENTS + _EXPRESSIONS):
            self._object(node, _("“{word}” is not allowed in a template.").format(word=_word(node)))
            return
        if isinstance(node, nodes.For):
            self._allowed_loop(node, scope, depth)
            return
        self._noted(node, scope)
        for child in node.iter_child_nodes():
            self._allowed(child, scope, depth)

    def _allowed_loop(self, node: nodes.For, scope: Mapping[str, str], depth: int) -> None:
        source = node.iter
        over_letter = isinstance(source, nodes.Name) and source.name not in scope
        over_item = (
            isinstance(source, nodes.Getattr)
            and isinstance(source.node, nodes.Name)
            and source.node.name in scope
        )
        if not isinstance(node.target, nodes.Name) or node.recursive or not (over_letter or over_item):
            self._object(node, _("A loop must run over a list of the letter, one name at a time."))
            return
        if (depth and over_letter) or depth >= _MOST_NESTED:
            self._object(node, _("A loop inside a loop must run over a part of what the outer loop gives."))
            return
        self._noted(source, scope)
        if isinstance(source, nodes.Name):
            list_name = source.name
            if self.shapes[list_name].kind is Kind.TEXT:
                self.shapes[list_name].kind = Kind.LINES
        else:
            list_name = scope[source.node.name]  # type: ignore[attr-defined]
            self._row_attribute(list_name, source.attr, Kind.LINES)  # type: ignore[attr-defined]
        inner = {**scope, node.target.name: list_name, "loop": ""}
        for child in [*node.body, *node.else_, *([node.test] if node.test else [])]:
            self._allowed(child, inner, depth + 1)

    def _noted(self, node: nodes.Node, scope: Mapping[str, str]) -> None:
        """Note names and their shapes; object to what is allowed in some uses only."""
        if isinstance(node, nodes.Name) and node.name not in scope:
            self.shapes.setdefault(node.name, Shape())
            self.first_line.setdefault(node.name, node.lineno)
        elif isinstance(node, nodes.Getattr):
            owner = node.node.name if isinstance(node.node, nodes.Name) else ""
            if owner == "loop" and "loop" in scope and node.attr in LOOP_ATTRIBUTES:
                return
            if owner not in scope or owner == "loop":
                self._object(node, _("“{word}” is not allowed in a template.").format(word=_word(node)))
            else:
                self._row_attribute(scope[owner], node.attr, Kind.TEXT)
        elif isinstance(node, nodes.Getitem):
            self._object(node, _("“{word}” is not allowed in a template.").format(word="[…]"))
        elif isinstance(node, nodes.Filter) and node.name not in FILTERS:
            self._object(node, _("“{word}” is not allowed in a template.").format(word=f"|{node.name}"))
        elif isinstance(node, nodes.Test) and node.name not in TESTS:
            self._object(node, _("“{word}” is not allowed in a template.").format(word=f"is {node.name}"))
        elif isinstance(node, nodes.Mul) and not all(
            _is_small_number(side) for side in (node.left, node.right)
        ):
            self._object(node, _("“{word}” is not allowed in a template.").format(word="*"))

    def _row_attribute(self, list_name: str, attribute: str, kind: Kind) -> None:
        shape = self.shapes[list_name]
        shape.kind = Kind.ROWS
        if kind is not Kind.TEXT or attribute not in shape.attributes:
            shape.attributes[attribute] = kind

    def is_body(self, node: nodes.Node, scope: Mapping[str, str], cell: int) -> bool:
        """Note that `node`, which stands between paragraphs, must be given as a whole text; `cell` is the
        width of the table cell it stands in, 0 outside tables."""
        if isinstance(node, nodes.Name) and node.name not in scope:
            shape, attribute = self.shapes.setdefault(node.name, Shape()), ""
            shape.kind = Kind.BODY
        elif (
            isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name in scope
        ):
            shape, attribute = self.shapes[scope[node.node.name]], node.attr
            self._row_attribute(scope[node.node.name], attribute, Kind.BODY)
        else:
            return False
        if shape.cells.setdefault(attribute, cell) != cell:
            self._object(node, _("A whole text can't stand both in a table cell and outside it."))
        return True


class _Rewriter:
    """Turns a parsed template into one of its programs, in place."""

    def __init__(self, reader: TemplateReader, target: str) -> None:
        self._reader = reader
        self._target = target
        self._scanner = MarkupScanner()
        self._depth = 0

    def of(self, tree: nodes.Template) -> None:
        """Rewrite the whole tree; objections go to the reader."""
        self._statements(tree.body, {})
        self._reader.plain = self._scanner.plain
        if self._scanner.misplaced:
            sentence = _("A condition or loop begins and ends in different kinds of places.")
            self._reader.objections.append(Objection(sentence, 0))

    def _statements(self, statements: Iterable[nodes.Node], scope: Mapping[str, str]) -> None:
        for node in statements:
            if isinstance(node, nodes.Output):
                node.nodes = [*self._outputs(node.nodes, scope)]
            elif isinstance(node, nodes.For):
                self._reader.has_placeholders = True
                self._branches(node, scope)
            elif isinstance(node, nodes.If):
                self._reader.has_placeholders = True
                _unescape_constants(node.test)
                self._depth += 1
                self._statements(node.body, scope)
                self._statements(node.elif_, scope)
                self._statements(node.else_, scope)
                self._depth -= 1

    def _branches(self, node: nodes.For, scope: Mapping[str, str]) -> None:
        target: Any = node.target
        source: Any = node.iter
        list_name = source.name if isinstance(source, nodes.Name) else scope[source.node.name]
        node.iter = _filtered(source, "_rows")
        self._depth += 1
        self._statements(node.body, {**scope, target.name: list_name, "loop": ""})
        self._statements(node.else_, scope)
        self._depth -= 1

    def _outputs(self, children: Iterable[nodes.Expr], scope: Mapping[str, str]) -> Iterator[nodes.Expr]:
        for child in children:
            if isinstance(child, nodes.TemplateData):
                data = _NEW_LINE.sub(r"<w:p\1", child.data)
                if self._depth and "<wp:docPr " in data:
                    self._reader.nested_pictures = True
                chunk = self._scanner.feed(data)
                if self._target == "xml":
                    child.data = chunk.xml
                elif self._target == "text":
                    child.data = chunk.text.replace(ROW_START, "").replace(ROW_END, "")
                else:
                    child.data = chunk.text
                yield child
            else:
                self._reader.has_placeholders = True
                _unescape_constants(child)
                yield from self._placeholder(child, scope)

    def _placeholder(self, node: nodes.Expr, scope: Mapping[str, str]) -> Iterator[nodes.Expr]:
        position = self._scanner.position
        if position.place is Place.BLOCK:
            if not self._reader.is_body(node, scope, position.cell):
                self._object(
                    node, _("Only a whole text, without filters, can stand in a paragraph of its own.")
                )
            yield _filtered(node, "_block")
        elif position.place is Place.TEXT:
            if self._target == "xml":
                yield _filtered(node, "_in_run", position.run_properties)
            elif self._target == "text":
                yield _filtered(node, "_text")
            else:
                yield _filtered(node, "_placed", _field_of(node, scope))
        elif position.place is Place.ATTRIBUTE:
            if self._target == "xml":
                yield _filtered(node, "_in_attribute")
        else:
            self._object(
                node,
                _("A placeholder stands where no text can be printed (in {element}).").format(
                    element=position.element.removeprefix("w:") or "?"
                ),
            )

    def _object(self, node: nodes.Node, sentence: str) -> None:
        self._reader.objections.append(Objection(sentence, node.lineno or 0))


def _filtered(node: nodes.Expr, name: str, *arguments: str) -> nodes.Filter:
    constants = [nodes.Const(argument, lineno=node.lineno) for argument in arguments]
    return nodes.Filter(node, name, constants, [], None, None, lineno=node.lineno)


def _field_of(node: nodes.Node, scope: Mapping[str, str]) -> str:
    """The field whose value a placeholder prints, as far as its text tells."""
    for name in [node] if isinstance(node, nodes.Name) else [*node.find_all(nodes.Name)]:
        if name.name != "loop":
            return scope.get(name.name, name.name)
    return ""


def _unescape_constants(node: nodes.Node) -> None:
    """Texts in placeholders stand in XML: `&amp;` means `&`, which the program escapes again itself."""
    for constant in [node] if isinstance(node, nodes.Const) else [*node.find_all(nodes.Const)]:
        if isinstance(constant.value, str):
            constant.value = html.unescape(constant.value)


def _is_small_number(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Const):
        return type(node.value) is int and node.value <= 100
    return isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name == "loop"


def _word(node: nodes.Node) -> str:
    """How a forbidden construct is named in a sentence."""
    if isinstance(node, nodes.Getattr):
        return f".{node.attr}"
    if isinstance(node, nodes.Call):
        return f"{_word(node.node)}()" if isinstance(node.node, nodes.Getattr) else "…()"
    words = {
        nodes.Assign: "set", nodes.AssignBlock: "set", nodes.Include: "include", nodes.Import: "import",
        nodes.FromImport: "import", nodes.Extends: "extends", nodes.Block: "block", nodes.Macro: "macro",
        nodes.CallBlock: "call", nodes.FilterBlock: "filter", nodes.ScopedEvalContextModifier: "autoescape",
        nodes.With: "with", nodes.Pow: "**", nodes.Mod: "%", nodes.Div: "/", nodes.FloorDiv: "//",
        nodes.Slice: "[:]", nodes.Dict: "{…}", nodes.Call: "…()",
    }  # fmt: skip
    return words.get(type(node), type(node).__name__.lower())
