"""Names of places that an issue tells by itself, before its conversion to Traditional Chinese.

里 is a lane or a quarter where a house in it has a number, as in 柳荫里6号楼; so it is in 柳荫里
wherever that stands.
A county that is named again and again begins its own word: 据|云坪县, not 据云|坪县.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from exporter.languages.characters import HAN
from exporter.languages.dictionary import guessed_words
from exporter.model import Issue
from exporter.patterns import pattern

NUMBER = "[0-9一二三四五六七八九十百]+"
LANE = "里"
SHORTEST = 3  # characters of the name of a lane
IN_LANE = pattern(f"[{HAN}]{{2,8}}{LANE}(?={NUMBER}(?:号|弄|栋|幢|单元))")
COUNTY = pattern(f"(?=([{HAN}]{{2}}[县乡镇村]))")
OFTEN = 3  # times that a county is named


def texts(issue: Issue) -> str:
    """Return the texts of the articles of an issue, in which names are looked for."""
    found: list[object] = []
    for article in issue.articles:
        found += [article.kicker, article.title, article.deck, article.body]
        found += [figure.caption for figure in article.figures]
    return "\n".join(map(str, found))


def lanes(issue: Issue, text: str) -> set[str]:
    """Return the names of lanes and quarters in the texts of an issue, and in its index."""
    found = {guessed_words(match)[-1] for match in IN_LANE.findall(text)}
    found |= {place for article in issue.articles for place in map(str, article.places)}
    return {each for each in found if len(each) >= SHORTEST and each.endswith(LANE)}


def counties(text: str) -> Iterator[str]:
    """Yield the counties, townships and villages with names of two characters."""
    named = Counter(COUNTY.findall(text))
    yield from (name for name, times in named.items() if times >= OFTEN)
