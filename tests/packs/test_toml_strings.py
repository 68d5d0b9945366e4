"""Texts in the values of TOML files are found where they stand; replacing them touches no other byte."""

from __future__ import annotations

import itertools
import tomllib

import tomlkit
from hypothesis import example, given
from hypothesis import strategies as st

from briefmaker.packs.toml_strings import strings_replaced, toml_strings

SIGNS = st.text(alphabet="ab \"'\\\n\té€=[]{}#,.\x01", max_size=9)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A TOML text with strings of every kind, and the remarks, arrays and inline tables of people."""
    newline = draw(st.sampled_from(("\n", "\r\n")))
    lines = []
    for number in range(draw(st.integers(1, 5))):
        value = draw(values(2))
        lines += draw(
            st.sampled_from(
                ([f"k{number} = {value}"], [f"'a b'.k{number} = {value} # 'geen' \"waarde\""],
                 [f"[[t{number}.'u.v']] # ]", f'"k" = {value}'],
                 [f"[ t{number} ]", f"  k={value}", "x = 1.5"])
            )
        )  # fmt: skip
    return newline.join(lines).replace("\r\n", "\n").replace("\n", newline)


def values(depth: int) -> st.SearchStrategy[str]:
    plain = SIGNS.flatmap(_written)
    if not depth:
        return plain
    inner = values(depth - 1)
    return st.one_of(
        plain,
        st.lists(inner, max_size=3).map(lambda of: "[ " + ", # [\n ".join(of) + (",\n]" if of else "]")),
        st.lists(inner, max_size=2).map(
            lambda of: "{ " + ", ".join(f'"s{n}".x = {each}' for n, each in enumerate(of)) + " }"
        ),
        st.sampled_from(("1", "true", "2018-01-29", "0x1F")),
    )


def _written(text: str) -> st.SearchStrategy[str]:
    ways = [tomlkit.string(text).as_string()]
    for keywords in ({"literal": True}, {"multiline": True}, {"literal": True, "multiline": True}):
        try:
            made = tomlkit.string(text, **keywords).as_string()
            if tomllib.loads(f"x = {made}")["x"] == text:
                ways.append(made)
        except ValueError:
            continue
    escaped = text.strip().encode("unicode_escape").decode().replace('"', '\\"')
    ways.append(f'"""\\\n   {escaped} \\\n"""')
    return st.sampled_from([way for way in ways if _is_toml(f"x = {way}")])


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for each in inside for text in texts(each)]


@given(documents().filter(_is_toml))
def test_every_string_value_is_found_and_no_key(source: str) -> None:
    found = [each.text for each in toml_strings(source)]
    assert sorted(found) == sorted(texts(tomllib.loads(source)))
    for each in toml_strings(source):
        written = "".join(source[start:end] for start, end in each.places)
        assert written in source[each.start : each.end] or "\\" in source[each.start : each.end]


@given(documents().filter(_is_toml), st.data())
@example('x = """\\\n  a b"""', None)
def test_texts_are_replaced_as_in_the_values_themselves(source: str, data: st.DataObject | None) -> None:
    strings = list(toml_strings(source))
    chosen = []
    for each in strings:
        start = 0 if data is None else data.draw(st.integers(0, len(each.text)))
        end = min(1, len(each.text)) if data is None else data.draw(st.integers(start, len(each.text)))
        new = "" if data is None else data.draw(SIGNS)
        chosen.append((each, [(start, end, new)] if start < end else []))
    after = strings_replaced(source, chosen)
    wanted = [
        each.text[: of[0][0]] + of[0][2] + each.text[of[0][1] :] if of else each.text for each, of in chosen
    ]
    assert [each.text for each in toml_strings(after)] == wanted
    assert sorted(texts(tomllib.loads(after))) == sorted(wanted)
    outside = [source[: strings[0].start] if strings else source]
    outside += [source[one.end : other.start] for one, other in itertools.pairwise(strings)]
    at = 0
    for piece in outside:
        at = after.index(piece, at) + len(piece)


def test_a_quote_in_a_plain_string_makes_it_one_with_escapes() -> None:
    source = "label = 'Naam' # zo\n"
    (found,) = toml_strings(source)
    assert strings_replaced(source, [(found, [(0, 4, "Foto's")])]) == 'label = "Foto\'s" # zo\n'
