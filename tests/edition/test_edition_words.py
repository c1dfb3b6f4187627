"""The words of an edition: escaped, in their language, in their place."""

import pytest

NASTY = "<b>&\"'"
QUOTED = "'<b>&\"'''"  # as a YAML scalar

ISSUE = """\
publication:
  name: {name}
  language: en
  tagline: {tagline}
  publisher: {publisher}
  cn_number: {cn_number}
date: 2026-06-16
quotes: typed
number: {number}
title: {title}
previous: {{date: 2026-06-09, number: {previous}}}
pages:
  - {{label: "01", section: {section}, editor: {editor}}}
  - {{label: "02", section: Empty}}
"""
ARTICLE = """\
---
kicker: {kicker}
headline: [{headline}, {second}]
deck: {deck}
byline: {byline}
dateline: {dateline}
credit: {credit}
column: {column}
figures: [{{image: a.png, caption: {caption}, credit: {figure_credit}, alt: {alt}}}]
---
Text.
"""
FRONT = "front.xhtml"
PAGES = "pages.xhtml"
HEADLINES = "headlines.xhtml"
PAGE = "page-01.xhtml"
STORY = "a-01-01.xhtml"
PLACES = {
    "name tagline publisher cn_number number title previous": {FRONT},
    "section": {PAGES, PAGE},
    "editor": {PAGE},
    "kicker": {PAGE, STORY},
    "headline second": {PAGES, HEADLINES, PAGE, STORY},
    "deck byline dateline credit column caption figure_credit alt": {STORY},
}
FIELDS = " ".join(PLACES).split()


def words(tree):
    return "\0".join([*tree.itertext(), *tree.xpath("//@alt")])


@pytest.mark.parametrize("field", FIELDS)
def test_markup_in_a_field_is_text_wherever_it_is_shown(edition_of, tree, picture, field):
    values = dict.fromkeys(FIELDS, "Plain") | {field: QUOTED}
    files = {
        "issue.yaml": ISSUE.format(**values),
        "01/10-a.md": ARTICLE.format(**values),
        "01/a.png": picture(),
    }
    trees = {document.name: tree(document) for document in edition_of(files).documents}
    assert [name for name, found in trees.items() if found.find(".//b") is not None] == []
    shown = {name for name, found in trees.items() if NASTY in words(found)}
    assert shown == next(places for fields, places in PLACES.items() if field in fields.split())


def test_a_label_is_escaped(edition_of, tree):
    edition = edition_of({f"{NASTY}/10-a.md": "---\nheadline: H\n---\n"})
    for document in edition.documents[1:]:
        assert f"Page {NASTY}" in words(tree(document))


def headline(edition_of, tree, document, text, language="en"):
    issue = f"publication: {{name: N, language: {language}}}\ndate: 2026-06-16\n"
    edition = edition_of({"issue.yaml": issue, "01/10-a.md": f"---\nheadline: {text}\n---\n"})
    found = document(edition, STORY)
    return found.title, tree(found).find(".//h1")


def test_a_headline_of_several_lines_keeps_them(edition_of, tree, document):
    _, element = headline(edition_of, tree, document, "[One line, Another, A third]")
    assert [span.text for span in element] == ["One line", "Another", "A third"]
    assert {span.get("class") for span in element} == {"line"}
    assert "".join(element.itertext()) == "One line Another A third"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("[一顿午饭十一元, 社区食堂算起细账]", "一顿午饭十一元　社区食堂算起细账"),
        ("[One line, Another]", "One line Another"),
        ("[关于 GDP, 的几点说明]", "关于 GDP 的几点说明"),
        ("[三问：, 钱去了哪里]", "三问：　钱去了哪里"),
        ("One line alone", "One line alone"),
    ],
)
def test_the_lines_of_a_headline_are_joined_by_script(edition_of, tree, document, text, title):
    assert headline(edition_of, tree, document, text)[0] == title


FRENCH = {
    "issue.yaml": "publication: {name: N, language: en}\ndate: 2026-06-16\n",
    "01/10-a.md": "---\nheadline: Ailleurs\nlanguage: fr\n---\nTexte.\n",
    "01/20-b.md": "---\nheadline: Here\n---\nText.\n",
}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def test_an_article_in_another_language_says_so(edition_of, tree, document):
    found = document(edition_of(FRENCH), "a-01-01.xhtml")
    element = tree(found).find("article")
    assert (found.language, element.get("lang"), element.get(LANG)) == ("fr", "fr", "fr")


def test_an_article_in_the_publications_language_says_nothing(edition_of, tree, document):
    found = document(edition_of(FRENCH), "a-01-02.xhtml")
    assert found.language == "en"
    assert tree(found).xpath("//@lang") == []


@pytest.mark.parametrize("name", [PAGES, HEADLINES, PAGE])
def test_a_headline_in_another_language_says_so_in_the_navigation(edition_of, tree, document, name):
    marked = tree(document(edition_of(FRENCH), name)).xpath("//*[@lang]")
    assert [(each.get("lang"), each.get(LANG), each.find("a").text) for each in marked] == [
        ("fr", "fr", "Ailleurs")
    ]


def body(edition_of, tree, document, front, text="Text.\n"):
    edition = edition_of({"01/10-a.md": f"---\nheadline: H\n{front}---\n{text}"})
    return tree(document(edition, STORY)).find(".//div[@class='body']")


def test_the_dateline_runs_into_the_first_paragraph(edition_of, tree, document):
    first, second = body(edition_of, tree, document, "dateline: Saltmere\n", "One.\n\nTwo.\n")
    assert [span.get("class") for span in first] == ["dateline"]
    assert "".join(first.itertext()) == "Saltmere — One."
    assert second.text == "Two."


@pytest.mark.parametrize("text", ["- An item\n", "## Subhead\n\nText.\n", ""])
def test_a_dateline_stands_alone_before_what_is_no_paragraph(edition_of, tree, document, text):
    first = body(edition_of, tree, document, "dateline: Saltmere\n", text)[0]
    assert first.tag == "p"
    assert "".join(first.itertext()) == "Saltmere — "


def test_the_credit_stands_in_brackets_at_the_end(edition_of, tree, document):
    last = body(edition_of, tree, document, "credit: from our archive\n")[-1]
    assert (last.get("class"), last.text) == ("credit", "(from our archive)")


def test_what_is_not_given_leaves_no_empty_element(edition_of, tree):
    for document in edition_of().documents:
        found = tree(document)
        empty = found.xpath("//*[not(node())][not(self::img)][not(@class='imprint')]")
        assert [element.tag for element in empty if element.tag != "ol"] == []


NEIGHBOURS = """\
publication: {name: N, language: en}
date: 2026-06-16
quotes: typed
previous: {date: 2026-06-09, number: 406, url: "https://n.example/406/"}
next: {date: 2026-06-23}
"""


def test_the_front_links_neighbours_that_have_an_address(edition_of, tree, document):
    front = tree(document(edition_of({"issue.yaml": NEIGHBOURS}), FRONT))
    assert [(link.text, link.get("href")) for link in front.iter("a")] == [
        ("Previous issue", "https://n.example/406/")
    ]


def test_the_front_names_neighbours_by_date_and_number(edition_of, tree, document):
    front = tree(document(edition_of({"issue.yaml": NEIGHBOURS}), FRONT))
    shown = ["".join(span.itertext()) for span in front.find(".//p[@class='neighbours']")]
    assert shown == [
        "Previous issue Tuesday, 9 June 2026 No. 406",
        "Next issue Tuesday, 23 June 2026",
    ]


def test_the_front_has_no_neighbours_where_there_are_none(edition_of, tree, document):
    front = tree(document(edition_of(), FRONT))
    assert front.find(".//p[@class='neighbours']") is None


def test_the_front_shows_the_imprint(edition_of, tree, document):
    issue = (
        "publication:\n  name: N\n  language: zh-Hans\n  publisher: 某某社\n  issn: 0000-0019\n"
        "  cn_number: CN 00-0407\n  url: https://n.example/\ndate: 2026-06-16\nnumber: 407\n"
    )
    front = tree(document(edition_of({"issue.yaml": issue}), FRONT))
    assert "".join(front.find(".//p[@class='imprint']").itertext()).split() == [
        "主办：某某社",
        "国内统一刊号：CN",
        "00-0407",
        "ISSN",
        "0000-0019",
        "https://n.example/",
    ]
    time = front.find(".//time")
    assert (time.get("datetime"), time.text) == ("2026-06-16", "2026年6月16日 星期二")
    assert front.xpath("string(//span[@class='number'])") == "第407期"
