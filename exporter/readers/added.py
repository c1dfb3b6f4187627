"""A reader of another package: what it raises is a finding, and what it returns is judged.

Bodies go unchanged into the EPUB and to the layout engine, so an unsafe one stops here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from exporter.content.elements import BLOCK, INLINE
from exporter.extensions import ReaderObject
from exporter.findings import Finding, Severity
from exporter.guard import guarded
from exporter.model import Article, Issue
from exporter.options import DEFAULT, ReadOptions
from exporter.readers.base import Reading
from exporter.xhtml import MATHML, Element, parse

ADVICE = "report it to the authors of the package"
ALLOWED = INLINE | BLOCK
NAME = re.compile(r"[^\W\d][\w.-]*")  # an XML name without a colon
ADDRESSES = ("href", "src")
SCHEME = re.compile(r"(?!https?:|mailto:|tel:|ftp:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class AddedReader:
    """A reader that is an object of another package."""

    def __init__(self, added: ReaderObject) -> None:
        self.name, self.sign = str(added.name), str(added.sign)
        self._added = added

    def knows(self, source: Path) -> bool:
        """Ask the package whether it knows `source`; its exceptions are not caught here."""
        return bool(self._added.knows(source))

    def misses(self, source: Path) -> str:
        """Return what a source lacks according to the package; empty if it does not say."""
        return str(getattr(self._added, "misses", lambda _: "")(source))

    def read(self, source: Path, options: ReadOptions = DEFAULT) -> Reading:
        """Let the package read the source; an exception or a wrong result is an error finding."""
        try:
            with guarded(_Failed, OSError):
                reading = self._added.read(source, options)
                if not isinstance(reading, Reading):
                    raise TypeError(f"it returned {type(reading).__name__}, not a Reading")
        except _Failed as error:
            return Reading(None, (self._fault(source, str(error)),))
        faults = tuple(self._fault(source, each) for each in _faults(reading.issue))
        return Reading(None, (*reading.findings, *faults)) if faults else reading

    def _fault(self, source: Path, why: str) -> Finding:
        message = f"the reader {self.name} failed ({why})"
        return Finding("plugin-broken", source, 0, message, ADVICE, Severity.ERROR)


class _Failed(Exception):
    """A package raised something, or returned no `Reading`."""


def _faults(issue: Issue | None) -> Iterator[str]:
    """Yield what the rest of the program can't work with."""
    articles = issue.articles if issue else ()
    for name, count in Counter(article.id for article in articles).items():
        if count > 1:
            yield f"{count} articles have the id `{name}`"
        if not NAME.fullmatch(name):
            yield f"the id `{name}` is not an XML name, such as story-1"
    for article in articles:
        if fault := _body_fault(article):
            yield f"the body of `{article.id}` {fault}"


def _body_fault(article: Article) -> str:
    """Return why a body is not safe XHTML, or nothing."""
    try:
        root = parse(article.body)
    except etree.XMLSyntaxError as error:
        return f"is not XHTML: {error.msg}"
    return next(filter(None, map(_element_fault, root.iter(etree.Element))), "")


def _element_fault(element: Element) -> str:
    name = str(element.tag)
    if name not in ALLOWED and not name.startswith(f"{{{MATHML}}}"):
        return f"has <{name.rpartition('}')[2]}>"
    for attribute, value in element.attrib.items():
        if attribute.startswith("on") or attribute == "style":
            return f"has the attribute `{attribute}`"
        # Browsers leave out tabs and line ends in an address.
        if attribute in ADDRESSES and SCHEME.match("".join(value.split())):
            return f"has the address `{value[:40]}`"
    return ""
