"""Tags of website generators in Markdown: Liquid (Jekyll, Hexo) and Hugo's shortcodes.

Pictures, films and code become Markdown or HTML; all other tags are taken out and named. Tags in
code stay as they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape

# `{{< figure … >}}`, `{{% note %}}`, `{% include … %}`, `{{ site.baseurl }}`, `{: .class}`
TAG = re.compile(
    r"\{\{[<%](?P<hugo>[^{}]{0,2000}?)[>%]\}\}"
    r"|\{%-?(?P<liquid>[^{}]{0,2000}?)-?%\}"
    r"|\{\{-?\s*(?P<value>(?:site|page)\.[\w.]+(?:\s*\|[^{}]{0,200})?|[^{}]{0,200}\|\s*relative_url)"
    r"\s*-?\}\}"
    r"|^[ \t]*\{:[^{}\n]{0,200}\}[ \t]*$",
    re.MULTILINE,
)
# What stays as written: fenced code, code in a line.
CODE = re.compile(
    r"^[ \t]{0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]{0,3}(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`)",
    re.MULTILINE | re.DOTALL,
)
END_OF_CODE = r"\{%-?\s*end(?:highlight|codeblock)\s*-?%\}|\{\{[<%]\s*/\s*highlight\s*[%>]\}\}"
HIGHLIGHT = re.compile(
    r"(?:\{%-?\s*(?P<liquid>highlight|codeblock)(?P<language>[^%\n]*?)-?%\}"
    r"|\{\{[<%]\s*highlight(?P<hugo>[^{%>\n]*?)[%>]\}\})\n?"
    r"(?P<code>.*?)\n?"
    rf"(?:{END_OF_CODE})",
    re.DOTALL,
)
END_OF_COMMENT = r"\{%-?\s*endcomment\s*-?%\}"
COMMENT = re.compile(rf"\{{%-?\s*comment\s*-?%\}}.*?{END_OF_COMMENT}", re.DOTALL)
WORDS = re.compile(r"(?:([\w-]+)\s*=\s*)?(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=]+))")
FILMS = {"youtube": "https://www.youtube.com/watch?v={}", "vimeo": "https://vimeo.com/{}"}
POSTS = {"tweet": "https://x.com/i/status/{}", "x": "https://x.com/i/status/{}"}
# Tags that show nothing, and need no mention.
SILENT = frozenset(("raw", "more", "toc"))
END = re.compile(r"/|end", re.IGNORECASE)


@dataclass
class Taken:
    """A text without tags, and the tags that were left out by name, each with its first line."""

    text: str = ""
    tags: Counter[str] = field(default_factory=Counter)
    lines: dict[str, int] = field(default_factory=dict)


def without_tags(text: str, first_line: int = 1) -> Taken:
    """Replace the tags in a Markdown text whose first line is `first_line` of its file."""
    taken = Taken()
    if "{" not in text:
        return Taken(text)

    def replaced(match: re.Match[str]) -> str:
        line = first_line + text.count("\n", 0, match.start())
        return _replacement(match, taken, line)

    # Line numbers stay right: comments and code keep their line ends.
    text = _each_pair(COMMENT, END_OF_COMMENT, lambda match: "\n" * match[0].count("\n"), text)
    text = _each_pair(HIGHLIGHT, END_OF_CODE, _fenced, text)
    out, end = [], 0
    for start, stop in (*(match.span() for match in CODE.finditer(text)), (len(text), len(text))):
        out += [*_replaced(text, end, start, replaced), text[start:stop]]
        end = stop
    taken.text = "".join(out)
    return taken


def _each_pair(
    pair: re.Pattern[str], end: str, replacement: Callable[[re.Match[str]], str], text: str
) -> str:
    """Replace pairs of tags. Behind the last `end` none is looked for: that takes squared time."""
    last = max((match.end() for match in re.finditer(end, text)), default=0)
    return pair.sub(replacement, text[:last]) + text[last:]


def _replaced(
    text: str, start: int, stop: int, replacement: Callable[[re.Match[str]], str]
) -> Iterator[str]:
    end = start
    for match in TAG.finditer(text, start, stop):
        yield text[end : match.start()]
        yield replacement(match)
        end = match.end()
    yield text[end:stop]


def _fenced(match: re.Match[str]) -> str:
    language = (match["language"] or match["hugo"] or "").split()
    fence = "````" if "```" in match["code"] else "```"
    # The opening tag may stand on the line of the code.
    return f"\n{fence}{language[0] if language else ''}\n{match['code']}\n{fence}\n"


def _replacement(match: re.Match[str], taken: Taken, line: int) -> str:
    inside = (match["hugo"] or "").strip().removesuffix("/") or match["liquid"] or ""
    if not inside.strip():
        return ""  # the address of the site, or a class of a paragraph
    name, _, rest = inside.strip().partition(" ")
    values = _values(rest)
    made = _made(name.lower(), values)
    if made is None and name.lower() not in SILENT and not END.match(name):
        taken.tags[name] += 1
        taken.lines.setdefault(name, line)
    return made or ""


def _values(text: str) -> dict[str, str]:
    """Return the values of a tag by name; those without a name by number."""
    found: dict[str, str] = {}
    for match in WORDS.finditer(text):
        found[match[1] or str(len(found))] = next(filter(None, match.groups()[1:]), "")
    return found


def _made(name: str, values: dict[str, str]) -> str | None:
    """Return what a tag shows; None for an unknown tag."""
    if name in FILMS or name in POSTS:
        address = (FILMS | POSTS)[name].format(values.get("id") or values.get("0", ""))
        return f"\n\n<{address}>\n\n"
    picture = next(filter(None, map(values.get, ("src", "image_path", "path", "url"))), "")
    if name == "asset_img":
        picture = values.get("0", "")
    if picture and name in ("figure", "include", "img", "image", "asset_img", "picture"):
        return _figure(picture, values)
    return None


def _figure(picture: str, values: dict[str, str]) -> str:
    words = [values.get(key, "") for key in ("title", "caption")]
    caption = " ".join(filter(None, words))
    credit = values.get("attr") or values.get("credit", "")
    shown = f"<figcaption>{escape(' '.join(filter(None, (caption, credit))))}</figcaption>"
    alternative = f' alt="{escape(values.get("alt", ""))}"'
    return (
        f'\n\n<figure><img src="{escape(picture)}"{alternative}/>'
        f"{shown if caption or credit else ''}</figure>\n\n"
    )
