"""Drafts of the articles in a document, and the pictures beside it."""

from __future__ import annotations

import re
from pathlib import Path

from exporter.findings import Finding, Severity
from exporter.languages.bylines import unlabelled
from exporter.pictures.files import READ_SUFFIXES
from exporter.readers.tools.drafts import DraftArticle
from exporter.readers.tools.natural_order import natural
from exporter.readers.word.shape import Shaped

NUMBER = re.compile(r"^\d+[\s._、-]*")
OWN = re.compile(r"[\s_-]*[(（]?\d{0,3}[)）]?$")
TITLE = "give its first line the style Title (标题)"


def draft_article(shaped: Shaped, path: Path) -> DraftArticle:
    """Return an article as a draft; without a headline, the file name is used."""
    return DraftArticle(
        shaped.headline or (name_of(path),),
        shaped.body,
        source=path,
        kicker=shaped.words("kicker"),
        deck=shaped.words("deck"),
        byline=tuple(map(unlabelled, shaped.parts.get("byline", []))),
        dateline=shaped.words("dateline"),
        credit=shaped.words("credit"),
        column=shaped.words("column"),
    )


def no_headline(shaped: Shaped, path: Path) -> list[Finding]:
    """Return a warning for an article without a headline."""
    return [] if shaped.headline else [unnamed(path, TITLE)]


def unnamed(path: Path, advice: str) -> Finding:
    """Return the warning that an article has no headline."""
    message = "has no headline: the file name is used"
    return Finding("source-article", path, 0, message, advice, Severity.WARNING)


def name_of(path: Path) -> str:
    """Return the name of a file without its number, to use as a headline."""
    return NUMBER.sub("", path.stem) or path.stem


def pictures_of(path: Path, all_beside: bool = False) -> list[Path]:
    """Return the pictures of a document: those with its name, or `all_beside` it."""
    try:
        beside = [each for each in path.parent.iterdir() if each.suffix.lower() in READ_SUFFIXES]
    except OSError:
        return []
    own = [each for each in beside if all_beside or _is_of(each.stem, path.stem)]
    return sorted(own, key=lambda each: natural(each.name))


def _is_of(picture: str, document: str) -> bool:
    """Whether a picture has the name of a document, with or without a number."""
    rest = picture.casefold().removeprefix(document.casefold())
    return picture.casefold().startswith(document.casefold()) and bool(OWN.fullmatch(rest))
