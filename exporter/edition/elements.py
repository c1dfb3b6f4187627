"""Elements of documents as lxml has them."""

from __future__ import annotations

from typing import Any

Element = Any  # lxml's: nearly every search in it may be None, and is not here


def has_class(element: Element, name: str) -> bool:
    """Whether an element has a class, wherever it stands among others."""
    return name in (element.get("class") or "").split()


def is_of(element: Element, *names: str) -> bool:
    """Whether an element has one of some classes."""
    return any(has_class(element, name) for name in names)


def append_text(element: Element, text: str) -> None:
    """Put text at the end of an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
