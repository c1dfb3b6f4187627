"""What a preview remembers ends with its test: other tests make everything each time."""

from __future__ import annotations

from collections import OrderedDict

import pytest

from exporter import remembered
from exporter.preview import other_editions, sending
from exporter.readers.folder import kept_articles


def forget(patch: pytest.MonkeyPatch) -> None:
    """Let this process be as one that has made nothing yet."""
    patch.setattr(remembered, "_memories", [])
    patch.setattr(kept_articles, "_kept", OrderedDict())
    patch.setattr(other_editions, "_last", other_editions._Last())
    patch.setattr(sending, "_parts", {})


@pytest.fixture(autouse=True)
def _forgetting(monkeypatch: pytest.MonkeyPatch) -> None:
    forget(monkeypatch)
