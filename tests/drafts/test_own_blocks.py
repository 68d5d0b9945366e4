"""The user's own text blocks: kept, renamed and removed, and whole whatever happens."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefmaker.content.text_blocks import TextBlock
from briefmaker.drafts import saving
from briefmaker.drafts.own_blocks import OwnBlocks
from briefmaker.errors import NotSaved


@pytest.fixture
def own(tmp_path: Path) -> OwnBlocks:
    return OwnBlocks(tmp_path / "tekstblokken")


def block(name: str, text: str = "Tekst.") -> TextBlock:
    return TextBlock(name=name, keywords=("een", "twee"), markdown=text)


def names(own: OwnBlocks) -> list[str]:
    found, mistakes = own.blocks()
    assert mistakes == ()
    return [each.block.name for each in found]


def test_a_block_is_kept_under_its_name(own: OwnBlocks) -> None:
    assert own.blocks() == ((), ())
    path = own.add(block("Groet aan: de raad / commissie?", "Beste *leden*,"))
    assert path.suffix == ".md"
    (found,) = own.blocks()[0]
    assert found.path == path
    assert (found.block.name, found.block.markdown) == ("Groet aan: de raad / commissie?", "Beste *leden*,")


def test_two_blocks_of_one_name_are_both_kept(own: OwnBlocks) -> None:
    own.add(block("Groet", "A"))
    own.add(block("Groet", "B"))
    assert sorted(each.block.markdown for each in own.blocks()[0]) == ["A", "B"]


def test_a_renamed_block_has_one_file_of_its_new_name(own: OwnBlocks) -> None:
    path = own.add(block("Oud"))
    new = own.change(path, block("Nieuw", "Anders."))
    assert new.stem == "Nieuw"
    assert names(own) == ["Nieuw"]
    assert not path.exists()


def test_a_changed_block_keeps_its_file(own: OwnBlocks) -> None:
    path = own.add(block("Groet"))
    assert own.change(path, block("Groet", "Anders.")) == path
    assert [each.block.markdown for each in own.blocks()[0]] == ["Anders."]


def test_a_removed_block_is_gone_and_removing_it_again_is_no_mistake(own: OwnBlocks) -> None:
    path = own.add(block("Groet"))
    own.remove(path)
    own.remove(path)
    assert names(own) == []


def test_a_damaged_file_is_said_and_hurts_no_other(own: OwnBlocks) -> None:
    path = own.add(block("Groet"))
    path.with_name("stuk.md").write_text("+++\nnaam = \n+++\n", encoding="utf-8")
    found, mistakes = own.blocks()
    assert [each.block.name for each in found] == ["Groet"]
    assert "stuk.md, regel 2" in mistakes[0]


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_write_that_fails_leaves_the_old_block_whole(
    own: OwnBlocks, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = own.add(block("Groet", "Oud."))

    def fail(*_arguments: object, **_named: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(saving.os, call, fail)
    with pytest.raises(NotSaved):
        own.change(path, block("Groet", "Nieuw."))
    monkeypatch.undo()
    assert [each.block.markdown for each in own.blocks()[0]] == ["Oud."]
    assert list(path.parent.iterdir()) == [path]


_CALLS = ("open", "write", "fsync", "replace", "link", "unlink")


@pytest.mark.parametrize("name", ["Groet", "Nieuwe naam"])
def test_stopped_before_any_call_the_old_or_the_new_block_is_there_whole(tmp_path: Path, name: str) -> None:
    class Stopped(BaseException):
        """As a kill: nothing of ours catches it."""

    stops = 0
    for number in range(1, 40):
        own = OwnBlocks(tmp_path / str(number))
        path = own.add(block("Groet", "Oud."))
        left = number

        def counted(call):
            def count(*arguments, **named):
                nonlocal left
                left -= 1
                if left == 0:
                    raise Stopped
                return call(*arguments, **named)

            return count

        with pytest.MonkeyPatch.context() as patch:
            for call in _CALLS:
                patch.setattr(os, call, counted(getattr(os, call)))
            try:
                own.change(path, block(name, "Nieuw."))
            except Stopped:
                stops += 1
        found, mistakes = own.blocks()
        assert mistakes == ()
        assert {each.block.markdown for each in found} & {"Oud.", "Nieuw."}
        assert all(each.block.markdown in ("Oud.", "Nieuw.") for each in found)
    assert stops > 4
