"""A file for each parser of untrusted bytes: ``seeds()``, ``check(content)``, perhaps ``learn(seed)``."""

TARGETS = {
    "json": "json_text",
    "credential": "credential",
    "jose": "jose",
    "png": "png",
    "svg": "svg",
    "portfolio": "portfolio",
    "packages": "packages",
    "europass": "europass",
    "statuslist": "statuslist",
    "did": "keys",
    "links": "links",
    "dates": "dates",
    "jsonld": "linked",
    "header": "on_disk",
    "experience": "experience",
    "trust": "trust_lists",
}
"""Name on the command line -> module."""
