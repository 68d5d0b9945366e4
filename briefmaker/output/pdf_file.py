"""Opening and writing PDF files, with failures as `LayoutProblem`."""

from __future__ import annotations

import base64
import io
from typing import Any

from briefmaker.output.failures import Failure, LayoutProblem

__all__ = ["opened", "written"]


def opened(pdf: bytes) -> Any:
    """An open pikepdf.Pdf; raises LayoutProblem(UNREADABLE_PDF)."""
    import pikepdf

    if not pdf.lstrip()[:5].startswith(b"%PDF-"):
        raise LayoutProblem(Failure.UNREADABLE_PDF)
    try:
        document = pikepdf.open(io.BytesIO(pdf))
        if not len(document.pages):
            raise LayoutProblem(Failure.UNREADABLE_PDF)
    except (pikepdf.PdfError, ValueError) as error:
        raise LayoutProblem(Failure.UNREADABLE_PDF) from error
    return document


def written(document: Any) -> bytes:
    """The bytes of an open pikepdf.Pdf; the same document gives the same bytes."""
    import pikepdf

    for entry in document.objects:
        if isinstance(entry, pikepdf.Stream) and entry.get("/Type") != "/Metadata":
            _end_visibly(entry)
    stream = io.BytesIO()
    document.save(
        stream,
        deterministic_id=True,
        compress_streams=False,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        preserve_pdfa=True,
    )
    return stream.getvalue()


def _end_visibly(stream: Any) -> None:
    """Compress a stream, and see to it that its last byte is no line end.

    A line end is written after every stream's data (ISO 19005-2, 6.1.7.1). Data that ends with CR itself
    would make one line end with it, and its length seem wrong; the last byte of deflated data is any. Such
    a stream is coded once more, in a way that has an end mark (ASCII base 85).
    """
    import pikepdf
    from isal import isal_zlib

    data = stream.read_raw_bytes()
    filters = stream.get("/Filter")
    parameters = stream.get("/DecodeParms")
    if filters is None:
        data = isal_zlib.compress(data, 3)  # a quarter of zlib's time
        filters = pikepdf.Name.FlateDecode
    elif data[-1:] not in (b"\r", b"\n"):
        return
    if data[-1:] in (b"\r", b"\n"):
        data = base64.a85encode(data, wrapcol=0) + b"~>"
        several = list(filters) if isinstance(filters, pikepdf.Array) else [filters]
        if parameters is not None:
            known = list(parameters) if isinstance(parameters, pikepdf.Array) else [parameters]
            parameters = pikepdf.Array([None, *known])
        filters = pikepdf.Array([pikepdf.Name.ASCII85Decode, *several])
    stream.write(data, filter=filters, decode_parms=parameters)
