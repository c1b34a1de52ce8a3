"""Put a kept badge into a picture, and take a badge out of one."""

from __future__ import annotations

from pathlib import Path

from wallet.exporters.bake import bake, unbake
from wallet.journeys.check_file import Runner, incoming_of
from wallet.journeys.wallet import Wallet
from wallet.model.credential import digest_of
from wallet.store.atomic import writing


def bake_into(item_id: str, image: Path, out: Path, wallet: Wallet) -> str:
    """Write the picture with the badge in it to ``out``; returns the digest of that file.

    Raises RefusedError: NOT_FOUND, NOT_BAKEABLE; InputError for a picture that cannot be read.
    """
    record = wallet.register.credentials.get(item_id)
    picture = incoming_of(image).original
    baked = wallet.sandbox.run(bake, record.original, picture)
    with writing(out) as file:
        file.write(baked)
    return digest_of(baked)


def take_out(picture: Path, sandbox: Runner) -> tuple[bytes, str]:
    """The badge's own bytes and their media type. Raises InputError when there is none inside."""
    content, compact = sandbox.run(unbake, incoming_of(picture))
    return content, "application/jwt" if compact else "application/json"


def save(content: bytes, out: Path) -> None:
    """Write the badge's bytes to a file, whole or not at all."""
    with writing(out) as file:
        file.write(content)
