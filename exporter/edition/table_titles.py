"""Make the title of a table, a heading or a bold paragraph right before it, its caption.

A caption stays with its table, even over several columns or on another sheet.
"""

from __future__ import annotations

from lxml import etree

from exporter.xhtml import Element

HEADINGS = ("h2", "h3", "h4", "h5", "h6")
BOLD = ("strong", "b")
NOT_INSIDE = ("p", *HEADINGS, *BOLD, "table", "br")
MARKS = ("", "：", ":")  # that may follow the bold words of a title


def caption_tables(body: Element) -> None:
    """Give the tables of a text the titles before them as captions, if they have none."""
    for table in list(body.iter("table")):
        title = table.getprevious()
        if title is None or (title.tail or "").strip() or table.find("caption") is not None:
            continue
        caption = _caption(title)
        if caption is not None:
            title.getparent().remove(title)
            table.insert(0, caption)


def is_title(block: Element | None) -> bool:
    """Whether a block is the title of the table after it: a heading, or a bold paragraph."""
    if block is None or block.tag in HEADINGS:
        return block is not None
    if block.tag != "p" or (block.text or "").strip() or len(block) != 1:
        return False
    return block[0].tag in BOLD and (block[0].tail or "").strip() in MARKS


def _caption(title: Element) -> Element | None:
    """Return a title as a caption; None if it is not one, or has attributes to keep."""
    if not is_title(title):
        return None
    if title.tag in HEADINGS:
        return _renamed(title, dict(title.attrib), "")
    bold, mark = title[0], title[0].tail or ""
    is_bare = not title.attrib and not title.text and not bold.attrib and mark in MARKS
    return _renamed(bold, {}, mark) if is_bare else None


def _renamed(words: Element, attributes: dict[str, str], mark: str) -> Element | None:
    """Return a caption with the words of an element; None if it has more than a line of words."""
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
