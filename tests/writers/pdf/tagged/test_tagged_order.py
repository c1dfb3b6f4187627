"""The samples are read in the order of the issue: by the structure tree and by the text itself."""

import re
from itertools import groupby, product

import pikepdf
import pytest
from lxml import etree

from exporter.languages.labels import labels
from exporter.model import Kind

NAMES = ("lanjiang-weekly", "saltmere-chronicle")
LAYOUTS = ("flow", "makeup")
UNREAD = ("rp", "figure")


def pieces_by_article(path, structure, marked_texts, without=()):
    """Return the ids of articles in the order of the tree, and the texts of each.

    The texts of elements whose role is among `without` are left out.
    """
    texts = marked_texts(path)
    with pikepdf.open(path) as pdf:
        sheets = {page.objgen: number for number, page in enumerate(pdf.pages)}
        return {
            article.identifier: [
                texts.get((sheets[sheet], number), "")
                for sheet, number in article.contents(without)
            ]
            for article in structure(pdf).all("Art")
        }


def paragraphs(article):
    """Yield the paragraphs of an article's body as they are read."""
    root = etree.fromstring(f"<div>{article.body}</div>".encode())
    etree.strip_elements(root, *UNREAD, with_tail=False)
    for link in root.xpath('//a[@class="footnote-backref"]'):
        link.text = None
    for paragraph in root.iter("p"):
        yield "".join(paragraph.itertext())


def titles_of_tables(article):
    """Return the paragraphs right before a table, which makeup sets with it."""
    root = etree.fromstring(f"<div>{article.body}</div>".encode())
    before = (table.getprevious() for table in root.iter("table"))
    return {"".join(each.itertext()) for each in before if each is not None and each.tag == "p"}


@pytest.fixture(scope="module", params=product(NAMES, LAYOUTS), ids="-".join)
def sample(request, samples, excerpt, structure, marked_texts):
    name, layout = request.param
    path = samples(name, "pdf", layout)
    articles = pieces_by_article(path, structure, marked_texts)
    return excerpt(name), path, articles


def test_every_article_stands_in_the_tree_in_the_order_of_the_issue(sample, squeezed):
    issue, _, articles = sample
    assert list(articles) == [article.id for article in issue.articles]
    for article in issue.articles:
        text, position = squeezed("".join(articles[article.id])), 0
        titles = titles_of_tables(article)
        assert all(squeezed(title) in text for title in titles)
        for wanted in [*article.headline, *paragraphs(article)]:
            if wanted in titles:
                continue
            found = text.find(squeezed(wanted), position)
            assert found >= 0, (article.id, wanted)
            position = found


def test_the_text_itself_has_the_same_order(sample, read_pdf, squeezed, structure, marked_texts):
    """Labels of lists and readings of ruby hang beside the text, and are painted after it.

    The words in a drawing have the order of the drawing.
    """
    _, path, _ = sample
    articles = pieces_by_article(path, structure, marked_texts, without=("Lbl", "RT", "Figure"))
    words, position = read_pdf(path).words, 0
    for identifier, pieces in articles.items():
        for piece in filter(None, map(squeezed, pieces)):
            found = words.find(piece, position)
            assert found >= 0, (identifier, piece)
            position = found + len(piece)


def test_a_paragraph_is_one_element_across_columns_and_sheets(sample, structure):
    issue, path, articles = sample
    mark = labels(issue.publication.language).see_table
    with pikepdf.open(path) as pdf:
        counts = {
            element.identifier: len(element.all("P")) for element in structure(pdf).all("Art")
        }
        titles = {
            element.identifier: sum(len(table.all("Caption")) for table in element.all("Table"))
            for element in structure(pdf).all("Art")
        }
    for article in issue.articles:
        parts = etree.fromstring(f"<div>{article.body}</div>".encode())
        expected = len([p for p in parts.iter("p") if "".join(p.itertext()).strip()])
        around = [article.column, article.kicker, article.deck, article.byline, article.credit]
        expected += sum(map(bool, around))
        # An advertisement set as text says that it is one.
        expected += article.kind is Kind.ADVERTISEMENT
        expected += "".join(articles[article.id]).count(mark)  # where makeup took a table away
        # A paragraph that is the title of a table is its caption.
        expected -= titles[article.id] - len(list(parts.iter("caption")))
        assert counts[article.id] == expected, article.id


def test_every_picture_is_a_figure_with_words(sample, structure):
    issue, path, _ = sample
    with pikepdf.open(path) as pdf:
        figures = {
            element.identifier: [figure.alternative for figure in element.all("Figure")]
            for element in structure(pdf).all("Art")
        }
        everywhere = [figure.alternative for figure in structure(pdf).all("Figure")]
        boxes = [figure.attribute("BBox") for figure in structure(pdf).all("Figure")]
        assert all(box is not None for box in boxes)
    assert all(everywhere)
    for article in issue.articles:
        words = [figure.alt or figure.caption for figure in article.figures]
        assert sorted(figures[article.id]) == sorted(words)


def test_what_is_in_another_language_says_so(sample, structure):
    issue, path, _ = sample
    own = issue.publication.language
    wanted = set()
    for article in issue.articles:
        wanted |= {article.language} - {None, own}
        wanted |= set(re.findall(r' lang="([^"]*)"', article.body)) - {own}
    with pikepdf.open(path) as pdf:
        assert str(pdf.Root.Lang) == own
        found = {element.language for element in structure(pdf).walk()} - {""}
    assert found == wanted
    assert wanted or own == "zh-Hans"


def test_all_that_is_painted_is_content_or_artifact(sample, marked_contents):
    _, path, _ = sample
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            numbers = marked_contents(page)
            assert list(numbers) == sorted(numbers)
            assert numbers


def test_sheets_have_the_labels_that_are_printed(sample):
    issue, path, _ = sample
    with pikepdf.open(path) as pdf:
        labels = [page.label for page in pdf.pages]
    without_parts = [re.sub(r"-\d+$", "", label) for label in labels]
    pages = [label for label, _ in groupby(without_parts)]
    if len(labels) > len(issue.pages):
        assert pages.pop(0) in ("封面", "Cover")
    assert pages == [page.label for page in issue.pages]
