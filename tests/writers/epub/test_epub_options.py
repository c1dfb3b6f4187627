"""What may be chosen: picture sizes, fonts, writing mode; and how large a book may get."""

import io
import zipfile
import zlib
from random import Random
from xml.etree import ElementTree

import cssselect2
import pytest
import tinycss2
from lxml import etree
from PIL import Image

from exporter import Options, build
from exporter.edition.upright import set_upright
from exporter.errors import UsageError
from exporter.xhtml import inside

ISSUE = "publication: {{name: N, language: {}}}\ndate: 2026-06-16\ncover: c.png\n"


@pytest.fixture
def book_of(issue_folder, tmp_path, read_epub, picture):
    def make(language="zh-Hant", body="正文。", headline="H", picture_size=(1000, 600), **options):
        noise = io.BytesIO()
        Image.effect_noise(picture_size, 60).save(noise, "JPEG", quality=92)
        files = {
            "issue.yaml": ISSUE.format(language),
            "c.png": picture(),
            "01/1.md": f"---\nheadline: {headline}\n---\n{body}\n\n![x](a.jpg)\n",
            "01/a.jpg": noise.getvalue(),
        }
        path = tmp_path / "book.epub"
        build(issue_folder(files), [path], Options(**options))
        return read_epub(path)

    return make


def shown(book):
    return Image.open(io.BytesIO(book.read("images/01-a.jpg")))


@pytest.mark.parametrize(
    ("options", "width"), [({}, 1000), ({"max_image": 500}, 500), ({"lite": True}, 800)]
)
def test_pictures_are_no_larger_than_asked(book_of, options, width):
    assert shown(book_of(**options)).width == width


def test_a_lite_book_is_smaller(book_of):
    whole, lite = (book_of(lite=lite).path.stat().st_size for lite in (False, True))
    assert lite < whole * 0.6


def test_a_picture_without_words_takes_those_in_its_file(issue_folder, tmp_path, read_epub):
    xmp = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf'
        '-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description>'
        "From the file</dc:description></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    file = io.BytesIO()
    Image.new("RGB", (40, 30)).save(file, "JPEG", xmp=xmp.encode())
    body = "![seen](a.jpg)\n\n![seen](a.jpg 'Own')"
    folder = issue_folder(
        {"01/1.md": f"---\nheadline: H\n---\n{body}\n", "01/a.jpg": file.getvalue()}
    )
    build(folder, [tmp_path / "a.epub"])
    book = read_epub(tmp_path / "a.epub")
    captions = book.find(book.documents["a-01-01.xhtml"], "//x:figcaption/text()")
    assert captions == ["From the file", "Own"]
    assert b"From the file" not in book.read("images/01-a.jpg")


def test_vertical_writing_turns_lines_and_pages(book_of):
    book = book_of(writing="vertical", body="第12期，共2026人。")
    assert "vertical" in book.documents["a-01-01.xhtml"].get("class").split()
    assert "vertical" not in book.documents["cover.xhtml"].get("class").split()
    assert book.find(book.package, "//opf:spine/@page-progression-direction") == ["rtl"]
    modes = book.find(book.package, "//opf:meta[@name='primary-writing-mode']/@content")
    assert modes == ["vertical-rl"]
    turned = book.find(book.documents["a-01-01.xhtml"], "//x:span[@class='upright']/text()")
    assert "12" in turned and "2026" not in turned


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("First.\n\nSecond.", ["p", "figure", "p"]),
        ("## Subhead\n\nFirst.", ["figure", "h2", "p"]),
        ("> Quoted.\n\nFirst.", ["figure", "blockquote", "p"]),
    ],
)
def test_a_vertical_story_opens_with_its_text(
    body, expected, issue_folder, tmp_path, picture, read_epub
):
    """A picture beside a vertical headline has no room on a phone."""
    publication = "publication: {name: 河口新聞, language: ja}\n"
    files = {
        "issue.yaml": publication + 'date: 2026-06-16\npages: [{label: "1"}]\n',
        "1/p.png": picture("PNG", (60, 40)),
        "1/1.md": f"---\nheadline: 潮\nfigures: [{{image: p.png, alt: Quay}}]\n---\n{body}\n",
    }
    build(issue_folder(files), [tmp_path / "a.epub"], Options(writing="vertical"))
    book = read_epub(tmp_path / "a.epub")
    query = "//x:article/x:figure|//x:article/x:div[@class='body']/x:*"
    found = book.find(book.documents["a-1-01.xhtml"], query)
    assert [each.tag.rpartition("}")[2] for each in found] == expected


def test_horizontal_writing_is_the_rule(book_of):
    book = book_of()
    assert book.documents["a-01-01.xhtml"].get("class") == "zh-hant"
    assert book.find(book.package, "//opf:spine/@page-progression-direction") == ["ltr"]


def test_arabic_pages_turn_to_the_right(book_of):
    book = book_of("ar")
    assert book.documents["a-01-01.xhtml"].get("dir") == "rtl"
    assert book.find(book.package, "//opf:spine/@page-progression-direction") == ["rtl"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>第1版</p>", '<p>第<span class="upright">1</span>版</p>'),
        ("<p>共2026人</p>", "<p>共2026人</p>"),
        ('<a title="第1版">x</a>', '<a title="第1版">x</a>'),
        ("<p>No 12 x</p>", "<p>No 12 x</p>"),
        (
            "<p>前<b>x</b>第1版和第2版<i>y</i>后</p>",
            '<p>前<b>x</b>第<span class="upright">1</span>版和第<span class="upright">2</span>版'
            "<i>y</i>后</p>",
        ),
    ],
)
def test_short_numbers_stand_upright(text, expected):
    root = etree.fromstring(f'<body xmlns="http://www.w3.org/1999/xhtml">{text}</body>')
    set_upright(root)
    assert inside(root).replace(' xmlns="http://www.w3.org/1999/xhtml"', "") == expected


def test_a_vertical_headline_keeps_upright_numbers_with_their_words(book_of):
    """A line could break between 第, the upright number and the counter after it."""
    book = book_of(writing="vertical", headline="七时的潮水漫过第28号码头，6月16日")
    headline = book.find(book.documents["a-01-01.xhtml"], "//x:h1")[0]
    uprights = book.find(headline, ".//x:span[@class='upright']")
    assert [each.text for each in uprights] == ["28", "6", "16"]
    boxes = ["".join(each.getparent().itertext()) for each in uprights]
    assert boxes == ["第28号", "6月16日", "6月16日"]


@pytest.mark.parametrize(
    "options", [{"writing": "sideways"}, {"writing": "vertical"}, {"max_image": 5}]
)
def test_choices_that_make_no_sense_are_refused(book_of, options):
    with pytest.raises(UsageError):
        book_of("en", **options)


@pytest.fixture
def large(issue_folder, tmp_path):
    """Build the book of 60 articles whose text packs badly, without a picture."""
    characters = [chr(code) for code in range(0x4E00, 0x4E00 + 2_000)]
    draw = Random(1)
    files = {
        f"01/{number:03}.md": f"---\nheadline: 第{number}条\n---\n"
        + "\n\n".join("".join(draw.choices(characters, k=120)) + "。" for _ in range(8))
        for number in range(60)
    }
    build(issue_folder(files), [tmp_path / "large.epub"])
    return tmp_path / "large.epub"


@pytest.mark.parametrize("name", ["lanjiang-weekly", "saltmere-chronicle", "large"])
def test_a_book_is_hardly_larger_than_its_texts_and_pictures(samples, name, request):
    path = request.getfixturevalue(name) if name == "large" else samples(name, "epub")
    with zipfile.ZipFile(path) as archive:
        least = 0
        for entry in archive.infolist():
            data = archive.read(entry)
            text = entry.filename.endswith((".xhtml", ".css", ".svg", ".ncx", ".opf", ".xml"))
            least += len(zlib.compress(data, 9)) if text else len(data)
            least += 76 + 2 * len(entry.filename)  # its two headers in the zip
    assert path.stat().st_size <= 1.03 * least


@pytest.mark.parametrize(("language", "number"), [("ar", "١"), ("fa", "۱"), ("en", "1")])
def test_a_note_has_the_number_of_its_list(book_of, language, number):
    """The style counts the notes in Arabic and Persian digits."""
    article = book_of(language, body="Text.[^1]\n\n[^1]: A note.\n\nText.").documents[
        "a-01-01.xhtml"
    ]
    (link,) = article.xpath("//*[@role='doc-noteref']")
    assert link.text == number


def indents(book, name):
    """Return the `text-indent` that the style sheet gives to each paragraph of a body."""
    matcher = cssselect2.Matcher()
    sheet = book.read("style.css").decode()
    for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
        found = (
            tinycss2.parse_blocks_contents(rule.content or []) if hasattr(rule, "prelude") else []
        )
        values = [each.value for each in found if getattr(each, "name", "") == "text-indent"]
        if rule.type == "qualified-rule" and values:
            for selector in cssselect2.compile_selector_list(rule.prelude):
                matcher.add_selector(selector, tinycss2.serialize(values[-1]).strip())
    root = cssselect2.ElementWrapper.from_xml_root(ElementTree.fromstring(book.read(name)))
    paragraphs = root.query_all(".body > p")
    return [matcher.match(each)[-1][-1] for each in paragraphs]


@pytest.mark.parametrize(("language", "indent"), [("zh-Hans", "2em"), ("ja", "1em")])
def test_the_lines_of_a_poem_are_not_indented(book_of, language, indent):
    """A rule for all paragraphs of a language must not be stronger than that of the poem."""
    book = book_of(language, body="Text.\n\n::: verse\nOne\ntwo\n\nThree\n:::\n\nText.\n\nText.")
    assert indents(book, "a-01-01.xhtml")[:5] == [indent, "0", "0", "0", indent]
