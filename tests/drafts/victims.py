"""Programs to be killed: each is forked off a process that has all modules loaded, and works until it dies.

Run as a script it reads one line of JSON a program, forks, and answers with the process number. The programs
note what they have done in a file with one `os.write` a line, which a kill can't tear.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


# --- On the side of the test --------------------------------------------------------------------------


class Victims:
    """Starts programs and kills them; a context manager."""

    def __enter__(self):
        self._mother = subprocess.Popen(
            [sys.executable, str(Path(__file__))], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        return self

    def __exit__(self, *_error):
        self._mother.stdin.close()
        self._mother.wait(10)
        self._mother.stdout.close()

    def start(self, program: str, **arguments) -> "Victim":
        self._mother.stdin.write(json.dumps({"program": program, **arguments}) + "\n")
        self._mother.stdin.flush()
        return Victim(int(self._mother.stdout.readline()))


class Victim:
    """A running program."""

    def __init__(self, number: int) -> None:
        self.number = number
        try:
            self._handle = os.pidfd_open(number)
        except ProcessLookupError:  # it was quick to die
            self._handle = -1

    def ends_within(self, seconds: float) -> bool:
        import select

        if self._handle < 0:
            return True
        return bool(select.select([self._handle], [], [], max(0.0, seconds))[0])

    def kill(self) -> float:
        """Kill it with SIGKILL, wait for its end and return the moment before the kill."""
        assert self._handle >= 0, "the program ended by itself"
        moment = time.monotonic()
        signal.pidfd_send_signal(self._handle, signal.SIGKILL)
        assert self.ends_within(20), "a killed process did not end"
        os.close(self._handle)
        return moment

    def wait(self, seconds: float) -> bool:
        ended = self.ends_within(seconds)
        if ended and self._handle >= 0:
            os.close(self._handle)
        return ended


def lines_of(note: Path) -> list[list[str]]:
    """What a program noted: the words of each line."""
    return [line.split() for line in note.read_text().splitlines()] if note.exists() else []


# --- On the side of the programs ----------------------------------------------------------------------


class _Notes:
    def __init__(self, path: str) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def __call__(self, *words: object) -> None:
        os.write(self._file, (" ".join(map(str, words)) + "\n").encode())


def version_of(number: int, size: int) -> bytes:
    """The n-th contents of a file: told apart, and whole only in full length."""
    return (f"{number:012d}" * (size // 12 + 1)).encode()[:size] + f"einde {number}".encode()


def saving(path: str, note: str, seed: int, die_at: int = 0) -> None:
    """Saves version after version over one file."""
    from briefmaker.drafts.saving import save_atomically

    notes, chance = _Notes(note), random.Random(seed)
    if die_at:
        _die_at_call(die_at)
    for number in range(1, 1_000_000):
        size = chance.choice((36_000, 36_000, 300_000, 2_000_000))
        notes("begun", number, size)
        save_atomically(Path(path), version_of(number, size))
        notes("saved", number, size)


def _die_at_call(position: int) -> None:
    """SIGKILL to ourselves just before the n-th of the calls that write."""
    counted = 0

    def mortal(real):
        def call(*arguments, **keywords):
            nonlocal counted
            counted += 1
            if counted == position:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **keywords)

        return call

    import types

    import briefmaker.drafts.saving as module

    # Only for the module that saves: our own notes write too. Path.replace is looked up in pathlib.
    names = ("open", "write", "fsync", "close", "chown", "utime")
    module.os = types.SimpleNamespace(**vars(os) | {name: mortal(getattr(os, name)) for name in names})
    for name in ("replace", "rename", "mkdir"):
        setattr(os, name, mortal(getattr(os, name)))


def writing(folder: str, letter: str, note: str, seed: int) -> None:
    """Types in a letter, which saves itself; now and then the user saves it too."""
    from briefmaker.drafts.autosave import Autosaver, Draft, DraftStore
    from briefmaker.drafts.letter_file import LetterFile, write_letter_file
    from briefmaker.drafts.saving import save_atomically
    from briefmaker.letter.answers import Answers

    notes, chance = _Notes(note), random.Random(seed)
    saver = Autosaver(
        DraftStore(Path(folder)),
        on_error=lambda draft_id, error: notes("error", type(error).__name__),
        on_saved=lambda draft_id, sequence: notes("kept", sequence),
    )
    filling = "Tekst van een brief. " * chance.choice((10, 500, 5_000))
    for number in range(1, 1_000_000):
        file = LetterFile("p/t", "1", Answers({"onderwerp": str(number), "brieftekst": filling}))
        saver.changed("brief", Draft(file, origin=letter, title=f"Brief {number}"))
        notes("typed", number, time.monotonic())
        if number % 25 == 0:
            save_atomically(Path(letter), write_letter_file(file))
            notes("saved", number)
        time.sleep(chance.uniform(0.005, 0.04))


def changing(folder: str, note: str, die_at: int = 0) -> None:
    """Changes two files of a pack together and takes that back, again and again."""
    from briefmaker.app.pack_changes import change, undo

    notes, place = _Notes(note), Path(folder)
    if die_at:
        _die_at_call(die_at)
    while True:
        before = {name: (place / name).read_bytes() for name in ("pack.toml", "brief/manifest.toml")}
        files = {name: (data, data + b"# nieuw\n" * 2000) for name, data in before.items()}
        made = change(place, files, "Vervangen")
        notes("changed")
        undo(made)
        notes("undone")


def locking(letter: str, note: str) -> None:
    """Opens a letter and keeps it."""
    from briefmaker.drafts.locks import LetterLock

    taken = LetterLock.acquire(Path(letter), "Anna")
    _Notes(note)("opened", type(taken).__name__)
    while True:
        time.sleep(60)


def _serve() -> None:
    import briefmaker.app.pack_changes
    import briefmaker.drafts.autosave
    import briefmaker.drafts.locks  # noqa: F401

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries the dead
    for line in sys.stdin:
        asked = json.loads(line)
        number = os.fork()
        if number == 0:
            programs = {"saving": saving, "writing": writing, "locking": locking, "changing": changing}
            programs[asked.pop("program")](**asked)
            os._exit(0)
        print(number, flush=True)


if __name__ == "__main__":
    _serve()
