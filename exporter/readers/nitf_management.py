"""What NITF says of the document itself: which one it is, its version, whether it holds still."""

from __future__ import annotations

from lxml import etree

from exporter.readers.tools.numbers import number_in
from exporter.readers.tools.xmlfile import attribute, child

WITHDRAWN = ("canceled", "cancelled", "withheld", "embargoed")


def nitf_name(root: etree._Element) -> str:
    """Return what all versions of a document are called alike (`du-key`, else `doc-id`)."""
    dynamic, document = child(root, "du-key"), child(root, "doc-id")
    if dynamic is not None and (key := attribute(dynamic, "key")):
        return f"du-key:{key}"
    if document is None or not (name := attribute(document, "id-string")):
        return ""
    return f"doc-id:{attribute(document, 'regsrc')}:{name}"


def nitf_version(root: etree._Element) -> tuple[int, str]:
    """Return the generation of a document and the time of its issue; the higher one counts."""
    dynamic, issued = child(root, "du-key"), child(root, "date.issue")
    generation = "" if dynamic is None else attribute(dynamic, "generation")
    return number_in(generation), "" if issued is None else attribute(issued, "norm")


def is_withdrawn(root: etree._Element) -> bool:
    """Whether its provider has cancelled a document, or holds it back (`management-status`)."""
    data = child(root, "docdata")
    return data is not None and attribute(data, "management-status").lower() in WITHDRAWN
