"""Which words are right in a letter besides the dictionary's: the user's own, the pack's, and the names in
the letter itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefmaker import places
from briefmaker.drafts.word_list import add_word, read_words
from briefmaker.letter.answers import Answers
from briefmaker.letter.document_type import DocumentType, FieldKind, FieldRole, LetterField
from briefmaker.spelling.judging import WordSet
from briefmaker.spelling.words import words_of

__all__ = [
    "checked_fields",
    "keep_word",
    "names_among",
    "personal_words",
    "texts_with_names",
    "words_of_pack",
]

_LIST = "woordenlijst.txt"
_WITH_NAMES = {
    FieldRole.SENDER_ORGANISATION,
    FieldRole.SENDER_NAME,
    FieldRole.RETURN_LINE,
    FieldRole.ADDRESSEE,
    FieldRole.SALUTATION,
    FieldRole.SIGNATORY,
}


def personal_words() -> WordSet:
    """The user's own words."""
    return WordSet(read_words(places.user_data_folder() / _LIST))


def keep_word(word: str) -> None:
    """Add a word to the user's own. Raises NotSaved."""
    add_word(places.user_data_folder() / _LIST, word)


def words_of_pack(document_type: DocumentType) -> WordSet:
    """The organisation's words: the pack's word list, and the names in its other lists."""
    pack = document_type.pack
    texts = [pack.title, pack.organisation.name, pack.organisation.wordmark]
    for entries in pack.lists.values():
        texts += [text for entry in entries.entries for text in entry.values()]
    return WordSet((*pack.words, *_capitalised(texts)))


def checked_fields(document_type: DocumentType) -> tuple[str, ...]:
    """The short texts that are words of the writer's own, as a subject is: not names, numbers or what a list
    gives."""
    about = document_type.metadata
    wanted = dict.fromkeys((about.title, about.subject))
    fields = (document_type.fields[name] for name in wanted if name in document_type.fields)
    return tuple(each.id for each in fields if each.kind is FieldKind.TEXT and not each.completes_from)


def texts_with_names(document_type: DocumentType, answers: Answers) -> tuple[str, ...]:
    """What stands in the fields that name people, places and organisations."""
    named = tuple(answers.text(field.id) for field in document_type.fields.values() if _names(field))
    return named + tuple(
        entry.text(inside.id)
        for group in document_type.fields.values()
        for inside in group.fields
        if _names(inside)
        for entry in answers.entries(group.id)
    )


def _names(field: LetterField) -> bool:
    """Whether what stands in a field is a name."""
    return field.role in _WITH_NAMES or bool(field.completes_from and field.kind is not FieldKind.BODY)


def names_among(texts: Iterable[str]) -> WordSet:
    """The words with a capital in such texts; a mistake in another field makes no word right."""
    return WordSet(_capitalised(texts))


def _capitalised(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for word in words_of(text):
            if word.spelling[0].isupper():
                yield word.spelling
