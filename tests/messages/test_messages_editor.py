"""Typical mistakes of an editor: each answered by file, line, what is wrong and what to do.

All are in one issue, so all are told at once, in English and in Chinese.
"""

import re

import pytest
from PIL import Image

from exporter import api
from exporter.messages import parts_of

ISSUE = """\
publication:
  nmae: 潮声报
  name: 潮声报
  language: zh-Hans
  masthead: mast.png
date: 06/05/2026
numbr: 12
revision: two
previous：2026-06-09
pages:
  - label: 01
    section: 头版
  - label: 01
  - label: 02
    facsimile: {image: plan.pgn}
  - label: 03
"""
LEAD = """\
---
headlin: 潮水退了
byline：记者 林舟
figures: [{image: foto.jpg, caption: 港口}]
kind: storie
---
看[第二版](../02/99-none.md)和[说明](#where)。

| 甲 | 乙 |
|---|
| 一 | 二 |

脚注在这里[^1]。

<iframe src="https://tide.example/"></iframe>

![潮](tide.png)

[^2]: 没有人用的注。
"""
QUOTED = """\
---
headline: "渡口重开"今日
deck: 时间: 上午九点
---
渡口今日重开。
"""
MISTAKES = {  # file:line, words of the English message, words of the Chinese one
    "unknown key": ("issue.yaml:2", "did you mean `name`?", "是否应为 `name`？"),
    "date that may be another": (
        "issue.yaml:6",
        "write 2026-05-06 or 2026-06-05",
        "请写作 2026-05-06 或 2026-06-05",
    ),
    "typo in a key": ("issue.yaml:7", "did you mean `number`?", "是否应为 `number`？"),
    "word for a number": ("issue.yaml:8", "is not a whole number", "不是整数"),
    "masthead missing": ("issue.yaml:5", "`mast.png` does not exist", "`mast.png` 不存在"),
    "wide colon": ("issue.yaml:9", "has a full-width colon", "用了全角冒号"),
    "page twice": ("issue.yaml", "is listed twice", "列了两次"),
    "facsimile missing": ("issue.yaml:15", "`plan.pgn` does not exist", "`plan.pgn` 不存在"),
    "wrong shape": ("issue.yaml:9", "the wrong shape", "写法不对"),
    "no headline": ("10-lead.md", "`headline` is missing", "缺少 `headline`"),
    "headline misspelt": ("10-lead.md:2", "did you mean `headline`?", "是否应为 `headline`？"),
    "wide colon in an article": ("10-lead.md:3", "has a full-width colon", "用了全角冒号"),
    "picture misspelt": ("10-lead.md:4", "did you mean `photo.jpg`?", "是否应为 `photo.jpg`？"),
    "kind unknown": ("10-lead.md:5", "can't be `storie`", "不能是 `storie`"),
    "text after quotation marks": ("20-quoted.md:2", "continues after its", "引号之后还有文字"),
    "colon in a text": ("20-quoted.md:3", "put the whole text between", "请给整段文字加上引号"),
    "front matter open": ("30-open.md:1", "does not end", "文件头没有结束"),
    "no front matter": ("40-plain.md:1", "there is no front matter", "没有文件头"),
    "not UTF-8": ("50-gbk.md", "is not UTF-8", "不是 UTF-8"),
    "picture broken": ("60-broken.md", "`broken.jpg`", "`broken.jpg`"),
    "note without a mark": ("70-body.md", "no mark in the text calls", "没有标记指向脚注"),
    "mark without a note": ("70-body.md", "has no note", "没有对应的脚注"),
    "link to nothing": ("70-body.md", "leads to no article", "不指向本期的稿件"),
    "table that is none": ("70-body.md", "table", "表格"),
    "file of another kind": ("draft.wps", "files are not read", "不读取"),
    "folder not listed": ("04", "not listed under `pages:`", "没有列在 `pages:` 之下"),
}


def _written(root):
    for page in ("01", "02", "04"):
        (root / page).mkdir(parents=True)
    first = root / "01"
    (root / "issue.yaml").write_text(ISSUE, encoding="utf-8")
    (first / "10-lead.md").write_text(LEAD, encoding="utf-8")
    (first / "20-quoted.md").write_text(QUOTED, encoding="utf-8")
    (first / "30-open.md").write_text("---\nheadline: 开着\n正文。\n", encoding="utf-8")
    (first / "40-plain.md").write_text("只有正文。\n", encoding="utf-8")
    (first / "50-gbk.md").write_bytes("---\nheadline: 码\n---\n正文。\n".encode("gbk"))
    picture = "---\nheadline: 照片\nfigures: [{image: broken.jpg}]\n---\n正文。\n"
    (first / "60-broken.md").write_text(picture, encoding="utf-8")
    (first / "broken.jpg").write_bytes(b"\xff\xd8 no picture")
    Image.new("RGB", (900, 600), "teal").save(first / "photo.jpg")
    Image.new("RGB", (900, 600), "navy").save(first / "tide.png")
    body = LEAD.partition("---\n")[2].partition("---\n")[2]
    (first / "70-body.md").write_text(f"---\nheadline: 正文\n---\n{body}", encoding="utf-8")
    (first / "draft.wps").write_bytes(b"\xd0\xcf")
    (root / "02" / "10-more.md").write_text("---\nheadline: 二版\n---\n有字。\n", "utf-8")
    (root / "04" / "10-more.md").write_text("---\nheadline: 四版\n---\n有字。\n", "utf-8")
    return root


@pytest.fixture(scope="module")
def findings(tmp_path_factory):
    root = _written(tmp_path_factory.mktemp("issue"))
    return api.examine_issue(root).findings


def _lines(findings, language):
    for one in findings:
        yield f"{one.path}:{one.line}: {'，'.join(parts_of(one, language))}"


@pytest.mark.parametrize("mistake", MISTAKES)
def test_each_is_answered_at_its_place_in_both_languages(findings, mistake):
    place, english, chinese = MISTAKES[mistake]
    for language, words in (("en", english), ("zh-Hans", chinese)):
        lines = [line for line in _lines(findings, language) if words in line]
        assert any(place in line for line in lines), (language, lines)


def test_each_says_what_to_do(findings):
    assert [str(one) for one in findings if not one.advice] == []


def test_nothing_is_left_in_english(findings):
    """But what is quoted: keys, names, formats."""
    quoted = re.compile(r"`[^`]*`|https?:\S+|\b(YAML|UTF-8|Markdown|JPEG|PNG|SVG|GBK|gbk|alt)\b")
    left = [
        line
        for line in _lines(findings, "zh-Hans")
        if re.search(r"[a-z]+ [a-z]+", quoted.sub("", line.partition(": ")[2]))
    ]
    assert left == []
