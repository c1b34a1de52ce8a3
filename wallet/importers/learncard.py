"""The export of LearnCard (holder continuity bundle 1.0): a ZIP with credentials and keys side by side."""

from __future__ import annotations

import io
from functools import partial

from wallet import strict_json
from wallet.errors import InputError, Problem
from wallet.model.credential import Container
from wallet.reading import zip_rules
from wallet.reading.packages import Contents, Entry

_MANIFEST = "manifest.json"
_TAKEN = ("credentials/", "presentations/")
_LOCKED = ".enc"


class LearnCard:
    """Its credentials and presentations are taken. Keys, indexes and consents are not."""

    name = "learncard"

    def recognises(self, head: bytes, filename: str) -> bool:
        """The beginning of a ZIP; its manifest tells."""
        return zip_rules.recognises(head)

    def contents(self, original: bytes) -> Contents:
        """Raises InputError: LOCKED_FILE for one with a password, NOT_RECOGNISED for any other ZIP."""
        file = io.BytesIO(original)
        listed = zip_rules.survey(file, len(original), "", 0)
        manifest = next((one for one in listed if one.name == _MANIFEST), None)
        if manifest is None or manifest.size > strict_json.MAX_STRING:
            raise InputError(Problem.NOT_RECOGNISED)
        try:
            said = strict_json.load(zip_rules.inflated(file, manifest))
        except InputError:
            raise InputError(Problem.NOT_RECOGNISED) from None
        if not isinstance(said, dict) or said.get("walletName") != "LearnCard":
            raise InputError(Problem.NOT_RECOGNISED)
        taken = [one for one in listed if one.name.startswith(_TAKEN) and not one.name.endswith("/")]
        if any(one.name.endswith(_LOCKED) for one in taken):
            raise InputError(Problem.LOCKED_FILE)
        return Contents(
            Container.ZIP,
            tuple(
                Entry(f"{number}.json", partial(zip_rules.inflated, file, one), one.size)
                for number, one in enumerate(taken, 1)
            ),
            notes=("keys_left_out",),
            secret=True,
        )
