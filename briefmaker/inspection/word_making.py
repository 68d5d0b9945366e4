"""Makes the text of a Word file in the styles of another: paragraphs, a table of labels, tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from typing import Final

from lxml import etree

from briefmaker.inspection.word_file import W, WordFile
from briefmaker.letter.document_type import FieldKind, LetterField
from briefmaker.rendering.cleaning import member, serialised
from briefmaker.rendering.package import CONTENT_TYPES, REL, Package, relationships_path
from briefmaker.rendering.word_zip import FixedPart, deflated, zip_bytes

__all__ = ["WordMaking", "condition", "line_tag", "value_tag"]

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_KEPT: Final = {"styles", "numbering", "settings", "theme", "fontTable"}
_ROOT_LINKS: Final = "_rels/.rels"
_LABEL_WIDTH: Final = 2268
"""Twentieths of a point, 40 mm: the longest label of an ordinary manifest in a line."""


def value_tag(field: LetterField) -> str:
    """The tag that prints a field in a line; each line of a text of lines on its own."""
    if field.kind is not FieldKind.LINES:
        return f"{{{{ {field.id} }}}}"
    return (
        f"{{% for regel in {field.id} %}}{{{{ regel }}}}{{% if not loop.last %}}\n{{% endif %}}{{% endfor %}}"
    )


def line_tag(field: LetterField, one: str) -> str:
    """The tag that prints a field of an entry called `one`."""
    return f"{{{{ {one}.{field.id} }}}}"


class WordMaking:
    """A Word file in the making. looks: the file whose styles, lists, theme and paper it gets."""

    def __init__(self, looks: bytes) -> None:
        self._looks = WordFile.of(looks)
        sheet = self._looks.related("styles")
        self._ids: dict[str, str] = {}
        for style in sheet.iter(f"{W}style") if sheet is not None else ():
            name = style.find(f"{W}name")
            if name is not None:
                self._ids[name.get(f"{W}val", "").casefold()] = style.get(f"{W}styleId", "")
        self._pieces: list[str] = []

    def written(self) -> str:
        """What was added so far."""
        return "".join(self._pieces)

    def paragraph(self, text: str, *styles: str) -> str:
        """A paragraph in the first of these styles that the file has; "\\t" and "\\n" are tab and break."""
        known = next((self._ids[each.casefold()] for each in styles if each.casefold() in self._ids), "")
        look = f'<w:pPr><w:pStyle w:val="{known}"/></w:pPr>' if known else ""
        return f"<w:p>{look}<w:r>{_run_text(text)}</w:r></w:p>"

    def add(self, text: str, *styles: str) -> None:
        """Add a paragraph; see `paragraph`."""
        self._pieces.append(self.paragraph(text, *styles))

    def add_labelled(self, label: str, text: str) -> None:
        """Add a label, a tab and a value."""
        paragraph = self.paragraph(f"\t{text}", "Kenmerk", "Body Text")
        known = self._ids.get("kenmerk label", "")
        look = f'<w:rPr><w:rStyle w:val="{known}"/></w:rPr>' if known else ""
        self._pieces.append(paragraph.replace("<w:r>", f"<w:r>{look}{_run_text(label)}</w:r><w:r>", 1))

    def add_table(self, rows: Sequence[tuple[str, str, str, bool]]) -> None:
        """Add a table of labels and values: each row a label, a text, the name on which the row depends and
        whether it is always there. A table has no heading row: its first column says what each row is."""
        width = self._text_width()
        widths = (_LABEL_WIDTH, width - _LABEL_WIDTH)
        made = []
        for label, text, name, always in rows:
            cells = (("Bloklabel", label), ("Blokwaarde", text))
            row = "".join(
                _cell(self.paragraph(each, style, "Table Text", "Normal"), wide)
                for (style, each), wide in zip(cells, widths, strict=True)
            )
            whole = f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr>"
            made.append(whole if always else self._tag_row(f"if {name}") + whole + self._tag_row("endif"))
        style = self._ids.get("blok", "")
        look = f'<w:tblStyle w:val="{style}"/>' if style else ""
        grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in widths)
        self._pieces.append(
            f'<w:tbl><w:tblPr>{look}<w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0680" w:firstRow="0" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" '
            f'w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(made)}</w:tbl>'
        )
        self.add("", "Tabeleinde", "Kopruimte", "Normal")

    def _tag_row(self, tag: str) -> str:
        paragraph = f"<w:p><w:r>{_run_text('{%tr ' + tag + ' %}')}</w:r></w:p>"
        return (
            '<w:tr><w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/><w:gridSpan w:val="2"/></w:tcPr>'
            f"{paragraph}</w:tc></w:tr>"
        )

    @contextmanager
    def loop(self, one: str, many: str) -> Iterator[None]:
        """What is added meanwhile is repeated for `one` of `many`."""
        self.add(f"{{%p for {one} in {many} %}}")
        yield
        self.add("{%p endfor %}")

    def docx(self, body: str) -> bytes:
        """The Word file with this text."""
        package = self._looks.package
        document = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<w:document xmlns:w="{W[1:-1]}" xmlns:r="{_R}"><w:body>{body}{self._paper()}</w:body>'
            "</w:document>"
        )
        return _packed(_with_document(package, document.encode()))

    def _paper(self) -> str:
        """Size and margins of the looks, in a section; headers and footers come from the house style."""
        section = next(reversed(self._looks.document.root.findall(f".//{W}sectPr")), None)
        kept = [] if section is None else [section.find(f"{W}{name}") for name in ("pgSz", "pgMar")]
        found = [_plain(each) for each in kept if each is not None]
        return f"<w:sectPr>{''.join(found)}</w:sectPr>"

    def _text_width(self) -> int:
        section = next(reversed(self._looks.document.root.findall(f".//{W}sectPr")), None)
        size = None if section is None else section.find(f"{W}pgSz")
        margins = None if section is None else section.find(f"{W}pgMar")
        if size is None or margins is None:
            return 9026
        sides = sum(int(margins.get(f"{W}{side}", "1440")) for side in ("left", "right"))
        return max(2 * _LABEL_WIDTH, int(size.get(f"{W}w", "11906")) - sides)


@contextmanager
def condition(making: WordMaking, name: str, *, always: bool) -> Iterator[None]:
    """What is added meanwhile is printed when there is something under `name`, or always."""
    if not always:
        making.add(f"{{%p if {name} %}}")
    yield
    if not always:
        making.add("{%p endif %}")


def _run_text(text: str) -> str:
    lines = []
    for line in text.split("\n"):
        pieces = (
            f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else "" for piece in line.split("\t")
        )
        lines.append("<w:tab/>".join(pieces))
    return "<w:br/>".join(lines)


def _cell(paragraph: str, width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph}</w:tc>'


def _plain(element: etree._Element) -> str:
    attributes = "".join(
        f' w:{name.removeprefix(W)}="{escape(value)}"'
        for name, value in element.attrib.items()
        if isinstance(name, str) and isinstance(value, str) and name.startswith(W)
    )
    return f"<w:{element.tag.removeprefix(W)}{attributes}/>"


def _with_document(package: Package, document: bytes) -> Package:
    """The looks with another text: what only their own text, headers and footers used is left out."""
    links_name = relationships_path(package.document)
    links = package.xml(links_name)
    kept: set[str] = {CONTENT_TYPES, _ROOT_LINKS, package.document, links_name}
    for rel in package.relationships(package.document):
        if rel.kind in _KEPT and not rel.external:
            kept |= _with_what_it_uses(package, rel.target)
        else:
            links.remove(next(each for each in links.iter(f"{REL}Relationship") if each.get("Id") == rel.id))
    root = package.xml(_ROOT_LINKS)
    for link in [*root.iter(f"{REL}Relationship")]:
        if not link.get("Type", "").endswith("/officeDocument"):
            root.remove(link)
    types = package.xml(CONTENT_TYPES)
    for entry in [*types.iter(f"{_CT}Override")]:
        if entry.get("PartName", "").lstrip("/") not in kept:
            types.remove(entry)
    members = {name: each for name, each in package.members.items() if name in kept}
    members[package.document] = member(document)
    settings = next(package.related(package.document, "settings"), "")
    trees = {links_name: links, _ROOT_LINKS: root, CONTENT_TYPES: types}
    if settings in members:
        trees[settings] = package.xml(settings)
        for name in ("footnotePr", "endnotePr", "attachedTemplate"):  # they point at what is left out
            for element in trees[settings].findall(f"{W}{name}"):
                trees[settings].remove(element)
    for name, tree in trees.items():
        members[name] = member(serialised(tree))
    known = {name: kind for name, kind in package.content_types.items() if name in kept}
    return Package(members, known, package.document)


def _with_what_it_uses(package: Package, part: str) -> set[str]:
    """A part, its relationships and the parts that these lead to, such as fonts in the table of fonts."""
    inside = {rel.target for rel in package.relationships(part) if not rel.external}
    return {part, relationships_path(part), *inside}


def _packed(package: Package) -> bytes:
    first = [CONTENT_TYPES, _ROOT_LINKS, package.document]
    names = [*first, *(name for name in package.members if name not in first)]
    return zip_bytes(FixedPart(()), [deflated(name, package.members[name].data) for name in names])
