"""Compiles a template: once, so that each letter only costs its own text.

docxtpl prepares the parts (it joins what Word tore apart inside placeholders and lifts paragraph and
row tags out of their paragraphs and rows); everything after that is ours.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from jinja2.exceptions import TemplateSyntaxError
from lxml import etree

from briefmaker.errors import UnusablePack
from briefmaker.i18n import _
from briefmaker.letter.document_type import BodyStyles
from briefmaker.rendering.cleaning import cleaned
from briefmaker.rendering.compiled import CompiledTemplate
from briefmaker.rendering.compiled_part import CompiledPart
from briefmaker.rendering.following import texts_before_headings
from briefmaker.rendering.house_style import Dressed, with_house_style
from briefmaker.rendering.mark import with_mark
from briefmaker.rendering.notes import ENDNOTES_TYPE, FOOTNOTES_TYPE, FootnotesPart
from briefmaker.rendering.package import Package, opened, parsed
from briefmaker.rendering.styles import TextStyles, W, text_styles
from briefmaker.rendering.tag_lint import misplaced_tags, tag_objections
from briefmaker.rendering.template_language import with_language
from briefmaker.rendering.template_reader import Kind, Objection, Shape, TemplateReader
from briefmaker.rendering.trial import trial_objection

__all__ = ["compile_template"]

_DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BODY_START = re.compile(r"<w:body[ >/]")
_BODY_END = "</w:body>"
_EMPTY_PARAGRAPH = re.compile(r"<w:p((?: [^>]*)?)/>")
_PARAGRAPH = re.compile(r"<w:p([ >])")
_NOTES = (FOOTNOTES_TYPE, ENDNOTES_TYPE)
_FIRST_DOCXTPL_ID = 1001
_WORDS_AROUND = 60
_BLOCK = 8 << 20
"""glibc keeps freed memory up to twice the largest block that was ever freed, and gives back more. Without
one such block, every long letter gives its memory back and gets it anew, page by page."""


def compile_template(
    docx: bytes,
    styles: BodyStyles,
    *,
    known: Collection[str] | None = None,
    language: str = "nl-NL",
    house_style: bytes | None = None,
) -> CompiledTemplate:
    """The template `docx` ready for letters whose texts are written in `styles`.

    house_style: the Word file that gives its looks; None leaves it as it is.
    known: the names that placeholders may have, those of a group's entries as "wie.naam"; None takes all.
    language: that of the template (BCP 47); letters in it are made of the template as it is. Raises
    `UnusablePack` whose sentences, one a line, name every problem found, the part it is in and words near it.
    """
    bytes(_BLOCK)  # allocated and freed: see _BLOCK
    try:
        if house_style is None:
            return _compiled(Dressed(cleaned(opened(docx))), styles, known, language)
        dressed = with_house_style(opened(docx), opened(house_style))
        return _compiled(replace(dressed, package=cleaned(dressed.package)), styles, known, language)
    except RecursionError:
        raise UnusablePack(_("The template's tags are nested deeper than letters need.")) from None


def _compiled(
    dressed: Dressed, styles: BodyStyles, known: Collection[str] | None, language: str
) -> CompiledTemplate:
    package = dressed.package
    problems: list[str] = []
    readers: list[tuple[str, TemplateReader, bool]] = []
    for name in _part_names(package):
        reader, needs_tree, found = _read(package, name)
        problems += found
        readers.append((name, reader, needs_tree))
    shapes = _merged_shapes([reader for _name, reader, _tree in readers])
    if known is not None:
        problems += _unknown_names(readers, known)
    looks = _looks(package, styles, problems)
    if problems:
        raise UnusablePack("\n".join(dict.fromkeys(problems)))
    parts = [
        CompiledPart(name, reader, is_document=name == package.document, needs_tree=needs_tree)
        for name, reader, needs_tree in readers
        if reader.has_placeholders or name == package.document
    ]
    sources = {name: reader.source for name, reader, _tree in readers}
    for part in parts:
        if objection := trial_objection(part, shapes):
            problems += _sentences(part_label(part.name), sources[part.name], [objection])
    if problems:
        raise UnusablePack("\n".join(problems))

    def changed(mark: bytes | None, other: str) -> CompiledTemplate:
        names = tuple(_part_names(package))
        variant = package if mark is None else with_mark(package, names, mark)
        if other != language:
            variant = with_language(variant, names, other, language)
        return _compiled(replace(dressed, package=variant), styles, None, other)

    sheet = package.xml(next(package.related(package.document, "styles")))
    loose = texts_before_headings(package.xml(package.document), sheet)
    return CompiledTemplate(dressed, parts, shapes, looks, language, changed, loose)


def part_label(name: str) -> str:
    """How a part is called in a sentence."""
    own = name.rsplit("/", 1)[-1]
    if own.startswith("header"):
        return _("the page header ({file})").format(file=own)
    if own.startswith("footer"):
        return _("the page footer ({file})").format(file=own)
    if own.startswith("footnotes"):
        return _("the footnotes")
    if own.startswith("endnotes"):
        return _("the endnotes")
    return _("the letter itself")


def _part_names(package: Package) -> Iterator[str]:
    """The parts in which placeholders are filled: document, headers, footers, footnotes, endnotes."""
    yield package.document
    seen: set[str] = set()
    for kind in ("header", "footer"):
        for name in package.related(package.document, kind):
            if name not in seen:
                seen.add(name)
                yield name
    yield from (name for name, kind in package.content_types.items() if kind in _NOTES)


def _read(package: Package, name: str) -> tuple[TemplateReader, bool, list[str]]:
    """A part's reader, whether its output needs docxtpl's repairs to tables and pictures, and problems."""
    is_document = name == package.document
    # docxtpl drops white space between elements, except in footnotes, which it reads as text
    blanks = package.content_types.get(name) not in _NOTES
    root = parsed(package.members[name].data, name, drop_blanks=blanks)
    label = part_label(name)
    if root.nsmap.get("w") != W[1:-1]:
        return TemplateReader(""), False, [_("The template is no Word document (.docx).")]
    found = [_in_part(label, sentence, "") for sentence in misplaced_tags(root)]
    if is_document:
        for number, picture in enumerate(root.iter(_DOC_PR), _FIRST_DOCXTPL_ID):
            picture.set("id", str(number))
    source = _prepared(root, is_document=is_document)
    reader = TemplateReader(source)
    try:
        reader.check()
    except TemplateSyntaxError as error:
        objections = [*tag_objections(source)] or [Objection(error.message or "", error.lineno)]
        return reader, False, [*found, *_sentences(label, source, objections)]
    found += _sentences(label, source, reader.objections)
    needs_tree = is_document and (reader.nested_pictures or not _tables_are_stable(root))
    return reader, needs_tree, found


def _prepared(root: etree._Element, *, is_document: bool) -> str:
    """A part as docxtpl hands it to jinja2, each paragraph on a line of its own for the messages."""
    from docxtpl import DocxTemplate

    docxtpl = DocxTemplate("")
    text: str = _EMPTY_PARAGRAPH.sub(r"<w:p\1></w:p>", etree.tostring(root, encoding="unicode"))
    start = _BODY_START.search(text) if is_document else None
    if start is None:
        patched = docxtpl.patch_xml(text)
        return _DECLARATION + _PARAGRAPH.sub(r"\n<w:p\1", patched)
    end = text.rfind(_BODY_END) + len(_BODY_END)
    if end < len(_BODY_END):
        end = len(text)
    patched = _PARAGRAPH.sub(r"\n<w:p\1", docxtpl.patch_xml(text[start.start() : end]))
    return f"{_DECLARATION}{text[: start.start()]}{patched}{text[end:]}"


def _tables_are_stable(root: etree._Element) -> bool:
    """Whether docxtpl's repair of tables (columns that loops add or take) can never change anything."""
    for table in root.iter(f"{W}tbl"):
        text = "".join(node.text or "" for node in table.iter(f"{W}t"))
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        rows = table.findall(f"{W}tr")
        if re.search(r"\{%-?\s*(tc |colspan|hm|vm)|\{\{tc ", text) or table.find(f".//{W}tbl") is not None:
            return False
        depth = always = 0
        for row in rows:
            tag = re.search(r"\{%tr\s+(\w+)", "".join(node.text or "" for node in row.iter(f"{W}t")))
            if tag:
                depth += {"if": 1, "for": 1, "endif": -1, "endfor": -1}.get(tag[1], 0)
                continue
            if _row_width(row) != columns:
                return False
            always += not depth
        if not always:
            return False
    return True


def _row_width(row: etree._Element) -> int:
    spans = (cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.findall(f"{W}tc"))
    return sum(1 if span is None else int(span.get(f"{W}val", "1")) for span in spans)


def _merged_shapes(readers: list[TemplateReader]) -> dict[str, Shape]:
    """What the whole template expects under each name."""
    merged: dict[str, Shape] = {}
    for reader in readers:
        for name, shape in reader.shapes.items():
            known = merged.setdefault(name, Shape())
            if known.kind is Kind.TEXT:
                known.kind = shape.kind
            known.cells |= shape.cells
            for attribute, kind in shape.attributes.items():
                if kind is not Kind.TEXT or attribute not in known.attributes:
                    known.attributes[attribute] = kind
    return merged


def _unknown_names(readers: list[tuple[str, TemplateReader, bool]], known: Collection[str]) -> Iterator[str]:
    of_entries = {name.partition(".")[0] for name in known if "." in name}
    for part, reader, _tree in readers:
        for name, line in reader.first_line.items():
            attributes = reader.shapes[name].attributes if name in of_entries else ()
            for asked in (name, *(f"{name}.{attribute}" for attribute in attributes)):
                if asked in known:
                    continue
                close = difflib.get_close_matches(asked, known, 1)
                sentence = _("There is no placeholder “{name}”.").format(name=asked)
                if close:
                    sentence += " " + _("Did you mean “{name}”?").format(name=close[0])
                yield _in_part(part_label(part), sentence, _words(reader.source, line))


def _looks(package: Package, styles: BodyStyles, problems: list[str]) -> TextStyles:
    document = package.xml(package.document)
    numbering = next(package.related(package.document, "numbering"), None)
    sheet = next(package.related(package.document, "styles"), None)
    if sheet is None:
        raise UnusablePack(
            _("The template is damaged: its part {part} is missing.").format(part="styles.xml")
        )
    return text_styles(
        styles,
        package.xml(sheet),
        None if numbering is None else package.xml(numbering),
        _text_size(document),
        FootnotesPart(package).first_free_id,
        problems,
    )


def _text_size(document: etree._Element) -> tuple[int, int]:
    """Width and height between the margins of the last section, in twentieths of a point."""
    section = next(reversed(document.findall(f".//{W}sectPr")), None)
    size = None if section is None else section.find(f"{W}pgSz")
    margins = None if section is None else section.find(f"{W}pgMar")
    if size is None or margins is None:
        return 9026, 13958
    wide, high = (
        int(float(size.get(f"{W}{side}", usual)))
        - sum(int(float(margins.get(f"{W}{each}", "0"))) for each in used)
        for side, usual, used in (
            ("w", "11906", ("left", "right", "gutter")),
            ("h", "16838", ("top", "bottom")),
        )
    )
    return max(wide, 1000), max(high, 1000)


# --- Sentences -------------------------------------------------------------------------------------


def _in_part(label: str, sentence: str, words: str) -> str:
    if not words:
        return _("In {part}: {problem}").format(part=label, problem=sentence)
    return _("In {part}, near “{words}”: {problem}").format(part=label, problem=sentence, words=words)


def _sentences(label: str, source: str, objections: list[Objection]) -> list[str]:
    return [_in_part(label, objection.sentence, _words(source, objection.line)) for objection in objections]


def _words(source: str, line: int) -> str:
    """The text of the paragraph on this line of the source, or of one near it."""
    lines = source.split("\n")
    for near in (line - 1, line, line - 2, line - 3):
        if line and 0 <= near < len(lines):
            words = " ".join(re.sub(r"<[^>]*>", " ", lines[near]).split())
            if words:
                return words if len(words) <= _WORDS_AROUND else f"{words[:_WORDS_AROUND].rstrip()}…"
    return ""
