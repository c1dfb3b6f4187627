"""Pictures from the network: limits, private addresses, cache. The server is on loopback."""

import http.server
import pickle
import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import exporter.readers.tools.fetch
from exporter.options import FetchError
from exporter.readers.tools.fetch import Fetcher, _is_public

PICTURE = b"\x89PNG not looked at here"


class Handler(http.server.BaseHTTPRequestHandler):
    requests: list[str] = []  # noqa: RUF012
    gone = threading.Event()

    def do_GET(self) -> None:
        self.requests.append(self.path)
        if self.path == "/moved.png":
            self.send_response(302)
            self.send_header("Location", "/lamp.png")
            self.end_headers()
        elif self.path == "/loop.png":
            self.send_response(302)
            self.send_header("Location", "/loop.png")
            self.end_headers()
        elif self.path == "/plain.png":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1/lamp.png")
            self.end_headers()
        elif self.path == "/drops.png":
            for drop in b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 1000:
                if self.gone.wait(0.05):
                    return
                try:
                    self.wfile.write(bytes([drop]))
                except OSError:
                    self.gone.set()
        elif self.path.startswith("/lamp.png"):
            self.send_response(200)
            self.send_header("Content-Type", "image/png")
            self.end_headers()
            self.wfile.write(PICTURE * (10 if "big" in self.path else 1))
        else:
            self.send_error(404)

    def log_message(self, *arguments: object) -> None:
        """Stay silent."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, ssl.SSLContext]]:
    if not shutil.which("openssl"):
        pytest.skip("openssl makes the certificate of the test's server")
    folder = tmp_path_factory.mktemp("tls")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost"],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.socket = context.wrap_socket(running.socket, server_side=True)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"https://localhost:{running.server_port}", ssl.create_default_context(cafile=certificate)
    running.shutdown()
    running.server_close()
    thread.join()


@pytest.fixture
def fetcher(server: tuple[str, ssl.SSLContext], tmp_path: Path) -> Fetcher:
    return Fetcher(tmp_path / "kept", allow_private=True, context=server[1])


def test_a_picture_is_loaded_once(fetcher: Fetcher, server: tuple[str, ssl.SSLContext]) -> None:
    Handler.requests.clear()
    path = fetcher.fetch(f"{server[0]}/lamp.png")
    assert path.read_bytes() == PICTURE and path.suffix == ".png"
    assert fetcher.fetch(f"{server[0]}/lamp.png") == path
    again = Fetcher(fetcher.folder, allow_private=True, context=server[1])
    assert again.fetch(f"{server[0]}/lamp.png") == path
    assert Handler.requests == ["/lamp.png"]


def test_a_redirect_is_followed_and_judged(
    fetcher: Fetcher, server: tuple[str, ssl.SSLContext]
) -> None:
    assert fetcher.fetch(f"{server[0]}/moved.png").read_bytes() == PICTURE
    with pytest.raises(FetchError, match="redirects"):
        fetcher.fetch(f"{server[0]}/loop.png")
    with pytest.raises(FetchError, match="not at an https: address"):
        fetcher.fetch(f"{server[0]}/plain.png")


def test_private_addresses_are_refused_unless_allowed(
    server: tuple[str, ssl.SSLContext], tmp_path: Path
) -> None:
    Handler.requests.clear()
    with pytest.raises(FetchError, match="a private address, load it with --allow-private-hosts"):
        Fetcher(tmp_path, context=server[1]).fetch(f"{server[0]}/lamp.png")
    assert Handler.requests == []


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.1.1", "169.254.1.1", "::1", "fe80::1%eth0", "0.0.0.0",
     "::ffff:127.0.0.1", "224.0.0.1", "100.64.0.1"],
)  # fmt: skip
def test_what_a_private_address_is(address: str) -> None:
    assert not _is_public(address)
    assert _is_public("8.8.8.8")


def test_too_much_is_refused(
    fetcher: Fetcher, server: tuple[str, ssl.SSLContext], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporter.readers.tools.fetch, "MAX_BYTES", len(PICTURE) * 2)
    with pytest.raises(FetchError, match="has more than"):
        fetcher.fetch(f"{server[0]}/lamp.png?big")


def test_what_is_not_there_and_what_is_not_https(
    fetcher: Fetcher, server: tuple[str, ssl.SSLContext]
) -> None:
    with pytest.raises(FetchError, match="the server says 404"):
        fetcher.fetch(f"{server[0]}/gone.png")
    for address in ("http://localhost/a.png", "file:///etc/passwd", "https://", "ftp://a/b"):
        with pytest.raises(FetchError, match="not at an https: address"):
            fetcher.fetch(address)


def test_a_certificate_that_is_not_the_hosts_is_refused(
    server: tuple[str, ssl.SSLContext], tmp_path: Path
) -> None:
    with pytest.raises(FetchError, match="can't be loaded"):
        Fetcher(tmp_path, allow_private=True).fetch(f"{server[0]}/lamp.png")


def test_progress_is_shown(server: tuple[str, ssl.SSLContext], tmp_path: Path) -> None:
    shown: list[str] = []
    fetcher = Fetcher(tmp_path, allow_private=True, progress=shown.append, context=server[1])
    fetcher.fetch(f"{server[0]}/lamp.png")
    assert shown and shown[0].startswith("picture 1 ")


def test_headers_that_come_drop_by_drop_end_with_the_time(
    server: tuple[str, ssl.SSLContext], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, context = server
    monkeypatch.setattr(exporter.readers.tools.fetch, "MAX_SECONDS", 0.4)
    fetcher = Fetcher(tmp_path, allow_private=True, context=context)
    with pytest.raises(FetchError, match=r"took more than 0\.4 seconds|timed out"):
        fetcher.fetch(f"{address}/drops.png")
    assert Handler.gone.wait(30), "the connection was not cut"


def test_a_name_look_up_that_hangs_ends_with_the_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    released = threading.Event()

    def hang(*_: object, **__: object) -> list[object]:
        released.wait(30)
        return []

    monkeypatch.setattr(exporter.readers.tools.fetch, "MAX_SECONDS", 0.2)
    monkeypatch.setattr(exporter.readers.tools.fetch.socket, "getaddrinfo", hang)
    with pytest.raises(FetchError, match="took more than"):
        Fetcher(tmp_path).fetch("https://slow.example/a.png")
    released.set()


def test_a_fetcher_goes_to_another_process(tmp_path: Path) -> None:
    fetch = Fetcher(tmp_path, allow_private=True, progress=lambda _: None).fetch
    copy = pickle.loads(pickle.dumps(fetch)).__self__
    assert (copy.folder, copy.allow_private) == (tmp_path, True)
