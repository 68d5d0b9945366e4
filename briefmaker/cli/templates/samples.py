"""`briefmaker templates preview | samples | accept | impact`: the pages of samples and letters with a pack as
it lies in a folder."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from briefmaker import places
from briefmaker.cli.printing import say, write, write_json
from briefmaker.errors import UnusableInput
from briefmaker.i18n import _

if TYPE_CHECKING:
    from briefmaker.app.accepted_pages import CheckedSample
    from briefmaker.app.impact import Impact
    from briefmaker.app.workshop_pages import WorkshopPages
    from briefmaker.cli.templates import AddCommand
    from briefmaker.packs.reading import Pack

__all__ = ["add"]

_PNG_SCALE = 150 / 72


def add(command: AddCommand) -> None:
    """Add the commands about samples."""
    preview = command("preview", _preview, _("make the pages of a sample, as a PDF or as pictures"))
    _about_pack(preview, one_type=True)
    preview.add_argument(
        "-o", "--output", type=Path, required=True, metavar="OUT",
        help=_("file to write, .pdf or .png; of several pages each picture has its number in its name"),
    )  # fmt: skip
    samples = command("samples", _samples, _("make every sample and hold it against its accepted pages"))
    _about_pack(samples)
    samples.add_argument("--json", action="store_true", help=_("print JSON for scripts"))
    accept = command("accept", _accept, _("keep the pages of the samples as the right ones"))
    _about_pack(accept)
    impact = command("impact", _impact, _("say what the pack as it is now does to samples and letters"))
    impact.add_argument("pack", type=Path, metavar="PACK", help=_("folder of the template pack"))
    impact.add_argument(
        "--against", type=Path, metavar="FOLDER",
        help=_("folder of the pack to compare with; if not given, the one installed here"),
    )  # fmt: skip
    impact.add_argument(
        "--letter", type=Path, action="append", default=[], metavar="LETTER",
        help=_("a letter to look at too; may be given more than once"),
    )  # fmt: skip
    impact.add_argument(
        "--recent", action="store_true", help=_("look at the letters that were open last too")
    )
    impact.add_argument("--json", action="store_true", help=_("print JSON for scripts"))


def _about_pack(parser: argparse.ArgumentParser, *, one_type: bool = False) -> None:
    parser.add_argument("pack", type=Path, metavar="PACK", help=_("folder of the template pack"))
    parser.add_argument(
        "type", metavar="TYPE", nargs=None if one_type else "?", default="",
        help=_("kind of document: the name of its folder in the pack"),
    )  # fmt: skip
    parser.add_argument(
        "--sample", default="", metavar="NAME", help=_("one sample: the name of its file without the ending")
    )
    parser.add_argument("--house-style", default="", metavar="ID", help=_("one house style, e.g. vanaf-2018"))


@contextmanager
def _workshop() -> Iterator[WorkshopPages]:
    from briefmaker.app.engines import layout_engine
    from briefmaker.app.workshop_pages import WorkshopPages

    made = WorkshopPages(layout_engine("embedded"))
    try:
        yield made
    finally:
        made.close()


def _preview(arguments: argparse.Namespace) -> int:
    from briefmaker.drafts.saving import save_or_beside

    ending = arguments.output.suffix.lower()
    if ending not in {".pdf", ".png"}:
        raise UnusableInput(
            _("“{name}” can't be made. Give a name that ends in .pdf or .png.").format(
                name=arguments.output.name
            )
        )
    with _workshop() as workshop:
        kind = _types(arguments)[0]
        sample = arguments.sample or workshop.choices(arguments.pack, kind)[0].sample
        pages = workshop.pages(arguments.pack, kind, sample, arguments.house_style, wanted=())
        if pages.failing:
            raise UnusableInput(pages.failing)
        files = {arguments.output: pages.pdf}
        if ending == ".png":
            pictures = workshop.pictures(pages.pdf, _PNG_SCALE)
            stem, several = arguments.output.stem, len(pictures) > 1
            names = [f"{stem}-{at}.png" if several else f"{stem}.png" for at in range(1, len(pictures) + 1)]
            files = {
                arguments.output.with_name(name): data for name, data in zip(names, pictures, strict=True)
            }
        for path, data in files.items():
            say(_("Written: {file}").format(file=save_or_beside(path, data)))
    return 0


def _samples(arguments: argparse.Namespace) -> int:
    from briefmaker.app.accepted_pages import SampleState

    found: list[tuple[str, CheckedSample]] = []
    for kind, checked in _checked(arguments):
        found.append((kind, checked))
        if not arguments.json:
            _say_sample(kind, checked)
    if arguments.json:
        write_json([_sample_values(kind, checked) for kind, checked in found])
    bad = {SampleState.DIFFERENT, SampleState.FAILING}
    return 1 if any(checked.state in bad for _kind, checked in found) else 0


def _accept(arguments: argparse.Namespace) -> int:
    code = 0
    with _workshop() as workshop:
        for kind in _types(arguments):
            for checked in workshop.check_all(arguments.pack, kind, sample=arguments.sample):
                pages = checked.pages
                if arguments.house_style and pages.house_style != arguments.house_style:
                    continue
                if pages.failing:
                    write(f"{_name(kind, checked)}: {pages.failing}")
                    code = 1
                    continue
                workshop.accept(arguments.pack, kind, pages)
                write(_("{sample}: accepted").format(sample=_name(kind, checked)))
    return code


def _checked(arguments: argparse.Namespace) -> Iterator[tuple[str, CheckedSample]]:
    with _workshop() as workshop:
        for kind in _types(arguments):
            for checked in workshop.check_all(arguments.pack, kind, sample=arguments.sample):
                if arguments.house_style in {"", checked.pages.house_style}:
                    yield kind, checked


def _types(arguments: argparse.Namespace) -> list[str]:
    """The folders of the document types that are asked for, as the pack orders them."""
    from briefmaker.app.workshop_pages import type_folders

    return type_folders(arguments.pack, arguments.type.rpartition("/")[2])


def _name(kind: str, checked: CheckedSample) -> str:
    pages = checked.pages
    return f"{kind}/{pages.sample}" + (f" ({pages.house_style})" if pages.house_style else "")


def _say_sample(kind: str, checked: CheckedSample) -> None:
    from briefmaker.app.accepted_pages import state_in_words
    from briefmaker.app.page_differences import in_words, page_in_words

    write(f"{_name(kind, checked)}: {state_in_words(checked)}")
    for each in checked.comparison.differences if checked.comparison is not None else ():
        write(f"  {page_in_words(each)}: {in_words(each)}")


def _sample_values(kind: str, checked: CheckedSample) -> dict[str, object]:
    from briefmaker.app.accepted_pages import state_in_words

    return {
        "type": kind,
        "sample": checked.pages.sample,
        "house_style": checked.pages.house_style,
        "state": checked.state.value,
        "pages": checked.pages.page_count,
        "message": state_in_words(checked),
        "differences": _difference_values(checked),
    }


def _difference_values(found: CheckedSample | Impact) -> list[dict[str, object]]:
    from briefmaker.app.page_differences import in_words

    differences = found.comparison.differences if found.comparison is not None else ()
    return [
        {
            "change": each.change.value,
            "matter": each.matter.value,
            "old_page": each.old[0].page + 1 if each.old else None,
            "new_page": each.new[0].page + 1 if each.new else None,
            "message": in_words(each),
        }
        for each in differences
    ]


def _impact(arguments: argparse.Namespace) -> int:
    from briefmaker.app.engines import layout_engine
    from briefmaker.app.impact import impact, impact_in_words, recent_letters_of
    from briefmaker.drafts.recent import RecentLetters
    from briefmaker.packs.reading import read_pack

    new = read_pack(arguments.pack)
    letters = list(arguments.letter)
    if arguments.recent:
        recent = RecentLetters(places.user_data_folder() / "recent.json")
        letters += recent_letters_of(new.info.id, recent.letters())
    engine = layout_engine("embedded")
    found: list[Impact] = []
    try:
        for each in impact(_compared_with(arguments, new), new, letters, engine, datetime.date.today()):
            found.append(each)
            if not arguments.json:
                style = f" ({each.house_style})" if each.house_style else ""
                write(f"{each.document_type or '?'} {each.name}{style}: {impact_in_words(each)}")
    finally:
        engine.close()
    if arguments.json:
        write_json(
            [
                {
                    "letter": each.name,
                    "type": each.document_type,
                    "house_style": each.house_style,
                    "is_sample": each.is_sample,
                    "outcome": each.outcome.value,
                    "message": impact_in_words(each),
                    "differences": _difference_values(each),
                }
                for each in found
            ]
        )
    return 1 if any(each.is_worth_a_look for each in found) else 0


def _compared_with(arguments: argparse.Namespace, new: Pack) -> Pack | None:
    from briefmaker.app.installed import installed_packs
    from briefmaker.packs.reading import read_pack

    if arguments.against is not None:
        return read_pack(arguments.against)
    return installed_packs().packs.get(new.info.id)
