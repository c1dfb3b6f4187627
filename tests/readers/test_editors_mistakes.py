"""What editors get wrong most often: each is named by file and line, with what would be right."""

import re
from pathlib import Path

import pytest

from exporter.findings import Finding
from exporter.messages import words_of
from exporter.readers import examine

HEAD = "publication:\n  name: 渡口报\n  language: zh-Hans\ndate: 2026-06-16\nnumber: 41\n"
STORY = "---\nheadline: 题\n---\n正文。\n"
ISSUE, ARTICLE = "issue.yaml", "01/10-a.md"

# What a message quotes, and words that it should have in Chinese.
QUOTED, ENGLISH = re.compile(r"`[^`]*`|[（(].*?[)）]|: .*"), re.compile("[a-z]{2,} [a-z]{2,}")

# What stands in a file; then the place, words of what is wrong, and words of the remedy.
Row = tuple[str, str, str, str]

OF_ISSUE: list[Row] = [
    (
        HEAD + 'pages: [{label: "01", section： 要闻}]\n',
        ":6",
        "`section：` has a full-width colon",
        "write `section: 要闻`",
    ),
    (HEAD.replace("date: ", "date："), ":4", "full-width colon", "write `date: 2026-06-16`"),
    (HEAD.replace("  name: ", "  name："), ":2", "full-width colon", "write `name: 渡口报`"),
    (HEAD.replace("number: ", "number：　"), ":5", "full-width colon", "write `number: 41`"),
    (HEAD + "pages:\n- label: '01'\n- label：02\n", ":8", "full-width colon", "write `label: 02`"),
    (HEAD.replace("date: ", "date:"), ":4", "no space after `date:`", "write `date: 2026-06-16`"),
    (HEAD + "title: 他说: 好\n", ":6", "colon with a space", "`title: '他说: 好'`"),
    (HEAD + "title: @渡口\n", ":6", "begins with a character", "`title: '@渡口'`"),
    (HEAD + "title: *渡口*\n", ":6", "begins with a character", "`title: '*渡口*'`"),
    (HEAD + "title: - 渡口\n", ":6", "begins with a character", "`title: '- 渡口'`"),
    (HEAD + "title: %渡口\n", ":6", "begins with a character", "between quotation marks"),
    (HEAD + "title: '渡口'开航\n", ":6", "continues after its quotation marks", "`title: "),
    (HEAD + "\ttitle: 渡口\n", ":6", "indented with a tab", "with spaces"),
    (HEAD + 'title: "渡口\n', ":6", "quotation mark that is not closed", "at its end too"),
    (HEAD + "title: [渡口\n", ":7", "is not YAML", "brackets"),
    (HEAD + "title: 防汛 #七下八上# 话题\n", ":6", "`#七下八上# 话题` is lost", "quotation"),
    (HEAD + "title: #七下八上\n", ":6", "`#七下八上` is lost", "quotation marks"),
    (HEAD + "number: 42\n", ":6", "`number` twice", "keep one"),
    (HEAD + "publication: x\n", ":6", "`publication` twice", "keep one"),
    (HEAD.replace("2026-06-16", "2026年6月16日 周三"), ":4", "wrong weekday", "write 2026-06-16"),
    (HEAD.replace("2026-06-16", "6/5/2026"), ":4", "not a date", "write 2026-05-06 or 2026-06-05"),
    (HEAD + "pages: [01]\n", ":6", "`pages.1` has the wrong shape", "here: `- label: '01'`"),
    (HEAD.replace("2026-06-16", "2026-02-30"), ":4", "not a date", "write YYYY-MM-DD"),
    (HEAD.replace("zh-Hans", "中文"), ":3", "not a language tag", "zh-Hans"),
    (HEAD.replace("zh-Hans", "Chinese"), ":3", "not a language tag", "zh-Hans"),
    (HEAD.replace("zh-Hans", "zh_CN"), ":3", "not a language tag", "zh-Hans"),
    (HEAD + "“title”: 端午\n", ":6", "unknown key `“title”`", "did you mean `title`?"),
    (
        HEAD + "pages:\n- label: '01'\n  editor: [王, 李]\n",
        ":8",
        "`pages.1.editor` has the wrong shape",
        "write one text",
    ),
    (
        HEAD + "pages:\n- label: '01'\n  facsimile: p1.pdf\n",
        ":8",
        "wrong shape",
        "write keys with values",
    ),
    (
        HEAD + "pages:\n- label: '01'\n  advertisements:\n"
        "  - {image: ad.jpg, width_mm: 60, height_mm: 40}\n",
        ":9",
        "picture `ad.jpg` does not exist",
        "put the file",
    ),
    (
        HEAD + "pages:\n- label: '01'\n  advertisements:\n  - {width_mm: -60, height_mm: 40}\n",
        ":9",
        "-60` is out of range",
        "more than 5",
    ),
    (
        HEAD.replace("  language: zh-Hans\n", ""),
        ":1",
        "`publication.language` is missing",
        "add `l",
    ),
    (HEAD.replace("date: 2026-06-16\n", ""), ":1", "`date` is missing", "add `date:`"),
    ("", ":1", "`publication` is missing", "add `publication:`"),
    (HEAD + "edition: 2\n", ":6", "unknown key `edition`", "did you mean `editions`"),
    (HEAD + "nubmer: 2\n", ":6", "unknown key `nubmer`", "did you mean `number`?"),
    (HEAD + "issn: 1234-5679\n", ":6", "unknown key `issn`", "under `publication:`"),
    (HEAD + "printed: true\n", ":6", "unknown key `printed`", "under `publication:`"),
    (HEAD + "masthead: a.svg\n", ":6", "unknown key `masthead`", "under `publication:`"),
    (HEAD.replace("  name", "  title"), ":2", "`publication.title`", "did you mean `name`?"),
    (HEAD.replace("  language", "  lang"), ":3", "`publication.lang`", "did you mean `language`?"),
    (HEAD + "期号: 41\n", ":6", "unknown key `期号`", "did you mean `number`?"),
    (HEAD + "revision: 一\n", ":6", "not a whole number", "write digits"),
    (HEAD + "revision: 0\n", ":6", "out of range", "write 1 or more"),
    (HEAD + "pages: 01\n", ":6", "`pages` has the wrong shape", "write a list"),
    (HEAD + "pages:\n- 01\n", ":7", "`pages.1` has the wrong shape", "write keys with values"),
    (HEAD + "previous: 2026-06-09\n", ":6", "`previous` has the wrong shape", "write keys"),
    (HEAD + "ear: 晴\n", ":6", "`ear` has the wrong shape", "write keys with values"),
    (HEAD + "cover: cover.jpg\n", ":6", "picture `cover.jpg` does not exist", "put the file in"),
    (HEAD + "pages:\n- label: '01'\n- label: '01'\n", ":8", "`01` is listed twice", "own label"),
    (
        HEAD + "pages:\n- label: '01'\n- label: '02'\n",
        ":8",
        "`02` has no folder",
        "make the folder",
    ),
    (HEAD + "pages:\n- label: '01'\n  sectoin: 头版\n", ":8", "sectoin", "mean `section`?"),
    (HEAD + "pages:\n- label: '01'\n  版名: 头版\n", ":8", "版名", "mean `section`?"),
    (
        HEAD + "pages:\n- label: '01'\n  advertisements:\n  - {place: top, height_mm: 60}\n",
        ":9",
        "width_mm` is missing",
        "add `width_mm:`",
    ),
    (
        HEAD + "pages:\n- label: '01'\n  advertisements:\n  - {width_mm: 6cm, height_mm: 60}\n",
        ":9",
        "6cm` is not a number",
        "digits alone",
    ),
]

OF_ARTICLE: list[Row] = [
    ("headline: 题\n\n正文\n", ":1", "no front matter", "begin the file with a line `---`"),
    ("————\nheadline: 题\n————\n正文", ":1", "no front matter", "a line `---`"),
    ("---\nheadline: 题\n\n正文\n", ":1", "does not end", "close it with a line `---`"),
    ("---\nheadline：题\n---\n正文\n", ":2", "full-width colon", "write `headline: 题`"),
    ("---\nheadline: 题\nbyline：某\n---\n正文\n", ":3", "full-width colon", "`byline: 某`"),
    ("---\nheadline: 防汛 #七下八上# 话题\n---\n文\n", ":2", "is lost", "quotation marks"),
    ("---\nheadline: 答：好: 是\n---\n正文\n", ":2", "colon with a space", "'答：好: 是'"),
    ('---\nheadline: "题"好\n---\n正文\n', ":2", "continues after", "between quotation marks"),
    ("---\nheadline:\n---\n正文\n", ":2", "`headline` is empty", "fill it in"),
    ("---\nbyline: 某\n---\n正文\n", ":2", "`headline` is missing", "add `headline:`"),
    ("---\ntitle: 题\n---\n正文\n", ":2", "unknown key `title`", "did you mean `headline`?"),
    ("---\nheadline: 题\nauthor: 某\n---\n文\n", ":3", "`author`", "did you mean `byline`?"),
    ("---\nheadline: 题\nsubtitle: 某\n---\n文\n", ":3", "`subtitle`", "did you mean `deck`?"),
    ("---\nheadline: 题\nsource: 某\n---\n文\n", ":3", "`source`", "did you mean `credit`?"),
    ("---\nheadline: 题\nimages: []\n---\n文\n", ":3", "`images`", "did you mean `figures`?"),
    ("---\n标题: 题\n---\n正文\n", ":2", "unknown key `标题`", "did you mean `headline`?"),
    ("---\nheadline: 题\n作者: 某\n---\n正文\n", ":3", "`作者`", "did you mean `byline`?"),
    ("---\nheadline: 题\nkind: 新闻\n---\n正文\n", ":3", "can't be `新闻`", "use 'news'"),
    ("---\nheadline: 题\nrank: 第一\n---\n正文\n", ":3", "not a whole number", "digits"),
    ("---\nheadline: 题\nplace: 上\n---\n正文\n", ":3", "can't be `上`", "'top'"),
    ("---\nheadline: 题\nlanguage: 英文\n---\n文\n", ":3", "not a language tag", "en"),
    ("---\nheadline: 题\nfigures: a.jpg\n---\n正文\n", ":3", "wrong shape", "write a list"),
    ("---\nheadline: 题\ncontinues: 03/x.md\n---\n文\n", ":3", "no article `03/x.md`", "page and"),
    (
        "---\nheadline: 题\n---\n![图](没有.jpg)\n",
        ":4",
        "`没有.jpg` does not exist",
        "put the file",
    ),
    ("---\nheadline: 题\n---\n![](https://a.example/x.jpg)\n", ":4", "not a file", "put the file"),
    ("---\nheadline: 题\nbyline:\n- name: 某\n---\n文\n", ":4", "a key and its value", "quotation"),
    ("---\nheadline: 题\nfigures:\n- a.jpg\n---\n文\n", ":4", "wrong shape", "write keys"),
    (
        "---\nheadline: 题\nfigures: [{image: 图\\a.jpg}]\n---\n文\n",
        ":3",
        "图\\a.jpg` does not exist",
        "put the file in 01/",
    ),
    (
        "---\nheadline: 题\nfigures: [{image: 'C:\\a.jpg'}]\n---\n文\n",
        ":3",
        "not a file of the issue folder",
        "put the file in 01/",
    ),
    ("---\nheadline: 题\n---\n文[^1]。\n", ":4", "`[^1]` has no note", "write its note"),
    ("---\nheadline: 题\n---\n文。\n\n[^1]: 注\n", ":6", "no mark in the text", "put [^1]"),
    ("", ":1", "no front matter", "begin the file with a line `---`"),
    ("---\nheadline: 题\ntags: 渡口\n---\n文。\n", ":3", "key `tags`", "did you mean `subjects`?"),
    ("---\nheadline: 题\ndate: 2026-06-16\n---\n文。\n", ":3", "key `date`", "day of the issue"),
    ("---\nheadline: 题\n---\na | b\n1 | 2\n", ":4", "table can't be read", "|---|---|"),
    ("---\nheadline: 题\n---\n| a | b |\n| 1 | 2 |\n", ":4", "table can't be read", "|---|---|"),
    ("---\nheadline: 题\n---\n[某](02/a.md)\n", ":4", "leads to no article", "mean"),
]

# A file more in a sound issue, with what is said of it.
BESIDE: list[tuple[str, str, str]] = [
    ("01/20-b.docx", "not a Word or OpenDocument file", "save it as .docx"),
    ("01/20-b.doc", ".doc files are not read", "save it as .docx"),
    ("01/20-b.txt", ".txt files are not read", "as Markdown"),
    ("01/20-b.markdown", ".markdown files are not read", "as Markdown"),
    ("01/20-b.wps", ".wps files are not read", "as Markdown"),
    ("20-b.docx", "not in the folder of a page", "move it"),
    ("20-b.md", "not in the folder of a page", "move it"),
    ("01/more/30-c.md", "not in the folder of a page", "move it"),
    ("01/photo.jpg", "named by no article", "name it in an article"),
    ("01/table.xlsx", ".xlsx files are not read", "write what it says"),
    ("01/page.pdf", "is used by no page", "facsimile"),
    ("issue.yml", "the issue is in issue.yaml", "remove it"),
    ("01/photo.eps", ".eps files are not read", "JPEG, PNG or SVG"),
    ("01/photo.nef", ".nef files are not read", "JPEG, PNG or SVG"),
]


def _examined(root: Path, files: dict[str, str]) -> list[Finding]:
    for name, text in ({ISSUE: HEAD, ARTICLE: STORY} | files).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return list(examine(root).findings)


def _one(findings: list[Finding], place: str, wrong: str, right: str) -> None:
    said = [str(finding) for finding in findings]
    assert any(place in line and wrong in line and right in line for line in said), said
    chinese = [words_of(finding, "zh-Hans") for finding in findings]
    assert not [line for line in chinese if ENGLISH.search(QUOTED.sub("", line))]


@pytest.mark.parametrize(("text", "line", "wrong", "right"), OF_ISSUE)
def test_mistakes_in_issue_yaml(
    tmp_path: Path, text: str, line: str, wrong: str, right: str
) -> None:
    _one(_examined(tmp_path, {ISSUE: text}), f"{ISSUE}{line}: ", wrong, right)


@pytest.mark.parametrize(("text", "line", "wrong", "right"), OF_ARTICLE)
def test_mistakes_in_an_article(
    tmp_path: Path, text: str, line: str, wrong: str, right: str
) -> None:
    _one(_examined(tmp_path, {ARTICLE: text}), f"{ARTICLE}{line}: ", wrong, right)


@pytest.mark.parametrize(("name", "wrong", "right"), BESIDE)
def test_files_that_no_page_takes(tmp_path: Path, name: str, wrong: str, right: str) -> None:
    _one(_examined(tmp_path, {name: STORY}), f"{name}: ", wrong, right)


@pytest.mark.parametrize(
    "name", ["README.md", "notes.txt", ".hidden.md", "01/~$b.docx", "01/Thumbs.db"]
)
def test_files_that_are_no_part_of_an_issue_are_not_mentioned(tmp_path: Path, name: str) -> None:
    assert _examined(tmp_path, {name: STORY}) == []


def test_a_page_listed_without_the_nought_of_its_folder(tmp_path: Path) -> None:
    findings = _examined(tmp_path, {ISSUE: HEAD + "pages:\n- label: 1\n"})
    _one(findings, "01: ", "is the folder of page `1` under another name", "`label: '01'`")


@pytest.mark.parametrize(
    ("encoding", "name"), [("gbk", "GBK"), ("big5", "Big5"), ("utf-16", "UTF-16")]
)
def test_an_article_in_another_encoding(tmp_path: Path, encoding: str, name: str) -> None:
    _examined(tmp_path, {})
    text = "---\nheadline: 灯亮了\n---\n灯是昨晚亮的，守桥人先看见了。\n"
    if encoding == "big5":
        text = "---\nheadline: 燈亮了\n---\n燈是昨晚亮的，守橋人先看見了。\n"
    (tmp_path / ARTICLE).write_bytes(text.encode(encoding))
    findings = list(examine(tmp_path).findings)
    _one(findings, f"{ARTICLE}:", f"but probably {name}", "save the file as UTF-8")


def test_several_faults_of_one_file_are_named_at_once(tmp_path: Path) -> None:
    text = HEAD.replace("date: ", "date：").replace("name: ", "name:") + "nubmer: 4\ntitle: a: b\n"
    findings = _examined(tmp_path, {ISSUE: text})
    assert sorted(finding.line for finding in findings) == [2, 4, 6, 7]


@pytest.mark.parametrize("date", ["2026年6月16日", "2026/6/16", "2026.06.16", "16-06-2026"])
def test_a_date_in_numbers_is_taken(tmp_path: Path, date: str) -> None:
    assert _examined(tmp_path, {ISSUE: HEAD.replace("2026-06-16", date)}) == []


@pytest.mark.parametrize("number", ["第52期", "52", "No. 52"])
def test_a_number_as_printed_is_taken(tmp_path: Path, number: str) -> None:
    assert _examined(tmp_path, {ISSUE: HEAD.replace("41", number)}) == []


def test_comments_and_quoted_signs_are_fine(tmp_path: Path) -> None:
    text = HEAD + "title: '防汛 #话题#'   # a remark\n"
    assert _examined(tmp_path, {ISSUE: text}) == []


def test_a_picture_that_a_drawing_shows_is_used(tmp_path: Path) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><image href="a%20b.png"/></svg>'
    article = STORY.replace("---\n", "---\nfigures: [{image: map.svg, alt: 图}]\n", 1)
    files = {"01/map.svg": drawing, "01/a b.png": "", ARTICLE: article}
    assert not [each for each in _examined(tmp_path, files) if each.rule == "issue-unused"]
