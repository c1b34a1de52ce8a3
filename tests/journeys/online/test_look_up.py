"""Which questions a check leads to, how many at most, and what becomes of each answer. Without a wire."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from threading import Event
from typing import Any

import pytest

from tests.journeys import badges
from tests.unit.proofs.sd_support import ISSUER, claims, jwk, sd_jwt
from tests.world import MOMENT, ROOT, SHARED, clock, school
from tests.world.site import Answers
from wallet.errors import Cancelled, InputError, Problem, RefusedError, SurroundingsError
from wallet.journeys import import_credential
from wallet.journeys import look_up as journey
from wallet.journeys.links import file_name, link_address
from wallet.journeys.look_up import Asked, is_document, look_at_link, look_at_online, look_up
from wallet.journeys.wallet import Wallet
from wallet.model.credential import Incoming
from wallet.model.inspection import CapsuleDocument, Policy
from wallet.model.report import FindingSource, Question, Reason, Verdict
from wallet.proofs.sign import sign_set
from wallet.sandbox import Sandbox

POLICY = Policy(now=MOMENT)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as made:
        yield made


def school_site(**more: bytes | SurroundingsError) -> Answers:
    return Answers(clock(), {school.KEYS: school.keys(), school.LIST: school.status_list(), **more})


def always(address: str) -> bool:
    return True


def diploma() -> Incoming:
    return Incoming(school.diploma(), "diploma.json")


def source(looked: journey.LookedUp, question: Question) -> FindingSource:
    found = looked.inspection.report.finding(question)
    assert found is not None
    return found.source


def test_each_address_is_offered_before_it_is_asked(sandbox: Sandbox) -> None:
    site = school_site()
    order: list[str] = []

    def allow(address: str) -> bool:
        assert address not in site.asked
        order.append(address)
        return True

    steps: list[tuple[int, int]] = []
    looked = look_up(
        diploma(), POLICY, sandbox, site, allow, progress=lambda *step: steps.append((step[0], step[1]))
    )
    assert order == site.asked == [school.KEYS, school.LIST]
    assert steps == [(1, 2), (2, 2)]
    assert looked.inspection.report.verdict is Verdict.VERIFIED
    assert [(one.url, one.origin, one.fetched) for one in looked.documents] == [
        (school.KEYS, "own", True),
        (school.LIST, "own", True),
    ]


def test_what_needs_nothing_asks_nothing(sandbox: Sandbox) -> None:
    site = school_site()
    looked = look_up(Incoming(badges.badge(), "badge.json"), POLICY, sandbox, site, always)
    assert (looked.asked, looked.open, site.asked) == ((), (), [])
    assert source(looked, Question.AUTHENTIC) is FindingSource.OFFLINE


def test_what_the_user_gave_is_not_asked_again(sandbox: Sandbox) -> None:
    site = school_site()
    given = CapsuleDocument(school.KEYS, school.keys(), MOMENT - timedelta(days=300))
    looked = look_up(diploma(), replace(POLICY, documents=(given,)), sandbox, site, always)
    assert site.asked == [school.LIST]
    assert source(looked, Question.AUTHENTIC) is FindingSource.CAPSULE
    assert source(looked, Question.STATUS) is FindingSource.ONLINE


def test_what_came_along_with_the_file_is_asked_at_its_own_place(sandbox: Sandbox) -> None:
    site = school_site()
    along = tuple(
        CapsuleDocument(url, content, MOMENT, "from_sender")
        for url, content in ((school.KEYS, school.keys()), (school.LIST, school.status_list()))
    )
    looked = look_up(diploma(), replace(POLICY, documents=along), sandbox, site, always)
    assert site.asked == [school.KEYS, school.LIST]
    assert looked.inspection.report.verdict is Verdict.VERIFIED


def test_what_was_asked_a_moment_ago_is_not_asked_again(sandbox: Sandbox) -> None:
    site = school_site()
    first = look_up(diploma(), POLICY, sandbox, site, always)
    kept = tuple(replace(one, fetched=False) for one in first.documents)
    soon = replace(POLICY, documents=kept, now=MOMENT + timedelta(minutes=4))
    looked = look_up(diploma(), soon, sandbox, site, always)
    assert len(site.asked) == 2
    assert source(looked, Question.STATUS) is FindingSource.ONLINE
    late = replace(POLICY, documents=kept, now=MOMENT + timedelta(minutes=6))
    look_up(diploma(), late, sandbox, site, always)
    assert len(site.asked) == 4


def test_the_key_of_a_list_by_somebody_else_is_asked_too(sandbox: Sandbox) -> None:
    keeper = "did:web:lists.example"
    inner = badges.key(7)
    holder = badges.WebKey(inner.holder.did, inner.holder.public, inner.holder.created, keeper)
    signer = replace(inner, holder=holder)
    document = json.loads(school.keys())
    text = json.dumps(document).replace(school.DID, keeper)
    text = text.replace(
        school.signer().holder.did.removeprefix("did:key:"), inner.holder.did.removeprefix("did:key:")
    )
    there = "https://lists.example/.well-known/did.json"
    pages = {school.LIST: school.status_list(by=signer, issuer=keeper), there: text.encode()}
    site = school_site(**pages)
    looked = look_up(diploma(), POLICY, sandbox, site, always)
    assert site.asked == [school.KEYS, school.LIST, there]
    assert looked.inspection.report.verdict is Verdict.VERIFIED


def test_a_list_made_while_it_was_asked_for_is_not_from_the_future(sandbox: Sandbox) -> None:
    at = clock()
    at.moment = MOMENT + timedelta(seconds=20)
    pages = {school.KEYS: school.keys(), school.LIST: school.status_list(since=at.moment)}
    looked = look_up(diploma(), POLICY, sandbox, Answers(at, pages), always)
    assert looked.inspection.report.verdict is Verdict.VERIFIED
    ahead = school.status_list(since=MOMENT + timedelta(hours=1))
    looked = look_up(diploma(), POLICY, sandbox, school_site(**{school.LIST: ahead}), always)
    assert looked.inspection.report.verdict is Verdict.INDETERMINATE


def test_a_given_list_that_ran_out_is_asked_anew(sandbox: Sandbox) -> None:
    old = school.status_list(validUntil="2026-06-01T00:00:00Z")
    given = (
        CapsuleDocument(school.KEYS, school.keys(), MOMENT),
        CapsuleDocument(school.LIST, old, MOMENT - timedelta(days=200)),
    )
    site = school_site()
    looked = look_up(diploma(), replace(POLICY, documents=given), sandbox, site, always)
    assert site.asked == [school.LIST]
    assert looked.inspection.report.verdict is Verdict.VERIFIED
    # A list that comes expired from its own place is not asked for in a circle.
    stale = school_site(**{school.LIST: old})
    looked = look_up(diploma(), POLICY, sandbox, stale, always)
    assert stale.asked == [school.KEYS, school.LIST]
    finding = looked.inspection.report.finding(Question.STATUS)
    assert finding is not None
    assert finding.reason is Reason.STATUS_LIST_EXPIRED


def test_addresses_that_may_not_be_asked_are_not_even_offered(sandbox: Sandbox) -> None:
    site = Answers(clock())
    offered: list[str] = []
    content = school.hosted("assertion", id="http://127.0.0.1/a", badge="https://10.0.0.1/b")
    looked = look_up(
        Incoming(content, "badge.json"), POLICY, sandbox, site, lambda one: not offered.append(one)
    )
    assert (offered, site.asked) == ([], [])
    assert {one.problem for one in looked.asked} == {Problem.ADDRESS_REFUSED}
    assert looked.inspection.report.verdict is Verdict.INDETERMINATE


@pytest.mark.parametrize(
    "error",
    [
        SurroundingsError(Problem.NO_NETWORK),
        SurroundingsError(Problem.ADDRESS_GONE, code=404),
        SurroundingsError(Problem.ADDRESS_ERROR, code=500),
        SurroundingsError(Problem.NOT_SECURE),
        SurroundingsError(Problem.TOO_SLOW),
    ],
    ids=lambda error: error.problem.value,
)
def test_an_address_without_an_answer_fails_no_check(sandbox: Sandbox, error: SurroundingsError) -> None:
    site = school_site(**{school.LIST: error})
    looked = look_up(diploma(), POLICY, sandbox, site, always)
    assert Asked(school.LIST, "failed", error.problem) in looked.asked
    assert looked.inspection.report.verdict is Verdict.INDETERMINATE
    assert looked.open == (school.LIST,)
    assert [one.url for one in looked.documents] == [school.KEYS]


def chain(length: int) -> tuple[bytes, dict[str, bytes]]:
    """A presentation of badges of this many schools, each with its own website."""
    pages, inside = {}, []
    for number in range(length):
        host = f"school{number}.example"
        inner = badges.key(number + 40)
        did = f"did:web:{host}"
        holder = badges.WebKey(inner.holder.did, inner.holder.public, inner.holder.created, did)
        named = replace(inner, holder=holder)
        issuer = {"id": did, "type": ["Profile"], "name": "School"}
        inside.append(json.loads(badges.badge(named, id=f"urn:example:{number}", issuer=issuer)))
        method = {
            "id": f"{did}#key-1",
            "type": "Multikey",
            "controller": did,
            "publicKeyMultibase": inner.holder.did.removeprefix("did:key:"),
        }
        keys = {"id": did, "verificationMethod": [method], "assertionMethod": [f"{did}#key-1"]}
        pages[f"https://{host}/.well-known/did.json"] = json.dumps(keys).encode()
    presentation = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "verifiableCredential": inside,
    }
    return json.dumps(presentation).encode(), pages


def test_no_more_than_twenty_addresses_are_asked(sandbox: Sandbox) -> None:
    content, pages = chain(journey.MOST_ADDRESSES + 3)
    site = Answers(clock(), pages)
    looked = look_up(Incoming(content, "p.json"), POLICY, sandbox, site, always)
    assert len(site.asked) == len(looked.asked) == journey.MOST_ADDRESSES
    assert len(looked.open) == 3


def test_rounds_come_to_an_end(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journey, "MOST_ROUNDS", 2)
    site = Answers(clock(), school.hosted_pages())
    looked = look_up(Incoming(school.hosted("assertion"), "a.json"), POLICY, sandbox, site, always)
    assert site.asked == [school.ASSERTION, school.BADGE, school.ISSUER][: len(site.asked)]
    assert looked.open == tuple(
        one for one in (school.ASSERTION, school.BADGE, school.ISSUER) if one not in site.asked
    )


def test_a_change_of_mind_ends_it(sandbox: Sandbox) -> None:
    stop = Event()

    def allow(address: str) -> bool:
        stop.set()
        return True

    with pytest.raises(Cancelled):
        look_up(diploma(), POLICY, sandbox, school_site(), allow, stop)


def test_a_badge_of_the_older_kind_with_a_list_of_what_was_taken_back(sandbox: Sandbox) -> None:
    pages = school.hosted_pages(revocationList=school.TAKEN_BACK)
    listed = {"type": "RevocationList", "issuer": school.ISSUER, "revokedAssertions": []}
    pages[school.TAKEN_BACK] = json.dumps(listed).encode()
    badge = Incoming(school.hosted("assertion"), "a.json")
    looked = look_up(badge, POLICY, sandbox, Answers(clock(), pages), always)
    assert looked.inspection.report.verdict is Verdict.VERIFIED
    assert source(looked, Question.STATUS) is FindingSource.ONLINE
    pages[school.TAKEN_BACK] = json.dumps({**listed, "revokedAssertions": [school.ASSERTION]}).encode()
    looked = look_up(badge, POLICY, sandbox, Answers(clock(), pages), always)
    assert looked.inspection.report.verdict is Verdict.FAILED


PLACE = "https://school.example/status/1"


def named_list(*taken_back: str) -> bytes:
    return json.dumps(
        {"id": PLACE, "issuer": badges.key(9).holder.did, "revokedCredential": [*taken_back]}
    ).encode()


def with_named_list() -> bytes:
    by = badges.key(9)
    unsigned = badges.claims(by, credentialStatus={"id": PLACE, "type": "1EdTechRevocationList"})
    extensions = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
    context = {"@context": [*unsigned["@context"], extensions]}
    return json.dumps(sign_set({**unsigned, **context}, by, badges.ISSUED)).encode()


OWN = "urn:uuid:6c1b4fae-0d36-4f6a-9d0c-2b8a1f0f7b11"
TOKENS = ROOT / "tests" / "vectors" / "sd_jwt"
NAMED = with_named_list()


@pytest.mark.parametrize(
    ("content", "answer", "reason"),
    [
        (NAMED, named_list("urn:other"), Reason.NOT_REVOKED),
        (NAMED, named_list(OWN), Reason.REVOKED),
        (
            (TOKENS / "status-valid.sd-jwt").read_bytes(),
            (TOKENS / "status-list.jwt").read_bytes() + b"\n",
            Reason.NOT_REVOKED,
        ),
        (
            (TOKENS / "status-revoked.sd-jwt").read_bytes(),
            (TOKENS / "status-list.jwt").read_bytes(),
            Reason.REVOKED,
        ),
    ],
    ids=["named", "named revoked", "token", "token revoked"],
)
def test_lists_of_other_kinds(sandbox: Sandbox, content: bytes, answer: bytes, reason: Reason) -> None:
    site = Answers(clock(), {PLACE: answer})
    looked = look_up(Incoming(content, "badge"), POLICY, sandbox, site, always)
    finding = looked.inspection.report.finding(Question.STATUS)
    assert finding is not None
    assert (finding.reason, finding.source, finding.as_of) == (reason, FindingSource.ONLINE, MOMENT)
    assert site.asked == [PLACE]
    whole = Verdict.VERIFIED if reason is Reason.NOT_REVOKED else Verdict.FAILED
    assert looked.inspection.report.verdict is whole


def test_the_keys_of_an_issuer_of_signed_texts(sandbox: Sandbox) -> None:
    issuer, place = "https://school.example", "https://school.example/.well-known/jwt-vc-issuer"
    elsewhere = "https://school.example/keys.json"
    text = sd_jwt(claims(iss=issuer), kid="k1").encode()
    pages = {
        place: json.dumps({"issuer": issuer, "jwks_uri": elsewhere}).encode(),
        elsewhere: json.dumps({"keys": [jwk(ISSUER, kid="k1")]}).encode(),
    }
    site = Answers(clock(), pages)
    looked = look_up(Incoming(text, "diploma"), POLICY, sandbox, site, always)
    assert site.asked == [place, elsewhere]
    assert looked.inspection.report.verdict is Verdict.VERIFIED
    assert source(looked, Question.AUTHENTIC) is FindingSource.ONLINE


def test_the_same_file_once_more_tells_the_kept_one_what_was_asked(wallet: Wallet) -> None:
    def bring(site: Answers) -> str:
        policy = import_credential.policy_for(wallet, wallet.clock)
        arrival, _ = look_at_online(diploma(), policy, wallet.sandbox, site, wallet.register, always)
        (item,) = import_credential.keep(arrival, wallet).ids
        return item

    item = bring(school_site())
    at: Any = wallet.clock
    at.moment += timedelta(days=1)
    assert bring(Answers(at, {school.KEYS: school.keys(), school.LIST: school.status_list(5)})) == item
    row = wallet.register.row(item)
    assert row is not None
    assert row.verdict is Verdict.FAILED
    assert len(wallet.register.credentials.reports(item)) == 2


@pytest.mark.parametrize(
    ("content", "good"),
    [
        (b'{"id": "x"}', True),
        (b'  {"a": [1]}\n', True),
        (b"[]", False),
        (b'"text"', False),
        (b"", False),
        (b"<html></html>", False),
        (b'{"a": 1, "a": 2}', False),
        (b"\x89PNG\r\n", False),
        (b"eyJhbGciOiJFUzI1NiJ9.e30.c2ln\n", True),
        (b"not.a.token", False),
    ],
)
def test_only_what_a_check_can_read_is_kept(content: bytes, good: bool) -> None:
    assert is_document(content) is good


def test_a_file_that_is_no_credential_leads_to_no_question(sandbox: Sandbox) -> None:
    site = school_site()
    arrival, looked = look_at_online(Incoming(b"plain text", "a.txt"), POLICY, sandbox, site, None, always)
    assert (arrival.result, looked, site.asked) == ("evidence", None, [])


def test_a_pasted_link_is_asked_and_then_checked(wallet: Wallet) -> None:
    site = Answers(clock(), school.hosted_pages())
    arrival = look_at_link(f" {school.ASSERTION}#me ", POLICY, wallet.sandbox, site, wallet.register, always)
    assert arrival.result == "kept"
    assert arrival.incoming == Incoming(school.hosted("assertion"), "1")
    assert arrival.inspections[0].report.verdict is Verdict.VERIFIED
    assert {one.url for one in arrival.documents} == {school.ASSERTION, school.BADGE, school.ISSUER}
    assert site.asked == [school.ASSERTION, school.BADGE, school.ISSUER]


def test_a_link_that_is_declined_or_none_asks_nothing(sandbox: Sandbox) -> None:
    site = Answers(clock(), school.hosted_pages())
    with pytest.raises(RefusedError) as declined:
        look_at_link(school.ASSERTION, POLICY, sandbox, site, None, lambda address: False)
    assert declined.value.problem is Problem.NOT_ALLOWED
    with pytest.raises(InputError) as no_link:
        look_at_link("my badge", POLICY, sandbox, site, None, always)
    assert no_link.value.problem is Problem.NOT_A_LINK
    assert site.asked == []


def test_a_direct_link_to_a_picture(sandbox: Sandbox) -> None:
    address = "https://school.example/files/badge%20of%20mine.png"
    site = school_site(**{address: badges.baked(school.diploma())})
    arrival = look_at_link(address, POLICY, sandbox, site, None, always)
    assert arrival.incoming.name == "badge of mine.png"
    assert arrival.inspections[0].report.verdict is Verdict.VERIFIED


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://badges.example/a/1.json?x=1", "1.json"),
        ("https://badges.example/", "badges.example"),
        ("https://badges.example/..%2F..%2Fetc%2Fpasswd", ".._.._etc_passwd"),
        ("https://badges.example/" + "a" * 300, "a" * 100),
        ("https://badges.example/%E2%80%AEgnp.exe", "_gnp.exe"),
    ],
)
def test_what_a_file_from_an_address_is_called(address: str, name: str) -> None:
    assert file_name(address) == name


SERVER = "https://api.edubadges.nl/public/assertions"
WHOLE = f"{SERVER}/a41jSgmsSh6Sa1xcVUku5Q.json?expand=badge&expand=badge.issuer"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://www.edubadges.nl/public/assertions/a41jSgmsSh6Sa1xcVUku5Q", WHOLE),
        ("https://edubadges.nl/public/assertions/a41jSgmsSh6Sa1xcVUku5Q/?utm=1#x", WHOLE),
        ("edubadges.nl/public/assertions/a41jSgmsSh6Sa1xcVUku5Q", WHOLE),
        (f"{SERVER}/a41jSgmsSh6Sa1xcVUku5Q", WHOLE),
        (f"{SERVER}/a41jSgmsSh6Sa1xcVUku5Q.json?expand=badge", WHOLE),
        ("<https://badges.example/a/1>", "https://badges.example/a/1"),
        ("https://badges.example/a.png?v=2", "https://badges.example/a.png?v=2"),
        (
            "https://badges.example/public/assertions/a41jSgmsSh6Sa1xcVUku5Q",
            "https://badges.example/public/assertions/a41jSgmsSh6Sa1xcVUku5Q",
        ),
    ],
)
def test_the_address_that_a_link_stands_for(text: str, address: str) -> None:
    assert link_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "badge",
        "http://badges.example/a",
        "ftp://badges.example/a",
        "https://user@badges.example/",
        "https://localhost/a",
        "https://192.168.1.1/a",
        "mailto:a@badges.example",
        "two words.example/a",
    ],
)
def test_what_is_no_link(text: str) -> None:
    with pytest.raises(InputError) as caught:
        link_address(text)
    assert caught.value.problem is Problem.NOT_A_LINK


def edubadge(**more: Any) -> dict[str, Any]:
    own = f"{SERVER}/a41jSgmsSh6Sa1xcVUku5Q"
    issuer = {"type": "Issuer", "id": "https://api.edubadges.nl/public/issuers/i1", "name": "MBO"}
    return {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Assertion",
        "id": own,
        "recipient": {"type": "id", "hashed": False, "identity": "EDUID-TEST"},
        "badge": {
            "type": "BadgeClass",
            "id": "https://api.edubadges.nl/public/badges/b1",
            "name": "Basis",
            "issuer": issuer,
        },
        "issuedOn": "2026-01-01T00:00:00Z",
        "verification": {"type": "HostedBadge"},
        **more,
    }


def test_a_pasted_edubadge_is_kept_whole_and_read_where_it_stands(sandbox: Sandbox) -> None:
    whole = edubadge()
    badge = whole["badge"]
    issuer = badge["issuer"]
    context = {"@context": whole["@context"]}
    pages = {
        WHOLE: json.dumps(whole).encode(),
        whole["id"]: json.dumps({**whole, "badge": badge["id"]}).encode(),
        badge["id"]: json.dumps({**context, **badge, "issuer": issuer["id"]}).encode(),
        issuer["id"]: json.dumps({**context, **issuer}).encode(),
    }
    site = Answers(clock(), pages)
    link = "https://www.edubadges.nl/public/assertions/a41jSgmsSh6Sa1xcVUku5Q"
    arrival = look_at_link(link, POLICY, sandbox, site, None, always)
    (inspection,) = arrival.inspections
    assert inspection.report.verdict is Verdict.VERIFIED
    assert inspection.credential.name.best("nl") == "Basis"
    assert arrival.incoming.original == pages[WHOLE]
    assert site.asked == [WHOLE, whole["id"], badge["id"], issuer["id"]]


@pytest.mark.skipif(not (SHARED / "data" / "edubadges").is_dir(), reason="corpora are not here")
def test_the_synthetic_edubadge_and_its_withdrawal(sandbox: Sandbox) -> None:
    folder = SHARED / "data" / "edubadges"
    whole = (folder / "SYNTHETIC_edubadges_ob2_assertion_expanded.json").read_bytes()
    document = json.loads(whole)
    badge, issuer = document["badge"], document["badge"]["issuer"]
    pages: dict[str, bytes | SurroundingsError] = {
        document["id"]: whole,
        badge["id"]: json.dumps(badge).encode(),
        issuer["id"]: json.dumps(issuer).encode(),
    }
    looked = look_up(Incoming(whole, "edubadge.json"), POLICY, sandbox, Answers(clock(), pages), always)
    assert looked.inspection.report.verdict is Verdict.VERIFIED
    pages[document["id"]] = (folder / "SYNTHETIC_edubadges_ob2_revoked.json").read_bytes()
    looked = look_up(Incoming(whole, "edubadge.json"), POLICY, sandbox, Answers(clock(), pages), always)
    assert looked.inspection.report.verdict is Verdict.FAILED
    finding = looked.inspection.report.finding(Question.STATUS)
    assert finding is not None
    assert (finding.reason, finding.source) == (Reason.REVOKED, FindingSource.ONLINE)
