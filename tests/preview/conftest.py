"""What a preview remembers ends with its test: other tests make everything each time."""

from __future__ import annotations

import pytest

from exporter.pictures import remembered


@pytest.fixture(autouse=True)
def _forgetting(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_memories", "_products"):
        monkeypatch.setattr(remembered, name, [])
