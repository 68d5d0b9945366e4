"""PDFs as they come from elsewhere, made for the tests."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw


def saved(pdf: Any, **options: Any) -> bytes:
    made = io.BytesIO()
    pdf.save(made, **options)
    return made.getvalue()


def plain_pdf(*lines: str, change: Callable[[Any], None] | None = None, **options: Any) -> bytes:
    """An untagged PDF with a font that is not embedded, a line on each page."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )
    for line in lines or ("Een gewone PDF",):
        page = pdf.add_blank_page(page_size=(595, 842)).obj
        page.Contents = pdf.make_stream(f"BT /F1 18 Tf 72 700 Td ({line}) Tj ET".encode("cp1252"))
        page.Resources = Dictionary(Font=Dictionary(F1=font))
    if change is not None:
        change(pdf)
    return saved(pdf, **options)


def png(colour: str = "#8AABCB", size: tuple[int, int] = (600, 400), mode: str = "RGB") -> bytes:
    picture = Image.new("RGB", size, colour)
    ImageDraw.Draw(picture).ellipse((50, 50, 300, 300), fill="#D12435")
    made = io.BytesIO()
    picture.convert(mode).save(made, "PNG")
    return made.getvalue()


def jpeg(exif: bytes = b"", size: tuple[int, int] = (600, 400), mode: str = "RGB") -> bytes:
    made = io.BytesIO()
    Image.new(mode, size, {"L": 120, "CMYK": (0, 200, 200, 0)}.get(mode)).save(made, "JPEG", exif=exif)
    return made.getvalue()


def with_script(pdf: Any) -> None:
    script = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=String("app.alert('x')")))
    pdf.Root.OpenAction = script
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))
    pdf.pages[0].obj.AA = Dictionary(O=script)


def with_launch(pdf: Any) -> None:
    action = Dictionary(S=Name.Launch, F=String("cmd.exe"))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([72, 690, 300, 720]), A=action)
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])


def with_file(pdf: Any) -> None:
    pdf.attachments["virus.exe"] = pikepdf.AttachedFileSpec(pdf, b"MZ virus", filename="virus.exe")
    spec = pdf.Root.Names.EmbeddedFiles.Names[1]
    pin = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0, 0, 20, 20]), FS=spec)
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(pin)])


def with_hidden_file(pdf: Any) -> None:
    """A file that hangs on the page by a key of nobody's."""
    data = pdf.make_stream(b"MZ virus", Type=Name.EmbeddedFile)
    spec = Dictionary(Type=Name.Filespec, F=String("virus.exe"), EF=Dictionary(F=data))
    pdf.pages[0].obj.PrivateOfNobody = pdf.make_indirect(Dictionary(Inside=Array([spec])))


def with_form(pdf: Any, *, signed: bool = False, xfa: bool = False) -> None:
    """A text field in which something was filled in."""
    look = pdf.make_stream(
        b"/Tx BMC q BT /F1 12 Tf 2 4 Td (Ingevuld) Tj ET Q EMC",
        Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 200, 20]),
        Resources=pdf.pages[0].obj.Resources,
    )  # fmt: skip
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig if signed else Name.Tx, T=String("naam"), F=4,
            V=Dictionary(Type=Name.Sig) if signed else String("Ingevuld"), Rect=Array([72, 600, 272, 620]),
            AP=Dictionary(N=look), DA=String("/F1 12 Tf"), P=pdf.pages[0].obj,
        )
    )  # fmt: skip
    pdf.pages[0].obj.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), DR=pdf.pages[0].obj.Resources)
    if xfa:
        pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp/>")
        pdf.Root.NeedsRendering = True


def texts_of(pdf: bytes) -> list[str]:
    """What is printed on each page, read by another library than the one that joined it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = []
        for page in document:
            text = page.get_textpage()
            texts.append(text.get_text_bounded())
            text.close()
            page.close()
        return texts
    finally:
        document.close()


def elements(pdf: Any, below: Any = None, depth: int = 0) -> list[tuple[int, Any]]:
    """The structure elements in reading order, with their depth."""
    found = []
    kids = (pdf.Root.StructTreeRoot if below is None else below).get("/K")
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            found.append((depth, kid))
            found += elements(pdf, kid, depth + 1)
    return found


def outline_of(pdf: Any) -> list[Any]:
    """Titles of the bookmarks with their page numbers, from 0, nested as they are."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}

    def read(items: Any) -> list[Any]:
        return [(item.title, numbers[item.destination[0].objgen], read(item.children)) for item in items]

    with pdf.open_outline() as outline:
        return read(outline.root)
