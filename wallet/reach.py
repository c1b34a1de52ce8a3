"""The only room that may open a connection: one https question to one public address, when a person asked.

A name is resolved once and every address of it must be public; the connection goes to exactly one of those,
so a name cannot turn to another computer in between. Sent are the address itself and what is wanted back: no
cookie, no referrer, no version, nothing of the register. Proxy settings of the environment are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Protocol, TypeVar
from urllib.parse import quote, urljoin, urlsplit

from wallet.clock import Clock
from wallet.errors import Cancelled, InputError, Problem, RefusedError, SurroundingsError

if TYPE_CHECKING:
    import http.client
    import socket
    import ssl

ANSWER_BYTES = 25_000_000
"""The largest thing that is asked for is a status list, as large as a file that is imported."""
CONNECT_SECONDS = 10.0
WHOLE_SECONDS = 30.0
"""From the first question to the last byte, redirects included; the time a person thinks does not count."""
REDIRECTS = 3
PORTS = frozenset({443})
AGENT = "Studieregister"
ACCEPT = (
    "application/vc, application/ld+json, application/did+json, application/json, application/jwt, "
    "application/statuslist+jwt, image/png, image/svg+xml, */*;q=0.1"
)
_LONGEST = 2_000
_BLOCK = 65_536
_MOST_PLACES = 4
"""Addresses of one name that are tried one after the other."""
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)+(?=[a-z0-9-]*[a-z]){_LABEL}")
"""A name with a dot whose last part is no number: neither an address in figures nor a computer next door."""
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\<>\"{}|^`]")
_MOVED = (301, 302, 303, 307, 308)
_GONE = (404, 410)
_AUTHORITIES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)
"""Where the usual systems keep the authorities that they trust, for a Python built for another system."""
_UNICAST = IPv6Network("2000::/3")
_SPECIAL = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
_TRANSLATED = IPv6Network("64:ff9b::/96")
Place = tuple[str, int]
"""An address in figures, and a port."""
Answered = TypeVar("Answered")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered."""

    address: str
    final: str
    """Where the answer came from, after redirects."""
    content: bytes = field(repr=False)
    media_type: str
    """As the other side names it, without parameters; "" when it does not."""
    at: datetime


class Reach(Protocol):
    """Asks one address. Handed in everywhere, so that a test is a small world."""

    def fetch(
        self, address: str, stop: Event | None = None, allow: Callable[[str], bool] | None = None
    ) -> Fetched:
        """The answer. ``allow`` is asked about each redirect to another host; without it none is followed.

        Raises RefusedError (ADDRESS_REFUSED; REDIRECT_REFUSED, a :class:`Elsewhere`), InputError
        (ANSWER_TOO_LARGE, ANSWER_UNREADABLE), SurroundingsError (NO_NETWORK, NOT_SECURE, TOO_SLOW,
        ADDRESS_GONE and ADDRESS_ERROR with the number ``code``) and Cancelled.
        """
        ...


class Elsewhere(RefusedError):  # noqa: N818  (the name reads as what the address says)
    """The address sends on to another host, and nobody allowed that. ``to`` is where it sends."""

    def __init__(self, to: str) -> None:
        super().__init__(Problem.REDIRECT_REFUSED)
        self.to = to

    def __reduce__(self) -> tuple[object, ...]:
        return (Elsewhere, (self.to,))


@dataclass(frozen=True, slots=True)
class Target:
    """An address that may be asked."""

    host: str
    port: int
    path: str

    @property
    def address(self) -> str:
        """As one line, without what is behind a hash."""
        return f"https://{self.host}{'' if self.port == 443 else f':{self.port}'}{self.path}"


def target_of(address: str, ports: frozenset[int] = PORTS) -> Target:
    """The parts of an address that may be asked: https, a public kind of name, a usual port, no user in it.

    Raises RefusedError(ADDRESS_REFUSED). Opens no connection.
    """
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = 443 if parts.port is None else parts.port
    except ValueError:
        raise RefusedError(Problem.ADDRESS_REFUSED) from None
    foreign = parts.scheme != "https" or {*"@[]"} & {*parts.netloc} or port not in ports
    if foreign or len(address) > _LONGEST or _UNSAFE.search(address) or not _HOST.fullmatch(host):
        raise RefusedError(Problem.ADDRESS_REFUSED)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]")
    target = Target(host, port, f"{path}?{query}" if query else path)
    if len(target.address) > _LONGEST:  # a letter beyond ASCII takes up to twelve characters
        raise RefusedError(Problem.ADDRESS_REFUSED)
    return target


def is_public(text: str) -> bool:
    """Whether a computer at this address in figures may be anybody's on the internet.

    An IPv4 address inside an IPv6 one (mapped, or translated by the network) is judged by itself.
    """
    try:
        place = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(place, IPv6Address):
        if place.ipv4_mapped is not None:
            place = place.ipv4_mapped
        elif place in _TRANSLATED:
            place = IPv4Address(int(place) & 0xFFFF_FFFF)
        else:
            return place in _UNICAST and not any(place in special for special in _SPECIAL)
    return place.is_global and not place.is_multicast and not place.is_reserved


def resolve(host: str, port: int) -> Sequence[Place]:
    """The addresses of a name, by the computer's own resolver."""
    import socket

    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys((str(place[0]), int(place[1])) for *_, place in found))


class HttpsReach:
    """The real one. What a test exchanges is handed in: names, trust, which addresses count as public."""

    def __init__(
        self,
        clock: Clock,
        *,
        resolver: Callable[[str, int], Sequence[Place]] = resolve,
        public: Callable[[str], bool] = is_public,
        context: ssl.SSLContext | None = None,
        ports: frozenset[int] = PORTS,
        most: int = ANSWER_BYTES,
        seconds: float = WHOLE_SECONDS,
    ) -> None:
        self._clock, self._resolver, self._public, self._context = clock, resolver, public, context
        self._ports, self._most, self._seconds = ports, most, seconds

    def fetch(
        self, address: str, stop: Event | None = None, allow: Callable[[str], bool] | None = None
    ) -> Fetched:
        """See :class:`Reach`."""
        left = self._seconds
        target = target_of(address, self._ports)
        for _ in range(REDIRECTS + 1):
            began = monotonic()
            exchange = _Exchange(self, target)
            answer = _patiently(exchange.run, exchange.close, left, stop)
            left -= monotonic() - began
            if not answer.to:
                return Fetched(address, target.address, answer.content, answer.media_type, self._clock.now())
            onward = target_of(urljoin(target.address, answer.to), self._ports)
            if onward.host != target.host and not (allow is not None and allow(onward.address)):
                raise Elsewhere(onward.address)
            target = onward
        raise RefusedError(Problem.REDIRECT_REFUSED)

    def places(self, target: Target) -> Sequence[Place]:
        """Where the name stands, if every one of its addresses is public. Raises RefusedError or OSError."""
        places = self._resolver(target.host, target.port)
        if not places:
            raise SurroundingsError(Problem.NO_NETWORK)
        if not all(self._public(figures) for figures, _ in places):
            raise RefusedError(Problem.ADDRESS_REFUSED)
        return places[:_MOST_PLACES]

    def trust(self) -> ssl.SSLContext:
        """Whose certificates count, by default those that the computer trusts; made once."""
        if self._context is None:
            self._context = _system_trust()
        return self._context

    @property
    def most(self) -> int:
        """Bytes of one answer."""
        return self._most


@dataclass(frozen=True, slots=True)
class _Answer:
    content: bytes = b""
    media_type: str = ""
    to: str = ""


class _Exchange:
    """One question and its answer. ``close`` may be called from another thread and ends it."""

    def __init__(self, reach: HttpsReach, target: Target) -> None:
        self._reach, self._target = reach, target
        self._line: socket.socket | None = None
        self._over = Event()

    def close(self) -> None:
        """Hang up, now or as soon as there is a line."""
        import socket

        self._over.set()
        if self._line is not None:
            try:
                self._line.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # it was over already

    def run(self) -> _Answer:
        """Raises WalletError for whatever goes wrong."""
        import http.client
        import ssl

        try:
            with self._connected() as line:
                return self._asked(line)
        except ssl.SSLCertVerificationError:
            raise SurroundingsError(Problem.NOT_SECURE) from None
        except TimeoutError:
            raise SurroundingsError(Problem.TOO_SLOW) from None
        except http.client.HTTPException:
            raise InputError(Problem.ANSWER_UNREADABLE) from None
        except (OSError, UnicodeError):
            raise SurroundingsError(Problem.NO_NETWORK) from None

    def _connected(self) -> ssl.SSLSocket:
        import ssl

        plain = self._plain()
        self._line = plain
        if self._over.is_set():
            plain.close()
            raise TimeoutError
        try:
            secure = self._reach.trust().wrap_socket(plain, server_hostname=self._target.host)
        except ssl.SSLCertVerificationError:
            plain.close()
            raise
        except ssl.SSLError:
            plain.close()
            raise SurroundingsError(Problem.NOT_SECURE) from None
        except OSError:
            plain.close()
            raise
        self._line = secure
        if self._over.is_set():  # given up meanwhile: nothing is asked any more
            secure.close()
            raise TimeoutError
        secure.settimeout(WHOLE_SECONDS)
        return secure

    def _plain(self) -> socket.socket:
        import socket

        failure: OSError = OSError()
        for place in self._reach.places(self._target):
            try:
                return socket.create_connection(place, timeout=CONNECT_SECONDS)
            except OSError as error:
                failure = error
        raise failure

    def _asked(self, line: ssl.SSLSocket) -> _Answer:
        import http.client

        port = "" if self._target.port == 443 else f":{self._target.port}"
        connection = http.client.HTTPConnection(self._target.host)
        connection.sock = line
        connection.putrequest("GET", self._target.path, skip_host=True, skip_accept_encoding=True)
        headers = {
            "Host": self._target.host + port,
            "User-Agent": AGENT,
            "Accept": ACCEPT,
            "Accept-Encoding": "identity",
            "Connection": "close",
        }
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        return self._heard(connection.getresponse())

    def _heard(self, response: http.client.HTTPResponse) -> _Answer:
        if response.status in _MOVED:
            to = response.getheader("Location") or ""
            if not to:
                raise InputError(Problem.ANSWER_UNREADABLE)
            return _Answer(to=to)
        if response.status in _GONE:
            raise SurroundingsError(Problem.ADDRESS_GONE, code=response.status)
        if response.status != 200:
            raise SurroundingsError(Problem.ADDRESS_ERROR, code=response.status)
        if response.getheader("Content-Encoding", "identity").strip().casefold() != "identity":
            raise InputError(Problem.ANSWER_UNREADABLE)
        media_type = (response.getheader("Content-Type") or "").partition(";")[0].strip().casefold()
        return _Answer(self._body(response), media_type)

    def _body(self, response: http.client.HTTPResponse) -> bytes:
        most = self._reach.most
        if response.length is not None and response.length > most:
            raise InputError(Problem.ANSWER_TOO_LARGE, limit=most)
        content = bytearray()
        while block := response.read(_BLOCK):
            content += block
            if len(content) > most:
                raise InputError(Problem.ANSWER_TOO_LARGE, limit=most)
        if response.length:
            raise SurroundingsError(Problem.NO_NETWORK)  # the line broke before the announced end
        return bytes(content)


def _patiently(
    work: Callable[[], Answered], hang_up: Callable[[], None], seconds: float, stop: Event | None
) -> Answered:
    """Do it beside this thread, so that a name server or a dripping answer cannot hold anybody up."""
    results: SimpleQueue[Answered | Exception] = SimpleQueue()

    def run() -> None:
        try:
            results.put(work())
        except Exception as error:
            results.put(error)

    Thread(target=run, name="reach", daemon=True).start()
    ends = monotonic() + seconds
    while True:
        if stop is not None and stop.is_set():
            hang_up()
            raise Cancelled
        left = ends - monotonic()
        if left <= 0:
            hang_up()
            raise SurroundingsError(Problem.TOO_SLOW)
        try:
            result = results.get(timeout=min(left, 0.1))
        except Empty:
            continue
        if isinstance(result, Exception):
            raise result
        return result


def _system_trust() -> ssl.SSLContext:
    import ssl

    context = ssl.create_default_context()
    paths = ssl.get_default_verify_paths()
    if paths.cafile is None and paths.capath is None:
        bundle = next((name for name in _AUTHORITIES if Path(name).is_file()), None)
        if bundle is not None:
            context.load_verify_locations(bundle)
    return context
