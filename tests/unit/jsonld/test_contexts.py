from __future__ import annotations

import hashlib
import json
import pickle
import shutil
import tomllib
from pathlib import Path

import pytest

from tests.unit.jsonld import judges
from tests.world import NO_CORPORA
from wallet import jcs
from wallet.errors import Problem, SurroundingsError
from wallet.jsonld import TooMuchWork, UnknownContext, UnsafeDocument, canonize, contexts
from wallet.model.report import Reason
from wallet.paths import schema

INDEX = tomllib.loads(schema("INDEX.toml").read_text("utf-8"))["context"]
OB_3_0_3 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"


@pytest.mark.parametrize("entry", INDEX, ids=lambda entry: entry["file"])
def test_the_file_is_the_published_one(entry: dict[str, str]) -> None:
    content = schema("contexts", entry["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == entry["sha256"]
    kind, published = entry["checked"].split()
    form = content if kind == "f" else jcs.canonical(json.loads(content))
    assert hashlib.sha256(form).hexdigest() == published
    assert entry["package"].split()[0] in ("npm", "PyPI")
    assert all(entry[word] for word in ("url", "version", "path", "licence"))


def test_index_and_folder_hold_the_same_files() -> None:
    assert {entry["file"] for entry in INDEX} == {file.name for file in schema("contexts").iterdir()}


def test_only_one_address_has_two_texts() -> None:
    assert {url for url, texts in contexts.KNOWN.items() if len(texts) > 1} == {OB_3_0_3}
    newer, older = (
        contexts.load(contexts.named(OB_3_0_3)),
        contexts.load(contexts.named(OB_3_0_3, older=True)),
    )
    assert '"jti"' in json.dumps(newer)
    assert '"jti"' not in json.dumps(older)


@pytest.mark.skipif(not judges.CORPORA.is_dir(), reason=NO_CORPORA)
def test_texts_are_those_of_the_publishers(capsys: pytest.CaptureFixture[str]) -> None:
    folder = judges.CORPORA / "contexts"
    published = json.loads((folder / "index.json").read_text("utf-8"))
    differing = [
        url
        for url in contexts.KNOWN
        if contexts.load(contexts.named(url))
        != json.loads((folder / published[url]["file"]).read_text("utf-8"))["@context"]
    ]
    with capsys.disabled():
        judges.figure(
            f"bundled contexts: {len(contexts.KNOWN) - len(differing)} of {len(contexts.KNOWN)} agree"
        )
    assert differing == []


@pytest.mark.parametrize(
    "url",
    [
        "https://www.w3.org/ns/credentials/v3",
        "http://www.w3.org/ns/credentials/v2",
        "https://www.w3.org/ns/credentials/v2/",
        "https://www.w3.org/ns/credentials/v2#",
        "../../INDEX.toml",
        "file:///etc/hostname",
        "",
    ],
)
def test_an_unknown_address_is_named_and_never_fetched(url: str) -> None:
    with pytest.raises(UnknownContext) as caught:
        canonize({"@context": ["https://www.w3.org/ns/credentials/v2", url], "type": "VerifiableCredential"})
    assert caught.value.url == url
    assert caught.value.reason is Reason.CONTEXT_UNKNOWN
    assert url == "" or url not in str(caught.value)


def test_a_changed_file_is_never_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = contexts.named("https://www.w3.org/2018/credentials/v1")
    shutil.copytree(schema(), tmp_path / "schemas")
    monkeypatch.setattr(contexts, "schema", (tmp_path / "schemas").joinpath)
    content = (tmp_path / "schemas" / "contexts" / text.file).read_bytes()
    (tmp_path / "schemas" / "contexts" / text.file).write_bytes(content + b"\n")
    with pytest.raises(SurroundingsError) as caught:
        contexts.load.__wrapped__(text)
    assert caught.value.problem is Problem.DAMAGED_FILE
    (tmp_path / "schemas" / "contexts" / text.file).unlink()
    with pytest.raises(SurroundingsError) as caught:
        contexts.load.__wrapped__(text)
    assert caught.value.problem is Problem.FILE_UNREADABLE


def test_errors_cross_a_pipe() -> None:
    for error in (UnsafeDocument(Reason.TERM_UNDEFINED), UnknownContext("urn:x"), TooMuchWork()):
        back = pickle.loads(pickle.dumps(error))
        assert type(back) is type(error)
        assert back.reason is error.reason
        assert vars(back) == vars(error)


def _badge(**more: object) -> dict[str, object]:
    return {
        "@context": ["https://www.w3.org/ns/credentials/v2", OB_3_0_3],
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": "did:example:school",
        "credentialSubject": {"type": ["AchievementSubject"]},
        **more,
    }


def test_a_badge_that_the_newer_text_covers_is_read_by_it() -> None:
    assert canonize(_badge()).older == ()
    assert canonize(_badge()).nquads == canonize(_badge(), older=True).nquads
    newer = {"endorsementJwt": ["a.b.c"]}
    assert canonize(_badge(**newer)).older == ()
    with pytest.raises(UnsafeDocument):
        canonize(_badge(**newer), older=True)


def test_a_badge_that_only_the_older_text_can_read_says_so() -> None:
    # Signed before the edit, with a definition of its own for a word that 3.0.3 has since got.
    badge = _badge(endorsementJwt="a.b.c")
    badge["@context"] = [*badge["@context"], {"endorsementJwt": "urn:voorbeeld:endorsementJwt"}]  # type: ignore[misc]
    assert canonize(badge).older == (OB_3_0_3,)
    with pytest.raises(UnsafeDocument):
        canonize(badge, older=False)


def test_what_neither_text_covers_is_judged_by_the_newer() -> None:
    with pytest.raises(UnsafeDocument) as caught:
        canonize(_badge(sneakyClaim="x"))
    assert caught.value.reason is Reason.TERM_UNDEFINED
