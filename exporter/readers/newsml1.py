"""NewsML 1.x: the older trees of components that AFP, Kyodo, ATS and others still send."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from lxml import etree

from exporter.readers.nitf import BY, fill_from_nitf, to_html
from exporter.readers.tools.assemble import is_remote
from exporter.readers.tools.drafts import DraftArticle, DraftFigure
from exporter.readers.tools.items import Item, beside, day, html_of
from exporter.readers.tools.numbers import number_in
from exporter.readers.tools.xmlfile import attribute, child, parted_text

PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif|tiff?|svg)$", re.IGNORECASE)
PICTURES = {"photo", "picture", "graphic", "image", "photograph"}
CAPTION = re.compile("caption|legend", re.IGNORECASE)
# The lines of a component, and the field of the article that each fills.
LINES = {
    "SubHeadLine": "deck",
    "DateLine": "dateline",
    "CreditLine": "credit",
}
WITHDRAWN = ("canceled", "cancelled", "withheld", "embargoed")
TAKING_BACK = ("delete", "kill", "cancel", "withdraw", "withhold")


def items_of(root: etree._Element, path: Path) -> list[Item]:
    """Return the news items of a NewsML 1.x document; what packages name is not among them."""
    sent = parted_text(child(root, "DateAndTime"))
    items = [_item(node, path) for node in root.iter("NewsItem")]
    for item in items:
        item.date = item.date or day(sent)
    return [item for item in items if item.article.headline or item.article.html]


def _formal(node: etree._Element | None) -> str:
    return "" if node is None else attribute(node, "FormalName")


def _item(root: etree._Element, path: Path) -> Item:
    """Read one item: its lines, the texts of its components, its pictures."""
    line = root.sourceline
    article = DraftArticle((), source=path, line=line if isinstance(line, int) else 0)
    identifier = child(root, "NewsIdentifier")
    item = Item(article, identifier=_name(identifier))
    created = parted_text(child(root, "ThisRevisionCreated"))
    revision = parted_text(child(root, "RevisionId"))
    item.version = (number_in(revision), created)
    dates = (created, parted_text(child(root, "FirstCreated")), parted_text(child(root, "DateId")))
    item.date = next(filter(None, map(day, dates)), None)
    item.is_withdrawn = _is_withdrawn(root)
    language = child(root, "Language")
    item.language = _formal(language)
    item.provider = _provider(root)
    item.subjects = [words for node in root.iter("KeywordLine") if (words := parted_text(node))]
    for lines in root.iter("NewsLines"):
        _fill_lines(lines, article)
    _Components(article, path).add(root)
    return item


def _is_withdrawn(root: etree._Element) -> bool:
    """Whether the status of an item takes it back, or an instruction to who receives it."""
    if _formal(child(root, "Status")).lower() in WITHDRAWN:
        return True
    return any(_formal(node).lower() in TAKING_BACK for node in root.iter("Instruction"))


def _name(identifier: etree._Element | None) -> str:
    """Return what all versions of an item are called alike."""
    if identifier is None:
        return ""
    parts = ("ProviderId", "DateId", "NewsItemId")
    name = ":".join(parted_text(child(identifier, part)) for part in parts)
    return name if name.strip(":") else parted_text(child(identifier, "PublicIdentifier"))


def _provider(root: etree._Element) -> str:
    provider = child(root, "Provider")
    return _formal(child(provider, "Party")) if provider is not None else ""


def _fill_lines(lines: etree._Element, article: DraftArticle) -> None:
    """Take the lines of a component; those of the first that has any count."""
    headline = parted_text(child(lines, "HeadLine"))
    article.headline = article.headline or ((headline,) if headline else ())
    signed = (BY.sub("", parted_text(node), count=1) for node in lines.iter("ByLine"))
    article.byline = article.byline or tuple(filter(None, signed))
    for name, field in LINES.items():
        words = parted_text(child(lines, name))
        if words and not getattr(article, field):
            setattr(article, field, words)


class _Components:
    """Goes through the components of an item: texts to the body, pictures with their captions."""

    def __init__(self, article: DraftArticle, path: Path) -> None:
        self.article, self.path = article, path

    def add(self, node: etree._Element) -> None:
        """Add what a component holds, in its order; of equivalent forms the first with text."""
        for component in node.iterchildren("NewsComponent"):
            if _is_picture(component):
                self.add_picture(component)
                continue
            before = self.article.html
            for content in component.iterchildren("ContentItem"):
                if attribute(component, "EquivalentsList") == "yes" and self.article.html != before:
                    break
                self.add_content(content)
            self.add(component)

    def add_content(self, content: etree._Element) -> None:
        """Add a text, or a line for content in a file that is not a picture."""
        nitf = child(content, "nitf")
        data = child(content, "DataContent")
        if nitf is not None:
            known, self.article.html = self.article.html, ""
            fill_from_nitf(nitf, self.article, self.path)
            self.article.html = known + self.article.html
        elif data is not None:
            self.article.html += to_html(data) if len(data) else html_of(parted_lines(data))
        elif address := attribute(content, "Href"):
            self.add_file(content, address)

    def add_file(self, content: etree._Element, address: str) -> None:
        """Add a file that is beside the text: a picture, or a line with a link."""
        words = escape(_formal(child(content, "MediaType")) or address, quote=False)
        if PICTURE.search(address):
            self.article.figures.append(DraftFigure(beside(address, self.path)))
        elif is_remote(address):
            self.article.html += f'<p><a href="{escape(address)}">{words}</a></p>'

    def add_picture(self, component: etree._Element) -> None:
        """Add a picture: of its files one that is beside the item, else the largest."""
        found: list[tuple[bool, int, str]] = []
        for content in component.iter("ContentItem"):
            address = beside(attribute(content, "Href"), self.path)
            if address:
                width = _width(content)
                found.append((not is_remote(address), width, address))
        texts = (data for data in component.iter("DataContent"))
        caption = " ".join(filter(None, map(parted_text, texts)))
        lines = child(component, "NewsLines")
        credit = "" if lines is None else parted_text(child(lines, "CreditLine"))
        byline = "" if lines is None else parted_text(child(lines, "ByLine"))
        if found:
            figure = DraftFigure(max(found)[2], caption=caption, credit=credit or byline)
            self.article.figures.append(figure)
        elif caption:
            self.article.html += f"<p>{escape(caption, quote=False)}</p>"


def _is_picture(component: etree._Element) -> bool:
    """Whether a component is one picture: its files, and no text but its caption."""
    if _formal(child(component, "Role")).lower() in PICTURES:
        return True
    contents = list(component.iter("ContentItem"))
    pictures = [one for one in contents if _shows_picture(one)]
    others = [one for one in contents if one not in pictures]
    return bool(pictures) and all(_is_caption(one, component) for one in others)


def _shows_picture(content: etree._Element) -> bool:
    kind = _formal(child(content, "MediaType")).lower()
    return bool(attribute(content, "Href")) and (
        kind in PICTURES or bool(PICTURE.search(attribute(content, "Href")))
    )


def _is_caption(content: etree._Element, within: etree._Element) -> bool:
    """Whether a text says what a picture shows: its role, or that of a component around it."""
    if content.find(".//media-caption") is not None:
        return True
    node = content.getparent()
    while node is not None and node is not within:
        if CAPTION.search(" ".join(_formal(role) for role in node.iterchildren("Role"))):
            return True
        node = node.getparent()
    return False


def _width(content: etree._Element) -> int:
    for node in content.iter("Property"):
        if _formal(node).lower() == "width" and (width := number_in(attribute(node, "Value"))):
            return width
    return 0


def parted_lines(node: etree._Element) -> str:
    """Return the text of an element with its line ends."""
    return "".join(map(str, node.itertext()))
