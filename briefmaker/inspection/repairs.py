"""Mends a finding with one click, and changes nothing else: bytes in, bytes out.

What stands elsewhere in the file stays as it was to the byte: other members of the zip, their order and
compression, and in a changed part everything outside the place that is mended.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from briefmaker.errors import UnusableInput
from briefmaker.i18n import _
from briefmaker.inspection.finding import Finding

if TYPE_CHECKING:
    from briefmaker.inspection.word_editing import WordEdit

__all__ = ["repaired", "repaired_text"]

Mend = Callable[["WordEdit", Finding], None]
MendText = Callable[[str, Finding], str]


def repaired(docx: bytes, finding: Finding) -> bytes:
    """The Word file with this finding mended.

    Raises UnusableInput when the finding can't be mended with one click, or its place isn't as it was when
    it was checked; UnusablePack when the file is damaged.
    """
    from briefmaker.inspection.word_editing import WordEdit

    mend = _chosen(finding, _in_word())
    edit = WordEdit(docx, finding.spot.file)
    mend(edit, finding)
    return edit.docx()


def repaired_text(text: str, finding: Finding) -> str:
    """A text file of a pack (TOML, text block) with this finding mended; raises as `repaired`."""
    return _chosen(finding, _in_text())(text, finding)


def _in_word() -> Mapping[str, Mend]:
    from briefmaker.inspection.repairing import blocks, changes, leftovers, looks, texts

    return {
        "replace_text": texts.replace_text,
        "join_tag": texts.join_tag,
        "plain_tag": texts.plain_tag,
        "remove_tag": texts.remove_tag,
        "insert_end": blocks.insert_end,
        "own_paragraph": blocks.own_paragraph,
        "use_style": looks.use_style,
        "clear_format": looks.clear_format,
        "set_language": looks.set_language,
        "mark_decorative": looks.mark_decorative,
        "mark_header_row": looks.mark_header_row,
        "remove_paragraphs": leftovers.remove_paragraphs,
        "remove_comments": leftovers.remove_comments,
        "remove_external": leftovers.remove_external,
        "accept_changes": changes.accept_changes,
    }


def _in_text() -> Mapping[str, MendText]:
    from briefmaker.inspection.repairing import declarations

    return {
        "replace_text": declarations.replace_on_line,
        "use_style": declarations.replace_on_line,
        "say_renamed": declarations.say_renamed,
        "say_dropped": declarations.say_dropped,
    }


Kind = TypeVar("Kind")


def _chosen(finding: Finding, known: Mapping[str, Kind]) -> Kind:
    if finding.repair is None or finding.repair.kind not in known:
        raise UnusableInput(_("This can't be mended with one click. Mend it in Word."))
    return known[finding.repair.kind]
