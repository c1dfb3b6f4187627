"""Short texts are parted into words by a process beside the program, before pages are set."""

from exporter import read
from exporter.languages import dictionary
from exporter.layouts.flow.short_texts import load_words, short_texts

ISSUE = """publication: {name: 澜江周报, language: zh-Hans}
date: 2026-01-05
pages: [{label: "01"}]
"""
STORY = """---
kicker: 本市要闻
headline: [一江秋水, 两岸人家]
deck: 长桥今日通车
---
正文的一段。

## 桥上的灯

| 桥名 | 年份 |
| --- | --- |
| 长桥 | 一 & 二 |
"""


def test_what_stands_in_few_lines_is_known_before_it_is_set(issue_folder):
    texts = [*short_texts(read(issue_folder({"01/1.md": STORY})).issue)]
    shown = {"本市要闻", "一江秋水", "两岸人家", "长桥今日通车", "桥上的灯", "桥名", "年份", "长桥"}
    assert shown <= {*texts}
    assert not any("正文" in each or "&" in each for each in texts)


def test_the_process_is_asked_once_for_each(issue_folder, monkeypatch):
    asked = []
    monkeypatch.setattr(dictionary, "load_beside", lambda: asked.append("loaded"))
    monkeypatch.setattr(dictionary, "expect", asked.extend)
    load_words(read(issue_folder({"issue.yaml": ISSUE, "01/1.md": STORY, "01/2.md": STORY})).issue)
    assert asked[0] == "loaded"
    assert asked.count("一江秋水") == 1
