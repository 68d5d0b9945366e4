"""How parent and child process speak: length-prefixed pickles over a pair of pipes.

Both ends are this program, so a pickle is no danger here: the child is started by the parent, and
nobody else can write into its pipes. Large bytes (pages, PDFs) travel outside the pickle, uncopied.
"""

from __future__ import annotations

import pickle
import struct
from typing import Any, BinaryIO

__all__ = ["receive", "send"]

_COUNT = struct.Struct(">I")
_LENGTH = struct.Struct(">Q")


def send(stream: BinaryIO, message: Any) -> None:
    """Write one message. Raises OSError when the other end is gone."""
    buffers: list[pickle.PickleBuffer] = []
    frames = [memoryview(pickle.dumps(message, protocol=5, buffer_callback=buffers.append))]
    frames += [buffer.raw() for buffer in buffers]
    stream.write(_COUNT.pack(len(frames)))
    for frame in frames:
        stream.write(_LENGTH.pack(frame.nbytes))
        stream.write(frame)
    stream.flush()


def receive(stream: BinaryIO) -> Any:
    """Read one message. Raises EOFError when the other end is gone."""
    count = _COUNT.unpack(_exactly(stream, _COUNT.size))[0]
    frames = [_exactly(stream, _LENGTH.unpack(_exactly(stream, _LENGTH.size))[0]) for _ in range(count)]
    return pickle.loads(frames[0], buffers=frames[1:])  # noqa: S301 (see above)


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) != size:
        raise EOFError
    return data
