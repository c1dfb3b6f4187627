"""Reader of an issue in one Markdown file, as open weeklies publish it.

Title: …, Date: …            front matter, in YAML, TOML or `Key: value` lines, or none
# 青石渡周刊（第 407 期）：桥头   the publication, its number, the issue's title
## 科技动态                   a page
### 一座新桥                  an article; so is a line in **bold** alone
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from exporter.content import markdown
from exporter.content.markdown_remarks import markdown_remarks
from exporter.languages.characters import HAN
from exporter.numbering import IN_TEXT
from exporter.options import DEFAULT, ReadOptions
from exporter.readers.articles import keys
from exporter.readers.base import Reading
from exporter.readers.tools import front_matter, markup, source_files
from exporter.readers.tools.assemble import Assembly
from exporter.readers.tools.chinese_dates import (
    FoundDate,
    date_line,
    find_date,
    find_month,
    stated_date,
)
from exporter.readers.tools.drafts import Draft, DraftArticle, DraftPage
from exporter.readers.tools.front_matter import SUFFIXES, FrontMatter
from exporter.readers.tools.natural_order import natural
from exporter.repair.script import guess_language

MAX_BYTES = 1_000_000
MAX_HEAD = 40  # lines above the first page that may state the date
DATE_KEYS = ("date", "published", "pubdate", "日期", "发布日期")
USED = (*DATE_KEYS, "title", "publication", "number", "category", "publisher", "lang", "language")
EDGE = " \t()（）[]【】,，:：·|-—"
PAIR = re.compile(r"([A-Za-z][A-Za-z_-]{0,30})\s*:\s*(.*)")
# Many who write Chinese leave out the space.
HEADING = re.compile(rf"(#{{1,6}}(?:[ \t]+|(?<=##)(?=[{HAN}])))(.*?)[ \t]*#*[ \t]*$")
PAGE = re.compile(rf"^(##?)(?:[ \t]+\S|(?<=##)[{HAN}])", re.MULTILINE)
# A line under a paragraph of one line makes it a heading (CommonMark 0.31 §4.3).
UNDERLINED = re.compile(r"(?:(?<=\n\n)|\A)([^\n#>*+|<-][^\n]{0,200})\n(={3,}|-{3,})[ \t]*(?=\n|\Z)")
BOLD = re.compile(r"(?:\d{1,3}[.、．)]\s*)?(?:\*\*|__)(.{1,200}?)(?:\*\*|__)\s*[:：]?\s*$")
FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
REFERENCE = re.compile(r"\s{0,3}\[[^\]]{1,200}\]:\s*\S+")
LONGEST_TITLE = 500  # characters: a longer one is not a title, and takes seconds to split
NUMBERED = re.compile(
    r"(?P<name>.*?)[\s(（【\[#:：,，-]*"
    rf"(?P<count>{IN_TEXT.pattern}|(?:\bVol\.?\s*\w+,?\s*)?(?:\bNo\.?|\bIssue|\bVol\.?|\bNr\.?|#)"
    r"\s*\d{1,6}(?:[-–/]\d{1,6})?"
    # A number without a word for it ends its part of the title, and is no year: not `Top 10 tools`.
    r"|\s(?!(?:1[5-9]|20|21)\d\d(?!\d))\d{1,6}(?:[-–/]\d{1,6})?(?=\s*(?:$|[)）】\]:：,，]|[-–—]\s)))"
    r"[)）】\]]*\s*[:：,，-]*\s*(?P<title>.*)",
    re.IGNORECASE,
)


@dataclass
class Section:
    """A heading and the lines under it."""

    level: int
    heading: str
    line: int
    lines: list[str] = field(default_factory=list)

    @property
    def has_text(self) -> bool:
        """Whether anything but empty lines is in it."""
        return any(line.strip() for line in self.lines)


class MarkdownIssueReader:
    """Reads issues in one Markdown file."""

    name = "markdown"
    sign = "an issue in one Markdown file (.md): a heading for each page and each article"

    def knows(self, source: Path) -> bool:
        """Whether it is a Markdown file with two second-level headings; of a folder, the last."""
        if source.is_dir():
            return _holds_issues(source)
        return source.suffix.lower() in SUFFIXES and _is_issue(source)

    def misses(self, source: Path) -> str:
        """Say so of Markdown without the headings of an issue."""
        is_markdown = source.suffix.lower() in SUFFIXES and source.is_file()
        return "has fewer than two headings `## …`, one for each page" * is_markdown

    def read(self, source: Path, options: ReadOptions = DEFAULT) -> Reading:
        """Read the file; of a folder of issues, the latest."""
        assembly = Assembly(source, options)
        path = _latest(source) if source.is_dir() else source
        if path is None:
            assembly.fail("source-empty", source, 0, "contains no Markdown file", "name the file")
            return assembly.reading(None)
        others = len(_issues(source)) - 1 if source.is_dir() else 0
        if others:
            message = f"contains {others + 1} issues, {path.name} is used"
            assembly.warn("source-several", source, 0, message, "name the file of another one")
        text = assembly.text(path, MAX_BYTES)
        return assembly.reading(None if text is None else _draft(text, path, assembly))


def _issues(folder: Path) -> list[Path]:
    paths = (
        path for path in source_files.walk(folder, SUFFIXES, limit=2_000) if path.parent == folder
    )
    return [path for path in paths if _is_issue(path)]


def _holds_issues(folder: Path) -> bool:
    """Whether a folder has issues, and is not one of articles with subheadings."""
    paths = list(source_files.walk(folder, SUFFIXES, limit=2_000))
    articles = sum(map(_is_article, paths))
    return bool(_issues(folder)) and articles * 2 <= len(paths)


def _is_article(path: Path) -> bool:
    """Whether a file has front matter whose title has neither number nor date."""
    front = front_matter.part(source_files.head(path))
    title = front.words("title", "headline") if front else ""
    is_numbered = bool(front and front.words("number")) or bool(
        NUMBERED.fullmatch(title[:LONGEST_TITLE])
    )
    return bool(title) and not is_numbered and not stated_date(title) and not find_month(title)


def _latest(folder: Path) -> Path | None:
    """Return the last issue by name, 100 after 99, of the names that most issues have."""
    issues = _issues(folder)
    kinds = Counter(map(_kind_of_name, issues))
    alike = [path for path in issues if kinds[_kind_of_name(path)] == max(kinds.values())]
    return max(alike, key=lambda path: natural(path.name), default=None)


def _kind_of_name(path: Path) -> str:
    return re.sub(r"\d+", "0", path.stem)


def _is_issue(path: Path) -> bool:
    text = source_files.head(path)
    if re.search(r"^headline:", text[:2_000], re.MULTILINE):
        return False  # an article of an issue folder
    dated = re.match(r"(?:---\n)?(?:[A-Za-z_-]+:.*\n){0,9}?date:", text, re.IGNORECASE)
    headings = PAGE.findall(_with_marks(text))
    return max(headings.count("#"), headings.count("##")) >= (1 if dated else 2)


def _draft(text: str, path: Path, assembly: Assembly) -> Draft:
    front, body, first = _front_matter(text, path, assembly)
    body = _with_marks(body)
    sections, references = _sections(body, first)
    title = front.get("title", "")
    if not title and sections[1:] and sections[1].level == 1:
        title = _plain(sections[1].heading)
    draft = _head(title, front)
    draft.language = front.get("lang") or front.get("language") or guess_language(body)
    draft.pages = _pages(sections, references, path, title or draft.name)
    found = _date(front, path, title, sections, draft.name)
    draft.date = found.date if found else None
    draft.date_doubt = _unread(front) or _doubt(body, first)
    html = "\n".join(article.html for page in draft.pages for article in page.articles)
    assembly.add_remarks(markdown_remarks(body, html), path, body, first)
    return draft


def _date(
    front: dict[str, str], path: Path, title: str, sections: list[Section], name: str
) -> FoundDate | None:
    """Return the date that the file states: never one in the text of its articles."""
    stated = (stated_date(text) for text in (*map(front.get, DATE_KEYS), path.stem) if text)
    folder = date_line(path.parent.name)
    head = sections[:2] if sections[1:] and sections[1].level == 1 else sections[:1]
    lines = [title, *(line for section in head for line in section.lines)]
    header = (date_line(_plain(line), name) for line in lines[:MAX_HEAD] if line.strip())
    months = map(find_month, (title, path.stem))
    return next(filter(None, (*stated, folder, _at_the_edge(title), *header, *months)), None)


def _at_the_edge(title: str) -> FoundDate | None:
    """Return the date that a title begins or ends with: `Harbour Weekly, 3 July 2018`."""
    found = stated_date(title)
    if found is None:
        return None
    before, after = title[: found.start], title[found.end :]
    return found if "" in (before.strip(EDGE), after.strip(EDGE)) else None


def _unread(front: dict[str, str]) -> str:
    """Return the date of the front matter, which is not one that can be read."""
    given = next(filter(None, map(front.get, DATE_KEYS)), "")
    return f": `{given[:40]}` in its front matter can't be read as one" if given else ""


def _doubt(body: str, first: int) -> str:
    """Return where the text mentions a date: it may be the day of the issue, or any other."""
    found = find_date(body)
    if found is None:
        return ""
    line = first + body.count("\n", 0, found.start)
    return f" (line {line} mentions {found.date}, which may be another day)"


def _head(title: str, front: dict[str, str]) -> Draft:
    """Part `青石渡周刊（第 407 期）：桥头` into publication, number and title."""
    day = _at_the_edge(title)
    if day:
        title = f"{title[: day.start]} {title[day.end :]}".strip(EDGE)
    match = NUMBERED.fullmatch(title) if len(title) <= LONGEST_TITLE else None
    name, rest = (match["name"], match["title"]) if match else (title, "")
    number = match["count"].strip(" #") if match else ""
    month = find_month(title)
    if month and not match:
        name = title[: month.start]
        rest = title[month.start : month.end] + title[month.end :].lstrip(")）】]")
    return Draft(
        name=front.get("publication", "")
        or name.strip(" -—:：（(《》「」『』")
        or front.get("category", ""),
        number=front.get("number", "") or number,
        title=rest,
        publisher=front.get("publisher", ""),
        printed=False,
    )


def _front_matter(text: str, path: Path, assembly: Assembly) -> tuple[dict[str, str], str, int]:
    """Part front matter and body; the number is the body's first line."""
    found = front_matter.part(text)
    if found:
        assembly.name_bad_front_matter(found, path)
        _name_unused(found, path, assembly)
        texts = {key: value for key, value in found.values.items() if isinstance(value, str)}
        return texts, found.text, found.first_line
    lines = text.split("\n")
    values: dict[str, str] = {}
    places: dict[str, int] = {}
    number = 0
    for number, line in enumerate(lines):
        pair = PAIR.fullmatch(line.strip())
        if not pair:
            break
        values[pair[1].lower()] = pair[2].strip()
        places[pair[1].lower()] = number + 1
    if not values or (number < len(lines) and lines[number].strip()):
        return {}, text, 1
    _name_unused(FrontMatter(dict(values), lines=places), path, assembly)
    return values, "\n".join(lines[number:]), number + 1


def _name_unused(front: FrontMatter, path: Path, assembly: Assembly) -> None:
    for key in keys.unused(front, USED):
        message = f"`{key}` in the front matter is not used"
        advice = "write in the text what readers are to see of it"
        assembly.note("source-left-out", path, front.lines.get(key, 1), message, advice)


def _with_marks(text: str) -> str:
    """Return a text with `#` before the headings that are underlined, on the same lines."""
    if "\n===" not in text and "\n---" not in text:
        return text
    return UNDERLINED.sub(lambda match: f"{'#' if match[2][0] == '=' else '##'} {match[1]}\n", text)


def _sections(body: str, first: int) -> tuple[list[Section], list[str]]:
    """Part the body at its headings, and take out the definitions of links: all need them."""
    sections = [Section(0, "", first)]
    references: list[str] = []
    fence = ""
    comment = False
    for number, line in enumerate(body.split("\n"), first):
        mark = FENCE.match(line)
        if mark and not comment and (not fence or line.strip().startswith(fence)):
            fence = "" if fence else mark[1]
        heading = None if fence or comment else HEADING.match(line)
        if not fence:
            comment = "-->" not in line.rsplit("<!--", 1)[-1] and (comment or "<!--" in line)
        if heading:
            sections.append(Section(len(heading[1].strip()), heading[2], number))
        elif not fence and not comment and REFERENCE.match(line):
            references.append(line.strip())
        else:
            sections[-1].lines.append(line)
    return sections, references


def _pages(
    sections: list[Section], references: list[str], path: Path, title: str
) -> list[DraftPage]:
    """Make pages of second-level headings, and of first-level ones after the title."""
    pages: list[DraftPage] = []
    for index, section in enumerate(sections):
        is_title = section.level == 1 and index == 1 and not _have_text(pages)
        if index == 0 or is_title:
            article = _article(
                title or _plain(section.heading, references), section, references, path
            )
            if _says_more_than_a_date(article.html):
                _front_page(pages, path).articles.append(article)
        elif section.level <= 2 or not pages:
            pages.append(DraftPage("", _plain(section.heading, references), source=path))
            pages[-1].articles += _split_at_bold(section, references, path)
        elif section.level == 3 or not pages[-1].articles:
            pages[-1].articles += _split_at_bold(section, references, path)
        else:
            section.lines.insert(0, f"{'#' * section.level} {section.heading}\n")
            pages[-1].articles[-1].html += _html(section.lines, references)
    for number, page in enumerate(pages, 1):
        page.label = f"{number:02}"
    return pages


def _have_text(pages: list[DraftPage]) -> bool:
    return any(page.articles for page in pages)


def _says_more_than_a_date(html: str) -> bool:
    words = markup.text(html)
    found = stated_date(words)
    return bool(words) and not (found and found.end - found.start >= len(words) - 1)


def _front_page(pages: list[DraftPage], path: Path) -> DraftPage:
    if not pages:
        pages.append(DraftPage("", source=path))
    return pages[0]


def _split_at_bold(section: Section, references: list[str], path: Path) -> list[DraftArticle]:
    """Return the articles of a section: itself, or one a bold lead."""
    if section.level > 3:
        return [_article(_plain(section.heading, references), section, references, path)]
    leads = [n for n, line in enumerate(section.lines) if BOLD.fullmatch(line.strip())]
    if section.level == 3 or not (len(leads) > 1 or _begins(section, leads)):
        article = _article(_plain(section.heading, references), section, references, path)
        # A page whose heading stands alone over its articles' is not an article itself.
        has_content = markup.text(article.html) or "<img" in article.html
        return [article] if section.level == 3 or has_content else []
    parts = [Section(3, section.heading, section.line, section.lines[: leads[0]])]
    for lead, end in zip(leads, [*leads[1:], len(section.lines)], strict=True):
        match = BOLD.fullmatch(section.lines[lead].strip())
        heading = match[1] if match else ""
        line = section.line + lead + 1
        parts.append(Section(3, heading, line, section.lines[lead + 1 : end]))
    if not parts[0].has_text:
        parts.pop(0)
    return [_article(_plain(part.heading, references), part, references, path) for part in parts]


def _begins(section: Section, leads: list[int]) -> bool:
    """Whether the one bold line of a section is its first, and a text follows."""
    texts = [n for n, line in enumerate(section.lines) if line.strip()]
    return texts[1:] != [] and leads == texts[:1]


def _article(heading: str, section: Section, references: list[str], path: Path) -> DraftArticle:
    html = _html(section.lines, references)
    return DraftArticle((heading,) if heading else (), html, source=path, line=section.line)


def _html(lines: list[str], references: list[str]) -> str:
    html = markdown.to_html(_with_references("\n".join(lines), references))
    return markup.without(html, "<!--", "-->")


def _plain(heading: str, references: Sequence[str] = ()) -> str:
    """Return the words of a heading without its marks."""
    return markup.text(markdown.to_html(_with_references(heading, references)))


def _with_references(text: str, references: Sequence[str]) -> str:
    """Return a text with the definitions of the links that it names, each once."""
    if "[" not in text:
        return text
    squeezed = "".join(text.split()).casefold()
    wanted: dict[str, str] = {}
    for line in references:
        label = "".join(line.partition("]:")[0].split()).casefold()
        if label not in wanted and label in squeezed:
            wanted[label] = line
    return "\n".join([text, "", *wanted.values()])


READER = MarkdownIssueReader()
