"""Other implementations that judge ours: jsonld.js with rdf-canonize (by node) and PyLD."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.world import SHARED
from wallet.jsonld.contexts import KNOWN, load, named
from wallet.paths import schema

NO_PEER = "the JavaScript peers are not here (PEER_JS names their folder; node runs them)"
CORPORA = SHARED / "corpora"


def figure(sentence: str) -> None:
    """Say a figure on standard error: that also comes through from parallel workers."""
    print(f"\n{sentence}", file=sys.stderr)


def peer() -> Path | None:
    """The folder of the JavaScript peers with what they need installed, or None."""
    folder = Path(os.environ.get("PEER_JS", ""))
    if not os.environ.get("PEER_JS") or shutil.which("node") is None:
        return None
    return folder if (folder / "node_modules" / "jsonld").is_dir() else None


def contexts_for_peer(folder: Path) -> Path:
    """Our own bundled contexts as the peers' loader wants them: nothing else is known to either side."""
    target = folder / "contexts"
    target.mkdir()
    index = {}
    for url, texts in KNOWN.items():
        shutil.copy(schema("contexts", texts[0].file), target / texts[0].file)
        index[url] = {"file": texts[0].file}
    (target / "index.json").write_text(json.dumps(index))
    return target


def by_javascript(documents: Mapping[str, Any], folder: Path) -> dict[str, str | None]:
    """The canonical form of each document by the reference; None where its safe mode refuses it."""
    return {name: form if safe == "ok" else None for name, form, safe in raw_by_javascript(documents, folder)}


def raw_by_javascript(documents: Mapping[str, Any], folder: Path) -> list[list[str]]:
    """For each document its name, the form without safe mode, and ``ok`` or why safe mode refuses it."""
    home = peer()
    assert home is not None
    given, answer = folder / "in.jsonl", folder / "out.jsonl"
    given.write_text("".join(json.dumps(pair) + "\n" for pair in documents.items()))
    environment = {**os.environ, "CONTEXTS": f"{contexts_for_peer(folder)}/"}
    subprocess.run(
        ["node", "canon.mjs", given, answer], cwd=home, env=environment, check=True, capture_output=True
    )
    lines = answer.read_bytes().decode("utf-8").strip().split("\n")
    return [json.loads(line) for line in lines]


def by_pyld(document: Mapping[str, Any]) -> str:
    """The canonical form by PyLD, which has no safe mode."""
    from pyld import jsonld

    def loader(url: str, options: Any) -> dict[str, Any]:
        return {
            "contextUrl": None,
            "documentUrl": url,
            "contentType": "application/ld+json",
            "document": {"@context": load(named(url))},
        }

    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": loader}
    return str(jsonld.normalize(dict(document), options))


def json_documents(*groups: str) -> dict[str, dict[str, Any]]:
    """Every JSON-LD document of these groups of the corpora, and of each what its proofs are made over."""
    documents: dict[str, dict[str, Any]] = {}
    for group in groups:
        for file in sorted((CORPORA / group).rglob("*")):
            if not file.is_file():
                continue
            try:
                document = json.loads(file.read_bytes())
            except ValueError:
                continue
            if not isinstance(document, dict) or "@context" not in document:
                continue
            name = str(file.relative_to(CORPORA))
            documents[name] = document
            if "proof" in document:
                documents[f"{name}, bare"] = {key: document[key] for key in document if key != "proof"}
                proofs = document["proof"] if isinstance(document["proof"], list) else [document["proof"]]
                for number, proof in enumerate(proofs):
                    options = {key: proof[key] for key in proof if key not in ("proofValue", "jws")}
                    options["@context"] = document["@context"]
                    documents[f"{name}, proof {number}"] = options
    return documents
