"""What a page has too much goes to few sheets."""

import pytest

import exporter

HEAD = """publication: {{name: 试报, language: zh-Hans}}
date: 2026-06-16
pages: [{{label: "1", advertisements: [{{width_mm: {}, height_mm: {}, bleed: true, alt: 店}}]}}]
"""
SENTENCE = "社区食堂今天开门，老人们一早就来排队，十一元一顿的午饭很快卖完。"


@pytest.mark.parametrize(
    ("box", "articles", "sheets"),
    [
        ((280, 400), 2, [0, 2]),
        ((280, 400), 5, [0, 5]),
        ((280, 330), 2, [0, 2]),
        ((280, 200), 2, [2, 1]),
    ],
)
def test_articles_beside_which_an_advertisement_has_no_room_share_a_sheet(
    issue_folder, box, articles, sheets
):
    """Each of two short ones had a sheet of its own, two thirds of which a house box filled."""
    length = 1500 // articles // len(SENTENCE)
    files = {"issue.yaml": HEAD.format(*box)}
    for number in range(articles):
        body = "\n\n".join([SENTENCE] * length)
        files[f"1/{number}.md"] = f"---\nheadline: 一条标题\n---\n{body}\n"
    report = exporter.make_up(issue_folder(files), options=exporter.Options(jobs=1))
    found = [len({each.article for each in report.rectangles if each.sheet == n}) for n in (1, 2)]
    assert (len(report.sheets), found) == (2, sheets)
