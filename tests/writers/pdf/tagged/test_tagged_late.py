"""A page of a tagged PDF replaced: the same as a new whole, structure and links and all."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary

import exporter
from exporter.errors import UsageError
from exporter.profiles import find_profile

NOTED = "Words of page {}, with a note[^1] and [a way back](../1/10-story.md).\n\n[^1]: Note {}.\n"
FILES = {
    f"{page}/10-story.md": f"---\nheadline: Headline {page}\n---\n{NOTED.format(page, page)}"
    for page in (1, 2, 3)
} | {"3/20-more.md": "---\nheadline: More\n---\nSee [the second](../2/10-story.md).\n"}


def _options(**changes: Any) -> exporter.Options:
    profile = find_profile("screen", **changes)
    return exporter.Options(paper="tabloid", profile=profile, jobs=1)


@pytest.fixture(scope="module")
def late(tmp_path_factory: Any, write_issue: Callable[..., Path]) -> tuple[Path, Path]:
    """An issue with page 2 replaced, and the same issue built anew."""
    folder = tmp_path_factory.mktemp("late")
    issue, replaced = write_issue(folder / "issue", FILES), folder / "replaced.pdf"
    exporter.build(issue, replaced, _options())
    story = issue / "2" / "10-story.md"
    text = story.read_text(encoding="utf-8").replace("Words", "A list:\n\n- corrected\n\nWords")
    story.write_text(text, encoding="utf-8")
    exporter.replace_pages(replaced, issue, ["2"], _options())
    whole = folder / "whole.pdf"
    exporter.build(issue, whole, _options())
    return replaced, whole


def _tree(pdf: pikepdf.Pdf) -> list[Any]:
    """Return the structure with sheets and numbers of marked content."""
    sheets = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}

    def walk(kid: Any, page: Any) -> Iterator[Any]:
        if isinstance(kid, Array):
            yield from (found for each in kid for found in walk(each, page))
        elif isinstance(kid, Dictionary) and "/S" in kid:
            below = walk(kid.get("/K", Array()), kid.get("/Pg", page))
            yield str(kid.S), str(kid.get("/A", "")), list(below)
        elif isinstance(kid, Dictionary):
            yield sheets[kid.get("/Pg", page).objgen], int(kid.get("/MCID", -1))
        else:
            yield sheets[page.objgen], int(kid)

    return list(walk(pdf.Root.StructTreeRoot.K, None))


def test_the_structure_is_that_of_a_new_whole(late: tuple[Path, Path]) -> None:
    with pikepdf.open(late[0]) as replaced, pikepdf.open(late[1]) as whole:
        assert _tree(replaced) == _tree(whole)


def test_every_content_knows_its_element(late: tuple[Path, Path]) -> None:
    with pikepdf.open(late[0]) as pdf:
        parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        for page in pdf.pages:
            owners = [each for each in parents[int(page.StructParents)] if each is not None]
            assert owners
            assert all("/P" in each for each in owners)
            assert all("/P" in parents[int(note.StructParent)] for note in page.Annots)
        names = pikepdf.NameTree(pdf.Root.StructTreeRoot.IDTree)
        assert {"page-1", "page-2", "page-3"} <= set(names)


def _links(pdf: pikepdf.Pdf) -> list[list[tuple[str, int]]]:
    """Return where the links of each sheet lead: a name, and the number of its sheet."""
    sheets = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    names = pikepdf.NameTree(pdf.Root.Names.Dests)
    return [
        [(str(note.Dest), sheets[names[str(note.Dest)][0].objgen]) for note in page.Annots]
        for page in pdf.pages
    ]


def test_links_lead_where_those_of_a_new_whole_do(late: tuple[Path, Path]) -> None:
    with pikepdf.open(late[0]) as replaced, pikepdf.open(late[1]) as whole:
        assert _links(replaced) == _links(whole)
        assert len(_links(replaced)[1]) > 1


def test_bookmarks_labels_and_threads_are_right(late: tuple[Path, Path]) -> None:
    def outline(pdf: pikepdf.Pdf) -> list[Any]:
        sheets = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}

        def below(items: Any) -> list[Any]:
            return [(i.title, sheets[i.destination[0].objgen], below(i.children)) for i in items]

        with pdf.open_outline() as found:
            return below(found.root)

    with pikepdf.open(late[0]) as replaced, pikepdf.open(late[1]) as whole:
        assert outline(replaced) == outline(whole)
        assert [page.label for page in replaced.pages] == ["1", "2", "3"]
        titles = [[str(each.I.Title) for each in pdf.Root.Threads] for pdf in (replaced, whole)]
        assert sorted(titles[0]) == sorted(titles[1])
        here = {page.obj.objgen for page in replaced.pages}
        assert all(thread.F.P.objgen in here for thread in replaced.Root.Threads)


def test_it_still_claims_what_holds(late: tuple[Path, Path]) -> None:
    assert list(exporter.check(late[0])) == []
    with pikepdf.open(late[0]) as pdf:
        assert "pdfuaid" in pdf.Root.Metadata.read_bytes().decode()


def test_a_file_of_another_purpose_stays(late: tuple[Path, Path], tmp_path: Path) -> None:
    plain = Path(shutil.copy(late[0], tmp_path / "plain.pdf"))
    before = plain.read_bytes()
    with pytest.raises(UsageError, match="another profile"):
        exporter.replace_pages(
            plain, late[0].parent / "issue", ["2"], _options(tagged=False, variant="")
        )
    assert plain.read_bytes() == before
