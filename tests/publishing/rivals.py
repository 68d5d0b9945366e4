"""Programs that publish, withdraw, install and read at the same time, and die when they are told to.

Run as a script it reads one line of JSON a round, forks a process for each program in it, lets all go at the
same moment, and answers with what came of each. A program that dies on purpose is killed (SIGKILL) just
before its n-th call that changes something on the disk, or in the middle of what it writes.
"""

from __future__ import annotations

import datetime
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parents[2]
KILLED = "killed"


# --- On the side of the test --------------------------------------------------------------------------


class Rivals:
    """Runs programs against each other; a context manager."""

    def __enter__(self) -> Self:
        self._mother = subprocess.Popen(
            [sys.executable, str(Path(__file__))], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)}, start_new_session=True,
        )  # fmt: skip
        return self

    def __exit__(self, error: object, *_more: object) -> None:
        self._mother.stdin.close()
        if error is not None:
            os.killpg(self._mother.pid, signal.SIGKILL)
        self._mother.wait(20)
        self._mother.stdout.close()

    def together(self, *programs: dict) -> list[dict]:
        """What came of these programs, begun at the same moment."""
        self._mother.stdin.write(json.dumps(programs) + "\n")
        self._mother.stdin.flush()
        return json.loads(self._mother.stdout.readline())

    def alone(self, **program: object) -> dict:
        """What came of one program."""
        return self.together(program)[0]


# --- On the side of the programs ----------------------------------------------------------------------


def content_of(text: str) -> dict[str, bytes]:
    """The files of a small pack, told apart by a text."""
    head = f'id = "haarlem"\nversion = "{text}"\ntitle = "Proef"\n'.encode()
    return {"pack.toml": head, "memo/template.docx": (text * 3000).encode(), "lists/een.toml": b""}


def publish(shared: str, by: str, based_on: int, hour: int = 9) -> dict:
    """Publish a small pack; the version is who publishes."""
    from briefmaker.publishing.line import Line

    now = datetime.datetime(2026, 11, 23, hour, tzinfo=datetime.UTC)
    made = Line(Path(shared), "haarlem").publish(
        content_of(by), version=by, by=by, changes=f"van {by}", now=now, based_on=based_on
    )
    return {"number": made.number}


def withdraw(shared: str, by: str) -> dict:
    """Take back what is current."""
    from briefmaker.publishing.line import Line

    now = datetime.datetime(2026, 11, 23, 10, tzinfo=datetime.UTC)
    return {"number": Line(Path(shared), "haarlem").withdraw(by=by, now=now).number}


def install(shared: str, root: str) -> dict:
    """Install what is current."""
    from briefmaker.publishing.installing import install_lines
    from briefmaker.publishing.opening import opened

    outcome = install_lines(Path(shared), Path(root), opened)
    return {"installed": [release.number for release in outcome.installed], "said": outcome.sentences}


def install_file(path: str, root: str) -> dict:
    """Install a single pack file."""
    from briefmaker.publishing.installing import install_pack
    from briefmaker.publishing.opening import opened

    return {"version": install_pack(Path(path).read_bytes(), Path(root), opened).version}


def read(shared: str, until: int) -> dict:
    """Read the newest release again and again, until it has this number."""
    from briefmaker.publishing.line import Line

    line, reads, last = Line(Path(shared), "haarlem"), 0, 0
    while True:
        newest = line.newest()
        assert not newest.damaged, "half a pack can be read"
        assert newest.number >= last, "the line went back"
        reads, last = reads + 1, newest.number
        if last >= until:
            return {"reads": reads}


def replace(folder: str, old: str, new: str) -> dict:
    """Replace a text everywhere in a pack."""
    from briefmaker.app.replacing import find_everywhere, replace_everywhere

    found = find_everywhere(Path(folder), old)
    return {"files": replace_everywhere(Path(folder), found, new).files}


def take_back(folder: str) -> dict:
    """Take back the last change of a pack."""
    from briefmaker.app.pack_changes import last_change, undo

    last = last_change(Path(folder))
    undo(last)
    return {"files": last.files}


PROGRAMS = {
    program.__name__: program
    for program in (publish, withdraw, install, install_file, read, replace, take_back)
}


def die_at_call(position: int, *, halfway: bool) -> None:
    """SIGKILL to ourselves just before the n-th call that changes something; halfway: in the midst of it
    where it writes."""
    counted = 0
    changing = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.truncate"}

    def count() -> bool:
        nonlocal counted
        counted += 1
        return counted == position

    def heed(event: str, arguments: tuple) -> None:
        opens = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if (event in changing or opens) and count():
            os.kill(os.getpid(), signal.SIGKILL)

    real_write, real_sync = os.write, os.fsync

    def write(descriptor: int, data: bytes) -> int:
        if count():
            if halfway:
                real_write(descriptor, bytes(data)[: len(data) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        return real_write(descriptor, data)

    def sync(descriptor: int) -> None:
        if count():
            os.kill(os.getpid(), signal.SIGKILL)
        real_sync(descriptor)

    os.write, os.fsync = write, sync
    sys.addaudithook(heed)


def run(program: str, die_at: int = 0, halfway: bool = False, **arguments: object) -> dict:
    """What came of a program in this process."""
    from briefmaker.publishing.share_failures import PublishedMeanwhile

    if die_at:
        die_at_call(die_at, halfway=halfway)
    try:
        return PROGRAMS[program](**arguments)
    except PublishedMeanwhile as error:
        return {"overtaken": error.release.published_by, "number": error.release.number, "said": str(error)}
    except Exception as error:  # what the test must hear of
        return {"error": type(error).__name__, "said": str(error)}


def main() -> None:
    """Answer rounds until there are no more."""
    import briefmaker.app.replacing
    import briefmaker.inspection.word_replacing
    import briefmaker.publishing.installing  # noqa: F401

    for line in sys.stdin:
        gate_out, gate_in = os.pipe()
        children = []
        for program in json.loads(line):
            out, into = os.pipe()
            number = os.fork()
            if number == 0:
                os.close(gate_in)
                os.read(gate_out, 1)  # ends when the mother opens the gate
                answer = json.dumps(run(**program)).encode()
                # Not os.write, which may be mortal.
                with os.fdopen(into, "wb", closefd=False) as stream:
                    stream.write(answer)
                os._exit(0)
            os.close(into)
            children.append((number, out))
        os.close(gate_out)
        os.close(gate_in)
        answers = []
        for number, out in children:
            with os.fdopen(out, "rb") as stream:
                answer = stream.read()
            _pid, status = os.waitpid(number, 0)
            answers.append(json.loads(answer) if answer else {KILLED: os.WTERMSIG(status)})
        print(json.dumps(answers), flush=True)


if __name__ == "__main__":
    main()
