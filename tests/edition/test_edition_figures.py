"""Figures of an edition: where they stand, what is said of them, how they are stored."""

import pytest

HEAD = """\
---
headline: H
figures:
  - {image: a.png, caption: Caption of a, credit: By a, alt: Words for a}
  - {image: b.png}
---
"""


@pytest.fixture
def article(edition_of, document, tree, picture):
    """Make an issue of one article, with pictures of four sizes; return its tree."""

    def make(text):
        pictures = {f"01/{name}.png": picture(size=(40, 20 + ord(name))) for name in "abcd"}
        edition = edition_of({"01/10-a.md": text, **pictures})
        return tree(document(edition, "a-01-01.xhtml"))

    return make


def order(tree):
    """Return what stands in an article, in order."""
    marks = tree.xpath("//h1 | //*[@class='body'] | //p[not(*)] | //img")
    return [mark.get("src") or mark.get("class") or mark.text for mark in marks]


def test_figures_of_the_front_matter_stand_between_headline_and_body(article):
    assert order(article(HEAD + "Text.\n")) == [
        "headline",
        "images/01-a.png",
        "images/01-b.png",
        "body",
        "Text.",
    ]


def test_figures_of_the_body_stand_where_it_has_them(article):
    text = HEAD + "One.\n\n![](c.png)\n\nTwo.\n\n![](d.png)\n\nThree.\n"
    assert order(article(text))[3:] == [
        "body",
        "One.",
        "images/01-c.png",
        "Two.",
        "images/01-d.png",
        "Three.",
    ]


def test_a_picture_in_a_sentence_stays_in_it(article):
    paragraph = article("---\nheadline: H\n---\nPress ![the key](c.png) twice.\n").find(".//p")
    image = paragraph.find("img")
    assert (paragraph.text, image.get("alt"), image.tail) == ("Press ", "the key", " twice.")


def test_a_figure_shows_caption_and_credit(article):
    figure = article(HEAD).find(".//figure")
    caption = figure.find("figcaption")
    assert caption.text == "Caption of a "
    assert caption.xpath("string(span[@class='figure-credit'])") == "By a"
    assert figure.find("img").get("alt") == "Words for a"


@pytest.mark.parametrize(
    ("credit", "may_break"),
    [
        ("By a", False),
        ("本报记者 蒲一凡 摄", False),
        ("Ann Reed / Marine Station of Orrin", True),
    ],
)
def test_a_credit_that_a_narrow_column_does_not_hold_may_break(article, credit, may_break):
    shown = article(HEAD.replace("By a", credit)).find(".//figcaption/span")
    assert ("long" in shown.get("class").split()) is may_break


def test_a_caption_stands_in_for_alternative_text(article):
    image = article("---\nheadline: H\n---\n![](a.png 'A caption')\n").find(".//img")
    assert image.get("alt") == "A caption"


def test_a_figure_without_words_is_for_presentation(article):
    first, second = article(HEAD).iter("img")
    assert first.get("role") is None
    assert (second.get("alt"), second.get("role")) == ("", "presentation")


def test_a_figure_without_words_has_no_caption(article):
    assert article("---\nheadline: H\n---\n![](a.png)\n").find(".//figcaption") is None


@pytest.mark.parametrize(
    ("size", "shape"), [((40, 30), "landscape"), ((40, 40), "landscape"), ((40, 60), "portrait")]
)
def test_a_figure_says_its_shape(edition_of, document, tree, picture, size, shape):
    files = {"01/10-a.md": "---\nheadline: H\n---\n![](a.png)\n", "01/a.png": picture(size=size)}
    figure = tree(document(edition_of(files), "a-01-01.xhtml")).find(".//figure")
    assert figure.get("class") == f"figure {shape}"


def stories(**pictures):
    """Return files of one article a page; page and picture from `{page: picture}`."""
    return {
        f"{page}/10-a.md": f"---\nheadline: H\n---\n![alt]({image})\n"
        for page, image in pictures.items()
    }


def sources(edition, tree):
    shown = [src for document in edition.documents for src in tree(document).xpath("//img/@src")]
    return shown + [document.facsimile for document in edition.page_documents if document.facsimile]


def test_identical_pictures_are_stored_once(edition_of, tree, picture):
    data = picture()
    pictures = {"A/one.png": data, "B/two.png": data}
    edition = edition_of({**stories(A="one.png", B="two.png"), **pictures})
    assert sources(edition, tree) == ["images/A-one.png"] * 2
    assert list(edition.resources) == ["images/A-one.png"]


def test_a_picture_that_is_used_twice_is_stored_once(edition_of, tree, picture):
    text = "---\nheadline: H\nfigures: [{image: a.png}]\n---\n![](a.png)\n"
    edition = edition_of({"01/10-a.md": text, "01/a.png": picture()})
    assert sources(edition, tree) == ["images/01-a.png"] * 2
    assert len(edition.resources) == 1


def test_pictures_of_one_name_on_two_pages_are_both_kept(edition_of, tree, picture):
    files = {"A/a.png": picture(colour="red"), "B/a.png": picture(colour="blue")}
    edition = edition_of({**stories(A="a.png", B="a.png"), **files})
    assert sources(edition, tree) == ["images/A-a.png", "images/B-a.png"]
    data = [resource.file.data for resource in edition.resources.values()]
    assert data == [files["A/a.png"], files["B/a.png"]]


def test_pictures_with_names_in_chinese_get_names_of_their_own(edition_of, tree, picture):
    files = {"01/江.png": picture(colour="red"), "01/河.png": picture(colour="blue")}
    body = "![](江.png)\n\n![](河.png)\n"
    edition = edition_of({"01/10-a.md": f"---\nheadline: H\n---\n{body}", **files})
    assert len(set(sources(edition, tree))) == 2
    assert all(name.isascii() for name in edition.resources)


# A reading system may keep file names in one case only (OCF 3.3 §4.2.2).
@pytest.mark.parametrize(("one", "two"), [("a.png", "A.png"), ("a b.png", "a-b.png")])
def test_no_two_pictures_share_a_name_in_any_case(edition_of, picture, one, two):
    files = {f"01/{one}": picture(colour="red"), f"01/{two}": picture(colour="blue")}
    body = f"![](<{one}>)\n\n![](<{two}>)\n"
    edition = edition_of({"01/10-a.md": f"---\nheadline: H\n---\n{body}", **files})
    assert len({name.casefold() for name in edition.resources}) == 2


def test_the_masthead_is_a_picture_of_the_edition(edition_of, tree, document, picture):
    issue = "publication: {name: The Example, language: en, masthead: mast.png}\ndate: 2026-06-16\n"
    edition = edition_of({"issue.yaml": issue, "mast.png": picture()})
    image = tree(document(edition, "front.xhtml")).find(".//h1/img")
    assert (image.get("src"), image.get("alt")) == ("images/masthead.png", "The Example")


def test_every_resource_is_shown_and_every_picture_shown_is_a_resource(edition_of, tree, picture):
    issue = (
        "publication: {name: N, language: en, masthead: m.png}\ndate: 2026-06-16\n"
        'pages: [{label: "01"}, {label: "02", facsimile: {image: f.png}}]\n'
    )
    colours = {"m.png": "red", "f.png": "blue", "01/a.png": "green", "01/unused.png": "black"}
    pictures = {name: picture(colour=colour) for name, colour in colours.items()}
    files = {"issue.yaml": issue, "01/1-a.md": "---\nheadline: H\n---\n![](a.png)\n", **pictures}
    edition = edition_of(files)
    assert sorted(sources(edition, tree)) == sorted(edition.resources)
    assert len(edition.resources) == 3
