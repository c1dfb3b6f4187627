"""The rules over EPUBs: each finds its fault, and nothing in what we make."""

import zipfile
from pathlib import Path

import pytest
from lxml import etree

from exporter import build, check
from exporter.checks.contrast import contrast, faint_colours
from exporter.checks.epub import accessibility
from exporter.findings import Severity

PAGE = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
lang="en" xml:lang="en"><head><title>T</title></head><body>{}</body></html>"""
NAV = """<nav epub:type="toc"><ol><li><a href="a.xhtml">A</a></li></ol></nav>
<nav epub:type="page-list"><ol><li><a href="a.xhtml#p1">1</a></li></ol></nav>"""
BREAK = '<div epub:type="pagebreak" role="doc-pagebreak" id="p1" aria-label="Page 1"></div>'
GOOD = f"{BREAK}<h1>H</h1><h2>S</h2><p>Text</p>"


def rules(body=GOOD, nav=NAV, style="", page=PAGE, tmp_path=None):
    documents = {
        "nav.xhtml": etree.fromstring(PAGE.format(nav)),
        "a.xhtml": etree.fromstring(page.format(body)),
    }
    return [each.rule for each in accessibility(documents, [style], "nav.xhtml", Path("b.epub"))]


@pytest.mark.parametrize(
    ("mark", "found"),
    [("", []), ("<caption>Tides</caption>", ["epub-table"]), ("<thead/>", ["epub-table"])],
)
def test_a_table_of_other_books_may_be_a_layout(mark, found):
    cells = "<tr><td>x</td><td>1</td></tr><tr><td>y</td><td>2</td></tr>"
    body = f"<h1>H</h1><table>{mark}{cells}</table>"
    assert of_others(body) == found


SVG = '<svg xmlns="http://www.w3.org/2000/svg">'


def test_nothing_is_found_where_nothing_is_wrong():
    assert rules() == []


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ('<h1>H</h1><img src="a.png"/>', "epub-alt"),
        ('<h1>H</h1><figure><img src="a.png" alt=""/></figure>', "epub-alt"),
        (
            '<h1>H</h1><figure><img src="a" alt="C"/><figcaption>C</figcaption></figure>',
            "epub-alt",
        ),
        (f"<h1>H</h1><p>{SVG}<path/></svg></p>", "epub-alt"),
        ("<h1>H</h1><h3>S</h3>", "epub-headings"),
        ("<h2>H</h2>", "epub-headings"),
        ("<h1> </h1>", "epub-headings"),
        ('<h1>H</h1><a href="nav.xhtml"></a>', "epub-link"),
        ('<h1>H</h1><a href="b.xhtml">x</a>', "epub-target"),
        ('<h1>H</h1><a href="#x">x</a>', "epub-target"),
        (
            "<h1>H</h1><table><tr><td>x</td><td>1</td></tr><tr><td>y</td><td>2</td></tr></table>",
            "epub-table",
        ),
        ('<h1 id="a">H</h1><p id="a">x</p>', "epub-id"),
        ('<h1>H</h1><p epub:type="pagebreak" id="p2"/>', "epub-page-break"),
        (f"<h1>H</h1>{BREAK.replace('p1', 'p2')}", "epub-page-list"),
    ],
)
def test_a_fault_in_a_document_is_found(body, rule):
    assert rule in rules(body)


@pytest.mark.parametrize(
    "body",
    [
        '<h1>H</h1><p><img src="a.png" alt="" role="presentation"/></p>',
        '<h1>H</h1><a href="https://e.example/">x</a>',
        '<h1>H</h1><a href="nav.xhtml"><img src="a.png" alt="Contents"/></a>',
        f"<h1>H</h1><p>{SVG}<title>Tide</title><svg/></svg></p>",
        f"<h1>H</h1><p>{SVG}<text>Tide</text></svg></p>",
        f'<h1>H</h1><p aria-hidden="true">{SVG}</svg></p>',
        f"<h1>H</h1><p>{SVG[:-1]} role='presentation'></svg></p>",
    ],
)
def test_what_may_be_is_not_found(body):
    assert rules(BREAK + body) == []


def test_documents_without_language_or_title_are_found():
    assert rules(page=PAGE.replace('lang="en" xml:lang="en"', "")) == ["epub-language"]
    assert rules(page=PAGE.replace('xml:lang="en"', 'xml:lang="fr"')) == ["epub-language"]
    assert rules(page=PAGE.replace("<title>T</title>", "<title/>")) == ["epub-title"]


def test_a_book_without_contents_is_found():
    assert "epub-toc" in rules(nav=NAV.replace('"toc"', '"loi"'))


def test_a_page_list_that_leads_elsewhere_is_found():
    found = rules(nav=NAV.replace("#p1", "#p9"))
    assert sorted(set(found)) == ["epub-page-list", "epub-target"]


@pytest.mark.parametrize(
    ("style", "number"),
    [
        ("p { color: #000 }", 1),  # not to be read on black
        ("p { color: #757575 }", 1),
        ("@media (prefers-color-scheme: dark) { p { color: #ddd } }", 0),
        ("p { color: #ddd; background: #111 }", 0),
        ("p { color: #aaa; background-color: white }", 1),
        ("p { opacity: 0.4 }", 1),
        ("p { opacity: .8 }", 0),
        ("p { border-color: #eee } /* p { color: #eee } */", 0),
        ("p { color: inherit }", 0),
        ("@media screen { p { color: #777 } }", 1),
        ("p { opacity: 50% }", 1),
        ("p { opacity: 80% }", 0),
        ("p { opacity: var(--faint) }", 0),
        ("p { color: lightgrey; background: #fff }", 1),
        ("p { color: darkslategrey; background: ivory }", 0),
        ("p { color: rgb(200 200 200); background: white }", 1),
        ("p { color: rgb(20%, 20%, 20%); background: white url(a.png) }", 0),
        ("p { color: hsl(0 0% 80%); background: hsla(0, 0%, 100%, 1) }", 1),
        ("p { color: rgb(0 0 0 / 20%) }", 0),  # what shows through is not known
        ("p { COLOR: #eee; background: #fff !important }", 1),
        ("p { color: currentcolor } q { color: transparent } s { color: canvastext }", 0),
        ("a { &:hover { color: #eee; background: #fff } }", 1),
        ('p::before { content: "}"; color: #eee; background: #fff }', 1),
        ("p { color: #eee", 1),
        ("q { margin: 0 } /* } q { margin: 0 } */ p { color: #777 } q { margin: 0 }", 1),
        ("p { margin: 0; /* { */ color: #eee; background: #fff /* } */ }", 1),
        ('q[title="{"] { margin: 0 } p { color: #777 } q[title="}"] { margin: 0 }', 1),
        ("@font-face { src: url(a.woff2) } p { color: #777 } @page { margin: 0 }", 1),
        ("p { c\\6flor: #eee; background: #fff }", 1),
        ("@media print { q { margin: 0 } p { color: #777 } q { margin: 0 } }", 1),
        ("} p { color: # } @media {", 0),
    ],
)
def test_faint_colours_are_found(style, number):
    assert len(list(faint_colours(style))) == number


@pytest.mark.parametrize(
    ("style", "number"),
    [
        ("p { color: #000 }", 0),  # on the paper that every book begins with
        ("p { color: #fff } .box { background: #123 }", 0),
        ("p { color: #888 }", 0),  # it may be large
        ("p { color: #ccc }", 1),
        ("p:focus { color: #ccc }", 0),
        ("p { color: #ccc; background: white }", 1),
        ("\ufeff@charset 'utf-8'; p { color: #ccc }", 1),
    ],
)
def test_colours_of_other_books_are_faint_only_where_nothing_can_help(style, number):
    found = list(faint_colours(style, own=False))
    assert len(found) == number
    assert all("`p`" in each for each in found)


def of_others(body, page=PAGE, **more):
    """What is found in a document of somebody else's book."""
    documents = {"a.xhtml": etree.fromstring(page.format(body))}
    found = accessibility(documents, [], "", Path("b.epub"), has_ncx=True, own=False, **more)
    return [each.rule for each in found]


@pytest.mark.parametrize(
    "body",
    [
        "<h2>A part of a chapter</h2><h3>S</h3>",
        '<h1>H</h1><p role="doc-pagebreak" id="p1">12</p>',
        '<h1>H</h1><img src="a.png" role="presentation"/><img src="a.png" aria-label="A quay"/>',
        '<h1>H</h1><figure><img src="a.png" alt=""/><figcaption>A quay</figcaption></figure>',
        '<h1>H</h1><a href="#epubcfi(/6/4)">x</a><a href="">x</a><a href="#t=10" title="x"/>',
        '<h1>H</h1><table role="presentation"><tr><td>x</td><td>y</td></tr></table>',
        "<h1>H</h1><table><tr><td>x</td></tr></table>",
    ],
)
def test_what_standards_allow_is_no_fault_of_other_books(body):
    assert of_others(body) == []


def test_xml_lang_alone_is_a_language():
    page = PAGE.replace('lang="en" xml:lang="en"', 'xml:lang="en"')
    assert of_others("<h1>H</h1>", page) == []


def test_contrast_is_that_of_wcag():
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@pytest.fixture
def book(issue_folder, tmp_path):
    """Return a book that claims to be accessible, which its publication has had evaluated."""
    head = (
        "publication:\n  name: The Example\n  language: en\n"
        "  accessibility: {certified_by: The Example}\ndate: 2026-06-16\n"
    )
    path = tmp_path / "book.epub"
    build(issue_folder({"issue.yaml": head}), [path])
    return path


def changed(book, tmp_path, change):
    path = tmp_path / "changed.epub"
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
    return path


def test_a_book_of_ours_has_nothing_to_be_found(book):
    assert check(book) == []


def test_a_claim_that_is_not_true_is_doubted(book, tmp_path):
    path = changed(
        book, tmp_path, lambda _, data: data.replace(b"<h1", b"<h4").replace(b"</h1>", b"</h4>")
    )
    found = {each.rule: each for each in check(path)}
    assert {"epub-headings", "epub-claim"} <= set(found)
    assert found["epub-headings"].severity is Severity.WARNING
    assert str(found["epub-headings"].path).startswith(str(path))


def test_a_document_that_is_not_well_formed_is_named(book, tmp_path):
    path = changed(
        book,
        tmp_path,
        lambda name, data: b"<html><p></html>" if name.endswith("pages.xhtml") else data,
    )
    broken = next(each for each in check(path) if each.rule == "epub-broken")
    assert broken.path.name == "pages.xhtml"


def test_metadata_that_is_not_there_is_missed(book, tmp_path):
    path = changed(book, tmp_path, lambda _, data: data.replace(b"schema:access", b"schema:excess"))
    assert [each.rule for each in check(path)] == ["epub-metadata"] * 4


def test_a_file_that_is_not_there_is_missed(book, tmp_path):
    path = changed(book, tmp_path, lambda name, data: None if name.endswith(".css") else data)
    assert [each.rule for each in check(path)] == ["epub-file", "epub-claim"]


def test_what_an_unreadable_file_looks_like_is_said(book, tmp_path):
    cut = tmp_path / "cut.epub"
    for data, said in (
        (b"", "is empty"),
        (b"<html/>", "no ZIP"),
        (Path(book).read_bytes()[:900], "cut off"),
    ):
        cut.write_bytes(data)
        assert said in check(cut)[0].message
    lost = changed(
        book, tmp_path, lambda name, data: None if name.endswith("container.xml") else data
    )
    assert "`META-INF/container.xml` is missing" in check(lost)[0].message


ENCRYPTION = """\
<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"
            xmlns:enc="http://www.w3.org/2001/04/xmlenc#">
<enc:EncryptedData><enc:EncryptionMethod Algorithm="{}"/><enc:CipherData>
<enc:CipherReference URI="EPUB/pages.xhtml"/></enc:CipherData></enc:EncryptedData></encryption>
"""


@pytest.mark.parametrize(
    ("algorithm", "rules"),
    [
        ("http://www.w3.org/2001/04/xmlenc#aes128-cbc", ["epub-encrypted"]),
        ("http://www.idpf.org/2008/embedding", []),
    ],
)
def test_a_book_that_needs_a_key_is_not_judged(book, tmp_path, algorithm, rules):
    path = tmp_path / "locked.epub"
    path.write_bytes(Path(book).read_bytes())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("META-INF/encryption.xml", ENCRYPTION.format(algorithm))
    assert [each.rule for each in check(path)] == rules


@pytest.mark.parametrize("data", [b"", b"PK", b"<html/>"])
def test_a_file_that_is_no_epub_is_a_finding(tmp_path, data):
    path = tmp_path / "no.epub"
    path.write_bytes(data)
    assert [(each.rule, each.severity) for each in check(path)] == [
        ("epub-unreadable", Severity.ERROR)
    ]
