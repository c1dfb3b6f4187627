"""An article part by part: its templates may change, layouts put the same parts together."""

import pickle
import re

import pytest
from lxml import etree

from exporter.edition import make_edition
from exporter.edition.parts import print_tree
from exporter.edition.style import find_style, templates
from exporter.errors import UsageError
from exporter.layouts.flow.rows import make_rows
from exporter.layouts.makeup.measure.long_tables import parted
from exporter.layouts.makeup.measure.parts import take_apart
from exporter.layouts.makeup.plan.grid import sheet_grid
from exporter.layouts.papers import make_grid
from exporter.readers import read
from exporter.xhtml import inside, parse

LINE = "The tide came in over the slipway and the boats were moved up to the road again. "
ROWS = "".join(f"| {number} | a | b | c |\n" for number in range(30))
STORY = f"""\
---
kicker: Harbour
headline: [The tide, "comes in"]
deck: {LINE * 3}
byline: [Ann Ash]
credit: Wire
figures: [{{image: a.png, caption: The slipway}}]
continues: 2/20-brief.md
---
{LINE * 40}

![The road](b.png)

{LINE * 4}[^1]

| n | x | y | z |
|---|---|---|---|
{ROWS}

{LINE * 4}

[^1]: A note.
"""
CLASS = re.compile(r'class="([a-z-]+)"')


@pytest.fixture
def issue(issue_folder, picture):
    files = {"1/10-story.md": STORY, "1/a.png": picture(size=(800, 500)), "1/b.png": picture()}
    brief = {"2/20-brief.md": "---\nheadline: A brief\nkind: brief\n---\nText.\n"}
    head = "publication: {name: The Example, language: en}\ndate: 2026-06-16\n"
    pages = "pages: [{label: '1'}, {label: '2'}]\n"
    return read(issue_folder({"issue.yaml": head + pages, **files, **brief})).issue


@pytest.fixture
def style_of(tmp_path):
    """Return a function that makes a style of the newspaper's with templates of its own."""

    def make(**own):
        folder = tmp_path / "mine"
        (folder / "templates").mkdir(parents=True)
        (folder / "style.yaml").write_text("extends: newspaper\n")
        for name, text in own.items():
            (folder / "templates" / f"{name}.xhtml").write_text(text)
        return find_style(folder)

    return make


def swapped(name):
    """Return a template of ours whose elements have another class before and after their own."""
    text = (templates.TEMPLATES / f"{name}.xhtml").read_text(encoding="utf-8")
    text = text.replace('class="figure {{', 'data-x="" class="first {{').replace(
        'if cut.role }}"', 'if cut.role }} figure"'
    )
    return CLASS.sub(r'data-x="" class="first \1 last"', text)


def layouts(edition):
    """Return the text and the pictures that both layouts show, and how they size the pictures."""
    grid, sheet = make_grid("", "en", edition.style), sheet_grid("", "en", style=edition.style)
    rows = make_rows(edition.article_documents, edition.resources, grid, edition.style)
    flow = [print_tree(each, "en") for row in rows for each in row.articles]
    printed = [part for each in edition.article_documents for part in parted(each.printed, sheet)]
    made = [take_apart(each, edition.resources, sheet) for each in printed]
    exhibits = [exhibit.element for parts in made for exhibit in parts.exhibits]
    trees = [*flow, *(tree for parts in made for tree in (parts.head, parts.body)), *exhibits]
    measures = [(exhibit.ratio, exhibit.words) for parts in made for exhibit in parts.exhibits]
    styles = [each.get("style") for tree in flow for each in tree.iter("img", "h1", "header")]
    return ["".join("".join(tree.itertext()).split()) for tree in trees], styles, measures


def test_the_order_of_classes_changes_nothing(issue, style_of):
    own = {name: swapped(name) for name in ("head", "figure", "credit", "jump")}
    plain, mine = make_edition(issue), make_edition(issue, style_of(**own))
    assert 'class="first headline last"' in mine.article_documents[0].body
    assert 'class="first landscape figure"' in mine.article_documents[0].body
    assert layouts(mine) == layouts(plain)
    styles = layouts(plain)[1]
    assert sum("margin-bottom" in (style or "") for style in styles) == 2
    assert any("font-size" in (style or "") for style in styles)


def test_a_style_may_put_more_around_the_parts(issue, style_of):
    head = "<div class='box'>{% include 'exporter/head.xhtml' %}</div>"
    edition = make_edition(issue, style_of(head=head))
    words, styles, measures = layouts(edition)
    assert (words, measures) == (layouts(make_edition(issue))[0], layouts(make_edition(issue))[2])
    assert sum("margin-bottom" in (style or "") for style in styles) == 2


def test_a_head_without_a_headline_is_named(issue, style_of):
    edition = make_edition(issue, style_of(head="<p>{{ article.title }}</p>"))
    with pytest.raises(UsageError, match=r"head.xhtml: .* no h1"):
        _ = edition.article_documents[0].printed


def test_an_article_knows_its_parts(issue):
    first, second = make_edition(issue).article_documents
    assert [shown.name for shown in first.parts.pictures] == ["images/1-a.png", "images/1-b.png"]
    assert len(first.parts.figures) == 1
    assert "continued" in first.parts.goes_to.lower()
    assert "continued" in second.parts.came_from.lower()
    assert (second.parts.goes_to, second.parts.credit, second.parts.figures) == ("", "", ())


def test_print_trees_are_made_once_and_copied(issue):
    document = make_edition(issue).article_documents[0]
    own = document.printed.copied()
    own.body.clear()
    assert document.printed is document.printed
    assert len(document.printed.body) > 5


def test_an_article_for_print_is_the_same_in_another_process(issue):
    for document in make_edition(issue).article_documents:
        printed, sent = document.printed, pickle.loads(pickle.dumps(document)).printed
        assert sent.body is not printed.body
        assert written(sent) == written(printed)


def written(printed):
    trees = (printed.came_from, printed.head, *printed.figures, printed.body)
    texts = [None if tree is None else etree.tostring(tree, with_tail=False) for tree in trees]
    return printed.article, printed.language, texts


def test_links_of_a_printed_article_lead_to_places_in_the_pdf():
    tree = print_tree('<p><a href="a-1.xhtml#x">a</a><a href="a-1.xhtml">b</a></p>', "en")
    assert [link.get("href") for link in tree] == ["#x", "#a-1"]


def test_several_elements_of_a_template_are_in_one():
    assert etree.tostring(print_tree("<p>1</p><p>2</p>", "en")) == b"<div><p>1</p><p>2</p></div>"
    assert print_tree(" <h1>1</h1>", "en").tag == "div"


@pytest.mark.parametrize(("language", "number"), [("fa", "۱"), ("ar-EG", "١"), ("fr", "1")])
def test_references_to_notes_are_counted_as_the_notes(language, number):
    tree = print_tree('<p>A<a class="noteref" role="doc-noteref" href="#n">1</a></p>', language)
    assert "".join(tree.itertext()) == f"A{number}"


@pytest.mark.parametrize(
    "text",
    [
        'Plain words, 2 > 1 & “so on”; it\'s "this".\n\n## Head\n\n- one\n- two\\\n  lines\n\n---',
        "[A link](https://example.org/a?b=1&c='2') and <b>bold</b>\xa0**text**, `a < b`.",
        '<p lang="en" title="a\nb">A paragraph</p>\n\n<abbr title="It is &quot;so&quot;">so</abbr>',
        "{北京|Běijīng} H<sub>2</sub>O[^1]\n\n[^1]: A note.",
        "$x^2$ and ![](photo.jpg)",
        "| a | b |\n|---|---|\n| 1 |  |",
    ],
)
@pytest.mark.parametrize("front", ["", "dateline: Fellwater\n", "kind: listing\n"])
def test_a_body_is_written_as_a_tree_of_elements_is_whether_it_is_changed_or_not(
    edition_of, picture, text, front
):
    head = "publication: {name: A, language: en}\ndate: 2026-06-16\npages: [{label: '1'}]\n"
    article = f"---\nheadline: One\n{front}---\n{text}\n"
    files = {"issue.yaml": head, "1/1.md": article, "1/photo.jpg": picture("JPEG")}
    [document] = edition_of(files).article_documents
    assert document.parts.body == inside(parse(document.parts.body))
