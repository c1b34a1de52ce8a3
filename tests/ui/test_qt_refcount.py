"""PySide6 6.12.0 on CPython 3.11 loses references to True and None until the program aborts. Not here."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QObject, Signal

_TIMES = 60


class _Sender(QObject):
    told = Signal()


def test_signals_and_events_keep_their_references(qapp: QCoreApplication) -> None:
    sender = _Sender()
    before = [sys.getrefcount(one) for one in (True, False, None)]
    for _ in range(_TIMES):
        sender.told.emit()
        qapp.processEvents()
    after = [sys.getrefcount(one) for one in (True, False, None)]
    assert all(abs(now - then) / _TIMES < 0.5 for now, then in zip(after, before, strict=True))
