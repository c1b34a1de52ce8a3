"""What must and what may be in a register after its writer was killed; and whether it is so."""

from __future__ import annotations

import json
from pathlib import Path

from tests.world import CHEAP, PASSPHRASE, clock
from wallet.store.register import StudyRegister
from wallet.store.slots import Passphrase


class Journal:
    """Follows the writer's lines over any number of its lives."""

    def __init__(self) -> None:
        self.must: dict[str, str] = {}
        self.files: set[str] = set()
        self.errors: dict[str, int] = {}
        self.acknowledged = 0
        self.unsure: set[str] = set()
        """Meant, and answered with an error: an act may be on the disk although its note was not."""
        self._open: tuple[str, str, str] | None = None

    def read(self, lines: list[str]) -> None:
        """Take the lines of one life; the last may be cut off."""
        for line in lines:
            try:
                kind, *words = json.loads(line)
            except ValueError:
                continue
            if kind == "INTENT":
                self._open = (words[0], words[1], words[2])
            elif kind == "ACK":
                self.acknowledged += 1
                self._done()
            elif kind == "ERR":
                self.errors[words[1]] = self.errors.get(words[1], 0) + 1
                if self._open is not None:
                    self.unsure |= {self._open[1], self._open[2]}
                self._open = None

    def _done(self) -> None:
        if self._open is None:
            return
        operation, name, digest = self._open
        if operation in ("record", "edit"):
            self.must[name] = digest
        elif operation == "remove":
            self.must.pop(name, None)
        elif operation == "evidence":
            self.files.add(digest)
        self._open = None

    def verify_after_errors(self, folder: Path) -> None:
        """The same, where what was answered with an error may be there as a whole or not."""
        there, files = self._look(folder)
        for name, digest in self.must.items():
            assert there.get(name) == digest or {name, there.get(name, name)} <= self.unsure
        assert self.files <= files
        assert files - self.files <= self.unsure
        assert there.keys() - self.must.keys() <= self.unsure

    def verify(self, folder: Path) -> None:
        """Nothing lost, nothing that was never meant; what was under way is there as a whole or not."""
        with StudyRegister.open(folder, Passphrase(PASSPHRASE), clock(), floor=CHEAP) as register:
            assert register.blocked is None
            report = register.integrity()
            assert report.problems == ()
            there = {row.id: register.experiences.get(row.id).title for row in register.rows("experiences")}
            files = {register.evidence.get(row.id).digest for row in register.rows("evidence")}
        operation, name, digest = self._open or ("", "", "")
        if operation in ("record", "edit", "remove") and there.get(name) == (digest or None):
            self._done()
        if operation == "evidence" and digest in files:
            self._done()
        self._open = None
        assert there == self.must
        assert files == self.files

    def _look(self, folder: Path) -> tuple[dict[str, str], set[str]]:
        with StudyRegister.open(folder, Passphrase(PASSPHRASE), clock(), floor=CHEAP) as register:
            assert register.blocked is None
            assert register.integrity().problems == ()
            there = {row.id: register.experiences.get(row.id).title for row in register.rows("experiences")}
            return there, {register.evidence.get(row.id).digest for row in register.rows("evidence")}
