"""Every sentence of the program is there in Dutch."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir

import catalogue

KEYWORDS = {"_": None, "N_": None, "_n": (1, 2), "_p": ((1, "c"), 2)}


def sentences_of_the_code(root: Path) -> dict[catalogue.Key, str]:
    """Every sentence between `_( )` and its kin in the package, with the place of its first use."""
    found: dict[catalogue.Key, str] = {}
    for file, line, message, _comments, context in extract_from_dir(
        root / "briefmaker", method_map=[("**.py", "python")], keywords=KEYWORDS, strip_comment_tags=True
    ):
        one = message if isinstance(message, str) else message[0]
        if one:
            found.setdefault((one, context), f"briefmaker/{file}:{line}")
    return found


def forms(message: Message) -> tuple[list[str], list[str]]:
    """The English forms and the Dutch forms of a sentence."""
    english = [message.id] if isinstance(message.id, str) else list(message.id)
    dutch = [message.string] if isinstance(message.string, str) else list(message.string)
    return english, dutch


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@pytest.fixture(scope="module")
def dutch() -> dict[catalogue.Key, Message]:
    return {catalogue.key(message): message for message in catalogue.merge("nl") if message.id}


def test_every_sentence_of_the_code_has_a_dutch_one(
    project_root: Path, dutch: dict[catalogue.Key, Message]
) -> None:
    missing = [
        f"{place}: {sentence!r}"
        for (sentence, context), place in sentences_of_the_code(project_root).items()
        if (sentence, context) not in dutch or not all(forms(dutch[sentence, context])[1])
    ]
    assert not missing, "without Dutch in resources/locale/nl/fragments:\n" + "\n".join(missing)


def test_no_dutch_sentence_is_left_over(project_root: Path, dutch: dict[catalogue.Key, Message]) -> None:
    left_over = dutch.keys() - sentences_of_the_code(project_root).keys()
    assert not left_over, f"in a fragment, but nowhere in the code: {sorted(str(key) for key in left_over)}"


def test_dutch_and_english_have_the_same_fields(dutch: dict[catalogue.Key, Message]) -> None:
    wrong = []
    for message in dutch.values():
        english, translated = forms(message)
        # The singular may leave its number out: "one page".
        most, least = fields(english[-1]), fields(english[0])
        wrong += [(message.id, form) for form in translated if not (least <= fields(form) <= most)]
    assert not wrong


def test_no_translation_is_a_guess(dutch: dict[catalogue.Key, Message]) -> None:
    assert not [message.id for message in dutch.values() if message.fuzzy]


def test_dutch_sentences_are_calm_and_end_as_the_english_ones_do(dutch: dict[catalogue.Key, Message]) -> None:
    odd = []
    for message in dutch.values():
        for english, translated in zip(*forms(message), strict=True):
            same_end = english[-1:] not in ".?:…" or english[-1:] == translated[-1:]
            if "!" in translated or not same_end or english.count("&") != translated.count("&"):
                odd.append(f"{english!r} - {translated!r}")
    assert not odd, "\n".join(odd)


def test_the_compiled_catalogue_is_that_of_the_fragments() -> None:
    """pytest compiles it at its start; this fails when that stops."""
    assert catalogue.target("nl", ".mo").read_bytes() == catalogue.build("nl").mo


def calls_of_gettext(root: Path) -> Iterator[tuple[Path, ast.Call]]:
    for path in sorted((root / "briefmaker").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
                yield path, node


def test_only_plain_sentences_are_translated(project_root: Path) -> None:
    """An f-string or a sum inside `_()` is never found in the catalogue."""
    wrong = []
    for path, call in calls_of_gettext(project_root):
        count = 2 if call.func.id in {"_n", "_p"} else 1  # type: ignore[attr-defined]
        for argument in call.args[:count]:
            plain = isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            # _(sentence) and _(field.label) translate what N_() marked elsewhere.
            if not plain and not isinstance(argument, ast.Name | ast.Attribute | ast.Subscript):
                wrong.append(f"{path.relative_to(project_root)}:{call.lineno}: {ast.unparse(call)}")
    assert not wrong, "\n".join(wrong)


def test_fields_have_names(project_root: Path) -> None:
    """{} and {0} can't be put in another order by a translator."""
    unnamed = [
        f"{place}: {sentence!r}"
        for (sentence, _), place in sentences_of_the_code(project_root).items()
        if any(not re.fullmatch(r"[a-z_]+", name) for name in fields(sentence))
    ]
    assert not unnamed, "\n".join(unnamed)


class TestFragments:
    def folder(self, tmp_path: Path, **texts: str) -> Path:
        fragments = tmp_path / "nl" / "fragments"
        fragments.mkdir(parents=True)
        for name, text in texts.items():
            (fragments / f"{name}.po").write_text(text, encoding="utf-8")
        return tmp_path

    def test_become_one_catalogue(self, tmp_path: Path) -> None:
        locales = self.folder(
            tmp_path,
            a='msgid "One"\nmsgstr "Een"\n',
            b='msgid "Two"\nmsgstr "Twee"\n\nmsgid "One"\nmsgstr "Een"\n',
        )
        merged = catalogue.merge("nl", locales)
        assert [(m.id, m.string) for m in merged if m.id] == [("One", "Een"), ("Two", "Twee")]

    def test_that_disagree_are_refused_by_name(self, tmp_path: Path) -> None:
        locales = self.folder(tmp_path, a='msgid "One"\nmsgstr "Een"\n', b='msgid "One"\nmsgstr "1"\n')
        with pytest.raises(catalogue.Contradiction, match=r"a\.po and b\.po disagree on 'One'"):
            catalogue.merge("nl", locales)

    def test_with_obsolete_entries_are_refused(self, tmp_path: Path) -> None:
        locales = self.folder(tmp_path, a='#~ msgid "One"\n#~ msgstr "Een"\n')
        with pytest.raises(catalogue.Contradiction, match="obsolete"):
            catalogue.merge("nl", locales)

    def test_that_are_broken_are_refused_by_name(self, tmp_path: Path) -> None:
        locales = self.folder(tmp_path, a='msgid "One\nmsgstr "Een"\n')
        with pytest.raises(catalogue.Contradiction, match=r"a\.po"):
            catalogue.merge("nl", locales)

    def test_are_compiled_once_and_to_the_same_bytes(self, tmp_path: Path) -> None:
        locales = self.folder(tmp_path, a='msgid "One"\nmsgstr "Een"\n')
        assert len(catalogue.write_out_of_date(locales)) == 2
        assert catalogue.write_out_of_date(locales) == []
