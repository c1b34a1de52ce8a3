from __future__ import annotations

from pathlib import Path

import pytest

from tests.world import CHEAP, NAME, PASSPHRASE, clock, new_wallet
from wallet.errors import Problem, RefusedError
from wallet.journeys import back_up, open_register
from wallet.journeys.wallet import Wallet
from wallet.paths import resource


def test_made_locked_and_unlocked_by_either_text(folder: Path) -> None:
    assert not open_register.exists(folder)
    wallet, code = new_wallet(folder)
    assert wallet.register.holder().name == NAME
    wallet.close()
    assert open_register.exists(folder)
    for text in (PASSPHRASE, code, code.lower()):
        wallet = open_register.unlock(folder, text, clock(), floor=CHEAP)
        wallet.close()


def test_the_recovery_code_is_confirmed_once(folder: Path) -> None:
    wallet, code = new_wallet(folder)
    assert open_register.state(wallet) == (None, False)
    assert not open_register.confirm_recovery(wallet, PASSPHRASE)
    assert open_register.confirm_recovery(wallet, code)
    assert open_register.state(wallet) == (None, True)
    wallet.close()


def test_going_on_with_a_register_that_is_older_than_its_last_save(folder: Path) -> None:
    wallet, _ = new_wallet(folder)
    before = (folder / wallet.register.header.database).read_bytes()
    with wallet.register.act():
        wallet.register.set_setting("taal", "nl")
    name = wallet.register.header.database
    wallet.close()
    (folder / name).write_bytes(before)
    wallet = open_register.unlock(folder, PASSPHRASE, clock(), floor=CHEAP)
    assert open_register.state(wallet)[0] is Problem.REGISTER_OLDER
    with pytest.raises(RefusedError), wallet.register.act():
        wallet.register.set_setting("taal", "en")
    assert open_register.go_on(wallet)[0] is None
    with wallet.register.act():
        wallet.register.set_setting("taal", "en")
    wallet.close()


def test_a_damaged_register_is_not_gone_on_with(folder: Path) -> None:
    wallet, _ = new_wallet(folder)
    wallet.close()
    note = bytearray((folder / "head").read_bytes())
    note[20] ^= 1
    (folder / "head").write_bytes(note)
    wallet = open_register.unlock(folder, PASSPHRASE, clock(), floor=CHEAP)
    assert open_register.go_on(wallet)[0] is Problem.REGISTER_DAMAGED
    wallet.close()


def test_a_mistyped_code_says_so(folder: Path, wallet: Wallet) -> None:
    wallet.close()
    with pytest.raises(RefusedError) as caught:
        open_register.unlock(folder, "00000-00000-00000-00000-00000-00000-00000-00000", clock())
    assert caught.value.problem is Problem.WRONG_RECOVERY_CODE


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("", True),
        ("appel", True),
        ("elf tekens..", False),
        ("elf tekens.", True),
        ("a b c d e", False),
        ("a b c d", True),
        ("            ", True),
        ("x" * 300, False),
    ],
)
def test_only_length_counts(text: str, short: bool) -> None:
    assert open_register.too_short(text) is short


def test_a_short_passphrase_makes_nothing(folder: Path) -> None:
    with pytest.raises(RefusedError) as caught:
        open_register.create(folder, "kort", clock())
    assert caught.value.problem is Problem.PASSPHRASE_TOO_SHORT
    assert not folder.exists()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_suggestions_are_five_words_of_a_good_list(language: str) -> None:
    words = resource("words", f"{language}.txt").read_text("utf-8").split()
    assert len(set(words)) == len(words) >= 1_024
    assert all(word.isascii() and word.isalpha() and word.islower() and 3 <= len(word) <= 8 for word in words)
    one, two = open_register.suggest_passphrase(language), open_register.suggest_passphrase(language)
    assert one != two
    assert set(one.split()) <= set(words)
    assert not open_register.too_short(one)


def test_a_backup_and_back(tmp_path: Path, wallet: Wallet) -> None:
    assert back_up.check(wallet).state == "whole"
    assert back_up.back_up(wallet, tmp_path / "out").state == "whole"
    assert back_up.restore(tmp_path / "out", PASSPHRASE, tmp_path / "new").state == "whole"
