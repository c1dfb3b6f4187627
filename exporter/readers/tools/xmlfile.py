"""Parse untrusted XML: no network, no entities, limited depth; namespaces are ignored."""

from __future__ import annotations

from lxml import etree

from exporter.content.sanitize import clean_text
from exporter.patterns import pattern
from exporter.readers.tools import source_files
from exporter.readers.tools.markup import SPACE

DECLARATION = pattern(r"^\s*<\?xml[^>]*\?>")
NAME = pattern(r"[^\W\d][\w.-]*")
REFERENCE = pattern("&#([xX][0-9a-fA-F]{1,9}|[0-9]{1,9});")
ROOT = pattern(rb"<[A-Za-z_]")
DOCTYPE = pattern(rb"<!(?:ENTITY|ELEMENT|ATTLIST)")


class BadXml(Exception):
    """A file that is not XML, or not accepted: the line, and what is wrong."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        super().__init__(message)


def _parser(recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )


def parse(data: bytes) -> tuple[etree._Element, str]:
    """Parse a file; return its root, tags without namespaces, and what was wrong and was repaired.

    Raises `BadXml`.
    """
    root, flaw = parse_with_namespaces(data)
    for node in root.iter():
        if isinstance(node.tag, str) and node.tag.startswith("{"):
            node.tag = _local(node.tag)
    return root, flaw


def parse_with_namespaces(data: bytes) -> tuple[etree._Element, str]:
    """Parse a file as `parse` does, but leave its tags as they are. Raises `BadXml`."""
    first = ROOT.search(data)
    if DOCTYPE.search(data, 0, first.start() if first else len(data)):
        raise BadXml(1, "declares entities of its own, which is refused")
    flaw = ""
    try:
        root = etree.fromstring(data, _parser(recover=False))
    except (etree.XMLSyntaxError, ValueError) as error:
        flaw = str(error).split(", line")[0][:200]
        line = getattr(error, "lineno", None) or 1
        root = _recovered(data)
        if root is None:
            raise BadXml(line, f"is not XML ({flaw})") from None
    return root, flaw


def _local(tag: str) -> str:
    """Return a tag without its namespace.

    A namespace may hold a brace itself, and recovered XML has names that no XML has (`a:b:`).
    """
    name = tag.rpartition("}")[2]
    return name if NAME.fullmatch(name) else "unknown"


def _recovered(data: bytes) -> object:
    """Parse as much as can be, in the encoding that the bytes are really in."""
    text = DECLARATION.sub("", source_files.decode(data).text.lstrip("\ufeff"))
    text = REFERENCE.sub(lambda match: match[0] if _is_character(match[1]) else "", text)
    try:
        return etree.fromstring(text.encode("utf-8", errors="replace"), _parser(recover=True))
    except (etree.XMLSyntaxError, ValueError):
        return None


def _is_character(number: str) -> bool:
    """Whether a reference names a character that XML has: libxml2 drops others."""
    value = int(number[1:], 16) if number[0] in "xX" else int(number)
    return value < 0xD800 or 0xDFFF < value < 0x110000


def line_of(node: etree._Element) -> int:
    """Return the line on which an element begins; 0 if it is not known."""
    line: object = node.sourceline
    return line if isinstance(line, int) else 0


def child(node: etree._Element, tag: str) -> etree._Element | None:
    """Return the first element with this name below `node`, at any depth; None without one."""
    return next(iter(node.iter(tag)), None)


def attribute(node: etree._Element, name: str) -> str:
    """Return an attribute; empty if it is missing."""
    return str(node.get(name) or "").strip()


def text_of(node: etree._Element | None) -> str:
    """Return the text of an element on one line; empty for None."""
    if node is None:
        return ""
    return SPACE.sub(" ", "".join(str(part) for part in node.itertext())).strip()


def parted_text(node: etree._Element | None) -> str:
    """Return the text of an element on one line, with a space between its parts."""
    if node is None:
        return ""
    words = ""
    for part in map(str, node.itertext()):
        is_glued = words[-1:].isalnum() and part[:1].isalnum()
        words += f" {part}" if is_glued else part
    return SPACE.sub(" ", words).strip()


def without(node: etree._Element) -> None:
    """Remove an element from its tree; the text after it stays."""
    parent, before = node.getparent(), node.getprevious()
    if parent is None:
        return
    # HTML may name what no XML may hold: `&#1;`.
    tail = clean_text(node.tail or "")
    if before is not None:
        before.tail = clean_text(before.tail or "") + tail
    else:
        parent.text = clean_text(parent.text or "") + tail
    node.tail = None
    parent.remove(node)
