"""What can go wrong, by who is at fault. Codes and numbers only: no sentence, no name, no file content."""

from __future__ import annotations

from enum import StrEnum


class Problem(StrEnum):
    """A stable code for something that could not be done. Each has a sentence in every language (words)."""

    # what came in
    NOT_RECOGNISED = "not_recognised"
    EMPTY_FILE = "empty_file"
    DAMAGED_FILE = "damaged_file"
    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    TOO_MANY_PARTS = "too_many_parts"
    TOO_MUCH_WORK = "too_much_work"
    NOT_UTF8 = "not_utf8"
    NOT_JSON = "not_json"
    DUPLICATE_KEY = "duplicate_key"
    NUMBER_OUT_OF_RANGE = "number_out_of_range"
    XML_ENTITIES = "xml_entities"
    ZIP_REFUSED = "zip_refused"
    IMAGE_REFUSED = "image_refused"
    NO_CREDENTIAL_INSIDE = "no_credential_inside"
    NO_MEMBERS = "no_members"
    LOCKED_FILE = "locked_file"
    NOT_AN_EXPERIENCE = "not_an_experience"
    NOT_A_BACKUP = "not_a_backup"
    IS_A_FOLDER = "is_a_folder"
    NOT_A_LINK = "not_a_link"
    ANSWER_TOO_LARGE = "answer_too_large"
    ANSWER_UNREADABLE = "answer_unreadable"
    KEYS_NOT_KEPT = "keys_not_kept"
    LINK_NOT_LOOKED_UP = "link_not_looked_up"
    OFFER_NOT_TAKEN = "offer_not_taken"
    SCAN_MISSING = "scan_missing"
    NOT_A_TRUST_LIST = "not_a_trust_list"
    LIST_OF_LISTS = "list_of_lists"
    STATEMENT_NOT_TAKEN = "statement_not_taken"
    LIST_SIGNATURE_WRONG = "list_signature_wrong"
    NOT_AN_ISSUER = "not_an_issuer"
    # the surroundings
    FILE_MISSING = "file_missing"
    FOLDER_MISSING = "folder_missing"
    FILE_UNREADABLE = "file_unreadable"
    DISK_FULL = "disk_full"
    READ_ONLY = "read_only"
    NO_PERMISSION = "no_permission"
    DISK_ERROR = "disk_error"
    TOO_LITTLE_MEMORY = "too_little_memory"
    READER_NOT_STARTED = "reader_not_started"
    ALREADY_EXISTS = "already_exists"
    FOLDER_IN_USE = "folder_in_use"
    EVIDENCE_MISSING = "evidence_missing"
    EVIDENCE_DAMAGED = "evidence_damaged"
    NO_NETWORK = "no_network"
    NOT_SECURE = "not_secure"
    TOO_SLOW = "too_slow"
    ADDRESS_GONE = "address_gone"
    ADDRESS_ERROR = "address_error"
    # understood and not done
    WRONG_PASSPHRASE = "wrong_passphrase"  # noqa: S105  (a code, not a secret)
    PASSPHRASE_NEEDED = "passphrase_needed"  # noqa: S105
    PASSPHRASE_TOO_SHORT = "passphrase_too_short"  # noqa: S105
    WRONG_RECOVERY_CODE = "wrong_recovery_code"
    NO_REGISTER = "no_register"
    REGISTER_IN_USE = "register_in_use"
    REGISTER_DAMAGED = "register_damaged"
    REGISTER_OLDER = "register_older"
    NEWER_FORMAT = "newer_format"
    NOT_FOUND = "not_found"
    NOTHING_CHOSEN = "nothing_chosen"
    PRIVACY_NOT_SETTLED = "privacy_not_settled"
    TOO_MUCH_EVIDENCE = "too_much_evidence"
    OFFLINE = "offline"
    ADDRESS_REFUSED = "address_refused"
    REDIRECT_REFUSED = "redirect_refused"
    NOT_ALLOWED = "not_allowed"
    CANNOT_ASK = "cannot_ask"
    LIST_SIGNER_DIFFERS = "list_signer_differs"
    TRUST_FULL = "trust_full"
    NOT_BAKEABLE = "not_bakeable"
    WRONG_USAGE = "wrong_usage"


class WalletError(Exception):
    """Base of every expected failure: a problem code, and numbers that its sentence may need."""

    def __init__(self, problem: Problem, **numbers: int | float) -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.numbers = numbers

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions cross the sandbox's pipe; the default would drop the numbers.
        return (_rebuild, (type(self), self.problem, self.numbers))


def _rebuild(kind: type[WalletError], problem: Problem, numbers: dict[str, int | float]) -> WalletError:
    return kind(problem, **numbers)


class InputError(WalletError):
    """What came in is at fault: the bytes are kept as they are, nothing was written."""


class SurroundingsError(WalletError):
    """The surroundings are at fault: disk, device, permission."""


class RefusedError(WalletError):
    """Understood and not done: wrong passphrase, newer register, nothing chosen."""


class Cancelled(Exception):  # noqa: N818  (a change of mind is not an error)
    """The person stopped it. Silent."""


class InvalidProof(Exception):  # noqa: N818  (the name reads as the verdict)
    """A signature does not hold. ``reason`` is a :class:`wallet.model.report.Reason` value."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class UncheckedProof(Exception):  # noqa: N818
    """A signature could not be checked: no key, unknown suite, too much work. ``reason`` as above."""

    def __init__(self, reason: str, needs: tuple[str, ...] = ()) -> None:
        super().__init__(reason, needs)
        self.reason = reason
        self.needs = needs
