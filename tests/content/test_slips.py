"""Marks of Markdown that were meant as markup and are printed as typed."""

import pytest

from exporter.content.markdown import to_html
from exporter.content.markdown_remarks import markdown_remarks
from exporter.content.slips import slips


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("桥头**没有关上的粗体。", "write `**words**`, or `\\*\\*` for stars"),
        ("** 桥头** 的灯", "write `**words**`, or `\\*\\*` for stars"),
        ("##小标题", "write `## 小标题`"),
        ("##小标题##", "write `## 小标题`"),
        ("＃＃ 小标题", "write `## 小标题`"),
        ("![图]（a.jpg）", "write `![图](a.jpg)`"),
        ("！[图](a.jpg)", "write `![图](a.jpg)`"),
        ("![图](a.jpg）", "write `![图](a.jpg)`"),
        ("[灯塔]（https://quay.example/a）", "write `[灯塔](https://quay.example/a)`"),
        ("＊＊粗体＊＊", "write `**粗体**`"),
        ("<div>\n第二段。", "add `</div>` where it should end, or remove it"),
    ],
)
def test_a_slip_is_named_with_what_is_right(text: str, advice: str) -> None:
    source = f"第一段。\n\n{text}\n\n最后一段。"
    (remark,) = slips(source, to_html(source))
    assert remark.rule == "issue-slip" and remark.needle in text
    assert remark.advice == advice


@pytest.mark.parametrize(
    "text",
    [
        "**粗体**，*斜体*，\\*\\*星号\\*\\*，2**3，价格 5 ** 3，****，f**k",
        "`**代码` 和 `##代码`",
        "```\n##代码\n![图]（a.jpg）\n```",
        "#话题# 和 #标签",
        "[注]（见第3版） [1]（王明）",
        "## 小标题\n\n![图](a.jpg)",
        "| 获奖者 | 证号 |\n|--|--|\n| 李** | 110** |\n\nHe said “f**”, then left.",
        "A `<div>`, a <div> in a sentence.\n\n```\n<div>\n```\n\n<div>\n\nOne.\n\n</div>",
        "The price** rose.\n\n** without tax",
    ],
)
def test_what_is_meant_as_typed_is_no_slip(text: str) -> None:
    assert list(slips(text, to_html(text))) == []


@pytest.mark.parametrize("name", ["script", "style"])
def test_code_of_a_web_page_in_a_text_is_named(name: str) -> None:
    text = f"One.\n\n<{name}>\nvar lost = 'words';\n</{name}>\n\nTwo."
    (remark,) = markdown_remarks(text, to_html(text))
    assert (remark.rule, remark.needle) == ("issue-dropped-element", f"<{name}>")
    assert "var lost = 'words';" in remark.message


def test_the_style_sheet_of_a_drawing_in_a_text_is_not_lost() -> None:
    text = "One.\n\n<svg viewBox='0 0 9 9'><style>.a{fill:red}</style><path class='a'/></svg>\n"
    assert list(markdown_remarks(text, to_html(text))) == []


def test_an_issue_names_the_line(issue_folder) -> None:
    from exporter.api import read

    text = "---\nheadline: A\n---\nOne.\n\n##Two\n\n<script>lost()</script>\n"
    findings = read(issue_folder({"01/10-a.md": text})).findings
    assert [(finding.rule, finding.line) for finding in findings] == [
        ("issue-slip", 6),
        ("issue-dropped-element", 8),
    ]


def test_a_weekly_and_an_article_name_the_line(tmp_path) -> None:
    from exporter.api import read

    weekly, article = tmp_path / "w.md", tmp_path / "2026-06-16.md"
    weekly.write_text("# W 14 (2026-06-16)\n\n## N\n\nA **word.\n\n## B\n\nB.\n")
    article.write_text("---\ntitle: A\n---\nOne.\n\n![x]（a.jpg）\n")
    for path, line in ((weekly, 5), (article, 6)):
        slip = next(each for each in read(path).findings if each.rule == "issue-slip")
        assert slip.line == line
