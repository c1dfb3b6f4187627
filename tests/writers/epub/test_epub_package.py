"""The EPUB as a container: its zip, its manifest, its links."""

import re
import zipfile
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import pytest

from exporter.errors import InvalidSource

BOOKS = ["tricky", "lanjiang-weekly", "saltmere-chronicle"]
PICTURES = (".jpg", ".png", ".gif", ".webp")
XHTML = "application/xhtml+xml"
HREF = "{http://www.w3.org/1999/xlink}href"


@pytest.fixture(params=BOOKS)
def book(request, samples, read_epub):
    if request.param == "tricky":
        return request.getfixturevalue("tricky_epub")
    return read_epub(samples(request.param, "epub"))


def test_mimetype_comes_first_and_stored(tricky_epub):
    first = tricky_epub.entries[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", 0, b"")
    # A reader may look at these bytes alone (OCF 3.3 §4.2.1).
    data = tricky_epub.path.read_bytes()
    assert data[30:58] == b"mimetypeapplication/epub+zip"


def test_pictures_are_stored_and_text_is_deflated(tricky_epub):
    methods = {
        entry.filename: entry.compress_type
        for entry in tricky_epub.entries
        if entry.filename != "mimetype"
    }
    stored = {name for name, method in methods.items() if method == zipfile.ZIP_STORED}
    assert stored == {name for name in methods if name.endswith(PICTURES)}
    assert len(stored) > 8
    assert set(methods.values()) == {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


def test_every_entry_has_the_time_of_the_book_and_plain_permissions(tricky_epub):
    assert {entry.date_time for entry in tricky_epub.entries} == {(1999, 12, 31, 0, 0, 10)}
    assert {entry.external_attr >> 16 for entry in tricky_epub.entries} == {0o644}


def test_an_issue_older_than_zip_gets_the_first_day_that_zip_knows(epub_of):
    issue = "publication: {name: N, language: en}\ndate: 1872-04-30\n"
    book = epub_of({"issue.yaml": issue})
    assert {entry.date_time[:3] for entry in book.entries} == {(1980, 1, 1)}
    assert book.metadata("date") == ["1872-04-30"]


def test_names_are_plain_and_unique_in_any_case(book):
    names = [entry.filename for entry in book.entries]
    assert [name for name in names if not re.fullmatch(r"[A-Za-z0-9._/-]+", name)] == []
    assert len({name.casefold() for name in names}) == len(names)


def test_a_picture_named_cover_is_not_the_cover(epub_of, picture):
    files = {
        "头版/1.md": "---\nheadline: H\n---\n![](cover.jpg)\n",
        "头版/cover.jpg": picture("JPEG"),
    }
    names = [entry.filename for entry in epub_of(files).entries]
    assert len([name for name in names if name.endswith(".jpg")]) == 2
    assert len(set(names)) == len(names)


def test_the_manifest_lists_every_file_once(book):
    listed = [item["href"] for item in book.manifest.values()]
    folder = dirname(book.package_path)
    files = set(book.files) - {"mimetype", "META-INF/container.xml", book.package_path}
    assert sorted(join(folder, name) for name in listed) == sorted(files)


def test_the_manifest_names_media_types_by_content(tricky_epub):
    starts = {
        "image/jpeg": b"\xff\xd8\xff",
        "image/png": b"\x89PNG",
        "image/gif": b"GIF8",
        "image/svg+xml": b"<?xml",
        XHTML: b"<?xml",
    }
    seen = set()
    for item in tricky_epub.manifest.values():
        kind = item["media-type"]
        if kind in starts:
            assert tricky_epub.read(item["href"]).startswith(starts[kind])
            seen.add(kind)
    assert seen == set(starts)


def test_every_document_is_in_the_spine_once(book):
    documents = [item["href"] for item in book.manifest.values() if item["media-type"] == XHTML]
    assert sorted(book.spine) == sorted(documents)
    assert len(set(book.spine)) == len(book.spine)


def addresses(book):
    """Yield document, element and address of everything that is loaded or linked."""
    for name, tree in book.documents.items():
        for element in tree.iter():
            for key in ("href", "src", "poster", "data", "srcset", HREF):
                if element.get(key) is not None:
                    yield name, element, element.get(key)


def test_every_address_leads_to_a_file_of_the_book_or_out_by_a_link(book):
    ids = {name: set(tree.xpath("//@id")) for name, tree in book.documents.items()}
    files = {item["href"] for item in book.manifest.values()}
    broken, inner = [], 0
    for name, element, address in addresses(book):
        parts = urlsplit(address)
        if parts.scheme:
            if not (element.tag.endswith("}a") and parts.scheme in ("http", "https", "mailto")):
                broken.append((name, address))
            continue
        inner += 1
        target = normpath(join(dirname(name), unquote(parts.path))) if parts.path else name
        if target not in files or (parts.fragment and parts.fragment not in ids[target]):
            broken.append((name, address))
    assert broken == []
    assert inner > 50


def test_no_file_loads_anything_from_outside(book):
    for item in book.manifest.values():
        if item["media-type"] == "text/css":
            assert not re.search(rb"url\(|@import", book.read(item["href"]))
        if item["media-type"] == "image/svg+xml":
            tree = book.tree(item["href"])
            values = [value for element in tree.iter() for value in element.attrib.values()]
            assert not [value for value in values if "://" in value or value.startswith("//")]
    assert not any("remote-resources" in item.get("properties", "") for item in manifest(book))


def manifest(book):
    return book.manifest.values()


def test_no_file_runs_anything(book):
    for item in manifest(book):
        if not item["media-type"].endswith("+xml"):
            continue
        tree = book.tree(item["href"])
        elements = [element for element in tree.iter() if isinstance(element.tag, str)]
        tags = {element.tag.rpartition("}")[2].lower() for element in elements}
        assert not tags & {"iframe", "object", "embed", "form", "foreignobject"}
        scripts = [element for element in elements if element.tag.lower().endswith("script")]
        assert all(element.attrib == {"type": "application/ld+json"} for element in scripts)
        for element in elements:
            assert not [name for name in element.attrib if name.lower().startswith("on")]
            assert not [value for value in element.values() if "javascript:" in value.lower()]


def test_every_document_has_the_style_and_a_title(tricky_epub):
    for name in tricky_epub.spine:
        tree = tricky_epub.documents[name]
        assert tricky_epub.find(tree, "//x:link[@rel='stylesheet']/@href") == ["style.css"]
        assert tricky_epub.find(tree, "string(//x:title)").strip()


def test_a_document_says_its_language_and_script(tricky_epub):
    root = tricky_epub.tree("a-_5934__7248_-02.xhtml")
    language = root.get("{http://www.w3.org/XML/1998/namespace}lang")
    assert (root.get("lang"), language, root.get("class")) == ("zh-Hant", "zh-Hant", "zh-hant")


def test_a_note_is_marked_as_one(epub_of):
    book = epub_of({"01/1.md": "---\nheadline: H\n---\nA note[^1].\n\n[^1]: Here.\n"})
    link = book.find(book.tree("a-01-01.xhtml"), "//x:a[@role='doc-noteref']")[0]
    assert link.get("{http://www.idpf.org/2007/ops}type") == "noteref"


def test_words_about_notes_are_left_alone(epub_of):
    text = 'Write `<a role="doc-noteref">` for a note, role=doc-noteref.'
    book = epub_of({"01/1.md": f"---\nheadline: H\n---\n{text}\n"})
    shown = book.find(book.tree("a-01-01.xhtml"), "string(//x:div[@class='body'])")
    assert shown.strip() == text.replace("`", "")


# RFC 3986 §2, with the letters of RFC 3987.
ADDRESS = re.compile(r"https?://(?:[\w.:~!$&'()*+,;=@/?#-]|%[0-9A-Fa-f]{2})+")


@pytest.mark.parametrize(
    "address",
    [
        "https://n.example/?a=1&b=2#c",
        "https://新闻.example/头版",
        'https://a"b.example/',
        "https://n.example/<x>",
        "https://n.example/{x}|y",
        "https://n.example/100%",
        "https://[bad/",
        "https://n.example:port/",
        "http://n.example\\x",
        "https://",
    ],
)
def test_addresses_of_the_web_edition_are_refused_or_valid(epub_of, address):
    quoted = address.replace("'", "''")
    issue = (
        f"publication: {{name: N, language: en, url: '{quoted}'}}\ndate: 2026-06-16\n"
        f"next: {{date: 2026-06-17, url: '{quoted}'}}\n"
    )
    try:
        book = epub_of({"issue.yaml": issue})
    except InvalidSource:
        return
    links = book.find(book.tree("front.xhtml"), "//x:a/@href")
    assert [link for link in links if not ADDRESS.fullmatch(link)] == []
