"""Why a document has no canonical form here. Codes only, and the address of an unknown context."""

from __future__ import annotations

from wallet.model.report import Reason


class JsonLdError(Exception):
    """Base: ``reason`` says why the document cannot be canonicalised."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


class UnsafeDocument(JsonLdError):  # noqa: N818  (the name says what the document is)
    """Something in it would not be signed, or a context says what it may not say.

    ``reason`` is TERM_UNDEFINED (a member, type or address would be lost on the way to RDF), CONTEXT_UNSAFE
    (an inline context that could change the meaning of others' terms) or CONTEXT_INVALID (not JSON-LD 1.1).
    """


class UnknownContext(JsonLdError):  # noqa: N818
    """It names a context that is not bundled. Nothing is ever fetched."""

    def __init__(self, url: str) -> None:
        super().__init__(Reason.CONTEXT_UNKNOWN)
        self.url = url

    def __reduce__(self) -> tuple[type[UnknownContext], tuple[str]]:
        # Crosses the sandbox's pipe; the default would hand the reason over as the address.
        return (UnknownContext, (self.url,))


class TooMuchWork(JsonLdError):  # noqa: N818
    """Canonicalising it would take more steps than any honest document needs."""

    def __init__(self) -> None:
        super().__init__(Reason.TOO_MUCH_WORK)

    def __reduce__(self) -> tuple[type[TooMuchWork], tuple[()]]:
        return (TooMuchWork, ())
