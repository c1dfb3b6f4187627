"""A file that is encrypted, with an empty password; one that is not passes."""

from __future__ import annotations

from typing import Any

from drafts import PressDraft
from pikepdf import Encryption

USE = "press"
SAVE: dict[str, Any] = {}


def broken(_: PressDraft) -> None:
    SAVE["encryption"] = Encryption(owner="secret", user="")


def passes(_: PressDraft) -> None:
    SAVE.clear()
