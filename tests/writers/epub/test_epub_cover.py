"""The cover: given, drawn, or left out where nothing can draw it."""

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageChops

from exporter import Options, build, fonts
from exporter.edition import make_edition
from exporter.edition.style import find_style
from exporter.errors import UsageError
from exporter.readers import read
from exporter.writers.epub.cover import HEIGHT, TEMPLATE, WIDTH, _Cover, make_cover
from exporter.writers.epub.cover_words import Fitter, Story, faces

ISSUE = """\
publication: {{name: {name}, language: zh-Hans}}
date: {date}
number: {number}
"""


def issue(name="澜江周报", date="2026-06-16", number="407"):
    return ISSUE.format(name=name, date=date, number=number)


def story(headline="一条标题", body="正文。"):
    return f"---\nheadline: {headline}\n---\n{body}\n"


def cover_item(book):
    items = [item for item in book.manifest.values() if "cover-image" in item.get("properties", "")]
    return items[0] if items else None


def cover(book):
    return Image.open(io.BytesIO(book.read(cover_item(book)["href"])))


def differs(one, other, box=None):
    pictures = (cover(book).crop(box or (0, 0, WIDTH, HEIGHT)) for book in (one, other))
    return ImageChops.difference(*pictures).getbbox() is not None


def test_a_drawn_cover_is_a_jpeg_of_the_right_size(epub_of):
    image = cover(epub_of({"issue.yaml": issue(), "01/1.md": story()}))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (1600, 2400))


def ink(image):
    """Share of the pixels that are dark."""
    return image.convert("L").point(lambda value: value < 100).histogram()[1] / (WIDTH * HEIGHT)


def test_a_drawn_cover_is_not_blank(epub_of):
    image = cover(epub_of({"issue.yaml": issue(), "01/1.md": story()}))
    dark = image.convert("L").point(lambda value: 255 * (value < 100))
    masthead, rest = dark.crop((0, 60, WIDTH, 560)), dark.crop((0, 560, WIDTH, HEIGHT))
    left, _, right, _ = masthead.getbbox()
    assert right - left > WIDTH / 2
    assert rest.getbbox() is not None


def test_the_name_is_set_below_the_band_in_the_face_of_the_masthead(issue_folder, tmp_path):
    edition = make_edition(read(issue_folder({"issue.yaml": issue(), "01/1.md": story()})).issue)

    def drawn(settings):
        style = tmp_path / "style"
        style.mkdir(exist_ok=True)
        (style / "style.yaml").write_text(f"extends: newspaper\n{settings}")
        file, _ = make_cover(replace(edition, style=find_style(style)), Options())
        return Image.open(io.BytesIO(file.data)).crop((0, 0, WIDTH, 700))

    band = 'colours: {accent: "#a0c8ff"}\ncover: {band: 260}'
    plain, kai = drawn(band), drawn(f"{band}\nfonts: {{zh-hans: {{masthead: LXGW WenKai}}}}")
    assert ink(plain.crop((0, 0, WIDTH, 250))) == 0
    assert ImageChops.difference(plain, kai).getbbox() is not None


@pytest.mark.parametrize(
    "change", [{"name": "别的周报"}, {"date": "2026-06-17"}, {"number": "408"}]
)
def test_a_cover_differs_by_what_the_issue_is(epub_of, change):
    books = [
        epub_of({"issue.yaml": issue(**values), "01/1.md": story()}, name)
        for name, values in (("one", {}), ("other", change))
    ]
    assert differs(*books)


def test_a_cover_differs_by_its_lead_headline(epub_of):
    one = epub_of({"issue.yaml": issue(), "01/1.md": story("上游来水")}, "one")
    other = epub_of({"issue.yaml": issue(), "01/1.md": story("下游行船")}, "other")
    assert not differs(one, other, (0, 0, WIDTH, 500))
    assert differs(one, other)


def test_a_cover_shows_the_first_photograph(epub_of, picture):
    files = {
        "01/1.md": story(body="![](small.png)\n\n![](photo.jpg)"),
        "01/small.png": picture(size=(300, 200), colour="blue"),
        "01/photo.jpg": picture("JPEG", (900, 600), "#ff0000"),
    }
    colours = cover(epub_of(files)).getcolors(WIDTH * HEIGHT)
    red = sum(number for number, (r, g, b) in colours if r > 240 and g < 20 and b < 20)
    blue = sum(number for number, (r, g, b) in colours if b > 200 and r < 50)
    assert red > 400_000
    assert blue == 0


@pytest.mark.parametrize(
    "text",
    [
        {"name": "A Very Long Name of a Newspaper That Has Never Been Short in All Its Years"},
        {"number": "12345678901234567890"},
    ],
)
def test_words_stay_inside_the_margins(epub_of, text):
    files = {"issue.yaml": issue(**text), "01/1.md": story("长" * 300)}
    image = cover(epub_of(files)).convert("L").point(lambda value: 255 * (value < 128))
    sides = [image.crop((0, 60, 90, HEIGHT)), image.crop((WIDTH - 90, 60, WIDTH, HEIGHT))]
    assert [side.getbbox() for side in (*sides, image.crop((0, HEIGHT - 60, WIDTH, HEIGHT)))] == [
        None
    ] * 3


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_given_cover_is_used_as_it_is(epub_of, picture, form):
    name, data = f"cover.{form.lower()}", picture(form, (600, 900))
    book = epub_of({"issue.yaml": issue() + f"cover: {name}\n", name: data, "01/1.md": story()})
    assert book.read(cover_item(book)["href"]) == data
    assert cover_item(book)["media-type"] == f"image/{form.lower()}"


@pytest.mark.parametrize(("form", "size"), [("WEBP", (600, 900)), ("JPEG", (2400, 3600))])
def test_a_given_cover_is_made_fit(epub_of, picture, form, size):
    files = {"issue.yaml": issue() + "cover: c.x\n", "c.x": picture(form, size), "01/1.md": story()}
    image = cover(epub_of(files))
    assert (image.format, image.size) == ("JPEG", (min(size[0], 1600), min(size[1], 2400)))


def test_the_cover_is_a_document_of_its_own(epub_of):
    book = epub_of()
    (image,) = book.find(book.documents["cover.xhtml"], "//x:img")
    assert image.get("src") == cover_item(book)["href"]
    assert image.get("alt") == "The Example Tuesday, 16 June 2026"


def test_old_readers_find_the_cover_by_meta(epub_of):
    book = epub_of()
    (content,) = book.find(book.package, "//opf:meta[@name='cover']/@content")
    assert book.manifest[content] == cover_item(book)


@pytest.fixture
def no_fonts(monkeypatch):
    monkeypatch.setattr(fonts, "_faces", dict)
    monkeypatch.setattr(fonts, "_fc_list", lambda *_: "")


def test_without_fonts_there_is_a_warning(issue_folder, tmp_path, no_fonts):
    report = build(issue_folder(), [tmp_path / "a.epub"], Options())
    assert [(finding.rule, str(finding.severity)) for finding in report.findings] == [
        ("epub-cover", "warning")
    ]
    assert "cover:" in report.findings[0].advice


def test_without_fonts_there_is_a_book_without_cover(epub_of, no_fonts):
    book = epub_of()
    assert cover_item(book) is None
    assert book.spine[0] == "page-01.xhtml"
    assert book.find(book.package, "//opf:meta[@name='cover']") == []
    assert book.find(book.package, "//opf:guide/opf:reference[@type='cover']") == []


def test_without_fonts_a_given_cover_is_still_used(issue_folder, tmp_path, picture, no_fonts):
    folder = issue_folder({"issue.yaml": issue() + "cover: c.png\n", "c.png": picture()})
    assert build(folder, [tmp_path / "a.epub"]).findings == ()


class Square:
    """A face in which every character is as wide as high."""

    ems = len


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("一二三四五六七", ["一二三四", "五六七"]),
        ("one two three", ["one", "two", "three"]),
        ("一二三四五，六", ["一二三四", "五，六"]),
        ("一二三四五六七八九十十一十二十三", ["一二三四五", "六七八九十", "十一十二…"]),
        ("abcdefghij", ["abcd…"]),
        ("ab cd ef gh ij kl mn", ["ab cd", "ef gh", "ij…"]),
        (("一二", "三四五六七"), ["一二", "三四五六七"]),
        ("", [""]),
    ],
)
def test_a_headline_is_broken_or_cut(text, lines):
    assert list(Fitter({"headline": Square}).lines(text, "headline", 10, 50, 3)) == lines


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_a_headline_breaks_between_words(language):
    """Without a dictionary a pair of characters that comes again in the article is a word."""
    text = "渡口夜航走向常态化\n渡口夜航灯亮，常态化管理，走向四季，常态化。"
    story = Story("", (), "", "", text, language)
    fitted = Fitter({"headline": Square}).lines("渡口夜航走向常态化", "headline", 1, 7, 3, story)
    assert fitted == ("渡口夜航", "走向常态化")


@pytest.mark.parametrize(("length", "is_cut"), [(20, False), (46, False), (90, True)])
def test_a_long_headline_is_set_smaller_before_it_is_cut(issue_folder, length, is_cut):
    headline = "".join(map(chr, range(0x4E00, 0x4E00 + length)))
    edition = make_edition(read(issue_folder({"01/1.md": story(headline)})).issue)
    drawn = edition.render(TEMPLATE, **_Cover(edition, faces(edition)).values())
    assert (headline[-1] not in drawn, "…" in drawn) == (is_cut, is_cut)


COVER = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 150" width="100" height="150">
<image href="{{ photograph.href }}" y="50" width="%s" height="50" preserveAspectRatio="none"/>
<image href="/etc/hostname" width="100" height="50"/>
<rect y="100" width="100" height="50" fill="#0000ff"/>
</svg>
"""


@pytest.fixture
def styled(issue_folder, picture, tmp_path):
    """Return what a style's own template makes of an issue with a red photograph."""
    files = {"issue.yaml": issue(), "01/1.md": story(body="![](a.jpg)")}
    files["01/a.jpg"] = picture("JPEG", (900, 600), "#ff0000")
    edition = make_edition(read(issue_folder(files)).issue)

    def make(template):
        file = tmp_path / "style" / "templates" / "epub" / "cover.svg"
        file.parent.mkdir(parents=True)
        file.write_text(template)
        (tmp_path / "style" / "style.yaml").write_text("extends: newspaper\n")
        return make_cover(replace(edition, style=find_style(tmp_path / "style")), Options())

    return make


def test_a_style_draws_its_own_cover(styled):
    file, findings = styled(COVER % 100)
    image = Image.open(io.BytesIO(file.data))
    assert (image.size, findings) == ((WIDTH, HEIGHT), [])
    paper, red, blue = (image.getpixel((800, y)) for y in (400, 1200, 2000))
    assert min(paper) > 240
    assert red[0] > 240 and max(red[1:]) < 20
    assert blue[2] > 240 and max(blue[:2]) < 20


@pytest.mark.parametrize("width", ["wide", "1e9", "nan"])
def test_a_cover_that_cannot_be_drawn_is_left_out_with_a_warning(styled, width):
    file, (finding,) = styled(COVER % width)
    assert file is None
    assert f"`width` is `{width}`" in finding.message
    assert "templates/epub/cover.svg" in finding.advice


def test_a_cover_that_is_not_xml_names_its_template(styled):
    with pytest.raises(UsageError, match=r"cover\.svg: what it makes is not well-formed"):
        styled("<svg>")


ARABIC = """\
publication: {name: صحيفة النهر, language: ar}
date: 2026-06-16
"""


@pytest.mark.skipif(not fonts.showing("صحيفة"), reason="no font with Arabic letters")
def test_arabic_is_set_from_the_right_in_a_font_that_has_it(issue_folder):
    files = {"issue.yaml": ARABIC, "01/1.md": story("المدينة تفتح جسراً")}
    edition = make_edition(read(issue_folder(files)).issue)
    assert all(face.has("صحيفة") for face in faces(edition).values())
    file, findings = make_cover(edition, Options())
    dark = Image.open(io.BytesIO(file.data)).convert("L").point(lambda value: 255 * (value < 90))
    left, _, right, _ = dark.crop((0, 560, WIDTH, 1500)).getbbox()
    assert findings == []
    assert WIDTH - right < left


def test_letters_that_no_font_shows_are_named(issue_folder):
    files = {"issue.yaml": issue(), "01/1.md": story("一\U000e0f00题")}
    _, findings = make_cover(make_edition(read(issue_folder(files)).issue), Options())
    assert ["\U000e0f00" in each.message for each in findings] == [True]
