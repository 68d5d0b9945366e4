"""The child process that reads and writes a shared folder: a share that hangs hangs this and nothing else.

Reads one request from standard input, a JSON object, and writes one answer to standard output. Started by
`share`; a frozen program starts itself with `WORKER_FLAG` and must call `main` then. Imports no Qt.
"""

from __future__ import annotations

import datetime
import json
import os
import sys
import tomllib
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from briefmaker.errors import BriefmakerError, NotSaved, UnusablePack
from briefmaker.i18n import set_language
from briefmaker.publishing.line import Line
from briefmaker.publishing.opening import NewerRelease, Opened
from briefmaker.publishing.release import Release, release_json
from briefmaker.publishing.share_failures import (
    NothingPublished,
    PublishedMeanwhile,
    RefusedRelease,
    ShareUnavailable,
)

__all__ = ["FAILURES", "WORKER_FLAG", "command", "environment", "main"]

WORKER_FLAG = "--briefmaker-share-worker"

FAILURES: Mapping[str, type[BriefmakerError]] = {
    failure.__name__: failure
    for failure in (ShareUnavailable, RefusedRelease, NothingPublished, UnusablePack, NewerRelease, NotSaved)
}
"""The failures that are told by their names; `PublishedMeanwhile` brings a release along."""


def main() -> int:
    """Do what standard input asks."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)  # whatever a library prints must not get into the answer
    request = json.loads(sys.stdin.buffer.read())
    set_language(request["language"])
    with answers:
        answers.write(json.dumps(_answer(request["task"], request["arguments"])).encode("ascii"))
    return 0


def _answer(task: str, arguments: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"done": _TASKS[task](**arguments)}
    except PublishedMeanwhile as error:
        return {"overtaken": str(error), "release": _written(error.release)}
    except BriefmakerError as error:
        known = next((name for name, kind in FAILURES.items() if type(error) is kind), "")
        return {"refused": str(error), "kind": known}
    except Exception as error:  # noqa: BLE001 (reported to the parent, which raises it there)
        frames = "".join(traceback.format_tb(error.__traceback__))
        return {"bug": f"{type(error).__name__} in the process of the shared folder:\n{frames}"}


def _written(release: Release) -> str:
    return release_json(release).decode("ascii")


def _history(shared: str, pack: str) -> list[Any]:
    return [
        [entry.number, None if entry.release is None else _written(entry.release), entry.is_current]
        for entry in Line(Path(shared), pack).entries()
    ]


def _publish(shared: str, pack: str, folder: str, now: str, **signed: Any) -> str:
    from briefmaker.publishing.packing import pack_files

    files = pack_files(Path(folder))
    moment = datetime.datetime.fromisoformat(now)
    return _written(Line(Path(shared), pack).publish(files, now=moment, **signed))


def _withdraw(shared: str, pack: str, now: str, **signed: Any) -> str:
    moment = datetime.datetime.fromisoformat(now)
    return _written(Line(Path(shared), pack).withdraw(now=moment, **signed))


def _install(shared: str, root: str) -> list[Any]:
    from briefmaker.publishing.installing import install_lines

    outcome = install_lines(Path(shared), Path(root), _admitted)
    return [[_written(release) for release in outcome.installed], list(outcome.sentences)]


def _install_file(path: str, root: str, expected: str = "") -> str:
    """ "" when the file is not the release that was expected."""
    from briefmaker.publishing.installing import install_pack
    from briefmaker.publishing.opening import release_of

    data = _pack_file(path)
    if expected and _written(release_of(data)) != expected:
        return ""
    return _written(install_pack(data, Path(root), _admitted))


def _look_into_file(path: str) -> list[str]:
    """The release in a pack file that can be used, and the title of its pack."""
    from briefmaker.packs.glimpses import PACK

    found = _admitted(_pack_file(path))
    title = tomllib.loads(found.files[PACK].decode("utf-8")).get("title")
    return [_written(found.release), title if isinstance(title, str) else ""]


def _pack_file(path: str) -> bytes:
    from briefmaker.drafts.reading import file_content
    from briefmaker.publishing.packing import LARGEST_PACK

    return file_content(Path(path), LARGEST_PACK)


def _admitted(data: bytes) -> Opened:
    from briefmaker.publishing.gate import admitted

    return admitted(data)


_TASKS: Mapping[str, Callable[..., Any]] = {
    "history": _history,
    "publish": _publish,
    "withdraw": _withdraw,
    "install": _install,
    "install_file": _install_file,
    "look_into_file": _look_into_file,
}


def command() -> list[str]:
    """The command line that starts this process."""
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER_FLAG]
    return [sys.executable, "-X", "utf8", "-m", "briefmaker.publishing.share_worker"]


def environment() -> dict[str, str]:
    """The child's environment: it finds this package wherever the parent found it."""
    import briefmaker

    folder = str(Path(briefmaker.__file__).resolve().parent.parent)
    paths = [folder, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


if __name__ == "__main__":
    sys.exit(main())
