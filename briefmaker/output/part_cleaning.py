"""What doesn't come along out of somebody else's PDF: scripts, actions that start something, files inside.

Everything is looked at, reachable or not: what isn't there can't be reached by another reader's guess
either. Refused is what can't be shown honestly any more: encrypted files and forms that only Adobe's
programs draw (XFA).
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from briefmaker.output.failures import Failure, LayoutProblem
from briefmaker.output.joined_parts import MOST_PAGES, RemarkKind

__all__ = ["clean", "named_damage", "opened_part"]

_HARMLESS = frozenset(("/GoTo", "/URI", "/Named"))
"""Actions that stay (ISO 32000-1, 12.6.4): going to a place, an address that the reader shows first."""
_ADDRESSES = ("http://", "https://", "mailto:", "tel:")
_NAMED = frozenset(("/NextPage", "/PrevPage", "/FirstPage", "/LastPage"))
_GONE = frozenset(
    ("/FileAttachment", "/Movie", "/Sound", "/Screen", "/RichMedia", "/3D", "/TrapNet", "/Popup")
)
"""Annotations that are taken out: they hold files, play something, or (Popup) are never printed."""
_LARGEST_STRUCTURE = 2_000_000
"""Containers of a file that are looked at; more than any document has."""


@contextlib.contextmanager
def named_damage() -> Iterator[None]:
    """Say PART_DAMAGED of whatever goes wrong inside with a file that isn't what PDF (ISO 32000-1) says: a
    value of another type, a name that is no text, a reference to nothing."""
    import pikepdf

    try:
        yield
    except (
        pikepdf.PdfError,
        ArithmeticError,
        AttributeError,
        LookupError,
        RuntimeError,
        TypeError,
        ValueError,
    ) as error:
        raise LayoutProblem(Failure.PART_DAMAGED) from error


def opened_part(data: bytes) -> Any:
    """An open pikepdf.Pdf of a PDF from elsewhere, repaired where it can be.

    Raises LayoutProblem: UNREADABLE_PDF, PART_ENCRYPTED, PART_TOO_LONG.
    """
    import io

    import pikepdf

    start = data[:1024].find(b"%PDF-")
    if start < 0:
        raise LayoutProblem(Failure.UNREADABLE_PDF)
    try:
        file = pikepdf.open(io.BytesIO(data))
        if file.is_encrypted:
            raise LayoutProblem(Failure.PART_ENCRYPTED)
        count = len(file.pages)
    except pikepdf.PasswordError as error:
        raise LayoutProblem(Failure.PART_ENCRYPTED) from error
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError) as error:
        raise LayoutProblem(Failure.UNREADABLE_PDF) from error
    if not count:
        raise LayoutProblem(Failure.UNREADABLE_PDF)
    if count > MOST_PAGES:
        raise LayoutProblem(Failure.PART_TOO_LONG)
    return file


def clean(file: Any) -> set[RemarkKind]:
    """Take out of an open pikepdf.Pdf what doesn't come along; what that was.

    Raises LayoutProblem(PART_IS_XFA).
    """
    import pikepdf

    found: set[RemarkKind] = set()
    _settle_form(file, found)
    root = file.Root
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        _drop(names, "/JavaScript", found, RemarkKind.ACTIONS_REMOVED)
        _drop(names, "/EmbeddedFiles", found, RemarkKind.FILES_REMOVED)
    _drop(root, "/Collection", found, RemarkKind.FILES_REMOVED)
    if _is_action(opening := root.get("/OpenAction")) and not _is_harmless(opening):
        found.add(RemarkKind.ACTIONS_REMOVED)
    _drop(root, "/OpenAction", found, None)
    for page in file.pages:
        _clean_annotations(page.obj, found)
        for key in ("/B", "/PieceInfo", "/Thumb"):
            _drop(page.obj, key, found, None)
    for container in _dictionaries(file):
        _clean_dictionary(container, found)
    return found


def _settle_form(file: Any, found: set[RemarkKind]) -> None:
    """Print what is filled in in a form, so that it is there in every program; forms of several parts in one
    document would share their fields."""
    import pikepdf

    form = file.Root.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary):
        return
    fields = form.get("/Fields")
    has_fields = isinstance(fields, pikepdf.Array) and len(fields) > 0
    if "/XFA" in form and (file.Root.get("/NeedsRendering") is True or not has_fields):
        raise LayoutProblem(Failure.PART_IS_XFA)
    if has_fields:
        if any(each.get("/FT") == "/Sig" and "/V" in each for each in _fields(fields)):
            found.add(RemarkKind.SIGNATURE_LOST)
        found.add(RemarkKind.FORM_FLATTENED)
        file.generate_appearance_streams()
        file.flatten_annotations("screen")
    for key in ("/AcroForm", "/NeedsRendering", "/Perms"):
        _drop(file.Root, key, found, None)


def _fields(fields: Any) -> Iterator[Any]:
    import pikepdf

    waiting, seen = list(fields), 0
    while waiting and seen < 10_000:
        field, seen = waiting.pop(), seen + 1
        if isinstance(field, pikepdf.Dictionary):
            yield field
            kids = field.get("/Kids")
            waiting += list(kids) if isinstance(kids, pikepdf.Array) else []


def _clean_annotations(page: Any, found: set[RemarkKind]) -> None:
    import pikepdf

    annotations = page.get("/Annots")
    if not isinstance(annotations, pikepdf.Array):
        _drop(page, "/Annots", found, None)
        return
    kept = []
    for annotation in annotations:
        if not isinstance(annotation, pikepdf.Dictionary):
            continue
        subtype = str(annotation.get("/Subtype", ""))
        if subtype not in _GONE and subtype != "/Widget":
            kept.append(annotation)
        elif subtype not in ("/Popup", "/Widget", "/TrapNet"):
            found.add(RemarkKind.FILES_REMOVED)
    if len(kept) < len(annotations):
        page.Annots = pikepdf.Array(kept)


def _clean_dictionary(container: Any, found: set[RemarkKind]) -> None:
    import pikepdf

    _drop(container, "/AA", found, RemarkKind.ACTIONS_REMOVED)
    _drop(container, "/EF", found, RemarkKind.FILES_REMOVED)
    _drop(container, "/AF", found, None)
    if isinstance(container, pikepdf.Stream) and "/F" in container:  # its data would be another file's
        _drop(container, "/F", found, RemarkKind.FILES_REMOVED)
    _drop(container, "/Popup", found, None)
    for key in ("/A", "/PA", "/Next"):
        if _is_action(action := container.get(key)) and not _is_harmless(action):
            _drop(container, key, found, RemarkKind.ACTIONS_REMOVED)
    if container.get("/S") == "/JavaScript" or "/JS" in container:
        _drop(container, "/JS", found, RemarkKind.ACTIONS_REMOVED)


def _drop(container: Any, key: str, found: set[RemarkKind], kind: RemarkKind | None) -> None:
    if key in container:
        del container[key]
        if kind is not None:
            found.add(kind)


def _is_action(value: Any) -> bool:
    """Whether a value is an action or several: not the attributes of a structure element, nor a bookmark."""
    import pikepdf

    if isinstance(value, pikepdf.Array):
        return any(_is_action(each) for each in list(value)[:20])
    return isinstance(value, pikepdf.Dictionary) and "/S" in value and "/Title" not in value


def _is_harmless(action: Any) -> bool:
    import pikepdf

    if not isinstance(action, pikepdf.Dictionary):
        return False
    kind = str(action.get("/S"))
    if kind == "/URI":
        return str(action.get("/URI", "")).strip().lower().startswith(_ADDRESSES)
    if kind == "/Named":
        return str(action.get("/N")) in _NAMED
    return kind in _HARMLESS


def _dictionaries(file: Any) -> Iterator[Any]:
    """Every dictionary in a file, those of streams and those inside others too."""
    import pikepdf

    count = 0
    for one in file.objects:
        waiting = [one]
        while waiting:
            value = waiting.pop()
            count += 1
            if count > _LARGEST_STRUCTURE:
                raise LayoutProblem(Failure.PART_TOO_LONG)
            if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
                yield value
                waiting += [inside for inside in value.values() if _is_direct_container(inside)]
            elif isinstance(value, pikepdf.Array):
                waiting += [inside for inside in value if _is_direct_container(inside)]


def _is_direct_container(value: Any) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect
