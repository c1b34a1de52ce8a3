"""How much of a stranger's file is read. Each limit with its reason."""

from __future__ import annotations

FILE_BYTES = 25_000_000
"""A file to import: an image with a badge in it or a long transcript fits, a film does not."""
CREDENTIAL_BYTES = 2_000_000
"""One credential: the largest real ones carry an image and stay under half of this."""
DISCLOSURES = 1_000
"""Disclosures of one SD-JWT: the fullest identity cards have about fifty."""
SIGNATURES = 16
"""Signatures beside one payload; a seal and a counter-signature are two."""
CLAIMS_TOLD = 100
"""Claims of an SD-JWT that are told in words; all of them stay in its own bytes."""
MEMBERS = 500
"""Embedded credentials below one parent: a transcript of a whole school career has fewer than a hundred."""
LEVELS = 8
"""Credentials inside credentials: portfolio, presentation, transcript, badge, endorsement is five."""
CHUNKS = 10_000
"""Chunks of a PNG; encoders write image data in blocks of at least 4 kB."""
BADGES_IN_IMAGE = 16
"""Badges baked into one image; the standard allows one, two generations side by side make two."""
TEXT_BYTES = 2_000_000
"""One text chunk after inflating, or the text of one element in an SVG: one credential."""
PIXELS = 25_000_000
"""Pixels of an image: more cannot be shown and may exhaust the memory (100 MB as RGBA)."""
SVG_BYTES = 5_000_000
"""A drawing with a badge in it: a parser needs many times its size, and drawings have some hundreds of kB."""
ELEMENTS = 100_000
"""Elements of an SVG; detailed drawings have some thousands."""
ELEMENT_DEPTH = 200
"""Nested elements of an SVG; drawing programs nest a few dozen."""
