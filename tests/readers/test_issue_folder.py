import io
import json
import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from exporter.findings import Severity
from exporter.model import Article, Issue, Kind, Place
from exporter.options import ReadOptions
from exporter.readers import read
from exporter.readers.folder import IssueFolder
from exporter.readers.tools.natural_order import natural

Make = Callable[..., Path]
HEAD = "publication: {name: The Example, language: en}\ndate: 2026-06-16\n"


def story(headline: str = "A", more: str = "", body: str = "Text.") -> str:
    return f"---\nheadline: {headline}\n{more}---\n{body}\n"


def issue(root: Path) -> Issue:
    made = read(root).issue
    assert made
    return made


def one_page() -> bytes:
    """Return a PDF of one empty page."""
    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(buffer)
    return buffer.getvalue()


def only(root: Path) -> Article:
    [article] = issue(root).articles
    return article


def test_a_plain_folder_gives_publication_page_and_article(issue_folder: Make) -> None:
    root = issue_folder()
    made = issue(root)
    assert (made.publication.name, made.date.isoformat()) == ("The Example", "2026-06-16")
    assert [page.label for page in made.pages] == ["01"]
    assert made.articles[0].headline == ("A headline",)
    assert made.articles[0].body.strip() == "<p>A paragraph.</p>"
    assert made.articles[0].source == Path("01/10-story.md")
    assert made.root == root


def test_every_field_of_an_article_arrives(issue_folder: Make, picture: Callable) -> None:
    text = """\
---
kicker: 引题
headline: [第一行, 第二行]
deck: 副题
byline: [甲, 乙]
dateline: 澜州6月15日电
credit: 据新华社
column: 民生
kind: opinion
language: zh-Hant
figures:
  - {image: a.png, caption: 图说, credit: 摄影, alt: 所见}
---
正文。
"""
    article = only(issue_folder({"01/10-a.md": text, "01/a.png": picture()}))
    assert article.model_dump(exclude={"figures", "body", "source", "id", "continues"}) == {
        "kicker": "引题",
        "headline": ("第一行", "第二行"),
        "deck": "副题",
        "byline": ("甲", "乙"),
        "dateline": "澜州6月15日电",
        "credit": "据新华社",
        "column": "民生",
        "kind": Kind.OPINION,
        "language": "zh-Hant",
        "columns": 0,
        "rank": 0,
        "place": Place.ANY,
        "summary": "",
        "people": (),
        "organisations": (),
        "places": (),
        "subjects": (),
    }
    [figure] = article.figures
    assert (figure.caption, figure.credit, figure.alt) == ("图说", "摄影", "所见")
    assert (figure.picture.width, figure.picture.height) == (40, 30)


def test_every_field_of_the_issue_arrives(issue_folder: Make, picture: Callable) -> None:
    text = """\
publication:
  name: 澜江公益周报
  language: zh-Hans
  code: ljgy
  masthead: masthead.png
  tagline: 写身边人
  publisher: 澜江公益周报社
  issn: 0000-0019
  cn_number: CN 00-0407
  url: https://weekly.example/
date: 2026-06-16
number: 007
title: 特刊
revision: 2
cover: cover.png
previous: {date: 2026-06-09, number: 406, url: https://weekly.example/406}
next: {date: 2026-06-23}
pages:
  - {label: 01, section: 头版, editor: 邬小棣, facsimile: {image: 01.png, pdf: 01.pdf}}
"""
    pictures = {name: picture() for name in ("masthead.png", "cover.png", "01.png")}
    made = issue(issue_folder({"issue.yaml": text, "01.pdf": one_page(), **pictures}))
    assert (made.number, made.title, made.revision) == ("007", "特刊", 2)
    assert made.publication.issn == "0000-0019"
    assert made.previous
    assert made.previous.number == "406"
    assert made.next
    assert made.next.date.isoformat() == "2026-06-23"
    assert made.masthead
    assert made.masthead.path.name == "masthead.png"
    assert made.cover
    assert made.cover.path.name == "cover.png"
    [page] = made.pages
    assert (page.label, page.section, page.editor) == ("01", "头版", "邬小棣")
    assert page.facsimile
    assert page.facsimile.picture
    assert page.facsimile.picture.path.name == "01.png"
    assert page.facsimile.pdf
    assert page.facsimile.pdf.name == "01.pdf"


def test_regions_name_articles_with_or_without_their_suffix(
    issue_folder: Make, picture: Callable
) -> None:
    points = "points: [[0, 0], [10, 0], [10, 10]]"
    regions = f"[{{article: 10-a.md, {points}}}, {{article: 20-b, {points}}}]"
    root = issue_folder(
        {
            "issue.yaml": f"{HEAD}pages: [{{label: 01, facsimile: "
            f"{{image: 01.png, regions: {regions}}}}}]",
            "01.png": picture(),
            "01/10-a.md": story(),
            "01/20-b.md": story(),
        }
    )
    [page] = issue(root).pages
    assert page.facsimile
    assert [region.article for region in page.facsimile.regions] == [
        article.id for article in page.articles
    ]


@pytest.mark.parametrize("label", ["01", "A01", "特1", "a b", "1.5", "é", "01-02", "𠀀"])
def test_a_page_may_have_any_label_that_is_printed(issue_folder: Make, label: str) -> None:
    root = issue_folder(
        {"issue.yaml": f"{HEAD}pages: [{{label: {label}}}]", f"{label}/10-a.md": story()}
    )
    [page] = issue(root).pages
    assert (page.label, len(page.articles)) == (label, 1)


@given(
    st.lists(
        st.text(
            st.characters(
                exclude_characters="/\\", exclude_categories=["Cc", "Cn", "Cs", "Zl", "Zp"]
            ),
            min_size=1,
            max_size=16,
        ).filter(lambda label: label == label.strip() and label[0] != "."),
        unique_by=str.casefold,
        min_size=2,
        max_size=4,
    )
)
@example(["_5f_", "_", "5f", "-"])
@settings(deadline=None, max_examples=40, derandomize=True)
def test_ids_are_xml_names_and_unique_even_without_case(
    tmp_path_factory: pytest.TempPathFactory, write_issue: Callable, labels: list[str]
) -> None:
    listed = [{"label": label} for label in labels]
    files = {f"{label}/{name}.md": story() for label in labels for name in "ab"}
    text = f"{HEAD}pages: {json.dumps(listed, ensure_ascii=False)}"
    root = write_issue(tmp_path_factory.mktemp("labels"), {"issue.yaml": text, **files})
    ids = [article.id for article in issue(root).articles]
    assert len({identifier.casefold() for identifier in ids}) == len(files)
    assert all(re.fullmatch("[A-Za-z][A-Za-z0-9_-]*", identifier) for identifier in ids)


def test_without_pages_the_folders_are_the_pages_in_natural_order(issue_folder: Make) -> None:
    labels = ["10", "2", "A10", "A2", "01"]
    root = issue_folder({f"{label}/1-a.md": story() for label in labels})
    assert [page.label for page in issue(root).pages] == ["01", "2", "10", "A2", "A10"]


def test_with_pages_their_order_is_that_of_the_list(issue_folder: Make) -> None:
    root = issue_folder(
        {
            "issue.yaml": HEAD + "pages: [{label: 2}, {label: 10}, {label: 1}]",
            **{f"{label}/1-a.md": story(label) for label in "10 1 2".split()},
        }
    )
    assert [article.title for article in issue(root).articles] == ["2", "10", "1"]


def test_articles_stand_in_the_natural_order_of_their_file_names(issue_folder: Make) -> None:
    names = ["10-x", "2-x", "1-b", "1-a", "甲", "2-X", "02-x"]
    root = issue_folder({f"01/{name}.md": story(f'"{name}"') for name in names})
    titles = [article.title for article in issue(root).articles]
    assert titles == ["1-a", "1-b", "2-X", "02-x", "2-x", "10-x", "甲"]


@given(st.lists(st.text(st.sampled_from("019ab-特１"), max_size=6), unique=True))
@settings(deadline=None, max_examples=60, derandomize=True)
def test_the_order_does_not_depend_on_that_of_the_file_system(names: list[str]) -> None:
    assert all(natural(one) != natural(other) for one, other in combinations(names, 2))


def test_one_file_name_on_two_pages_is_two_articles(issue_folder: Make) -> None:
    root = issue_folder({"01/10-a.md": story("First"), "02/10-a.md": story("Second")})
    articles = issue(root).articles
    assert [article.title for article in articles] == ["First", "Second"]
    assert len({article.id for article in articles}) == 2


def test_a_listed_page_needs_no_folder(issue_folder: Make) -> None:
    root = issue_folder({"issue.yaml": HEAD + "pages: [{label: 01}, {label: 03, section: ''}]"})
    second = issue(root).pages[1]
    assert (second.label, second.section, second.articles) == ("03", "", ())


def test_a_facsimile_alone_makes_an_issue(issue_folder: Make, picture: Callable) -> None:
    root = issue_folder(
        {
            "issue.yaml": HEAD + "pages: [{label: 01, facsimile: {image: 01.png}}]",
            "01.png": picture(),
            "01/10-story.md": None,
        }
    )
    assert issue(root).pages[0].facsimile


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf---\nheadline: A\n---\nOne.\n\nTwo.\n",
        b"---\r\nheadline: A\r\n---\r\nOne.\r\n\r\nTwo.\r\n",
        b"---\rheadline: A\r---\rOne.\r\rTwo.\r",
        b"--- \nheadline: A\n---\t\nOne.\n\nTwo.",
    ],
    ids=["BOM", "CRLF", "CR", "blanks after the fence"],
)
def test_line_ends_and_a_mark_at_the_beginning_do_not_matter(
    issue_folder: Make, data: bytes
) -> None:
    article = only(issue_folder({"01/10-a.md": data}))
    assert article.headline == ("A",)
    assert article.body.split() == ["<p>One.</p>", "<p>Two.</p>"]


def test_issue_yaml_may_have_a_mark_at_the_beginning_and_any_line_ends(
    issue_folder: Make,
) -> None:
    data = b"\xef\xbb\xbf" + HEAD.replace("\n", "\r\n").encode() + b"number: 3\r\n"
    assert issue(issue_folder({"issue.yaml": data})).number == "3"


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("A", ("A",)),
        ("[A, B]", ("A", "B")),
        ('["", A, "  ", B]', ("A", "B")),
        ("|\n  A\n\n  B", ("A", "B")),
        ('"A\\u2028B"', ("A", "B")),
        ("01", ("01",)),
        ("no", ("no",)),
        ("x" * 300, ("x" * 300,)),
        ("🙂 𠀀 שלום \u202eabc", ("🙂 𠀀 שלום \u202eabc",)),
        ('"A\\x07\\x1bB"', ("AB",)),
        ("A\x07B", ("AB",)),
    ],
)
def test_a_headline_is_its_lines_as_written(
    issue_folder: Make, written: str, lines: tuple[str, ...]
) -> None:
    assert only(issue_folder({"01/10-a.md": story(written)})).headline == lines


def test_file_names_may_be_chinese(issue_folder: Make, picture: Callable) -> None:
    figures = "figures: [{image: 照片.png, alt: x}]\n"
    article = only(issue_folder({"01/10-头条.md": story("头", figures), "01/照片.png": picture()}))
    assert article.source == Path("01/10-头条.md")
    assert article.figures[0].picture.path.name == "照片.png"


def test_a_picture_may_be_shared_by_two_articles(issue_folder: Make, picture: Callable) -> None:
    figures = "figures: [{image: ../shared.png, alt: x}]\n"
    root = issue_folder(
        {
            "01/10-a.md": story("A", figures),
            "02/10-b.md": story("B", figures),
            "shared.png": picture(),
        }
    )
    first, second = issue(root).articles
    assert first.figures[0].picture == second.figures[0].picture
    assert len(issue(root).pictures) == 1


def test_figures_of_front_matter_come_before_those_of_the_body(
    issue_folder: Make, picture: Callable
) -> None:
    figures = "figures: [{image: a.png, alt: x}]\n"
    text = story("A", figures, '![y](b.png "caption"){credit="credit"}')
    root = issue_folder({"01/10-a.md": text, "01/a.png": picture(), "01/b.png": picture("JPEG")})
    head, body = only(root).figures
    assert head.picture.path.name == "a.png"
    assert (body.picture.path.name, body.alt) == ("b.png", "y")
    assert (body.caption, body.credit) == ("caption", "credit")


def test_hidden_files_and_folders_are_no_articles(issue_folder: Make) -> None:
    root = issue_folder(
        {
            "01/10-a.md": story(),
            "01/._10-a.md": b"\xff\xfe",
            ".git/10-a.md": b"\xff\xfe",
            "01/notes.txt": b"\xff\xfe",
            "drafts/notes.txt": b"\xff\xfe",
        }
    )
    assert len(issue(root).articles) == 1


def test_the_suffix_of_an_article_may_be_in_capitals(issue_folder: Make) -> None:
    root = issue_folder({"01/10-A.MD": story(), "01/10-story.md": None})
    assert len(issue(root).articles) == 1


def test_links_inside_the_folder_are_followed(issue_folder: Make) -> None:
    root = issue_folder({"issue.yaml": HEAD + "pages: [{label: 01}, {label: 02}, {label: 03}]"})
    (root / "02").symlink_to("01")
    (root / "03").mkdir()
    (root / "03" / "10-a.md").symlink_to("../01/10-story.md")
    assert [len(page.articles) for page in issue(root).pages] == [1, 1, 1]


def test_the_folder_itself_may_be_a_link(issue_folder: Make, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(issue_folder(), target_is_directory=True)
    assert len(issue(link).articles) == 1


def test_a_front_matter_of_a_fence_in_the_body_does_not_end_it(issue_folder: Make) -> None:
    article = only(issue_folder({"01/10-a.md": story(body="One.\n\n---\n\nTwo.")}))
    assert article.body.split() == ["<p>One.</p>", "<hr/>", "<p>Two.</p>"]


def test_an_empty_body_is_fine(issue_folder: Make) -> None:
    assert only(issue_folder({"01/10-a.md": "---\nheadline: A\n---"})).body == ""


def test_the_reader_knows_a_folder_with_issue_yaml_and_that_file(issue_folder: Make) -> None:
    root, reader = issue_folder(), IssueFolder()
    assert reader.knows(root)
    assert reader.knows(root / "issue.yaml")
    assert not reader.knows(root / "01")
    assert not reader.knows(root / "01" / "10-story.md")


def test_reading_by_issue_yaml_is_reading_the_folder(issue_folder: Make) -> None:
    root = issue_folder()
    assert read(root / "issue.yaml").issue == read(root).issue == read(str(root)).issue


def test_an_article_goes_on_in_another(issue_folder: Make) -> None:
    files = {
        "01/10-a.md": "---\nheadline: A\ncontinues: 02/10-b.md\n---\nText.\n",
        "02/10-b.md": "---\nheadline: B\n---\nText.\n",
    }
    first, second = issue(issue_folder(files)).articles
    assert (first.continues, second.continues) == (second.id, "")


@pytest.mark.parametrize("target", ["02/10-c.md", "01/10-a.md", "../02/10-b.md", "10-b.md"])
def test_an_article_can_only_go_on_in_one_of_the_issue(issue_folder: Make, target: str) -> None:
    files = {
        "01/10-a.md": f"---\nheadline: A\ncontinues: {target}\n---\nText.\n",
        "02/10-b.md": "---\nheadline: B\n---\nText.\n",
    }
    (finding,) = IssueFolder().read(issue_folder(files)).findings
    assert (finding.rule, finding.line) == ("issue-continues", 3)
    assert finding.path.name == "10-a.md"


@pytest.mark.parametrize(
    ("targets", "path", "message"),
    [
        (("2/b.md", "3/c.md", "1/a.md"), "c.md", "in a circle: 3/c.md → 1/a.md → 2/b.md → 3/c.md"),
        (("2/b.md", "1/a.md", ""), "b.md", "in a circle: 2/b.md → 1/a.md → 2/b.md"),
        (("3/c.md", "3/c.md", ""), "b.md", "`3/c.md` is the continuation of `1/a.md` already"),
        (("1/a.md", "", ""), "a.md", "continues in itself"),
    ],
)
def test_continuations_go_one_way(
    issue_folder: Make, targets: tuple[str, ...], path: str, message: str
) -> None:
    files = {
        f"{page}/{name}.md": f"---\nheadline: {name}\ncontinues: {target}\n---\nText.\n"
        for page, name, target in zip("123", "abc", targets, strict=True)
    }
    (finding,) = IssueFolder().read(issue_folder(files)).findings
    assert (finding.rule, finding.line, finding.path.name) == ("issue-continues", 3, path)
    assert message in finding.message


@pytest.mark.parametrize("address", ["https://[bad/", "other.html"])
def test_a_link_that_leads_nowhere_is_told_by_its_line(issue_folder: Make, address: str) -> None:
    body = f"---\nheadline: A\n---\nThere, they say.\n\nGo [there]({address}).\n"
    (finding,) = read(issue_folder({"01/1.md": body})).findings
    assert (finding.rule, finding.line, finding.severity) == ("issue-link", 6, Severity.WARNING)


def test_words_of_options_lose_their_control_characters(issue_folder: Make) -> None:
    root = issue_folder({"01/10-a.md": story()})
    found = read(root, ReadOptions(publication="A\x1b[31m", title="\x00B")).require_issue()
    assert (found.publication.name, found.title) == ("A[31m", "B")
