"""An archived PDF carries its EPUB, its data and its sources, and says what it is."""

import io
import json
import zipfile

import pikepdf
import pytest
from lxml import etree

import exporter
from exporter.pdf.xmp import NAMESPACES
from exporter.profiles import find_profile

ISSUE = """\
publication: {name: 报, language: zh-Hans, issn: 0000-0019, publisher: 社}
date: 2026-06-16
number: 7
revision: 2
pages: [{label: A01, section: 要闻}]
"""
FILES = {
    "issue.yaml": ISSUE,
    "A01/10-a.md": "---\nheadline: 甲\nfigures: [{image: a.png, alt: 色}]\n---\n正文。\n",
    "A01/private.txt": "nobody's business",
}


@pytest.fixture(scope="module")
def archived(tmp_path_factory, write_issue, picture, read_pdf):
    root = tmp_path_factory.mktemp("archived")
    source = write_issue(root / "issue", FILES | {"A01/a.png": picture()})
    options = exporter.Options(profile=find_profile("archive"), layout="flow")
    exporter.build(source, [root / "archive.pdf"], options)
    return read_pdf(root / "archive.pdf")


def test_each_attachment_says_how_it_stands_to_the_document(archived):
    attached = {
        str(each.UF): (str(each.AFRelationship), str(each.EF.F.Subtype))
        for each in archived.root.AF
    }
    assert attached == {
        "issue.epub": ("/Alternative", "/application/epub+zip"),
        "issue.json": ("/Data", "/application/json"),
        "issue.zip": ("/Source", "/application/zip"),
    }


def _attached(document, name):
    return document.pdf.attachments[name].get_file().read_bytes()


def test_the_sources_are_those_that_the_issue_names(archived):
    with zipfile.ZipFile(io.BytesIO(_attached(archived, "issue.zip"))) as archive:
        assert archive.namelist() == ["A01/10-a.md", "A01/a.png", "issue.yaml"]
        assert archive.read("issue.yaml").decode() == ISSUE
    with zipfile.ZipFile(io.BytesIO(_attached(archived, "issue.epub"))) as archive:
        assert archive.read("mimetype") == b"application/epub+zip"


def test_the_data_have_no_path_of_this_machine(archived):
    text = _attached(archived, "issue.json").decode()
    assert str(archived.path.parent) not in text
    data = json.loads(text)
    assert (data["date"], data["number"], data["revision"]) == ("2026-06-16", "7", 2)
    [article] = data["pages"][0]["articles"]
    assert article["headline"] == ["甲"]
    assert article["figures"][0]["picture"]["path"] == "A01/a.png"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("dc:title/rdf:Alt/rdf:li[1]", "报 第7期 2026年6月16日 星期二"),
        ("dc:publisher/rdf:Bag/rdf:li", "社"),
        ("dc:language/rdf:Bag/rdf:li", "zh-Hans"),
        ("dc:subject/rdf:Bag/rdf:li", "要闻"),
        ("prism:publicationName", "报"),
        ("prism:issn", "0000-0019"),
        ("prism:number", "7"),
        ("prism:coverDate", "2026-06-16"),
        ("prism:versionIdentifier", "2"),
        ("pdfuaid:part", "1"),
        ("pdfaid:part", "3"),
        ("pdfaid:conformance", "A"),
    ],
)
def test_the_metadata_say(archived, path, value):
    tree = etree.fromstring(archived.root.Metadata.read_bytes())
    assert tree.findtext(f".//rdf:Description/{path}", namespaces=NAMESPACES) == value


def test_an_archived_file_is_the_same_each_time(archive_of, picture):
    files = FILES | {"A01/a.png": picture()}
    first = archive_of(files).path.read_bytes()
    assert archive_of(files).path.read_bytes() == first


def test_a_paragraph_over_sheets_is_one_element(archive_of, structure):
    text = "---\nheadline: 甲\n---\n" + "长段落说了又说，" * 5000 + "完。\n"
    document = archive_of({"issue.yaml": ISSUE, "A01/1.md": text}, profile="screen")
    [paragraph] = structure(document.pdf).all("Art")[0].all("P")
    assert len(paragraph.sheets) > 1
    assert [page.label for page in document.pdf.pages][:3] == ["封面", "A01", "A01-2"]


def test_a_file_for_the_screen_is_linearised_and_guides_its_viewer(archive_of):
    document = archive_of(FILES | {"A01/10-a.md": "---\nheadline: 甲\n---\n文。\n"}, "screen")
    assert document.pdf.is_linearized
    assert document.root.ViewerPreferences.DisplayDocTitle
    assert document.root.PageMode == pikepdf.Name.UseOutlines
    assert {str(page.Tabs) for page in document.pdf.pages} == {"/S"}
    assert "/AF" not in document.root
