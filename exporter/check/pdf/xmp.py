"""XMP metadata, flat: what a rule asks of it is one property at a time (ISO 16684-1)."""

from __future__ import annotations

from lxml import etree

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
PDFX_VERSION = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"
PDFUA = "http://www.aiim.org/pdfua/ns/id/"
PDFUA_PART = "{http://www.aiim.org/pdfua/ns/id/}part"
PDFA_PART = "{http://www.aiim.org/pdfa/ns/id/}part"
PDFA_CONFORMANCE = "{http://www.aiim.org/pdfa/ns/id/}conformance"


def schemas(data: bytes) -> set[str]:
    """Return the namespaces of the extension schemas that a packet declares."""
    rdf = _rdf(data)
    tag = "{http://www.aiim.org/pdfa/ns/schema#}namespaceURI"
    found = rdf.iter(tag) if rdf is not None else ()
    return {(element.text or "").strip() for element in found}


def properties(data: bytes) -> dict[str, str]:
    """Return the properties of an XMP packet by `{namespace}name`, the first value of a list.

    A packet that is no XML, or has no RDF, has none. Entities are not resolved.
    """
    found: dict[str, str] = {}
    rdf = _rdf(data)
    for description in rdf.iter(f"{RDF}Description") if rdf is not None else ():
        for name, value in description.attrib.items():
            found.setdefault(str(name), str(value))
        for child in description:
            if isinstance(child.tag, str):
                found.setdefault(child.tag, _text(child))
    return found


def _rdf(data: bytes) -> etree._Element | None:
    """Return the first rdf:RDF, which is the one that readers take."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=False)
    try:
        root = etree.fromstring(data.strip(b"\0 \t\r\n"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return next(root.iter(f"{RDF}RDF"), None)


def _text(element: etree._Element) -> str:
    item = next(element.iter(f"{RDF}li"), None)
    return "".join(str(part) for part in (element if item is None else item).itertext()).strip()
