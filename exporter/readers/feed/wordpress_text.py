"""How WordPress keeps a text: blocks in comments, and paragraphs as empty lines between them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from exporter.patterns import TAG
from exporter.readers.feed.constructs import linked

MAX_NESTED = 5  # reusable blocks inside reusable blocks
COMMENT = re.compile(r"<!--\s+(/?)wp:([a-z][a-z0-9/_-]*)\s*(\{.{0,20000}?\})?\s*(/?)-->", re.DOTALL)
BREAK = re.compile(r"<!--\s*(?:more|nextpage)\b.{0,200}?-->|<!--\s*noteaser\s*-->", re.DOTALL)
VERBATIM = re.compile(
    r"(<(?:pre|script|style|textarea|svg)\b.{0,200000}?</(?:pre|script|style|textarea|svg)\s*>)",
    re.DOTALL | re.IGNORECASE,
)
BLOCK = (
    r"(?:table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form"
    r"|blockquote|address|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup|header|footer"
    r"|nav|figure|figcaption|details|menu|summary|audio|video|iframe)"
)
OPENING = re.compile(rf"<{BLOCK}(?=[\s/>])", re.IGNORECASE)
CLOSING = re.compile(rf"</{BLOCK}\s*>|<hr\b[^<>]*>", re.IGNORECASE)
STARTS = re.compile(rf"\s*</?{BLOCK}(?=[\s/>])", re.IGNORECASE)
ENDS = re.compile(rf"</?{BLOCK}(?:\s[^<>]*)?>\s*$|<br\s*/?>\s*$", re.IGNORECASE)
ADDRESS_LINE = re.compile(r"^[ \t]*(https?://[^\s<>\"]+)[ \t]*$", re.MULTILINE)
# An embedded page: the block editor writes its bare address.
EMBED = re.compile(r"(__wrapper\">)\s*(https?://[^\s<>\"]+)\s*(?=</div>)")
# The button of a file stands right behind the file's name.
BUTTON = re.compile(r"(?<=</a>)(?=<a\b[^<>]{0,2000}wp-block-file__button)")
# Blocks without words of their own that need no mention.
SILENT = {"more", "nextpage", "spacer", "separator", "cover"}


def html_of(text: str, reusable: dict[str, str], filled: dict[str, None], depth: int = 0) -> str:
    """Return a text as HTML.

    `reusable` are the blocks that others take over by number; `filled` notes the names of blocks
    that only the web site fills: lists of the latest posts, calendars.
    """
    if "<!-- wp:" not in text:
        return with_paragraphs(text)
    out: list[str] = []
    for part, comment in _parts(text):
        out.append(part)
        if comment and comment[4]:
            name = comment[2].removeprefix("core/")
            inner = reusable.get(str(_attributes(comment).get("ref", "")), "")
            if name == "block" and inner and depth < MAX_NESTED:
                out.append(html_of(inner, reusable, filled, depth + 1))
            elif name not in SILENT:
                filled[name] = None
        elif comment and not comment[1] and comment[2] == "cover":
            out.append(_background(comment, text))
    return "".join(out)


def _parts(text: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """Yield the text before each comment of a block as HTML, and the comment."""
    place, depth, is_classic = 0, 0, False
    for match in COMMENT.finditer(text):
        part = text[place : match.start()]
        yield _block(part) if depth and not is_classic else with_paragraphs(part), match
        place = match.end()
        if not match[4]:
            depth = max(0, depth + (-1 if match[1] else 1))
        is_classic = not match[1] and match[2] in ("freeform", "core/freeform")
    yield with_paragraphs(text[place:]), None


def _block(html: str) -> str:
    html = EMBED.sub(lambda match: f"{match[1]}{linked(match[2])}", html)
    html = BUTTON.sub(" ", html)
    return with_paragraphs(html) if html.strip() and not TAG.search(html) else html


def _background(comment: re.Match[str], text: str) -> str:
    """Return the picture that a cover has behind its words by its style alone."""
    address = str(_attributes(comment).get("url") or "")
    return f'<img src="{address}">' if address and f'src="{address}' not in text else ""


def _attributes(comment: re.Match[str]) -> dict[str, object]:
    try:
        found = json.loads(comment[3] or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def with_paragraphs(text: str) -> str:
    """Make paragraphs of empty lines and breaks of line ends, as WordPress' `wpautop` does."""
    text = BREAK.sub("\n\n", text.replace("\r\n", "\n"))
    parts = VERBATIM.split(text)
    parts[::2] = ["".join(_paragraphs(part)) for part in parts[::2]]
    return "".join(parts)


def _paragraphs(text: str) -> Iterator[str]:
    text = TAG.sub(lambda tag: tag[0].replace("\n", " "), text)
    text = ADDRESS_LINE.sub(lambda line: f"\n\n{linked(line[1])}\n", text)
    text = CLOSING.sub(r"\g<0>\n\n", OPENING.sub(r"\n\n\g<0>", text))
    for part in re.split(r"\n[ \t]*\n", text):
        lines = [line for line in part.split("\n") if line.strip()]
        if lines:
            whole = "".join(map(_with_break, lines, [*lines[1:], ""]))
            yield f"{whole}\n" if STARTS.match(whole) else f"<p>{whole}</p>\n"


def _with_break(line: str, following: str) -> str:
    is_last = not following or ENDS.search(line) or STARTS.match(following)
    return line if is_last else f"{line}<br>\n"
