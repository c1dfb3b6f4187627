"""The only files that WeasyPrint gets: the edition's own pictures, from memory.

WeasyPrint's own fetcher reads any file of the machine and any address of the network that a
picture, a link or a style sheet names.
"""

from __future__ import annotations

import re
from base64 import b64decode
from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

from exporter.edition import Edition
from exporter.edition.style.css import BASE, FOLDER, MEDIA_TYPES

DATA = re.compile(r"data:(image/(?:png|jpeg));base64,([A-Za-z0-9+/=]*)")
DRAWING = re.compile(r"data:(image/svg\+xml),(<svg .*</svg>)")  # of a style sheet, with its colours


def refuse(url: str, **_: object) -> URLFetcherResponse:
    """Fetch nothing, for HTML that needs no file; raises `ValueError`."""
    raise ValueError(f"needs no file: {url[:80]}")


def fetch_data(url: str, **_: object) -> URLFetcherResponse:
    """Return the picture that an address holds itself; raises `ValueError` for any other."""
    data = DATA.fullmatch(url)
    if not data:
        raise ValueError(f"not a picture of the issue: {url[:80]}")
    return URLFetcherResponse(url, b64decode(data[2]), {"Content-Type": data[1]})


class EditionFetcher(URLFetcher):  # type: ignore[misc]
    """Serves what is in the edition, refuses all else; `refused` lists what was asked for."""

    def __init__(self, edition: Edition) -> None:
        super().__init__(allowed_protocols={"https", "data"}, allow_redirects=False)
        self.resources, self.style = edition.resources, edition.style
        self.refused: list[str] = []

    def fetch(self, url: str, _headers: object = None) -> URLFetcherResponse:
        """Return the picture of that address; raises `ValueError` for any other.

        A drawing of the edition has the pictures in it as data, which were looked at before.
        """
        if DATA.fullmatch(url):
            return fetch_data(url)
        drawing = DRAWING.fullmatch(unquote(url))
        if drawing:
            return URLFetcherResponse(url, drawing[2].encode(), {"Content-Type": drawing[1]})
        parts = urlsplit(url)
        if url.startswith(BASE + FOLDER) and (path := self._of_style(parts.path)):
            kind = MEDIA_TYPES[path.suffix.lower()]
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})
        resource = self.resources.get(parts.path.removeprefix("/"))
        if not url.startswith(BASE) or resource is None:
            self.refused.append(url[:200])
            raise ValueError(f"not a picture of the issue: {url[:80]}")
        return URLFetcherResponse(
            url, resource.file.data, {"Content-Type": resource.file.media_type}
        )

    def _of_style(self, path: str) -> Path | None:
        """Return a font or picture of the style."""
        return self.style.file(unquote(path).removeprefix(f"/{FOLDER}/"))
