"""Websites of a small world: a TLS server with an authority of its own, and one without any wire."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from wallet.clock import Clock
from wallet.errors import Problem, SurroundingsError
from wallet.reach import Fetched, HttpsReach, target_of

HOSTS = ("school.example", "badges.example", "other.example")
LOOPBACK = "127.0.0.1"
Page = tuple[int, Mapping[str, str], bytes]
Answer = Page | Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers from the site's pages, by host and path, and writes down what it was asked."""

    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        address = f"https://{self.headers['Host']}{self.path}"
        self.site.asked.append(address)
        self.site.headers.append(dict(self.headers.items()))
        answer = self.site.pages.get(address, (404, {}, b""))
        if callable(answer):
            answer(self)
            return
        status, headers, body = answer
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Quiet."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: Any) -> None:
        """Somebody hung up: that is what some tests are about."""


class Site:
    """A server with pages. ``reach`` is the real way out, told that these names stand on this computer."""

    def __init__(self, folder: Path, hosts: tuple[str, ...] = HOSTS) -> None:
        self.pages: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.hosts = hosts
        self.trust = _certificates(folder, hosts)
        handler = type("OfThisSite", (Handler,), {"site": self})
        self._server = _Server((LOOPBACK, 0), handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / "site.pem")
        # The handshake waits for the client: it belongs in the thread of the question, not at the door.
        self._server.socket = context.wrap_socket(
            self._server.socket, server_side=True, do_handshake_on_connect=False
        )
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        self.port = self._server.server_address[1]

    def puts(self, address: str, body: bytes, media_type: str = "application/json") -> None:
        """From now on this address answers this."""
        self.pages[address] = (200, {"Content-Type": media_type}, body)

    def sends_on(self, address: str, to: str, status: int = 302) -> None:
        """From now on this address names another one."""
        self.pages[address] = (status, {"Location": to}, b"")

    def reach(self, clock: Clock, **more: Any) -> HttpsReach:
        """The way out into this world: no name but these is known in it."""
        options: dict[str, Any] = {
            "resolver": self.resolve,
            "public": lambda figures: True,
            "context": ssl.create_default_context(cafile=str(self.trust)),
            **more,
        }
        return HttpsReach(clock, **options)

    def resolve(self, host: str, port: int) -> tuple[tuple[str, int], ...]:
        """Every name of this world, on this computer."""
        if host not in self.hosts:
            raise socket.gaierror(socket.EAI_NONAME, "unknown in this world")
        return ((LOOPBACK, self.port),)

    def close(self) -> None:
        """Gone, with everything on it."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)


@contextmanager
def open_site(hosts: tuple[str, ...] = HOSTS) -> Iterator[Site]:
    """A site for as long as the block lasts."""
    with TemporaryDirectory() as folder:
        site = Site(Path(folder), hosts)
        try:
            yield site
        finally:
            site.close()


class Answers:
    """The way out without a wire: addresses and what they answer, a document or a problem."""

    def __init__(self, clock: Clock, pages: Mapping[str, bytes | SurroundingsError] | None = None) -> None:
        self.pages: dict[str, bytes | SurroundingsError] = dict(pages or {})
        self.asked: list[str] = []
        self._clock = clock

    def fetch(
        self, address: str, stop: Event | None = None, allow: Callable[[str], bool] | None = None
    ) -> Fetched:
        """As the real one; what is not there cannot be reached."""
        target_of(address)
        self.asked.append(address)
        found = self.pages.get(address, SurroundingsError(Problem.NO_NETWORK))
        if isinstance(found, SurroundingsError):
            raise found
        return Fetched(address, address, found, "application/json", self._clock.now())


def _certificates(folder: Path, hosts: tuple[str, ...]) -> Path:
    """A new authority and one certificate for all names; returns the file of the authority."""
    own_key, site_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Small world")])
    own = (
        _builder(name, name, own_key.public_key(), own_key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(_usage(signs=True), critical=True)
        .sign(own_key, hashes.SHA256())
    )
    site = (
        _builder(x509.Name([]), name, site_key.public_key(), own_key.public_key())
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts]), critical=True)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(own_key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = site_key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "site.pem").write_bytes(private + site.public_bytes(pem))
    authority = folder / "authority.pem"
    authority.write_bytes(own.public_bytes(pem))
    return authority


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    by: ec.EllipticCurvePublicKey,
) -> x509.CertificateBuilder:
    now = dt.datetime.now(dt.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by), critical=False)
    )


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs,
        crl_sign=signs,
        encipher_only=False,
        decipher_only=False,
    )
