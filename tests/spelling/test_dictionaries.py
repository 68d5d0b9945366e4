"""The dictionaries that come with the program, behind their engine."""

import random
from pathlib import Path

import pytest

from briefmaker.places import resources_folder
from briefmaker.spelling.checker import dictionary_folder
from briefmaker.spelling.hunspell_checker import HunspellChecker
from briefmaker.spelling.judging import forms_of, verdict
from briefmaker.spelling.words import words_of


@pytest.fixture(scope="module")
def dutch_words() -> HunspellChecker:
    return HunspellChecker("nl-NL")


def wrong_words(text: str, checker: HunspellChecker) -> set[str]:
    found = set()
    for word in words_of(text):
        known = {asked: checker.is_right(asked) for form in forms_of(word) for asked in form}
        if not verdict(word, known, ()):
            found.add(word.spelling)
    return found


LETTER = """Geachte mevrouw Van den Berg-de Vries,

Op 18 augustus 2026 heeft u het college van B&W gevraagd naar de voortgang van het fietsenstallingsbeleidsplan
(kenmerk 2026/BG062). In deze brief informeren wij u, mede namens de omgevingsdienst, over de stand van zaken.
Uw vragen over de subsidieverleningsbeschikking beantwoorden wij vóór 1 oktober a.s., d.w.z. binnen zes weken.

’s Avonds en in het weekend zijn de zij-ingangen dicht. De raads- en commissiestukken (nr. 12 e.v.) vindt u op
www.voorbeeld.nl; foto’s, pdf’s en bijlagen mailt u naar info@voorbeeld.nl. Artikel 213a, lid 2, onder iii,
van de Gemeentewet is van toepassing, evenals de Wmo, de AVG en het IHP. Dat is één van de redenen waarom
wij, i.p.v. een nieuwe aanbesteding, kiezen voor co-creatie met de VvE’s en de 65-plussers in ’s-Gravenhage
en IJmuiden.

HET COLLEGE VAN BURGEMEESTER EN WETHOUDERS
drs. J.K.N. de Wit, secretaris"""


def test_a_good_letter_gives_no_false_alarm(dutch_words: HunspellChecker) -> None:
    assert wrong_words(LETTER, dutch_words) == set()


def test_the_mistakes_in_a_letter_are_found(dutch_words: HunspellChecker) -> None:
    text = "Wij hebben u geinformeerd over de vergaderring van de commisie. Ijsland, onderwrep-brief."
    assert wrong_words(text, dutch_words) == {
        "geinformeerd", "vergaderring", "commisie", "Ijsland", "onderwrep-brief",
    }  # fmt: skip


def test_the_texts_of_our_samples_give_few_false_alarms(
    project_root: Path, dutch_words: HunspellChecker
) -> None:
    alarms = {
        path.name: wrong_words(path.read_text("utf-8"), dutch_words)
        for path in sorted((project_root / "tests" / "letters").glob("*.txt"))
    }
    # ol and ul are the notation of the samples; the others are made up, or the house's own.
    assert alarms == {
        "dorpen.txt": {"Raadsvoorstelnummer", "Eén"},
        "meldpunt.txt": {"Eén"},
        "motie.txt": set(),
        "raadsmarkt.txt": {"raadsmarkt", "ontwerpdag"},
        "taalpunt.txt": {"ul", "ol", "sadvies", "Vrolik", "Kılıç"},
        "wijkteam.txt": {"ol", "ul", "Leeshal"},
    }


def test_real_letters_give_few_false_alarms(seeds: Path, dutch_words: HunspellChecker) -> None:
    for path in seeds.glob("*.txt"):
        text = path.read_text("utf-8")
        assert len(wrong_words(text, dutch_words)) <= max(4, len(list(words_of(text))) // 120), path.name


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [("beschikingg", "beschikking"), ("gemeentte", "gemeente"), ("onderwrep", "onderwerp"),
     ("oud-burgermeester", "oud-burgemeester")],
)  # fmt: skip
def test_it_suggests_what_was_meant(dutch_words: HunspellChecker, wrong: str, meant: str) -> None:
    assert not dutch_words.is_right(wrong)
    assert meant in dutch_words.suggest(wrong)


@pytest.mark.parametrize("odd", ["", "\0", "a\0b", "\ud800", "\uffff", "x" * 5000, "'", "-", ".", "\n"])
def test_odd_texts_do_no_harm(dutch_words: HunspellChecker, odd: str) -> None:
    assert dutch_words.is_right(odd) in (True, False)
    assert isinstance(dutch_words.suggest(odd), tuple)
    assert dutch_words.is_right("gemeente")


def test_english_is_british() -> None:
    english = HunspellChecker("en-GB")
    assert english.is_right("colour")
    assert english.is_right("don’t")
    assert not english.is_right("color")
    assert "colour" in english.suggest("coluor")


def test_a_language_without_dictionary_is_said_so() -> None:
    assert dictionary_folder("fr-FR") is None
    with pytest.raises(LookupError):
        HunspellChecker("fr-FR")


def test_the_licence_stands_beside_every_dictionary() -> None:
    for folder in (resources_folder() / "dictionaries").iterdir():
        if folder.is_dir():
            licence = next(folder.glob("LICENSE-*")).read_text("utf-8")
            assert "permi" in licence.lower()
            assert (folder / f"{folder.name}.dic").is_file()


# --- The copy that is fast ---------------------------------------------------------------------------


def test_the_fast_copy_differs_in_what_its_readme_says() -> None:
    folder = resources_folder() / "dictionaries" / "nl"
    own, fast = (
        path.read_text("utf-8").splitlines() for path in (folder / "nl.aff", folder / "checking" / "nl.aff")
    )
    kept = [line if not line.startswith("TRY ") else "TRY ernitsaold" for line in own if line[:4] != "MAP "]
    assert fast[1:] == kept


@pytest.mark.slow
def test_the_fast_copy_says_what_the_dictionary_says(dutch_words: HunspellChecker) -> None:
    from hunspell import Hunspell

    folder = resources_folder() / "dictionaries" / "nl"
    whole = Hunspell("nl", hunspell_data_dir=str(folder), system_encoding="UTF-8")
    lines = (folder / "nl.dic").read_text("utf-8").splitlines()[1:]
    words = [word for word in (line.partition("/")[0] for line in lines) if word.isalpha() and len(word) > 7]
    chance = random.Random(3)
    different = []
    for word in chance.sample(words, 1500):
        at = chance.randrange(len(word))
        typed = word[:at] + chance.choice("ernitsaoldgkupmchbvjwfzyx") + word[at + chance.randrange(2) :]
        fast = dutch_words.is_right(typed)
        if fast != (bool(whole.spell(typed)) or (typed.istitle() and bool(whole.spell(typed.lower())))):
            different.append(typed)
    assert different == []
