"""The check of templates: what it finds in the corpus of the tests, beside what docxtpl-lint finds there.

docxtpl-lint (MIT) judges tags; it is given its strongest form: every placeholder as contract,
escaping switched on. What *found*, *located* and *false alarm* mean stands in docs/template-check.md.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Collection
from functools import cache
from pathlib import Path

import docxtpl_lint

from briefmaker.forms.placeholders import placeholders_of
from tests.inspection.corpus.cases import Case, findings_of, good, installed
from tests.inspection.corpus.damage import office
from tests.inspection.corpus.good_cases import good_templates, good_templates_of_libreoffice
from tests.inspection.corpus.look_cases import LOOK_CASES
from tests.inspection.corpus.tag_cases import TAG_CASES

__all__ = ["report"]

Place = tuple[str, int]
"""A part and the number of a paragraph in it, from 0; -1 for the part as a whole."""
Checker = Callable[[bytes, str], Collection[tuple[str, Place]]]


def ours(docx: bytes, document_type: str) -> Collection[tuple[str, Place]]:
    """What Briefmaker says, and of which place."""
    return [
        (finding.rule, (spot.part, spot.paragraph))
        for finding in findings_of(docx, document_type)
        for spot in finding.spots
    ]


def theirs(docx: bytes, document_type: str) -> Collection[tuple[str, Place]]:
    """What docxtpl-lint says, and of which place."""
    result = docxtpl_lint.lint(docx, schema=_contract(document_type), autoescape=True)
    return [(each.rule, (_member(each.location.part), each.location.paragraph - 1)) for each in result.issues]


def _member(part: str) -> str:
    """A part as docxtpl-lint calls it, by its name in the file."""
    return "word/document.xml" if part == "body" else part if "/" in part else f"word/{part}.xml"


@cache
def _contract(document_type: str) -> dict[str, object]:
    """The placeholders of a type as the JSON Schema of a context."""
    properties: dict[str, dict[str, object]] = {}
    for placeholder in placeholders_of(installed(document_type).type):
        name, _point, inside = placeholder.name.partition(".")
        own = properties.setdefault(name, {})
        if inside:
            entry: dict[str, object] = own.setdefault("items", {"type": "object", "properties": {}})
            entry["properties"][inside] = {}
    return {"type": "object", "properties": properties}


def report() -> str:
    """A table of found, located and false alarms."""
    cases = [*TAG_CASES, *LOOK_CASES]
    sound = good_templates()
    if office():
        with tempfile.TemporaryDirectory() as folder:
            sound |= good_templates_of_libreoffice(Path(folder))
    rows = []
    for title, some in (("placeholders and blocks", TAG_CASES), ("looks and left-overs", LOOK_CASES)):
        for name, check in (("Briefmaker", ours), ("docxtpl-lint", theirs)):
            counts = Counter(_judged(case, check) for case in some)
            found = counts["found"] + counts["located"]
            rows.append(f"| {title} | {len(some)} | {name} | {found} | {counts['located']} |")
    alarms = {
        name: sum(bool(check(docx, kind)) for docx, kind in sound.values())
        for name, check in (("Briefmaker", ours), ("docxtpl-lint", theirs))
    }
    saved = sum("LibreOffice" in name for name in sound)
    return f"""| broken templates | how many | check | found | located |
|---|---|---|---|---|
{chr(10).join(rows)}

Broken: {len(cases)}. Good: {len(sound)}, of which {saved} saved by LibreOffice. False alarms: Briefmaker
{alarms["Briefmaker"]}, docxtpl-lint {alarms["docxtpl-lint"]}."""


def _judged(case: Case, check: Checker) -> str:
    before = Counter(rule for rule, _place in check(good(case.document_type), case.document_type))
    said = check(case.made(), case.document_type)
    new = [(rule, place) for rule, place in said if not before[rule]]
    if not new:
        return "missed"
    wanted = {(case.part, case.paragraph), *((case.part, each) for each in case.ends)}
    if check is ours:  # also the kind of finding must be the right one
        new = [(rule, place) for rule, place in new if rule == case.expected]
        if not new:
            return "missed"
    return "located" if case.paragraph < 0 or any(place in wanted for _rule, place in new) else "found"
