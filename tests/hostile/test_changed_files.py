"""Good files changed at random: read or refused with a code, checked without an exception, never dearer."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest

from tests.fuzz.mutate import at, paths
from tests.world import MOMENT
from wallet import importers
from wallet.errors import InputError
from wallet.model.credential import Incoming
from wallet.model.inspection import Policy
from wallet.verification import verifier

VECTORS = Path(__file__).parents[1] / "vectors" / "importers"
ROUNDS = 40
JUNK: tuple[Any, ...] = (
    None,
    True,
    -1,
    1e300,
    10**16,
    "",
    "x",
    "\0",
    "😀",
    "_:b0",
    "did:key:z6Mk",
    "https://x.example/",
    "data:application/vc+jwt,eyJ.e.f",
    "2026-01-01T00:00:00Z",
    [],
    {},
    [None],
    {"id": None},
    {"@value": 5},
    ["a", ["b"]],
    {"@context": {"@vocab": "http://x.example/"}},
    "z" * 200,
)


def changed_json(content: bytes, chance: random.Random) -> bytes:
    value = json.loads(content)
    for _ in range(chance.randrange(1, 4)):
        places = list(paths(value))
        if not places:
            break
        place, other = chance.choice(places), chance.choice(places)
        holder, last = at(value, place[:-1]), place[-1]
        match chance.randrange(5):
            case 0:
                del holder[last]
            case 1:
                holder[last] = copy.deepcopy(at(value, other))
            case 2:
                holder[last] = [holder[last]]
            case _:
                holder[last] = copy.deepcopy(chance.choice(JUNK))
    return json.dumps(value).encode()


def changed_bytes(content: bytes, chance: random.Random) -> bytes:
    made = bytearray(content)
    for _ in range(chance.randrange(1, 5)):
        if not made:
            break
        place = chance.randrange(len(made))
        match chance.randrange(4):
            case 0:
                del made[place : place + chance.randrange(1, 30)]
            case 1:
                del made[place:]
            case 2:
                made[place:place] = made[-chance.randrange(1, 60) :]
            case _:
                made[place] = chance.randrange(256)
    return bytes(made)


FILES = sorted(
    path for path in VECTORS.glob("*/*") if path.suffix in (".json", ".jwt", ".jws", ".png", ".svg")
)
FILES = [path for path in FILES if not path.name.endswith(".expected.json")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_changed_file_is_read_or_refused(path: Path) -> None:
    chance = random.Random(path.name)
    content = path.read_bytes()
    policy = Policy(now=MOMENT)
    for number in range(ROUNDS):
        change = changed_json if path.suffix == ".json" and number % 4 else changed_bytes
        try:
            credential = importers.read(Incoming(change(content, chance), ""))
        except InputError:
            continue
        report = verifier.inspect(credential, policy).report
        assert report.verdict != "verified"
