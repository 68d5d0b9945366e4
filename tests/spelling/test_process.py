"""The dictionary in a process of its own, which may crash or hang."""

import os
import signal
import sys
import threading

import pytest

from briefmaker.spelling.process import SpellingProcess, SpellingStopped


@pytest.fixture
def process():
    made = SpellingProcess("nl-NL")
    yield made
    made.close()


def test_it_tells_right_from_wrong_and_suggests(process: SpellingProcess) -> None:
    words = ["gemeente", "gemeentte", "’s-Gravenhage", "\ud800", "a\nb"]
    assert process.check(words) == dict(zip(words, [True, False, True, False, False], strict=True))
    assert process.suggest("gemeentte")[0] == "gemeente"


def test_it_answers_about_many_words_at_once(process: SpellingProcess) -> None:
    words = [f"woord{'en' * (number % 2)}{chr(97 + number % 26)}{number}" for number in range(950)]
    assert list(process.check(words)) == words


def test_no_process_is_started_before_it_is_asked() -> None:
    made = SpellingProcess("nl-NL")
    assert made.process_id is None
    made.close()


def test_after_a_crash_a_new_one_answers(process: SpellingProcess) -> None:
    process.check(["brief"])
    first = process.process_id
    assert first is not None
    process.kill()
    assert process.check(["brief", "breif"]) == {"brief": True, "breif": False}
    assert process.process_id not in (None, first)


def test_one_that_hangs_ends_itself_and_a_new_one_answers(process: SpellingProcess) -> None:
    with pytest.raises(SpellingStopped):
        process.hang(60, limit=0.3)
    assert process.check(["brief"]) == {"brief": True}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows can't halt a process this way")
def test_one_that_is_halted_can_be_killed_while_somebody_waits(process: SpellingProcess) -> None:
    process.check(["brief"])
    child = process.process_id
    assert child is not None
    os.kill(child, signal.SIGSTOP)
    answers: list[dict[str, bool]] = []
    waiting = threading.Thread(target=lambda: answers.append(process.check(["brief"])))
    waiting.start()
    process.kill()
    waiting.join(20)
    assert answers == [{"brief": True}]


def test_closing_ends_the_process_and_whoever_waits(process: SpellingProcess) -> None:
    process.check(["brief"])
    child = process._process
    assert child is not None
    ended: list[bool] = []

    def ask() -> None:
        with pytest.raises(SpellingStopped):
            process.hang(60, limit=60)
        ended.append(True)

    waiting = threading.Thread(target=ask)
    waiting.start()
    while not process._asking.locked():
        pass
    process.close()
    waiting.join(20)
    assert ended == [True]
    assert child.poll() is not None
    with pytest.raises(SpellingStopped):
        process.check(["brief"])


def test_it_ends_with_the_program_that_asked() -> None:
    import subprocess

    from briefmaker.spelling import worker

    child = subprocess.Popen(
        worker.command("nl-NL"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=worker.environment()
    )
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.close()
    assert child.wait(20) == 0
    child.stdout.close()


def test_a_language_without_dictionary_gives_no_answer() -> None:
    made = SpellingProcess("fr-FR")
    with pytest.raises(SpellingStopped):
        made.check(["bonjour"])
    made.close()
