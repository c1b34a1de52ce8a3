"""SD-JWT VCs and European credentials in the register: kept, listed, shown, found, checked again, shared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import world
from ui.present import inspections, items
from ui.present.pieces import Value
from ui.voice import tell
from wallet.cli.main import main
from wallet.journeys import import_credential
from wallet.journeys.wallet import Wallet
from wallet.model.credential import Incoming
from wallet.model.inspection import CapsuleDocument
from wallet.model.report import Verdict

VECTORS = Path(__file__).parents[1] / "vectors"


def kept(wallet: Wallet, path: Path, *documents: CapsuleDocument) -> tuple[str, Verdict]:
    policy = import_credential.policy_for(wallet, wallet.clock, documents)
    incoming = Incoming(path.read_bytes(), path.name)
    arrival = import_credential.look_at(incoming, policy, wallet.sandbox, wallet.register)
    (given,) = import_credential.keep(arrival, wallet).ids
    return given, arrival.inspections[0].report.verdict


def test_an_issuers_keys_are_kept_with_what_they_settled(wallet: Wallet) -> None:
    keys = CapsuleDocument(
        "https://school.example/.well-known/jwt-vc-issuer/a",
        (VECTORS / "sd_jwt" / "web-issuer.keys.json").read_bytes(),
        world.MOMENT,
    )
    other = CapsuleDocument("https://other.example/1", b"{}", world.MOMENT)
    given, verdict = kept(wallet, VECTORS / "sd_jwt" / "web-issuer.sd-jwt", keys, other)
    assert verdict is Verdict.VERIFIED
    assert [one.url for one in wallet.register.credentials.documents()] == [keys.url]
    again = import_credential.inspect_again(given, wallet)
    assert again.report.verdict is Verdict.VERIFIED


def test_rows_and_the_check_panel(wallet: Wallet) -> None:
    given, verdict = kept(wallet, VECTORS / "jades" / "RS256.json")
    assert verdict is Verdict.INDETERMINATE
    row = wallet.register.row(given)
    assert row is not None
    assert (row.sort, row.title, row.by) == ("elm-3", "Bewijs van deelname", "Voorbeeldschool")
    assert items.face(row)[2] == "noun.certificate"
    view = inspections.check_view(import_credential.inspect_again(given, wallet))
    (seal,) = [one for group in view.groups for one in group.rows if one.value is Value.NOTE][:1]
    assert "Zegel van de Voorbeeldschool" in tell(seal.sentence)
    assert "2026" in tell(seal.source)
    assert [found.id for found in wallet.register.search("sluizen water")] == []
    assert [found.id for found in wallet.register.search("water")] == [given]


def test_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    passphrase = tmp_path / "passphrase"
    passphrase.write_text(world.PASSPHRASE)
    common = ["--passphrase-file", str(passphrase), "--language", "nl"]
    assert main(["init", *common, "--recovery-file", str(tmp_path / "code")]) == 0
    files = [VECTORS / "sd_jwt" / "bound.sd-jwt", VECTORS / "jades" / "ES256.json"]
    capsys.readouterr()
    main(["import", *map(str, files), "--json", *common])
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["result"] for one in found] == ["kept", "kept"]
    assert main(["list", *common]) == 0
    told = capsys.readouterr().out
    assert "Europees bewijsstuk · Bewijs van deelname" in told
    assert "Bewijsstuk · https://school.example/soorten/diploma" in told
    assert main(["show", found[0]["ids"][0], "--json", *common]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["inspection"]["container"] == "sd-jwt"
    for one, path in zip(found, files, strict=True):
        out = tmp_path / f"again-{path.name}"
        assert main(["original", one["ids"][0], "--out", str(out), *common]) == 0
        assert out.read_bytes() == path.read_bytes()
    portfolio = tmp_path / "portfolio.html"
    ids = ",".join(one["ids"][0] for one in found)
    made = ["portfolio", "export", "--privacy-checked", "--items", ids, "--out", str(portfolio), *common]
    assert main(made) == 0
    capsys.readouterr()
    assert main(["verify", "--json", "--challenge", "iets anders", str(portfolio), *common]) == 1
    assert main(["verify", "--json", str(portfolio), *common]) == 0
    inside = json.loads(capsys.readouterr().out.splitlines()[-1])["contains"]
    assert [(one["kind"], one["verdict"]) for one in inside] == [
        ("sd-jwt-vc", "verified"),
        ("elm-3", "indeterminate"),
    ]
