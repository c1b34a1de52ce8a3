"""A process that writes to a register until it is killed, and says on standard output what it is about to do.

``python -m tests.unit.store.writer FOLDER SEED``: one JSON line per intent, acknowledgement and error.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import sys
import uuid
from pathlib import Path

from tests.unit.store import things
from tests.world import CHEAP, PASSPHRASE, clock
from wallet.errors import WalletError
from wallet.store import backups
from wallet.store.register import StudyRegister
from wallet.store.slots import Passphrase

OPERATIONS = {"record": 30, "edit": 10, "evidence": 30, "remove": 5, "backup": 6}


def say(*words: object) -> None:
    """Straight to the pipe: nothing may wait in a buffer when the process is killed."""
    os.write(1, (json.dumps(words) + "\n").encode())


def main(folder: Path, seed: int, rounds: int = 1_000_000) -> None:
    """Random operations with fixed seeds."""
    chance = random.Random(seed)
    with StudyRegister.open(folder, Passphrase(PASSPHRASE), clock(), floor=CHEAP) as register:
        known = [row.id for row in register.rows("experiences")]
        say("READY")
        for _ in range(rounds):
            operation = chance.choices(list(OPERATIONS), list(OPERATIONS.values()))[0]
            content = chance.randbytes(chance.randrange(300_000))
            digest = "sha256:" + hashlib.sha256(content).hexdigest()
            name = str(uuid.UUID(int=chance.getrandbits(128)))
            if operation in ("edit", "remove"):
                if not known:
                    continue
                name = chance.choice(known)
            try:
                if operation in ("record", "edit"):
                    say("INTENT", operation, name, digest)
                    things.experience(register, digest, name)
                    if operation == "record":
                        known.append(name)
                elif operation == "remove":
                    say("INTENT", operation, name, "")
                    register.experiences.remove(name)
                    known.remove(name)
                elif operation == "evidence":
                    name = digest
                    say("INTENT", operation, name, digest)
                    things.evidence(register, content)
                else:
                    say("INTENT", operation, name, "")
                    backups.write(register, folder.parent / "register.backup")
                say("ACK", operation, name)
            except WalletError as error:
                say("ERR", operation, error.problem)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), *[int(word) for word in sys.argv[3:]])
