"""The portfolio page as one self-contained HTML file: no request, no address, no code but ours.

Two layers (docs/spec/portfolio.md, §6): the reading layer stands in the file as plain HTML; the script checks
the signed data in the blocks and only then shows it with marks. A strict policy allows exactly our own script
and style by their digests, so that a changed script does not run at all.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from string import Template

from wallet import jcs
from wallet.bundle import blocks
from wallet.bundle.control_words import word_list
from wallet.bundle.markup import escaped
from wallet.bundle.reading import reading_layer, title
from wallet.model.own_terms import OWN_CONTEXT, VC_2
from wallet.paths import resource
from wallet.words import LANGUAGES, catalogue, say

# In the order in which they need each other.
MODULES = (
    "bytes",
    "jcs",
    "sha256",
    "keys",
    "proofs",
    "seal",
    "control",
    "portfolio",
    "words",
    "dom",
    "evidence",
    "render",
    "altered",
    "main",
)
# Only the sentences that the page can say travel with it.
_OWN = "page."
_ROOMS = (_OWN, "erkenning.", "ervaring_soort.", "bewijs_soort.", "niveau.", "starr.")
_READING_ONLY = ("page.preview", "page.brand")
_FACES = ((400, "Regular"), (700, "Bold"))
_CLOSING = re.compile(r"</script|<!--", re.IGNORECASE)


def page(presentation: bytes, companions: bytes) -> bytes:
    """The whole page up to and including ``</html>``, without the seal.

    Both are JSON in RFC 8785 form. Where the blocks of files belong stands ``blocks.FILES_HERE``, once.
    """
    document = json.loads(presentation)
    spoken = document["portfolio"].get("portfolioLanguage", "")
    language = spoken if spoken in LANGUAGES else LANGUAGES[0]
    data = [
        blocks.json_block(blocks.PRESENTATION, presentation),
        blocks.json_block(blocks.COMPANIONS, companions),
        blocks.FILES_HERE,
    ]
    template = Template(resource("viewer", "page.html").read_text("utf-8").strip())
    text = template.substitute(
        language=language,
        policy=policy(),
        title=escaped(title(document, language)),
        style=style(),
        brand=say("page.brand", language),
        reading=reading_layer(document, language),
        blocks=b"".join(data).decode("utf-8"),
        script=script(),
    )
    return text.encode("utf-8")


def policy() -> str:
    """The content security policy: nothing from anywhere, and only our own script and style."""
    return (
        f"default-src 'none'; script-src '{_hash(script())}'; style-src '{_hash(style())}'; font-src data:; "
        "img-src data: blob:; media-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


@cache
def style() -> str:
    """The style sheet with the fonts inside."""
    faces = "".join(_face(weight, name) for weight, name in _FACES)
    lines = resource("viewer", "page.css").read_text("utf-8").splitlines()
    rules = "\n".join(line.strip() for line in lines)
    return faces + re.sub(r" ?([{};,]) ?|(?<=:) ", r"\1", rules)


def _face(weight: int, name: str) -> str:
    font = resource("fonts", f"AtkinsonHyperlegibleNext-{name}-page.woff2").read_bytes()
    source = "data:font/woff2;base64," + base64.b64encode(font).decode("ascii")
    return f'@font-face{{font-family:"Next";font-weight:{weight};src:url({source})}}\n'


def _tight(line: str) -> str:
    """A line of script without the spaces around its punctuation, unless it holds a text or a pattern."""
    return line if re.search("['\"`/]", line) else re.sub(r" ?([=<>?:&|,;{}()*]+) ?", r"\1", line)


@cache
def script() -> str:
    """Our modules and the sentences they say, as one script, without comments and indentation."""
    spoken = [catalogue(language) for language in LANGUAGES]
    sentences = {
        code.removeprefix(_OWN): [one[code] for one in spoken]
        for code in spoken[0]
        if code.startswith(_ROOMS) and not code.startswith(_READING_ONLY)
    }
    words = json.dumps(sentences, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    context = hashlib.sha256(jcs.canonical([VC_2, OWN_CONTEXT])).hexdigest()
    parts = [
        "(() => {",
        "'use strict';",
        f"const CONTEXT_DIGEST = '{context}';",
        f"const CONTROL_WORDS = '{' '.join(word_list())}';",
        f"const WORDS = {words};",
    ]
    for module in MODULES:
        lines = resource("viewer", f"{module}.js").read_text("utf-8").splitlines()
        parts += [_tight(line.strip()) for line in lines if not line.strip().startswith("//")]
    text = "\n".join([*filter(None, parts), "})();"])
    if _CLOSING.search(text):
        raise ValueError("the script would end its own element")
    return text
