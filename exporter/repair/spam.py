"""Link spam: cut by its shape and its place, never a paragraph of the article.

Spam is many short phrases separated by `|` or commas, without a sentence. Its
place is the outside of a page: after the last sentence, or before the first line that the page
itself must have. What is between sentences is the newspaper's own.
"""

from __future__ import annotations

import re

KIND = "spam"
BARS = re.compile(r"[|｜]")
COMMAS = re.compile(r"[,，、]")
SENTENCE = re.compile("[。！？!?…][”’」』）)]*(?:\\s|$)|。")
MARKER = re.compile(r"(?:主站蜘蛛池模板|蜘蛛池|友情(?:链接|鏈接|連結)|友链|友鏈)\s*[:：]?")
AT_LEAST_BARS = 5
AT_LEAST_COMMAS = 8
SHORT = 16  # characters of a phrase, on average


def looks_like_spam(line: str) -> bool:
    """Whether a line is many short phrases separated by `|`, with or without the mark of one."""
    if MARKER.match(line.strip()) and not SENTENCE.search(line):
        return True
    return _is_list(line, BARS, AT_LEAST_BARS)


def looks_like_phrases(line: str) -> bool:
    """Whether a line is many short phrases separated by commas, without a sentence."""
    return _is_list(line, COMMAS, AT_LEAST_COMMAS)


def _is_list(line: str, mark: re.Pattern[str], at_least: int) -> bool:
    phrases = [phrase for phrase in map(str.strip, mark.split(line)) if phrase]
    if len(phrases) <= at_least or SENTENCE.search(line):
        return False
    return sum(map(len, phrases)) <= SHORT * len(phrases)


def spam_lines(lines: list[str], first: int, last: int) -> list[int]:
    """Return which lines (from 0) are spam.

    `first` and `last` are the first and the last line that the page itself must have: its
    navigation, directory or date, and its last sentence.
    """
    after = [number for number in range(last + 1, len(lines)) if looks_like_spam(lines[number])]
    before = [
        number
        for number in range(min(first, len(lines)))
        if looks_like_spam(lines[number]) or looks_like_phrases(lines[number])
    ]
    return before + after
