"""Phrases of an edition: bylines and issue numbers."""

from __future__ import annotations

from exporter.languages.labels import Labels
from exporter.numbering import YEAR, Numbering, number_value


def byline(names: tuple[str, ...], words: Labels) -> str:
    """Write the byline of an article; “By” goes before names without it."""
    from exporter.languages.bylines import is_whole  # patterns that `check` does not need

    line = words.separator.join(names)
    prefix = words.by.format("").strip().lower()
    says_so = prefix in line.lower().split() or is_whole(line)
    return line if prefix and says_so else words.by.format(line)


def count_of_issue(count: Numbering, words: Labels) -> str:
    """Write the number of an issue: 第24—25期（总第1024期）, Vol. XLII, No. 7.

    Anything else, such as `Summer special`, is shown as it is.
    """
    number = count.number
    if number and number_value(number) is not None:
        pair = (number, count.end)
        number = words.numbers.format(*pair) if count.end else words.number.format(number)
    volume = (words.year if YEAR.fullmatch(count.volume) else words.volume).format(count.volume)
    text = words.of_volume.join(filter(None, (count.volume and volume, number)))
    total = words.total_number.format(count.total) if count.total not in ("", count.number) else ""
    if text and total:
        return text + words.in_brackets.format(total)
    return text or total[:1].upper() + total[1:]
