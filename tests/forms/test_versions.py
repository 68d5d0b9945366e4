"""Answers of every earlier version of a pack arrive in the fields that there are now; nothing is lost."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmaker.forms.versions import brought_up_to_date, type_now, without_field
from briefmaker.letter.answers import Answer, Answers, Enclosure, Entry
from briefmaker.letter.body import Body, Heading, Paragraph, Text, inlines
from briefmaker.letter.document_type import DocumentType, Organisation, PackInfo
from briefmaker.letter.renames import Renamed, is_before


def type_of(
    version: str,
    fields: Iterable[str],
    *,
    renamed: Iterable[tuple[str, str, str]] = (),
    dropped: Iterable[str] = (),
) -> DocumentType:
    """A document type in a version of its pack. fields: "naam", "naam:kind", "groep(a,b:body)"."""
    made = []
    for each in fields:
        name, _bracket, inside = each.partition("(")
        if inside:
            own = [part.partition(":") for part in inside.rstrip(")").split(",")]
            parts = [{"id": id, "label": id, "kind": kind or "text"} for id, _colon, kind in own]
            made.append({"id": name, "label": name, "kind": "group", "fields": parts})
        else:
            id, _colon, kind = each.partition(":")
            made.append({"id": id, "label": id, "kind": kind or "text"})
    pack = PackInfo(id="pak", version=version, title="Pak", organisation=Organisation(name="Waterstad"))
    return DocumentType.model_validate({
        "id": "pak/brief", "title": "Brief", "pack": pack,
        "sections": [{"id": "alles", "label": "Alles", "fields": made}],
        "renamed": [{"from": old, "to": new, "since": since} for old, new, since in renamed],
        "dropped": [{"id": id, "since": version} for id in dropped],
    })  # fmt: skip


def body(*lines: str) -> Body:
    return Body(blocks=tuple(Paragraph(inlines=inlines(line)) for line in lines)).with_ids()


def brought(document_type: DocumentType, version: str, **values: Answer) -> dict[str, Answer]:
    return dict(brought_up_to_date(document_type, Answers(values), version).answers)


def test_a_renamed_field_keeps_what_was_filled_in() -> None:
    now = type_of("2.0", ["zaaknummer"], renamed=[("kenmerk", "zaaknummer", "2.0")])
    assert brought(now, "1.0", kenmerk="2026/12") == {"zaaknummer": "2026/12"}


def test_a_chain_of_names_is_followed_from_where_the_letter_is() -> None:
    now = type_of("4", ["d"], renamed=[("c", "d", "4"), ("a", "b", "2"), ("b", "c", "3")])
    for version, name in {"1": "a", "2": "b", "3": "c", "4": "d"}.items():
        assert brought(now, version, **{name: "tekst"}) == {"d": "tekst"}


def test_two_names_that_were_exchanged_are_exchanged_once() -> None:
    now = type_of("2", ["van", "aan"], renamed=[("van", "aan", "2"), ("aan", "van", "2")])
    assert brought(now, "1", van="A", aan="B") == {"aan": "A", "van": "B"}
    assert brought(now, "2", van="A", aan="B") == {"van": "A", "aan": "B"}


def test_a_name_that_another_field_got_later_goes_to_neither_twice() -> None:
    now = type_of("3", ["onderwerp", "titel"], renamed=[("titel", "onderwerp", "2")])
    assert brought(now, "1", titel="oud") == {"onderwerp": "oud"}
    assert brought(now, "3", titel="nieuw", onderwerp="x") == {"titel": "nieuw", "onderwerp": "x"}


def test_ten_comes_after_nine() -> None:
    assert is_before("1.9", "1.10")
    assert is_before("1.0rc1", "1.0")
    assert not is_before("1.0", "1")
    assert not is_before("", "1")


def test_a_dropped_field_stays_in_the_letter_and_comes_back_with_its_field() -> None:
    without = type_of("2", ["onderwerp"], dropped=["afdeling"])
    kept = brought_up_to_date(without, Answers({"afdeling": "Zorg", "onderwerp": "Bomen"}), "1")
    assert kept.orphaned == {"afdeling": "Zorg"}
    assert kept.answers["afdeling"] == "Zorg"
    again = brought_up_to_date(type_of("3", ["onderwerp", "afdeling"]), kept.answers, "2")
    assert not again.orphaned
    assert again.answers.text("afdeling") == "Zorg"


def test_a_dropped_field_comes_back_under_another_name_too() -> None:
    again = type_of("3", ["dienst"], renamed=[("afdeling", "dienst", "3")])
    assert brought(again, "2", afdeling="Zorg") == {"dienst": "Zorg"}


def test_what_groups_hold_follows_their_names() -> None:
    acts = (Entry(values={"wie": "Els", "wat": "planten"}), Entry(values={"wie": "Jan", "oud": "x"}))
    now = type_of(
        "2", ["maatregelen(door,wat)"],
        renamed=[("acties", "maatregelen", "2"), ("acties.wie", "maatregelen.door", "2")],
    )  # fmt: skip
    found = brought_up_to_date(now, Answers({"acties": acts}), "1")
    first, second = found.answers.entries("maatregelen")
    assert dict(first.values) == {"door": "Els", "wat": "planten"}
    assert dict(second.values) == {"door": "Jan", "oud": "x"}
    assert found.orphaned == {"maatregelen/1/oud": "x"}


def test_names_in_a_group_can_be_exchanged() -> None:
    now = type_of("2", ["g(a,b)"], renamed=[("g.a", "g.b", "2"), ("g.b", "g.a", "2")])
    found = brought(now, "1", g=(Entry(values={"a": "1", "b": "2"}),))
    assert found["g"] == (Entry(values={"b": "1", "a": "2"}),)


def test_a_group_that_is_gone_stays_whole() -> None:
    entries = (Entry(values={"tekst": body("Eerste"), "wie": "Els"}),)
    found = brought_up_to_date(type_of("2", ["onderwerp"]), Answers({"besluiten": entries}), "1")
    assert found.orphaned == {"besluiten": entries}


def test_a_line_becomes_a_text_and_plain_text_a_line() -> None:
    assert brought(type_of("2", ["tekst:body"]), "1", tekst="Een\n\nTwee\nen")["tekst"] == body(
        "Een", "Twee\nen"
    )
    assert brought(type_of("2", ["tekst:lines"]), "1", tekst=body("Een", "Twee"))["tekst"] == "Een\nTwee"


def test_a_text_that_would_lose_something_is_set_aside_and_comes_back() -> None:
    rich = Body(blocks=(Heading(inlines=inlines("Kop")), Paragraph(inlines=(Text(text="vet", strong=True),))))
    found = brought_up_to_date(type_of("2", ["tekst"]), Answers({"tekst": rich}), "1")
    assert found.answers == Answers({"tekst~1": rich})
    assert found.orphaned == {"tekst~1": rich}
    assert brought(type_of("3", ["tekst:body"]), "2", **dict(found.answers)) == {"tekst": rich}
    filled = found.answers.with_answer("tekst", "nieuw")
    assert brought(type_of("3", ["tekst"]), "2", **dict(filled)) == {"tekst": "nieuw", "tekst~1": rich}


def test_enclosures_are_no_entries() -> None:
    found = brought_up_to_date(
        type_of("2", ["lijst(a)"]), Answers({"lijst": (Enclosure(title="Kaart"),)}), "1"
    )
    assert found.orphaned == {"lijst~1": (Enclosure(title="Kaart"),)}


def test_of_two_values_for_one_field_the_other_is_set_aside() -> None:
    now = type_of("2", ["b"], renamed=[("a", "b", "2")])
    assert brought(now, "1", a="nieuw", b="achtergebleven") == {"b": "nieuw", "b~1": "achtergebleven"}


def test_a_letter_that_names_no_version_only_follows_names_that_are_gone() -> None:
    now = type_of("2", ["van", "aan", "zaaknummer"], renamed=[
        ("van", "aan", "2"), ("aan", "van", "2"), ("kenmerk", "zaaknummer", "2"),
    ])  # fmt: skip
    assert brought(now, "", van="A", kenmerk="1") == {"van": "A", "zaaknummer": "1"}


def test_what_was_typed_while_an_earlier_version_was_back_finds_its_field() -> None:
    renamed = [("a", "b", "2")]
    taken_back = brought_up_to_date(type_of("1", ["a"]), Answers({"b": "uit twee"}), "2")
    assert taken_back.orphaned == {"b": "uit twee"}
    typed = taken_back.answers.with_answer("a", "in een")
    found = brought_up_to_date(type_of("2", ["b"], renamed=renamed), typed, "2")
    assert found.answers["b"] == "uit twee"
    assert found.orphaned == {"a": "in een"}


def test_a_switch_of_a_section_that_is_gone_is_nothing_to_show() -> None:
    assert not without_field(type_of("2", ["a"]), Answers({"met_bijlage": "nee", "a": "x"}))


@pytest.mark.parametrize(("name", "version", "now"), [
    ("brief", "1", "raadsbrief"), ("brief", "2", "raadsbrief"), ("nota", "1", "nota"),
    ("memo", "1", "notitie"), ("notitie", "3", "notitie"), ("memo", "", "notitie"),
])  # fmt: skip
def test_kinds_of_document_have_other_names_too(name: str, version: str, now: str) -> None:
    renamed = [
        Renamed.model_validate({"from": old, "to": new, "since": since})
        for old, new, since in (("brief", "raadsbrief", "3"), ("memo", "notitie", "2"))
    ]
    assert type_now(renamed, name, version, "3") == now


# --- A pack through many versions ---------------------------------------------------------------------

KINDS = ("text", "lines", "body", "enclosures")


class Story:
    """A pack of which each version renames, exchanges, drops, adds, or changes the kind of some fields."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.fields = {f"veld{number}": self.random.choice(KINDS) for number in range(4)}
        self.entry = {"wie": "text", "wat": "body"}
        self.renamed: list[tuple[str, str, str]] = []
        self.version = 1
        self.count = 10

    def type(self) -> DocumentType:
        inside = ",".join(f"{name}:{kind}" for name, kind in self.entry.items())
        fields = [*(f"{name}:{kind}" for name, kind in self.fields.items()), f"groep({inside})"]
        return type_of(f"1.{self.version}", fields, renamed=self.renamed)

    def letter(self) -> Answers:
        return Answers({
            **{name: self.value(kind) for name, kind in self.fields.items()},
            "groep": tuple(
                Entry(values={name: self.value(kind) for name, kind in self.entry.items()}) for _each in "12"
            ),
        })  # fmt: skip

    def value(self, kind: str) -> Answer:
        self.count += 1
        word = f"woord{self.count}"
        if kind == "body":
            strong = self.random.random() < 0.5
            return Body(blocks=(Paragraph(inlines=(Text(text=word, strong=strong),)),)).with_ids()
        return (Enclosure(title=word),) if kind == "enclosures" else word

    def go_on(self) -> None:
        self.version += 1
        since = f"1.{self.version}"
        names = [*self.fields]
        self.random.shuffle(names)
        what = self.random.choice(["rename", "swap", "drop", "add", "kind", "entry", "entry", "move"])
        if what == "rename" and names:
            self._rename({names[0]: self._new()}, since)
        elif what == "swap" and len(names) > 1:
            self._rename({names[0]: names[1], names[1]: names[0]}, since)
        elif what == "drop" and names:
            del self.fields[names[0]]
        elif what == "add":
            self.fields[self._new()] = self.random.choice(KINDS)
        elif what == "kind" and names:
            self.fields[names[0]] = self.random.choice(KINDS)
        elif what == "entry":
            old = self.random.choice([*self.entry])
            new = self._new()
            self.entry = {new if name == old else name: kind for name, kind in self.entry.items()}
            self.renamed.append((f"groep.{old}", f"groep.{new}", since))
        elif what == "move":
            self.fields = {name: self.fields[name] for name in names}

    def _rename(self, names: dict[str, str], since: str) -> None:
        self.fields = {names.get(name, name): kind for name, kind in self.fields.items()}
        self.renamed += [(old, new, since) for old, new in names.items()]

    def _new(self) -> str:
        self.count += 1
        return f"veld{self.count}"


def words(value: object) -> Counter[str]:
    """Every word that was filled in."""
    if isinstance(value, str):
        return Counter(value.split())
    if isinstance(value, Body):
        return Counter(word for text in value.texts() for word in text.split())
    if isinstance(value, Enclosure):
        return Counter(value.title.split())
    if isinstance(value, Entry):
        return words(tuple(value.values.values()))
    return sum((words(each) for each in value), Counter())  # type: ignore[attr-defined]


@given(st.integers(0, 10**9), st.integers(1, 12), st.data())
def test_letters_of_every_version_arrive_with_every_word(
    seed: int, versions: int, data: st.DataObject
) -> None:
    story = Story(seed)
    letters = []
    for _version in range(versions):
        letters.append((story.type(), story.letter()))
        story.go_on()
    for written, answers in letters:
        # opened by some of the versions in between, or not
        version, kept = written.pack.version, answers
        for other, _answers in letters:
            later = is_before(version, other.pack.version)
            if later and data.draw(st.booleans()):
                kept = brought_up_to_date(other, kept, version).answers
                version = other.pack.version
        now = story.type()
        found = brought_up_to_date(now, kept, version)
        assert words(tuple(found.answers.values())) == words(tuple(answers.values()))
        again = brought_up_to_date(now, found.answers, now.pack.version)
        assert again.answers is found.answers
        assert words(tuple(found.orphaned.values())) == words(tuple(answers.values())) - words(
            tuple(_placed(now, found.answers))
        )


def _placed(document_type: DocumentType, answers: Answers) -> Iterable[Answer]:
    """What stands in a field of its own kind, that of entries each by itself."""
    for name, asked in document_type.fields.items():
        value = answers.get(name, "")
        if asked.kind.value == "group":
            known = {each.id: each.kind.value for each in asked.fields}
            for entry in answers.entries(name):
                yield from (each for id, each in entry.values.items() if _holds(known.get(id, "-"), each))
        elif _holds(asked.kind.value, value):
            yield value


def _holds(kind: str, value: Answer) -> bool:
    wanted = {"body": Body, "enclosures": tuple, "-": ()}.get(kind, str)
    return isinstance(value, wanted)
