"""XMP packets (ISO 16684-1): written property by property, read flat."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "tdm": "http://www.w3.org/ns/tdmrep#",
    "prism": "http://prismstandard.org/namespaces/basic/3.0/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PACKET = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n%s\n<?xpacket end="r"?>'


def qualified(name: str) -> str:
    """Return `dc:title` as `{namespace}title`."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


class Packet:
    """An XMP packet in the making; names of properties are prefixed (`dc:title`).

    Properties keep the order in which they are added; one without a value is left out.
    """

    def __init__(self) -> None:
        self._root = etree.Element("{adobe:ns:meta/}xmpmeta", nsmap={"x": "adobe:ns:meta/"})
        rdf = etree.SubElement(self._root, qualified("rdf:RDF"), nsmap={"rdf": NAMESPACES["rdf"]})
        self._description = etree.SubElement(
            rdf,
            qualified("rdf:Description"),
            {qualified("rdf:about"): ""},
            nsmap={key: value for key, value in NAMESPACES.items() if key != "rdf"},
        )

    def add(self, name: str, text: str) -> None:
        """Add a plain value."""
        if text:
            _text(self._description, name, text)

    def add_words(self, name: str, text: str, *languages: str) -> None:
        """Add a text in the default language and in those named (ISO 16684-1, 8.2.2.4)."""
        holder = self._container(name, "Alt")
        for language in ("x-default", *languages):
            etree.SubElement(holder, qualified("rdf:li"), {LANG: language}).text = text

    def add_list(self, name: str, texts: Iterable[str]) -> None:
        """Add values whose order matters."""
        self._several(name, "Seq", texts)

    def add_set(self, name: str, texts: Iterable[str]) -> None:
        """Add values whose order does not matter."""
        self._several(name, "Bag", texts)

    def add_schemas(self) -> Schemas:
        """Add the description of properties that PDF/A does not know (ISO 19005-3, 6.6.2.3.3)."""
        return Schemas(self._container("pdfaExtension:schemas", "Bag"))

    def write(self) -> bytes:
        """Return the packet."""
        etree.cleanup_namespaces(self._root, keep_ns_prefixes=["x", "rdf"])
        return PACKET % etree.tostring(self._root, encoding="utf-8", pretty_print=True)

    def _several(self, name: str, kind: str, texts: Iterable[str]) -> None:
        texts = list(texts)
        if texts:
            holder = self._container(name, kind)
            for text in texts:
                _text(holder, "rdf:li", text)

    def _container(self, name: str, kind: str) -> etree._Element:
        holder = etree.SubElement(self._description, qualified(name))
        return etree.SubElement(holder, qualified(f"rdf:{kind}"))


class Schemas:
    """The extension schemas of a packet."""

    def __init__(self, bag: etree._Element) -> None:
        self._bag = bag

    def add(self, name: str, prefix: str, category: str, known: dict[str, tuple[str, str]]) -> None:
        """Describe one namespace: each property's type and meaning.

        `category` is `internal` for what the writer of a file says, `external` for what people do.
        """
        item = _resource(self._bag)
        _text(item, "pdfaSchema:schema", name)
        _text(item, "pdfaSchema:namespaceURI", NAMESPACES[prefix])
        _text(item, "pdfaSchema:prefix", prefix)
        holder = etree.SubElement(item, qualified("pdfaSchema:property"))
        sequence = etree.SubElement(holder, qualified("rdf:Seq"))
        for each, (kind, description) in known.items():
            row = _resource(sequence)
            _text(row, "pdfaProperty:name", each)
            _text(row, "pdfaProperty:valueType", kind)
            _text(row, "pdfaProperty:category", category)
            _text(row, "pdfaProperty:description", description)


def _text(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, qualified(name)).text = text


def _resource(parent: etree._Element) -> etree._Element:
    return etree.SubElement(parent, qualified("rdf:li"), {qualified("rdf:parseType"): "Resource"})


def properties(data: bytes) -> dict[str, str]:
    """Return the properties of an XMP packet by `{namespace}name`, the first value of a list.

    A packet that is not XML, or has no RDF, has none. Entities are not resolved.
    """
    found: dict[str, str] = {}
    rdf = _rdf(data)
    for description in rdf.iter(qualified("rdf:Description")) if rdf is not None else ():
        for name, value in description.attrib.items():
            found.setdefault(str(name), str(value))
        for child in description:
            if isinstance(child.tag, str):
                found.setdefault(child.tag, _first(child))
    return found


def schemas(data: bytes) -> set[str]:
    """Return the namespaces of the extension schemas that a packet declares."""
    rdf = _rdf(data)
    found = rdf.iter(qualified("pdfaSchema:namespaceURI")) if rdf is not None else ()
    return {(element.text or "").strip() for element in found}


def languages(data: bytes, name: str) -> set[str]:
    """Return the languages in which a packet gives a text."""
    rdf = _rdf(data)
    items = rdf.findall(f".//{qualified(name)}//{qualified('rdf:li')}") if rdf is not None else ()
    return {item.get(LANG, "") for item in items}


def without(data: bytes, *prefixes: str) -> bytes:
    """Return a packet that `Packet` wrote, without the properties of these namespaces."""
    root = etree.fromstring(data)
    for prefix in prefixes:
        for element in list(root.iter(f"{{{NAMESPACES[prefix]}}}*")):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
    return etree.tostring(root.getroottree(), encoding="utf-8")


def _rdf(data: bytes) -> etree._Element | None:
    """Return the first rdf:RDF, which is the one that readers take."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=False)
    try:
        root = etree.fromstring(_in_utf8(data).strip(b"\0 \t\r\n"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return next(root.iter(qualified("rdf:RDF")), None)


def _in_utf8(data: bytes) -> bytes:
    """Return a packet in UTF-8, whichever form of Unicode it comes in (ISO 16684-1, 7.3.2)."""
    beginnings = {form: tuple(text.encode(form) for text in ("<?", "\ufeff<?")) for form in WIDE}
    form = next((form for form, ways in beginnings.items() if data.startswith(ways)), None)
    return data.decode(form).lstrip("\ufeff").encode() if form else data


def _first(element: etree._Element) -> str:
    item = next(element.iter(qualified("rdf:li")), None)
    return "".join(str(part) for part in (element if item is None else item).itertext()).strip()
