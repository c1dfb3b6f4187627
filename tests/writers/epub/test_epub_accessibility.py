"""What the book says of accessibility is computed from what is in it."""

import io

import pytest
from PIL import Image

from exporter import build

ARTICLE = "---\nheadline: H\n---\n{}\n"
CLAIM = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"


TABLE = "<table><tr><td>x</td></tr></table>"
EVALUATED = {
    "issue.yaml": "publication: {name: N, language: en, "
    "accessibility: {certified_by: Access House}}\ndate: 2026-06-16\n"
}


def said(book, name):
    return book.find(book.package, f"//opf:meta[@property='{name}']/text()")


@pytest.fixture
def with_body(epub_of, picture):
    def make(body, **files):
        return epub_of({"01/1.md": ARTICLE.format(body), "01/a.png": picture(), **files})

    return make


def test_a_book_of_words_alone(with_body):
    book = with_body("Text.")
    assert said(book, "schema:accessMode") == ["textual"]
    assert said(book, "schema:accessModeSufficient") == ["textual"]
    assert "alternativeText" not in said(book, "schema:accessibilityFeature")
    assert said(book, "schema:accessibilityHazard") == ["none"]
    assert said(book, "dcterms:conformsTo") == []


def test_a_book_whose_pictures_have_alternatives(with_body):
    book = with_body('![What is seen](a.png "Caption")', **EVALUATED)
    assert said(book, "schema:accessMode") == ["textual", "visual"]
    assert said(book, "schema:accessModeSufficient") == ["textual,visual", "textual"]
    assert "alternativeText" in said(book, "schema:accessibilityFeature")
    assert "All pictures have alternative texts." in said(book, "schema:accessibilitySummary")[0]
    assert said(book, "dcterms:conformsTo") == [CLAIM]
    assert said(book, "a11y:certifiedBy") == ["Access House"]


@pytest.mark.parametrize("body", ["![](a.png)", '![](a.png "Caption")', '![C](a.png "C")'])
def test_a_book_with_a_picture_without_alternative_claims_nothing(with_body, body):
    book = with_body(body, **EVALUATED)
    assert said(book, "schema:accessModeSufficient") == ["textual,visual"]
    assert "alternativeText" not in said(book, "schema:accessibilityFeature")
    assert "Some pictures have no" in said(book, "schema:accessibilitySummary")[0]
    assert said(book, "dcterms:conformsTo") == said(book, "a11y:certifiedBy") == []


def test_a_table_without_head_gets_one_and_the_book_conforms(with_body):
    assert said(with_body(TABLE, **EVALUATED), "dcterms:conformsTo") != []


def drawing(text, ground):
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40">'
        f'<rect width="90" height="40" fill="{ground}"/><text fill="{text}">Tide</text></svg>'
    ).encode()


HAN = "潮水在七点过后涨起来，码头上没有人抬头。"
SENTENCES = (
    "The tide rose in the harbour after seven, and nobody on the quay looked up. "
    "It was the first of the two floods that the pilots feared."
)
NAMES = "Ada Brill, Tom Quay, Mia Lund (Harbour Radio); Jo Vane, Kit Marsh, Lea Holm, Sam Reed " * 2
FAINT = {"01/c.svg": drawing("#ddd", "#fff")}


@pytest.mark.parametrize(
    ("body", "files"),
    [
        ("![](a.png)", {}),
        ('![C](a.png "C")', {}),
        ("![a.png](a.png)", {}),
        ("![image](a.png)", {}),
        ("![Photo.](a.png)", {}),
        ("![Picture 2](a.png)", {}),
        ("![图片](a.png)", {}),
        ("![IMG_1234](a.png)", {}),
        ("![DSC00012](a.png)", {}),
        ("![x](a.png)", {}),
        ("[![](a.png)](https://example.org/)", {}),
        ("See [click here](https://example.org/).", {}),
        ("See [here](https://example.org/).", {}),
        ("[Read more…](https://example.org/)", {}),
        ("[点击这里](https://example.org/)", {}),
        ("[**此处**](https://example.org/)", {}),
        ("[こちら](https://example.org/)", {}),
        ("|  |  |\n| --- | --- |\n| a | b |\n| c | d |", {}),
        (HAN, {}),
        ("ارتفعت مياه النهر بعد السابعة صباحا.", {}),
        ("Το νερό ανέβηκε μετά τις επτά.", {}),
        (f"Words.\n\n> {HAN}", {}),
        (f'<p lang="zh">{SENTENCES}</p>', {}),
        ("![Words in a chart](c.svg)", FAINT),
        ("![Words in a chart](c.svg)", {"01/c.svg": drawing("#777", "#222")}),
    ],
)
def test_broken_books_claim_nothing(with_body, body, files):
    assert said(with_body(body, **EVALUATED, **files), "dcterms:conformsTo") == []


@pytest.mark.parametrize(
    ("body", "files"),
    [
        ("![A boat on a slipway](a.png)", {}),
        ("See [the tide table](https://example.org/).", {}),
        ("|  | High |\n| --- | --- |\n| a | b |\n| c | d |", {}),
        ("The ferry 潮水 left for 重庆 with a crate of oranges.", {}),
        (f'<p lang="zh">{HAN}</p>', {}),
        (f'<p lang="zh-Latn">{SENTENCES}</p>', {}),
        (f'<p lang="zh">{NAMES}</p>', {}),
        ("![Words in a chart](c.svg)", {"01/c.svg": drawing("#fff", "#222")}),
        ("![Words in a chart](c.svg)", {"01/c.svg": drawing("#222", "#eee")}),
    ],
)
def test_good_books_keep_their_claim(with_body, body, files):
    assert said(with_body(body, **EVALUATED, **files), "dcterms:conformsTo") == [CLAIM]


@pytest.mark.parametrize(("more", "claims"), [("", 0), (", alt: An advertisement of a shop", 1)])
def test_a_page_that_is_a_picture_alone_needs_words(epub_of, picture, more, claims):
    issue = (
        "publication: {name: N, language: en, accessibility: {certified_by: A}}\n"
        "date: 2026-06-16\n"
        f'pages: [{{label: "1", facsimile: {{image: f.png{more}}}}}]\n'
    )
    book = epub_of({"issue.yaml": issue, "f.png": picture(), "01/10-story.md": None})
    assert len(said(book, "dcterms:conformsTo")) == claims


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("Text.", ""),
        ("![](a.png)", "a picture has no alternative text"),
        ("![A lamp](b.gif)", "b.gif flashes, moves too long or has faint text"),
        ("See [here](https://example.org/).", "here"),
    ],
)
def test_a_claim_that_is_not_made_is_explained(issue_folder, tmp_path, picture, body, why):
    """The publisher who named an evaluator is told why the book is silent about it."""
    text = f"---\nheadline: Tide\n---\n{body}\n"
    pictures = {"01/a.png": picture(), "01/b.gif": moving(0.1)}
    folder = issue_folder(EVALUATED | {"01/10-story.md": text} | pictures)
    report = build(folder, [tmp_path / "a.epub"])
    told = [each.message for each in report.findings if each.rule == "epub-claim"]
    assert bool(told) == bool(why)
    assert all("the EPUB does not claim" in each and why in each for each in told)


def moving(seconds):
    """Return a picture that is black and white in turn."""
    frames = [Image.new("L", (40, 40), shade) for shade in (0, 255) * 5]
    file = io.BytesIO()
    duration = round(seconds * 1000)
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:], duration=duration, loop=0)
    return file.getvalue()


@pytest.mark.parametrize(
    ("seconds", "hazard", "claims"), [(0.05, "flashing", 0), (0.5, "noFlashingHazard", 0)]
)
def test_pictures_that_move_are_examined_for_flashes(with_body, seconds, hazard, claims):
    files = EVALUATED | {"01/b.gif": moving(seconds)}
    book = with_body("![A light by the sea](b.gif)", **files)
    assert hazard in said(book, "schema:accessibilityHazard")
    assert len(said(book, "dcterms:conformsTo")) == claims


def test_a_gif_that_soon_stands_still_refutes_nothing(with_body):
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "maroon")]
    buffer = io.BytesIO()
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:], duration=500)
    book = with_body("![A light by the sea](b.gif)", **EVALUATED, **{"01/b.gif": buffer.getvalue()})
    assert said(book, "dcterms:conformsTo") == [CLAIM]


def test_a_gif_that_does_not_move_is_harmless(with_body, picture):
    book = with_body("![x](b.gif)", **{"01/b.gif": picture("GIF")})
    assert said(book, "schema:accessibilityHazard") == ["none"]


def test_the_summary_is_in_the_language_of_the_issue(epub_of):
    book = epub_of({"issue.yaml": "publication: {name: 报, language: zh-Hans}\ndate: 2026-06-16\n"})
    (summary,) = said(book, "schema:accessibilitySummary")
    assert summary.startswith("全文可按顺序阅读")


def test_ruby_is_a_feature(with_body):
    features = said(with_body("{重庆|Chóngqìng}"), "schema:accessibilityFeature")
    assert "rubyAnnotations" in features


def test_an_article_says_what_it_is_to_machines(epub_of):
    import json

    text = "---\nheadline: A < B & C\nbyline: By Nell Ockley\nkind: opinion\n---\nText.\n"
    book = epub_of({"01/1.md": text})
    (script,) = book.find(book.documents["a-01-01.xhtml"], "//x:script")
    data = json.loads(script.text)
    assert (data["@type"], data["headline"]) == ("OpinionNewsArticle", "A < B & C")
    assert data["author"] == [{"@type": "Person", "name": "Nell Ockley"}]
    assert "printPage" not in data
    (front,) = book.find(book.documents["front.xhtml"], "//x:script")
    issue = json.loads(front.text)
    assert issue["@type"] == "PublicationIssue"
    assert issue["@id"] == data["isPartOf"]["@id"] == book.metadata("identifier")[0]
