"""An issue folder written from any source builds to the same EPUB: a round trip."""

from pathlib import Path

import pytest
from founder_site import site
from written import ISSUE, NITF, RSS, item, page

import exporter
from exporter.errors import OutputError

ODD = r"""---
headline: '[A] *headline*: with # marks'
figures: [{image: a.png, caption: 'A "caption" [x]', alt: 'A {b}'}]
---
1. not a list
2. or one

\# no heading, 5 * 3 * 2, a_b_c, [x], {y|z} and `code`

**Bold**, *em*, ~~gone~~, {重庆|Chóngqìng}, [link](https://a.example/?a=b&c=d_e "t"), x[^1].

![alt](b.png "caption")

> quoted
>
> - a list
> - in it

| a | b |
|---|:-:|
| 1 | 2 |

<aside>

## Box

text & more < less

</aside>

---

[mot]{lang=fr}

[^1]: A *note*.
"""


def round_trip(source: Path, folder: Path, publication: str = "") -> tuple[bytes, bytes]:
    """Build a source, and the issue folder that is made of it; return both EPUBs."""
    options = exporter.Options(reading=exporter.ReadOptions(publication=publication))
    exporter.build(source, [folder / "a.epub"], options)
    exporter.convert(source, folder / "made", options.reading)
    exporter.build(folder / "made", [folder / "b.epub"])
    return (folder / "a.epub").read_bytes(), (folder / "b.epub").read_bytes()


def test_an_issue_folder(tmp_path: Path, issue_folder, picture) -> None:
    source = issue_folder(
        {
            "01/10-odd.md": ODD,
            "01/a.png": picture(),
            "01/b.png": picture(size=(30, 50), colour="red"),
            "A02/1.md": "---\nheadline: [One, Two]\nkind: opinion\nbyline: [A, B]\n---\nText.\n",
        }
    )
    before, after = round_trip(source, tmp_path / "out")
    assert before == after


def test_a_saved_page(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(page())
    before, after = round_trip(tmp_path / "page.txt", tmp_path / "out", "渡口报")
    assert before == after


def test_a_founder_tree_with_its_regions(tmp_path: Path) -> None:
    before, after = round_trip(site().write(tmp_path / "tree"), tmp_path / "out")
    assert before == after
    made = exporter.read(tmp_path / "out" / "made").issue
    assert made and made.pages[0].facsimile and len(made.pages[0].facsimile.regions) == 2


@pytest.mark.parametrize(
    ("name", "text"), [("feed.xml", RSS), ("a.md", ISSUE), ("item.xml", item("a", "A", NITF))]
)
def test_other_sources(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    before, after = round_trip(tmp_path / name, tmp_path / "out")
    assert before == after


def test_what_is_written_is_plain_to_read(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(page())
    exporter.convert(
        tmp_path / "page.txt", tmp_path / "made", exporter.ReadOptions(publication="渡口报")
    )
    text = (tmp_path / "made" / "01" / "10-桥头的灯-守桥人挂灯过夜.md").read_text()
    assert text == (
        "---\nheadline: [桥头的灯, 守桥人挂灯过夜]\ncredit: 据渡口社\n---\n"
        "河水涨到第三级石阶，灯亮了。\n\n“今夜不必过江。”守桥人说。\n"
    )


def test_nothing_is_written_where_something_is(tmp_path: Path, issue_folder) -> None:
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "mine.txt").write_text("mine")
    with pytest.raises(OutputError, match="not empty, name a new folder"):
        exporter.convert(issue_folder(), tmp_path / "made")
    assert [path.name for path in (tmp_path / "made").iterdir()] == ["mine.txt"]


MARKED = """---
kicker: '*Why*, in {港|みなと}'
headline: ['H<sub>2</sub>O *rises*', 'C*-algebras \\*too\\*']
deck: 'See [the other](../02/10-b.md#a-part)'
figures: [{image: a.png, caption: 'A [link](../02/10-b.md) and `code`'}]
---
See [the other](../02/10-b.md#a-part), or *all* [of it](../02/10-b.md).
"""
OTHER = "---\nheadline: Other, with a long name now\n---\n## A part\n\n[Back](../01/10-a.md)\n"


def test_markup_around_a_text_and_links_between_articles(
    tmp_path: Path, issue_folder, picture
) -> None:
    files = {"01/10-a.md": MARKED, "01/a.png": picture(), "02/10-b.md": OTHER}
    first, second = round_trip(issue_folder(files), tmp_path)
    assert first == second
    made = (tmp_path / "made/01/10-h2o-rises-c-algebras-too.md").read_text(encoding="utf-8")
    assert "[of it](../02/10-other-with-a-long-name-n.md)" in made


def test_a_bracket_of_one_block_is_not_opened_by_another(tmp_path: Path, issue_folder) -> None:
    body = "Text[^1].\n\n<asi<p><b><i>de>\n\n1 < 2 and <b>\n\n[^1]: Note.\n"
    source = issue_folder({"01/10-a.md": f"---\nheadline: Signs\n---\n{body}"})
    before, after = round_trip(source, tmp_path)
    assert before == after
