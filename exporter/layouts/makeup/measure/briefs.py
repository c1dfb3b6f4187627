"""Briefs gathered into one story (简讯) where a page has many."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from itertools import pairwise

from lxml import etree

from exporter.edition.parts import PrintedArticle
from exporter.layouts.makeup.measure.parts import Parts, hold_lines, number_blocks
from exporter.layouts.makeup.plan.story import Position
from exporter.model import Article, Kind
from exporter.xhtml import Element

MOST = 9  # stories that a page is made up of one by one
SHORT = 420  # characters below which an article may be a brief though it says no such thing


def gather(parts: Sequence[Parts], apart: bool = False) -> list[list[Parts]]:
    """Part the articles of a page into runs: most of one, others of as many as needed.

    Where some briefs are gathered, all of the page are, wherever they stand in its order: two
    rails of briefs on a page look like a mistake. `apart`, only those beside each other are.
    """
    runs = [[part] for part in parts]
    if len(runs) > MOST and not apart:
        runs = _in_one(runs)
    for limit in (SHORT, 4 * SHORT, 10**9):
        if len(runs) <= MOST:
            break
        runs = _merged(runs, limit)
    return runs


def _in_one(runs: list[list[Parts]]) -> list[list[Parts]]:
    """Put all briefs where the first one stands; one that leads a page with others stays alone."""
    leads = 0 if all(_is_plain_brief(part) for run in runs for part in run) else 1
    briefs = [part for run in runs[leads:] for part in run if _is_plain_brief(part)]
    found: list[list[Parts]] = []
    for number, run in enumerate(runs):
        if number < leads or not _is_plain_brief(run[0]):
            found.append(run)
        elif run[0] is briefs[0]:
            found.append(briefs)
    return found


def stand_apart(articles: Sequence[PrintedArticle]) -> bool:
    """Whether a page has enough articles to gather its briefs, and others are between these."""
    kinds = [_is_brief(printed.article) for printed in articles]
    changes = sum(one != other for one, other in pairwise(kinds[1:]))
    return len(kinds) > MOST and any(kinds) and changes > 1


def _is_plain_brief(part: Parts) -> bool:
    """Whether a part is a brief that has nothing which the text of several could not hold."""
    return _is_brief(part.article) and not part.exhibits and not part.article.columns


def _merged(runs: list[list[Parts]], limit: int) -> list[list[Parts]]:
    """Put neighbouring short articles together until they are few; the lead stays by itself."""
    merged: list[list[Parts]] = []
    surplus = len(runs) - MOST
    # A page of briefs has no lead: its first one alone would be a strip above the others.
    leads = 0 if all(_is_brief(part.article) for run in runs for part in run) else 1
    for number, run in enumerate(runs):
        joins = number > leads and _short(run, limit) and _short(merged[-1], limit)
        if joins and (surplus > 0 or all(_is_brief(each.article) for each in (*merged[-1], *run))):
            merged[-1].extend(run)
            surplus -= 1
        else:
            merged.append(list(run))
    return merged


def _short(run: list[Parts], limit: int) -> bool:
    return all(
        not part.exhibits
        and not part.article.columns
        and (_is_brief(part.article) or len(part.article.text) < limit)
        for part in run
    )


def _is_brief(article: Article) -> bool:
    return article.kind is Kind.BRIEF


def together(run: Sequence[Parts], title: str) -> tuple[Parts, dict[str, Position]]:
    """Return several articles as one, and where each begins in its text.

    Its head is the title of the briefs; the heads of the articles become small ones in the text.
    """
    first = run[0]
    head = etree.Element("header", {"class": "article-head briefs"})
    headline = etree.SubElement(head, "h1", {"class": "headline", "aria-level": "2"})
    headline.text = title
    body = etree.Element("div", {"class": "body"})
    firsts: list[tuple[str, Element]] = []
    for part in run:
        blocks = [*_small_head(part), *map(copy.deepcopy, part.body)]
        for block in blocks:
            block.tail = None
            block.set("data-article", part.article.id)
            if part.language != first.language:
                block.set("lang", part.language)
            body.append(block)
        firsts.append((part.article.id, blocks[0]))
    article = first.article.model_copy(
        update={"id": first.article.id, "headline": (title,), "kind": Kind.BRIEF}
    )
    whole = Parts(article, first.language, head, body, first.face, gathered=True)
    number_blocks(whole)
    return whole, {name: (int(block.get("data-b") or 0), 0) for name, block in firsts}


def _small_head(part: Parts) -> list[Element]:
    """Return the lines of a head as blocks of a text."""
    blocks = []
    for element in part.head:
        block = copy.deepcopy(element)
        is_headline = element.tag == "h1"
        block.tag = "h4" if is_headline else "h5"
        block.set(*(("aria-level", "2") if is_headline else ("role", "paragraph")))
        names = (element.get("class") or "").split()
        block.set("class", " ".join(f"brief-{name}" for name in names))
        block.attrib.pop("style", None)
        if is_headline:
            hold_lines(block, part.language)
        blocks.append(block)
    blocks[0].set("id", part.article.id)
    return blocks
