"""Fonts that go into the book: what is cut out of them, which are refused, which readers use."""

import io
import random

import pytest
from fontTools.ttLib import TTCollection, TTFont

from exporter import Options, build
from exporter.errors import UsageError

ISSUE = "publication: {{name: N, language: {}}}\ndate: 2026-06-16\ncover: c.png\n"


@pytest.fixture
def book_of(issue_folder, tmp_path, read_epub, picture):
    def make(*fonts, language="zh-Hant", body="正文。"):
        files = {
            "issue.yaml": ISSUE.format(language),
            "c.png": picture(),
            "01/1.md": f"---\nheadline: H\n---\n{body}\n",
        }
        path = tmp_path / "book.epub"
        build(issue_folder(files), [path], Options(embed_fonts=fonts))
        return read_epub(path)

    return make


def embedded(book):
    """Return the names of the fonts in a book."""
    return [item["href"] for item in book.manifest.values() if "font/" in item["media-type"]]


def opened(book, name):
    return TTFont(io.BytesIO(book.read(name)))


def test_fonts_are_cut_to_what_is_used_and_asked_for(book_of, font):
    book = book_of(font("Text", "正文字没有用"), font("Head", "H正", 700))
    names = embedded(book)
    assert names == ["fonts/font-1.ttf", "fonts/font-2.ttf"]
    assert {chr(code) for code in opened(book, names[0]).getBestCmap()} == set("正文")
    style = book.read("style.css").decode()
    assert 'font-family: "Text"; src: url("fonts/font-1.ttf"); font-weight: 400' in style
    assert 'font-family: "Head"; src: url("fonts/font-2.ttf"); font-weight: 700' in style


def test_a_font_without_any_of_the_characters_stays_out(book_of, font):
    book = book_of(font("None", "丙"), font("Text", "正"))
    assert [opened(book, name)["name"].getDebugName(1) for name in embedded(book)] == ["Text"]
    assert "None" not in book.read("style.css").decode()


@pytest.mark.parametrize(
    ("language", "family"),
    [("zh-Hans", "Han SC"), ("zh-TW", "Han TC"), ("ja", "Han JP"), ("ko", "Han JP")],
)
def test_of_a_collection_the_font_of_the_language_is_taken(
    book_of, font, tmp_path, language, family
):
    collection = TTCollection()
    collection.fonts = [TTFont(font(f"Han {region}", "正文")) for region in ("JP", "SC", "TC")]
    collection.save(tmp_path / "han.ttc")
    book = book_of(tmp_path / "han.ttc", language=language)
    (name,) = embedded(book)
    assert opened(book, name)["name"].getDebugName(1) == family


@pytest.mark.parametrize(
    ("weights", "made"),
    [((100, 400, 900), [400, 700]), ((100, 100, 500), [400, 500]), ((700, 800, 900), [700])],
)
def test_a_variable_font_becomes_regular_and_bold(book_of, font, weights, made):
    book = book_of(font("Wide", "正文", weights=weights))
    fonts = [opened(book, name) for name in embedded(book)]
    assert [each["OS/2"].usWeightClass for each in fonts] == made
    assert not any("fvar" in each for each in fonts)


@pytest.mark.parametrize("name", ["no.txt", "gone.ttf", "broken.ttf", "broken.ttc", "broken.woff2"])
def test_files_that_are_no_fonts_are_refused(book_of, tmp_path, name):
    if name != "gone.ttf":
        (tmp_path / name).write_bytes(b"no font")
    with pytest.raises(UsageError, match=name):
        book_of(tmp_path / name)


@pytest.mark.parametrize(
    ("permission", "said"), [(0x0002, "embedding"), (0x0100, "subsetting"), (0x0200, "subsetting")]
)
def test_a_font_whose_licence_forbids_it_is_refused(book_of, font, permission, said):
    with pytest.raises(UsageError, match=f"its licence forbids {said}"):
        book_of(font("Kept", "正文", permission=permission))


@pytest.mark.parametrize("permission", [0x0004, 0x0008])
def test_a_font_that_may_be_read_or_edited_may_be_embedded(book_of, font, permission):
    assert len(embedded(book_of(font("Read", "正文", permission=permission)))) == 1


def test_damaged_fonts_are_refused_or_used(book_of, font, tmp_path):
    whole, chance = font("Text", "正文字").read_bytes(), random.Random(1)
    refused = 0
    for number in range(40):
        damaged = bytearray(whole)
        for _ in range(12):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path = tmp_path / f"{number}.ttf"
        path.write_bytes(damaged[: chance.randrange(len(damaged) // 2, len(damaged) + 1)])
        try:
            book_of(path)
        except UsageError as error:
            assert str(path) in str(error)
            refused += 1
    assert refused > 20


def test_a_character_that_readers_lack_is_named(issue_folder, tmp_path, font):
    folder = issue_folder({"01/1.md": "---\nheadline: H\n---\n𠮷野家\n"})
    report = build(folder, [tmp_path / "a.epub"])
    (finding,) = [each for each in report.findings if each.rule == "epub-rare-character"]
    assert "U+20BB7" in finding.message
    assert finding.path.name == "1.md"
    with_it = Options(embed_fonts=(font("Rare", "𠮷"),))
    assert build(folder, [tmp_path / "a.epub"], with_it).findings == ()
