"""The metadata of a PDF as XMP (ISO 16684-1): what the issue is, and what the file conforms to.

Dublin Core says it to everybody, PRISM 3.0 to libraries of periodicals. PDF/A asks that every
property outside its own list be described in the file itself (ISO 19005-3 §6.6.2.3.3).
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from exporter.edition import Edition
from exporter.profiles import Profile
from exporter.version import PROGRAM

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "prism": "http://prismstandard.org/namespaces/basic/3.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
PACKET = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n%s\n<?xpacket end="r"?>'
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PRISM_PROPERTIES = {
    "publicationName": "Name of the publication",
    "issn": "ISSN of the publication",
    "volume": "Volume or year that the number is of",
    "number": "Number of the issue",
    "coverDate": "Date of the issue",
    "coverDisplayDate": "Date of the issue as shown",
    "issueName": "Title of a special issue",
    "versionIdentifier": "Revision of the issue",
    "url": "Address of the publication",
}


def make_xmp(edition: Edition, profile: Profile, title: str, producer: str) -> bytes:
    """Return the XMP packet of an edition.

    `title` and `producer` are what the document information dictionary says: both must agree
    (ISO 19005-3 §6.6.3).
    """
    return PACKET % etree.tostring(
        _Packet(edition, profile).make(title, producer), encoding="utf-8", pretty_print=True
    )


class _Packet:
    """The packet of one edition."""

    def __init__(self, edition: Edition, profile: Profile) -> None:
        self.edition, self.profile = edition, profile
        self.root = etree.Element("{adobe:ns:meta/}xmpmeta", nsmap={"x": "adobe:ns:meta/"})
        rdf = etree.SubElement(self.root, _name("rdf:RDF"), nsmap={"rdf": NAMESPACES["rdf"]})
        self.description = etree.SubElement(
            rdf,
            _name("rdf:Description"),
            {_name("rdf:about"): ""},
            nsmap={key: value for key, value in NAMESPACES.items() if key != "rdf"},
        )

    def make(self, title: str, producer: str) -> etree._Element:
        self.dublin_core(title)
        self.prism()
        self.about_the_file(producer)
        self.conformance()
        etree.cleanup_namespaces(self.root, keep_ns_prefixes=["x", "rdf"])
        return self.root

    def dublin_core(self, title: str) -> None:
        issue = self.edition.issue
        publication = issue.publication
        languages = [self.edition.language]
        languages += [article.language for article in issue.articles if article.language]
        self.words("dc:title", title)
        self.several("dc:creator", "Seq", [publication.publisher or publication.name])
        self.several("dc:publisher", "Bag", [publication.publisher or publication.name])
        self.words("dc:description", self.summary)
        self.several("dc:date", "Seq", [issue.date.isoformat()])
        self.several("dc:language", "Bag", dict.fromkeys(languages))
        self.several("dc:subject", "Bag", self.sections)
        self.value("dc:format", "application/pdf")

    @property
    def summary(self) -> str:
        edition = self.edition
        return " ".join(
            filter(None, (edition.issue.publication.name, edition.number, edition.date))
        )

    @property
    def sections(self) -> list[str]:
        """The section names of the issue, each once."""
        return list(
            dict.fromkeys(page.section for page in self.edition.issue.pages if page.section)
        )

    def prism(self) -> None:
        """Say which issue of which periodical it is (PRISM Basic Metadata 3.0)."""
        issue = self.edition.issue
        values = {
            "publicationName": issue.publication.name,
            "issn": issue.publication.issn,
            "volume": issue.volume,
            "number": issue.numbering.span,
            "coverDate": issue.date.isoformat(),
            "coverDisplayDate": self.edition.date,
            "issueName": issue.title,
            "versionIdentifier": str(issue.revision),
            "url": issue.publication.url,
        }
        for name, value in values.items():
            self.value(f"prism:{name}", value)

    def about_the_file(self, producer: str) -> None:
        day = self.edition.issue.date.isoformat()
        self.value("xmp:CreateDate", day)
        self.value("xmp:ModifyDate", day)
        self.value("xmp:CreatorTool", PROGRAM)
        self.value("pdf:Producer", producer)
        self.value("pdf:Keywords", ", ".join(self.sections))

    def conformance(self) -> None:
        """Claim PDF/UA-1 (ISO 14289-1 §5) of tagged files, PDF/A-3a (ISO 19005-3 §6.6.4)."""
        if self.profile.tagged:
            self.value("pdfuaid:part", "1")
        if self.profile.variant == "pdf/a-3a":
            self.value("pdfaid:part", "3")
            self.value("pdfaid:conformance", "A")
            self.extensions()

    def extensions(self) -> None:
        bag = self.container("pdfaExtension:schemas", "Bag")
        ua = {"part": ("Integer", "internal", "Part of ISO 14289 that the file conforms to")}
        self.schema(bag, "PDF/UA identification", "pdfuaid", ua)
        prism = {
            name: ("Text", "external", description)
            for name, description in PRISM_PROPERTIES.items()
        }
        self.schema(bag, "PRISM basic metadata", "prism", prism)

    def schema(
        self, bag: etree._Element, name: str, prefix: str, known: dict[str, tuple[str, str, str]]
    ) -> None:
        """Describe one namespace: each property's type, category and meaning."""
        item = _resource(bag)
        _text(item, "pdfaSchema:schema", name)
        _text(item, "pdfaSchema:namespaceURI", NAMESPACES[prefix])
        _text(item, "pdfaSchema:prefix", prefix)
        holder = etree.SubElement(item, _name("pdfaSchema:property"))
        sequence = etree.SubElement(holder, _name("rdf:Seq"))
        for each, (kind, category, description) in known.items():
            row = _resource(sequence)
            _text(row, "pdfaProperty:name", each)
            _text(row, "pdfaProperty:valueType", kind)
            _text(row, "pdfaProperty:category", category)
            _text(row, "pdfaProperty:description", description)

    # The forms of values ------------------------------------------------------------------

    def value(self, name: str, text: str) -> None:
        """Add a plain value, if there is one."""
        if text:
            _text(self.description, name, text)

    def words(self, name: str, text: str) -> None:
        """Add a text in the language of the publication (ISO 16684-1 §8.2.2.4)."""
        holder = self.container(name, "Alt")
        etree.SubElement(holder, _name("rdf:li"), {LANG: "x-default"}).text = text
        etree.SubElement(holder, _name("rdf:li"), {LANG: self.edition.language}).text = text

    def several(self, name: str, kind: str, texts: Iterable[str]) -> None:
        """Add a list of values, if there are any."""
        texts = list(texts)
        if texts:
            holder = self.container(name, kind)
            for text in texts:
                _text(holder, "rdf:li", text)

    def container(self, name: str, kind: str) -> etree._Element:
        holder = etree.SubElement(self.description, _name(name))
        return etree.SubElement(holder, _name(f"rdf:{kind}"))


def _name(prefixed: str) -> str:
    prefix, _, local = prefixed.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def _text(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, _name(name)).text = text


def _resource(parent: etree._Element) -> etree._Element:
    return etree.SubElement(parent, _name("rdf:li"), {_name("rdf:parseType"): "Resource"})
