"""The only files that WeasyPrint gets: the edition's own pictures, from memory.

WeasyPrint's own fetcher reads any file of the machine and any address of the network that a
picture, a link or a style sheet names.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

from exporter.edition import Edition

# RFC 2606 §2: a host under .invalid exists nowhere.
BASE = "https://issue.invalid/"


class EditionFetcher(URLFetcher):  # type: ignore[misc]
    """Serves what is in the edition, refuses all else; `refused` lists what was asked for."""

    def __init__(self, edition: Edition) -> None:
        super().__init__(allowed_protocols={"https"}, allow_redirects=False)
        self.resources = edition.resources
        self.refused: list[str] = []

    def fetch(self, url: str, _headers: Any = None) -> URLFetcherResponse:
        """Return the picture of that address; raises `ValueError` for any other."""
        parts = urlsplit(url)
        resource = self.resources.get(parts.path.removeprefix("/"))
        if not url.startswith(BASE) or resource is None:
            self.refused.append(url[:200])
            raise ValueError(f"not a picture of the issue: {url[:80]}")
        return URLFetcherResponse(
            url, resource.file.data, {"Content-Type": resource.file.media_type}
        )
