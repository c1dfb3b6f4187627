"""An article part by part: each as its template renders it, and each as a tree for print."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from lxml import etree
from markupsafe import Markup

from exporter.edition.cross_references import make_local
from exporter.edition.formulas import set_formulas
from exporter.edition.note_numbers import number_notes
from exporter.edition.table_titles import caption_tables, is_title
from exporter.edition.worded_formulas import set_worded_formulas
from exporter.errors import UsageError
from exporter.model import Article, Kind
from exporter.xhtml import PARSER, Element, has_class, parse

MUGSHOT = "mugshot"  # class of a small picture of a person
QUESTION = "question"  # class of a bold paragraph of an interview


@dataclass(frozen=True)
class Shown:
    """A picture of an article as templates show it: its name, and what it shows.

    `ratio` is its height by width. One that is `whole` is not cut; of another stays what lies at
    `focus`, the CSS of a place in it, if it has one.
    """

    name: str
    alt: str
    portrait: bool
    ratio: float
    whole: bool = False
    focus: str = ""


@dataclass(frozen=True)
class ArticleParts:
    """The parts of an article as XHTML; one that it does not have is empty.

    `figures` are those at its head; `body` is the blocks of its text, with the other figures and
    the notes. `came_from` and `goes_to` are the lines of an article on several pages, `turn` the
    links to its neighbours. `pictures` are all that it shows, in reading order, portraits last.
    """

    head: Markup
    figures: tuple[Markup, ...]
    body: Markup
    credit: Markup
    came_from: Markup
    goes_to: Markup
    turn: Markup
    pictures: tuple[Shown, ...]


@dataclass(frozen=True)
class PrintedArticle:
    """The parts of an article as trees for print, which layouts copy and put together.

    Their lines break as `typeset` lets them, their formulas are text, their links lead to ids.
    `body` is the `div` of the blocks of the text, with its credit and its jump.
    """

    article: Article
    language: str
    came_from: Element | None
    head: Element
    figures: tuple[Element, ...]
    body: Element

    @property
    def has_pictures(self) -> bool:
        """Whether pictures are at its head or in its text."""
        return bool(self.figures) or self.body.find(".//img") is not None

    def __reduce__(self) -> tuple[Callable[..., PrintedArticle], tuple[object, ...]]:
        """Send the trees to another process as text."""
        above = () if self.came_from is None else (self.came_from,)
        parts = [
            [etree.tostring(tree, encoding="unicode", with_tail=False) for tree in trees]
            for trees in (above, (self.head,), self.figures, (self.body,))
        ]
        return _received, (self.article, self.language, *parts)

    def copied(self) -> PrintedArticle:
        """Return the same with trees of its own."""
        return replace(
            self,
            came_from=copy.deepcopy(self.came_from),
            head=copy.deepcopy(self.head),
            figures=tuple(map(copy.deepcopy, self.figures)),
            body=copy.deepcopy(self.body),
        )


def _received(article: Article, language: str, *parts: Sequence[str]) -> PrintedArticle:
    above, (head,), figures, (body,) = (
        [etree.fromstring(text, PARSER) for text in texts] for texts in parts
    )
    return PrintedArticle(
        article, language, above[0] if above else None, head, tuple(figures), body
    )


def print_article(parts: ArticleParts, article: Article, language: str) -> PrintedArticle:
    """Return the parts of an article for print, parsed into trees.

    Raises `UsageError` if the style's `head.xhtml` makes no `h1`.
    """
    head = print_tree(parts.head, language)
    if head.find(".//h1") is None:
        raise UsageError("head.xhtml: the head of an article has no h1, put its headline into one")
    body = print_tree(
        f'<div class="body">\n{parts.body}{parts.credit}{parts.goes_to}</div>', language
    )
    caption_tables(body)
    if article.kind is Kind.INTERVIEW:
        _mark_questions(body)
    figures = [print_tree(figure, language) for figure in parts.figures]
    portraits = [figure for figure in figures if has_class(figure, MUGSHOT)]
    if portraits:
        _sign(head, portraits)
    return PrintedArticle(
        article,
        language,
        print_tree(parts.came_from, language) if parts.came_from else None,
        head,
        tuple(figure for figure in figures if figure not in portraits),
        body,
    )


def _mark_questions(body: Element) -> None:
    """Mark bold paragraphs of an interview, which are its questions, for the style."""
    for block in body:
        if block.tag == "p" and is_title(block):
            block.set("class", " ".join([*(block.get("class") or "").split(), QUESTION]))


def _sign(head: Element, portraits: Sequence[Element]) -> None:
    """Put the portraits at the head of an article beside its byline, or where that would be."""
    signed = etree.Element("div", {"class": "signed"})
    byline = next((each for each in head if has_class(each, "byline")), None)
    head.append(signed)
    name = "".join(byline.itertext()) if byline is not None else ""
    for portrait in portraits:
        portrait.tail = None
        signed.append(portrait)
        for caption in list(portrait.iter("figcaption")):
            if "".join(caption.itertext()).strip() in name:
                portrait.remove(caption)
    if byline is not None:
        byline.tail = None
        signed.append(byline)


def print_tree(xhtml: str, language: str) -> Element:
    """Return a template's output as a tree for print: its element, or a `div` around several."""
    root = parse(xhtml.strip())
    set_for_print(root, language)
    alone = len(root) == 1 and not (root.text or "").strip() and not (root[0].tail or "").strip()
    # A headline always has a parent, from which layouts can take it.
    return root[0] if alone and root[0].tag != "h1" else root


def set_for_print(tree: Element, language: str) -> None:
    """Set the text of a tree for print: its formulas, its lines, its links."""
    from exporter.edition.typesetting import typeset  # 0.02 s that an EPUB does not need

    set_formulas(tree)
    set_worded_formulas(tree, language)
    number_notes(tree, language)
    typeset(tree, language)
    make_local(tree)
