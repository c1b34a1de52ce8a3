"""One window per register: a second start asks the first window to come forward and ends."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE = 500  # milliseconds for an answer of a program on this computer


class Single(QObject):
    """A local socket of this user, named after the folder of the register."""

    asked = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._name = "studieregister-" + hashlib.sha256(str(folder.absolute()).encode()).hexdigest()[:16]
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._came)

    def first(self) -> bool:
        """Whether no other window answers; from then on this one does. Else the other was asked to come."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(_PATIENCE):
            socket.write(b"come")
            socket.waitForBytesWritten(_PATIENCE)
            socket.disconnectFromServer()
            return False
        # A crash may have left the name behind; nobody answered, so it is free.
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def close(self) -> None:
        """Let go of the name."""
        self._server.close()

    def _came(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.asked.emit()
