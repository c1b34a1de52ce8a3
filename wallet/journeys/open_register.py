"""Make a register, unlock it, lock it, and try the recovery code."""

from __future__ import annotations

import secrets
from functools import cache
from pathlib import Path

from wallet.clock import Clock, SystemClock
from wallet.errors import Problem, RefusedError
from wallet.journeys.wallet import Wallet
from wallet.paths import resource
from wallet.reach import HttpsReach
from wallet.store.register import StudyRegister
from wallet.store.register import exists as exists
from wallet.store.slots import Cost, unlock_of

MIN_CHARACTERS, MIN_WORDS = 12, 5
_WORDS = 5


def create(
    folder: Path, passphrase: str, clock: Clock, name: str = "", *, cost: Cost | None = None
) -> tuple[Wallet, str]:
    """Make a new register; returns it open, with its recovery code, which is shown once.

    Raises RefusedError(PASSPHRASE_TOO_SHORT), SurroundingsError (ALREADY_EXISTS, FOLDER_IN_USE).
    """
    if too_short(passphrase):
        raise RefusedError(Problem.PASSPHRASE_TOO_SHORT, least=MIN_CHARACTERS)
    register, code = StudyRegister.create(folder, passphrase, clock, name=name, cost=cost)
    return _wallet(register, clock), code


def unlock(folder: Path, text: str, clock: Clock, *, floor: Cost | None = None) -> Wallet:
    """Open a register with its passphrase or its recovery code, recognised by its form.

    Raises RefusedError, see :meth:`StudyRegister.open`; a wrong one changes no byte.
    """
    return _wallet(StudyRegister.open(folder, unlock_of(text), clock, floor=floor), clock)


def state(wallet: Wallet) -> tuple[Problem | None, bool]:
    """Why nothing can be kept in this register, if so; and whether its recovery code was tried once."""
    return wallet.register.blocked, wallet.register.recovery_confirmed


def go_on(wallet: Wallet) -> tuple[Problem | None, bool]:
    """Go on with a register that is older than its last save: the person knows that something is missing.

    A damaged one stays as it is, to be read and copied only. Answers as :func:`state`.
    """
    if wallet.register.blocked is Problem.REGISTER_OLDER:
        wallet.register.accept_as_it_is()
    return state(wallet)


def confirm_recovery(wallet: Wallet, code: str) -> bool:
    """Whether this is the recovery code; a right one is remembered as confirmed."""
    return wallet.register.confirm_recovery(code)


def too_short(passphrase: str) -> bool:
    """Whether a passphrase is too easy to guess: under twelve characters and under five words."""
    return len(passphrase.strip()) < MIN_CHARACTERS and len(passphrase.split()) < MIN_WORDS


def suggest_passphrase(language: str) -> str:
    """Five random everyday words: more than fifty bits, on top of the slow key derivation."""
    words = _words(language)
    return " ".join(secrets.choice(words) for _ in range(_WORDS))


@cache
def _words(language: str) -> tuple[str, ...]:
    return tuple(resource("words", f"{language}.txt").read_text("utf-8").split())


def _wallet(register: StudyRegister, clock: Clock) -> Wallet:
    from wallet.sandbox import Sandbox

    # What was asked today was asked today, also when the check is told another day.
    return Wallet(register=register, clock=clock, sandbox=Sandbox(), reach=HttpsReach(SystemClock()))
