"""Pictures from the network, when the user asks for them: https only, with limits, cached.

The address that is judged is the address that is connected to, so a name that resolves to a
private host the second time gets nowhere.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

from exporter.options import FetchError
from exporter.pictures.files import SUFFIXES

MAX_BYTES = 30_000_000
MAX_SECONDS = 30
MAX_REDIRECTS = 4
MAX_PICTURES = 2_000
CHUNK = 65_536
BAR = 20
AGENT = "issue-exporter"
OTHER = ".img"
MOVED = (301, 302, 303, 307, 308)


class Fetcher:
    """Loads pictures into a folder; one that is there already is not loaded again."""

    def __init__(
        self,
        folder: Path,
        allow_private: bool = False,
        progress: Callable[[str], None] = lambda _: None,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self.folder, self.allow_private, self.progress = folder, allow_private, progress
        self.context = context or ssl.create_default_context()
        self.loaded = 0

    def __reduce__(self) -> tuple[type[Fetcher], tuple[Path, bool]]:
        """Go to another process as one of its own: silent, with the system's certificates."""
        return Fetcher, (self.folder.absolute(), self.allow_private)

    def fetch(self, address: str) -> Path:
        """Return the file of the picture at `address`; raises `FetchError`."""
        if address.startswith("//"):
            address = f"https:{address}"
        name = hashlib.sha256(address.encode()).hexdigest()[:24]
        kept = (self.folder / f"{name}{suffix}" for suffix in (*SUFFIXES.values(), OTHER))
        cached = next((path for path in kept if path.is_file()), None)
        if cached:
            return cached
        self.loaded += 1
        if self.loaded > MAX_PICTURES:
            raise FetchError(f"exceeds the limit of {MAX_PICTURES:,} pictures: left out")
        try:
            data, media_type = self._load(address)
            return self._keep(data, f"{name}{SUFFIXES.get(media_type, OTHER)}")
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
            raise FetchError(f"can't be loaded ({reason})") from None

    def _keep(self, data: bytes, name: str) -> Path:
        from exporter.outputs import beside

        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / name
        with beside(path) as temporary:
            temporary.write_bytes(data)
        return path

    def _load(self, address: str) -> tuple[bytes, str]:
        """Load a picture within `MAX_SECONDS`, name look-up and headers included.

        Nothing else ends a look-up, or a server that sends its headers drop by drop: the request
        runs in a thread, which is left behind when the time is up.
        """
        request = _Request(time.monotonic() + MAX_SECONDS)
        answers: queue.SimpleQueue[tuple[bytes, str] | Exception] = queue.SimpleQueue()

        def work() -> None:
            try:
                answers.put(self._follow(address, request))
            except Exception as error:
                answers.put(error)

        threading.Thread(target=work, daemon=True).start()
        try:
            answer = answers.get(timeout=MAX_SECONDS)
        except queue.Empty:
            request.end()
            raise FetchError(f"took more than {MAX_SECONDS} seconds") from None
        if isinstance(answer, Exception):
            raise answer
        data, media_type = answer
        return data, media_type

    def _follow(self, address: str, request: _Request) -> tuple[bytes, str]:
        """Follow redirects to the picture, checking each."""
        for _ in range(MAX_REDIRECTS + 1):
            connection, target = self._connection(address)
            request.connection = connection
            try:
                connection.request("GET", target, headers={"User-Agent": AGENT})
                response = connection.getresponse()
                if response.status in MOVED:
                    address = urljoin(address, response.headers.get("Location", ""))
                    continue
                if response.status != http.client.OK:
                    raise FetchError(f"can't be loaded (the server says {response.status})")
                data = self._read(response, address, request.deadline)
                return data, _media_type(response)
            finally:
                connection.close()
        raise FetchError(f"can't be loaded (more than {MAX_REDIRECTS} redirects)")

    def _connection(self, address: str) -> tuple[http.client.HTTPSConnection, str]:
        parts = urlsplit(address)
        if parts.scheme != "https" or not parts.hostname:
            raise FetchError("is not at an https: address, so it is not loaded")
        port = parts.port or 443
        ip = self._judged(parts.hostname, port)
        target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        if parts.query:
            target += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
        return _Pinned(parts.hostname, port, ip, self.context), target

    def _judged(self, host: str, port: int) -> str:
        """Resolve a host; return its IP address, unless one of them is private."""
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = [str(entry[4][0]) for entry in found]
        for text in addresses:
            if not self.allow_private and not _is_public(text):
                raise FetchError(
                    f"is at {host}, a private address, load it with --allow-private-hosts"
                )
        if not addresses:
            raise FetchError(f"can't be loaded ({host} has no address)")
        return addresses[0]

    def _read(self, response: http.client.HTTPResponse, address: str, deadline: float) -> bytes:
        """Read a response within the limits of size and time, showing how far it is."""
        total = int(response.headers.get("Content-Length") or 0)
        if total > MAX_BYTES:
            raise FetchError(f"has {total / 1e6:.0f} MB, the limit is {MAX_BYTES // 1_000_000}")
        data = bytearray()
        while chunk := response.read1(CHUNK):
            data += chunk
            if len(data) > MAX_BYTES:
                raise FetchError(f"has more than {MAX_BYTES // 1_000_000} MB")
            if time.monotonic() > deadline:
                raise FetchError(f"took more than {MAX_SECONDS} seconds")
            self.progress(f"picture {self.loaded} {_bar(len(data), total)} {address[-60:]}")
        return bytes(data)


@dataclass
class _Request:
    """A request on its way: when it must be done, and the connection that it has now."""

    deadline: float
    connection: http.client.HTTPSConnection | None = None

    def end(self) -> None:
        """Cut the connection, so that reading from it stops."""
        wire = self.connection.sock if self.connection else None
        if wire is not None:
            with contextlib.suppress(OSError):
                wire.shutdown(socket.SHUT_RDWR)


class _Pinned(http.client.HTTPSConnection):
    """A connection to one IP address; the certificate is still that of the host."""

    def __init__(self, host: str, port: int, ip: str, context: ssl.SSLContext) -> None:
        super().__init__(host, port, timeout=MAX_SECONDS / 2, context=context)
        self.ip, self.tls = ip, context

    def connect(self) -> None:
        """Connect to the address that was judged."""
        plain = socket.create_connection((self.ip, self.port), self.timeout)
        self.sock = self.tls.wrap_socket(plain, server_hostname=self.host)


def _is_public(text: str) -> bool:
    address = ipaddress.ip_address(text.split("%", maxsplit=1)[0])
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_global) and not address.is_multicast


def _media_type(response: http.client.HTTPResponse) -> str:
    return response.headers.get("Content-Type", "").split(";")[0].strip().lower()


def _bar(done: int, total: int) -> str:
    """Draw how much of a picture is there."""
    if not total:
        return f"{done / 1e6:.1f} MB"
    full = min(BAR, BAR * done // total)
    return f"{'█' * full}{'░' * (BAR - full)} {done / 1e6:.1f} of {total / 1e6:.1f} MB"
