"""A second reader, written from docs/spec/register.md alone: nothing of the store is used to read."""

from __future__ import annotations

import hashlib
import hmac
import json
import unicodedata
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from sqlcipher3 import dbapi2

from tests.unit.store import things
from tests.world import PASSPHRASE, clock, new_register
from wallet.store import backups, recovery_code, slots
from wallet.store.register import StudyRegister
from wallet.store.slots import Passphrase

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def hkdf(secret: bytes, info: str, salt: bytes = b"") -> bytes:
    """RFC 5869 with SHA-256, 32 bytes."""
    key = hmac.digest(salt or bytes(32), secret, "sha256")
    return hmac.digest(key, info.encode() + b"\1", "sha256")


def canonical(value: object) -> bytes:
    """RFC 8785, as far as these values need it."""
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def code_bytes(code: str) -> bytes:
    number = 0
    for index, group in enumerate(code.split("-")):
        *values, check = [ALPHABET.index(character) for character in group]
        total = index + 1
        for value in [*values, 0]:
            total = (total << 1) ^ (0x25 if total & 16 else 0) ^ value
            number = number << 5 | value
        number >>= 5
        assert total == check
    return number.to_bytes(20, "big")


def split_header(content: bytes) -> tuple[bytes, dict, bytes, int]:  # type: ignore[type-arg]
    assert content[:12] == b"STUDREG\0\0\1\0\1"
    end = 16 + int.from_bytes(content[12:16], "big")
    return content[:end], json.loads(content[16:end]), content[end : end + 32], end + 32


def master_key(slot: dict, secret: str) -> bytes:  # type: ignore[type-arg]
    salt = bytes.fromhex(slot["salt"])
    if slot["type"] == "passphrase":
        params = slot["params"]
        kdf = Argon2id(
            salt=salt, length=32, iterations=params["t"], lanes=params["p"], memory_cost=params["m"]
        )
        key = kdf.derive(unicodedata.normalize("NFC", secret).encode())
    else:
        key = hkdf(code_bytes(secret), "studieregister/1/recovery", salt)
    bound = {name: slot[name] for name in slot if name not in ("nonce", "wrapped")}
    return AESGCM(key).decrypt(
        bytes.fromhex(slot["nonce"]),
        bytes.fromhex(slot["wrapped"]),
        b"studieregister/1/slot" + canonical(bound),
    )


def read_stream(key: bytes, content: bytes, aad: bytes) -> bytes:
    size = 65_536 + 16
    pieces = [content[start : start + size] for start in range(0, len(content), size)]
    plain = [
        AESGCM(key).decrypt(number.to_bytes(11, "big") + bytes([number == len(pieces) - 1]), piece, aad)
        for number, piece in enumerate(pieces)
    ]
    return b"".join(plain)


def test_everything_can_be_read_by_the_words_of_the_specification(folder: Path, tmp_path: Path) -> None:
    photo = bytes(range(256)) * 600
    register, code = new_register(folder)
    with register:
        things.experience(register, "Taalmaatje")
        things.evidence(register, photo)
        key = register.signing_key()
        backups.write(register, tmp_path / "register.backup")
        saves = register._database.commit_seq

    before, members, mac, _ = split_header((folder / "header").read_bytes())
    by_passphrase, by_code = (
        master_key(slot, secret) for slot, secret in zip(members["slots"], (PASSPHRASE, code), strict=True)
    )
    assert by_passphrase == by_code
    master = by_code
    assert hmac.digest(hkdf(master, "studieregister/1/header-mac"), before, "sha256") == mac

    head = (folder / "head").read_bytes()
    assert hmac.digest(hkdf(master, "studieregister/1/head"), head[:-32], "sha256") == head[-32:]
    assert json.loads(head[:-32]) == {
        "vault_id": members["vault_id"],
        "db": members["db"],
        "commit_seq": saves,
    }

    assert (folder / members["db"]).read_bytes()[:16].hex() == members["db_salt"]
    database = dbapi2.connect(str(folder / members["db"]))
    raw = hkdf(master, "studieregister/1/sqlcipher").hex() + members["db_salt"]
    database.execute(f"PRAGMA key = \"x'{raw}'\"")
    (body,) = database.execute("SELECT body FROM experiences").fetchone()
    assert json.loads(body)["title"] == "Taalmaatje"
    blob_id, blob_key, digest = database.execute("SELECT blob_id, key, digest FROM evidence").fetchone()
    did, nonce, sealed = database.execute("SELECT did, nonce, sealed FROM signing_keys").fetchone()
    database.close()

    blob = (folder / "blobs" / blob_id[:2] / blob_id).read_bytes()
    plain = read_stream(blob_key, blob, b"studieregister/1/att" + bytes.fromhex(blob_id))
    assert plain == photo
    assert digest == "sha256:" + hashlib.sha256(photo).hexdigest()

    seed = AESGCM(hkdf(master, "studieregister/1/holder-wrap")).decrypt(nonce, sealed, did.encode())
    assert (did, len(seed)) == (key.holder.did, 32)

    backup = (tmp_path / "register.backup").read_bytes()
    assert backup[:12] == b"STUDBAK\0\0\1\0\1"
    *_, size = split_header(backup[12:])
    start = 12 + size + 16
    plain = read_stream(
        hkdf(master, "studieregister/1/backup", backup[start - 16 : start]),
        backup[start:],
        b"studieregister/1/backup" + hashlib.sha256(backup[:start]).digest(),
    )
    length = int.from_bytes(plain[:4], "big")
    files = json.loads(plain[4 : 4 + length])["files"]
    assert [file["name"] for file in files] == ["head", "vault-1.db", f"blobs/{blob_id[:2]}/{blob_id}"]
    assert plain.endswith(blob)
    assert len(plain) == 4 + length + sum(file["size"] for file in files)


def test_the_example_of_the_specification() -> None:
    assert code_bytes("00005-0000A-0000F-0000M-0000H-0000Y-0000V-0001F") == bytes(19) + b"\1"
    secret = bytes(range(20))
    assert code_bytes(recovery_code.encode(secret)) == secret


def test_a_header_of_version_1_opens_for_ever(folder: Path) -> None:
    """Written by hand from the specification; the store must read it."""
    register, _ = new_register(folder)
    register.close()
    _, members, _, _ = split_header((folder / "header").read_bytes())
    master = master_key(members["slots"][0], PASSPHRASE)
    slot = {
        "type": "passphrase",
        "kdf": "argon2id",
        "params": {"m": 64, "t": 1, "p": 1},
        "id": "0123456789abcdef",
        "salt": "aa" * 16,
    }
    key = Argon2id(salt=b"\xaa" * 16, length=32, iterations=1, lanes=1, memory_cost=64).derive(b"een andere")
    slot["wrapped"] = (
        AESGCM(key).encrypt(b"\xbb" * 12, master, b"studieregister/1/slot" + canonical(slot)).hex()
    )
    slot["nonce"] = "bb" * 12
    content = canonical(members | {"slots": [slot]})
    before = b"STUDREG\0\0\1\0\1" + len(content).to_bytes(4, "big") + content
    written = before + hmac.digest(hkdf(master, "studieregister/1/header-mac"), before, "sha256")
    for name in ("header", "header.bak"):
        (folder / name).write_bytes(written)
    with StudyRegister.open(folder, Passphrase("een andere"), clock()) as again:
        assert again.header.slots == [slot]
        assert slots.cost_of(slot) == slots.Cost(64, 1, 1)
