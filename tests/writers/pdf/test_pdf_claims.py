"""What our own rules refute, a PDF does not claim."""

from datetime import date

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from exporter.findings import Severity
from exporter.model import Issue, Publication
from exporter.profiles import find_profile
from exporter.writers.pdf.claims import refuted, take_back
from exporter.writers.pdf.split import split_pages

PACKET = b"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfuaid:part>1</pdfuaid:part><pdfaid:part>3</pdfaid:part></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@pytest.fixture
def path(tmp_path):
    """A tagged file whose one table has no header cell."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.Metadata = pdf.make_stream(PACKET, Type=Name.Metadata, Subtype=Name.XML)
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        cell = Dictionary(Type=Name.StructElem, S=Name.TD)
        row = Dictionary(Type=Name.StructElem, S=Name.TR, K=Array([cell]))
        table = Dictionary(Type=Name.StructElem, S=Name.Table, K=Array([row]))
        pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=Array([table]))
        pdf.save(tmp_path / "a.pdf")
    return tmp_path / "a.pdf"


def test_a_refuted_claim_is_taken_back_and_said(path):
    found = [each for each in refuted(path, find_profile("screen"), False) if "table" in each.rule]
    assert [each.severity for each in found] == [Severity.WARNING]
    assert "does not claim PDF/UA-1: a table has no header cell" in found[0].message
    with pikepdf.open(path) as pdf:
        take_back(pdf, found)
        packet = pdf.Root.Metadata.read_bytes()
    assert b"pdfuaid:part" not in packet and b"<pdfaid:part>3</pdfaid:part>" in packet
    assert b"xpacket" in packet


def test_a_page_alone_claims_nothing_of_the_structure_that_it_lacks(path):
    made = Publication(name="N", language="en")
    issue = Issue(publication=made, date=date(2026, 6, 16), root=path.parent)
    (page,) = split_pages(path, issue, find_profile("screen", split="{sheet}.pdf"), path.parent)
    with pikepdf.open(page) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
        packet = pdf.Root.Metadata.read_bytes()
    assert b"pdfuaid:part" not in packet and b"pdfaid:part" not in packet
    assert b"xpacket" in packet
