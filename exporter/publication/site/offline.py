"""Reading offline: a service worker that keeps the last issue, the web app manifest, icons."""

from __future__ import annotations

from exporter.publication.site.context import Context
from exporter.publication.site.record import Card


def write(context: Context, latest: Card) -> None:
    """Write what an app needs, where it is wanted; nothing else depends on it."""
