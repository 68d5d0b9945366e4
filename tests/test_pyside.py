"""The PySide6 that is installed can be used on this Python."""

import sys

from PySide6.QtCore import QObject, Signal


class Sender(QObject):
    happened = Signal(object)


def test_emitting_five_hundred_times_drops_no_reference_to_true() -> None:
    """PySide6 6.12.0 on Python 3.11 and older drops one at each emit and in the end aborts."""
    sender = Sender()
    heard = []
    sender.happened.connect(heard.append)
    # Python 3.12+ has immortal constants; what counts there is that it goes on.
    before = sys.getrefcount(True)
    for number in range(500):
        sender.happened.emit(number)
    after = sys.getrefcount(True)
    assert heard == list(range(500))
    assert abs(after - before) < 50
