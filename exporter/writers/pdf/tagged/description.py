"""The metadata of a PDF as XMP (ISO 16684-1): what the issue is, and what the file conforms to.

Dublin Core is for all programs, PRISM 3.0 for libraries of periodicals. PDF/A requires that the
file itself describe every property outside its own list (ISO 19005-3 §6.6.2.3.3).
"""

from __future__ import annotations

from exporter.edition import Edition
from exporter.pdf.xmp import Packet
from exporter.profiles import Profile
from exporter.version import PROGRAM

PRISM_PROPERTIES = {
    "publicationName": "Name of the publication",
    "issn": "ISSN of the publication",
    "volume": "Volume or year of the number",
    "number": "Number of the issue",
    "coverDate": "Date of the issue",
    "coverDisplayDate": "Date of the issue as shown",
    "issueName": "Title of a special issue",
    "versionIdentifier": "Revision of the issue",
    "url": "Address of the publication",
}
TDM_PROPERTIES = {
    "reservation": ("Integer", "1 if the rights of text and data mining are reserved"),
    "policy": ("URI", "Address of the policy for text and data mining"),
}


def make_xmp(edition: Edition, profile: Profile, title: str, producer: str) -> bytes:
    """Return the XMP packet of an edition.

    `title` and `producer` are what the document information dictionary says: both must agree
    (ISO 19005-3 §6.6.3).
    """
    description = _Description(edition, profile)
    description.dublin_core(title)
    description.prism()
    description.rights()
    description.about_the_file(producer)
    description.conformance()
    return description.packet.write()


class _Description:
    """What the packet of one edition says."""

    def __init__(self, edition: Edition, profile: Profile) -> None:
        self.edition, self.profile = edition, profile
        self.packet = Packet()

    def dublin_core(self, title: str) -> None:
        issue = self.edition.issue
        publication = issue.publication
        languages = [self.edition.language]
        languages += [article.language for article in issue.articles if article.language]
        self.packet.add_words("dc:title", title, self.edition.language)
        self.packet.add_list("dc:creator", [publication.publisher or publication.name])
        self.packet.add_set("dc:publisher", [publication.publisher or publication.name])
        self.packet.add_words("dc:description", self.summary, self.edition.language)
        self.packet.add_list("dc:date", [issue.date.isoformat()])
        self.packet.add_set("dc:language", dict.fromkeys(languages))
        self.packet.add_set("dc:subject", self.sections)
        self.packet.add("dc:format", "application/pdf")

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
        """Return which issue of which periodical it is (PRISM Basic Metadata 3.0)."""
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
            self.packet.add(f"prism:{name}", value)

    def rights(self) -> None:
        """Reserve text and data mining, as the EPUB does (TDMRep)."""
        if rights := self.edition.issue.publication.reserved:
            self.packet.add("tdm:reservation", "1")
            self.packet.add("tdm:policy", rights.policy)

    def about_the_file(self, producer: str) -> None:
        day = self.edition.issue.date.isoformat()
        self.packet.add("xmp:CreateDate", day)
        self.packet.add("xmp:ModifyDate", day)
        self.packet.add("xmp:CreatorTool", PROGRAM)
        self.packet.add("pdf:Producer", producer)
        self.packet.add("pdf:Keywords", ", ".join(self.sections))

    def conformance(self) -> None:
        """Claim PDF/UA-1 (ISO 14289-1 §5) of tagged files, PDF/A-3a (ISO 19005-3 §6.6.4)."""
        if self.profile.tagged:
            self.packet.add("pdfuaid:part", "1")
        if self.profile.variant == "pdf/a-3a":
            self.packet.add("pdfaid:part", "3")
            self.packet.add("pdfaid:conformance", "A")
            self.extensions()

    def extensions(self) -> None:
        schemas = self.packet.add_schemas()
        part = {"part": ("Integer", "Part of ISO 14289 that the file conforms to")}
        schemas.add("PDF/UA identification", "pdfuaid", "internal", part)
        prism = {name: ("Text", description) for name, description in PRISM_PROPERTIES.items()}
        schemas.add("PRISM basic metadata", "prism", "external", prism)
        if self.edition.issue.publication.reserved:
            schemas.add("Text and data mining", "tdm", "external", TDM_PROPERTIES)
