"""Everything wrong with a template's placeholders, conditions and loops, and with the fields they print."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from briefmaker.forms.placeholders import Placeholder, house_style_placeholders, placeholders_of
from briefmaker.i18n import _
from briefmaker.inspection.field_findings import dropped_fields, unused_fields
from briefmaker.inspection.finding import Finding, Repair
from briefmaker.inspection.subject import Subject
from briefmaker.inspection.tag_addresses import names_elsewhere
from briefmaker.inspection.tag_blocks import blocks, spot_of
from briefmaker.inspection.tag_names import names_in, unreadable
from briefmaker.inspection.tag_places import misplaced
from briefmaker.inspection.tag_rules import BROKEN, LOOSE, MISPLACED
from briefmaker.inspection.tag_scanning import Loose, Tag, scanned
from briefmaker.inspection.tag_uses import Use, conflicts
from briefmaker.inspection.word_file import WordPart
from briefmaker.problems import Severity

__all__ = ["tag_findings"]

_MANIFEST = "manifest.toml"


def tag_findings(subject: Subject) -> tuple[Finding, ...]:
    """The findings about placeholders, conditions and loops, and the fields they print."""
    document_type = subject.document_type
    listed = house_style_placeholders() if document_type is None else placeholders_of(document_type)
    reading = _Reading(subject, {each.name: each for each in listed})
    for part in subject.file.parts:
        reading.read(part)
    found = [*reading.findings, *conflicts(subject.file.file, reading.uses, reading.placeholders)]
    if document_type is not None:
        manifest = posixpath.join(posixpath.dirname(subject.file.file), _MANIFEST)
        found += unused_fields(document_type, reading.used, reading.whole, manifest, subject.manifest)
        if subject.published is not None:
            found += dropped_fields(document_type, subject.published, manifest, subject.manifest)
    return tuple(found)


@dataclass(slots=True)
class _Reading:
    subject: Subject
    placeholders: Mapping[str, Placeholder]
    findings: list[Finding] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    whole: set[str] = field(default_factory=set)
    uses: list[Use] = field(default_factory=list)

    def read(self, part: WordPart) -> None:
        """Add what is wrong with a part, and what it uses."""
        file, top = self.subject.file.file, {name for name in self.placeholders if "." not in name}
        tags, loose = scanned(part)
        if self._stays_behind(part):
            if tags:
                self.findings.append(_not_printed(file, part, tags[0]))
            return
        self.findings += self._loose(part, loose)
        readable: list[Tag] = []
        nearly = [tag for each in loose if (tag := each.as_tag) is not None]
        for tag in nearly:
            meant, _finding = unreadable(file, part, tag, top)
            readable += [] if meant is None else [meant]
        for tag in tags:
            if tag.kind == "{#":
                continue
            meant, finding = unreadable(file, part, tag, top)
            if tag.broken:
                finding = _broken(file, part, tag, readable=finding is None)
            self.findings += [] if finding is None else [finding]
            readable += [] if meant is None else [meant]
        readable.sort(key=lambda each: (each.paragraph.number, each.start))
        paired = blocks(file, part, readable)
        names = names_in(file, part, readable, paired.sources, self.placeholders)
        self.findings += [*paired.findings, *names.findings]
        self.findings += misplaced(file, part, readable, names.whole, paired.whole, self.placeholders)
        elsewhere = [*names_elsewhere(self.subject.file, part)]
        self.findings += (each.finding(file, part, top) for each in elsewhere if each.name not in top)
        self.uses += names.uses
        self.used |= names.used | {each.name for each in elsewhere}
        self.whole |= {name for name, tag in names.whole if tag.level == "p"}

    def _stays_behind(self, part: WordPart) -> bool:
        """Whether this is a page header of a template that is printed with those of its house style."""
        package, dressed = self.subject.file.package, self.subject.house_style is not None
        return dressed and part.name in package.related(package.document, "header")

    def _loose(self, part: WordPart, loose: tuple[Loose, ...]) -> Iterator[Finding]:
        file = self.subject.file.file
        rest = [*loose]
        while rest:
            each = rest.pop(0)
            spot = part.spot(file, each.paragraph.number, each.start, each.end)
            if rest and _goes_on(each, rest[0]):
                end = rest.pop(0)
                what = _("A tag begins in one paragraph and ends in the next.")
                remedy = _("Put it into one paragraph.")
                other = part.spot(file, end.paragraph.number, end.start, end.end)
                yield BROKEN.finding(what, remedy, spot, other)
                continue
            name = re.sub(r"[{}\s]", "", each.meant)
            known = name.partition(".")[0] in self.placeholders or each.meant.startswith("{%")
            if each.is_single:
                if known:
                    what = _("“{text}” is printed as it stands: a placeholder has two braces on each side.")
                    yield LOOSE.finding(
                        what.format(text=each.written), _make_it(each.meant), spot, repair=_join(each.meant)
                    )
                continue
            if each.meant:
                what = _("“{text}” lacks a brace, so that it is not read as a tag.").format(text=each.written)
                remedy = _make_it(each.meant)
                tag = each.as_tag
                known = (
                    known and tag is not None and unreadable(file, part, tag, self.placeholders)[1] is None
                )
                yield LOOSE.finding(what, remedy, spot, repair=_join(each.meant) if known else None)
                continue
            what = _("There is “{braces}” without its counterpart.").format(braces=each.written)
            yield LOOSE.finding(what, _("Complete the tag, or take the braces out."), spot)


def _not_printed(file: str, part: WordPart, tag: Tag) -> Finding:
    what = _("“{tag}” is not printed: page headers come from the house style.").format(tag=tag.written)
    remedy = _("Put it into the text, or into a footer of the template.")
    return MISPLACED.finding(what, remedy, spot_of(file, part, tag), severity=Severity.WARNING)


def _goes_on(begin: Loose, end: Loose) -> bool:
    return (
        end.paragraph.number == begin.paragraph.number + 1
        and (begin.written, end.written) in {("{{", "}}"), ("{%", "%}")}
        and end.paragraph.element.getparent() is begin.paragraph.element.getparent()
    )


def _make_it(tag: str) -> str:
    return _("Make it “{tag}”.").format(tag=tag)


def _join(tag: str) -> Repair:
    return Repair("join_tag", _make_it(tag), {"new": tag})


def _broken(file: str, part: WordPart, tag: Tag, *, readable: bool) -> Finding:
    written = " ".join(tag.written.split())
    whats = {
        "quotes": _("In “{tag}” there are curly quotes, which Word made of straight ones."),
        "spaces": _("In “{tag}” there are blanks that keep it from being read."),
        "capital": _("In “{tag}” Word made the first letter a capital."),
        "braces": _("In “{tag}” the braces are not as they must be: two on each side, or one with a %."),
        "signs": _("Within “{tag}” there is a tab, a new line or a special hyphen."),
        "field": _("Within “{tag}” a link, a field, a picture or a tracked change begins or ends."),
    }
    if tag.broken == "quoted quotes":
        what = _("In “{tag}” curly quotes stand within straight ones, which would end there.").format(
            tag=written
        )
        remedy = _("Use straight quotes of the other kind around the text.")
        return BROKEN.finding(what, remedy, spot_of(file, part, tag))
    what = whats[tag.broken].format(tag=written)
    spot = spot_of(file, part, tag)
    if not readable:
        return BROKEN.finding(what, _("Type the tag again."), spot)
    # docxtpl makes curly quotes straight again, so that such a tag does its work; elsewhere it doesn't
    severity = Severity.WARNING if tag.broken == "quotes" else None
    return BROKEN.finding(what, _make_it(tag.text), spot, repair=_join(tag.text), severity=severity)
