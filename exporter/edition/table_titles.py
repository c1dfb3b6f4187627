"""The title of a table, a heading or a bold paragraph right before it, made its caption.

A caption stays with its table wherever that stands: over all columns, or on another sheet.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

HEADINGS = ("h2", "h3", "h4", "h5", "h6")
BOLD = ("strong", "b")
NOT_INSIDE = ("p", *HEADINGS, *BOLD, "table", "br")
MARKS = ("", "：", ":")  # that may follow the bold words of a title


def caption_tables(body: Any) -> None:
    """Give the tables of a text the titles before them as captions, if they have none."""
    for table in list(body.iter("table")):
        title = table.getprevious()
        if title is None or (title.tail or "").strip() or table.find("caption") is not None:
            continue
        caption = _caption(title)
        if caption is not None:
            title.getparent().remove(title)
            table.insert(0, caption)


def _caption(title: Any) -> Any:
    """Return a title as a caption; None for what is not a title."""
    if title.tag in HEADINGS:
        return _renamed(title, dict(title.attrib), "")
    if title.tag != "p" or title.attrib or title.text or len(title) != 1:
        return None
    bold, mark = title[0], title[0].tail or ""
    is_title = bold.tag in BOLD and not bold.attrib and mark in MARKS
    return _renamed(bold, {}, mark) if is_title else None


def _renamed(words: Any, attributes: dict[str, str], mark: str) -> Any:
    """Return a caption of the words of an element; None if it holds more than a line of words."""
    if next(words.iterdescendants(*NOT_INSIDE), None) is not None:
        return None
    caption = etree.Element("caption", attributes)
    caption.text = words.text
    caption.extend(list(words))
    if len(caption):
        caption[-1].tail = (caption[-1].tail or "") + mark
    else:
        caption.text = (caption.text or "") + mark
    return caption
