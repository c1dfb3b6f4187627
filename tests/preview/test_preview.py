"""exporter preview: what changes is seen, errors stand over the page and go, only loopback."""

from __future__ import annotations

import gc
import json
import os
import signal
import threading
import urllib.error
import urllib.request
import weakref
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from exporter.api import Options
from exporter.edition.style import find_style
from exporter.errors import OutputError
from exporter.findings import Finding
from exporter.layouts.makeup.result import SheetResult
from exporter.preview import session as module
from exporter.preview import sheets as preview_sheets
from exporter.preview.earlier_plan import in_earlier_plan
from exporter.preview.page_state import place_of, told
from exporter.preview.reading import read
from exporter.preview.server import make_server
from exporter.preview.session import MOST_UNTIDY, SETTLE_S, Session
from exporter.preview.sheets import SheetMaker
from exporter.preview.watching import changed, stamps

ISSUE = "publication: {name: Lamp, language: en}\ndate: 2026-06-16\n"
ARTICLE = "---\nheadline: The lamp is lit\n---\n" + "Nobody saw who lit the lamp. " * 40 + "\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "01").mkdir()
    (tmp_path / "issue.yaml").write_text(ISSUE, "utf-8")
    (tmp_path / "01" / "10-lamp.md").write_text(ARTICLE, "utf-8")
    return tmp_path


def test_new_changed_and_gone_files_are_seen_and_passing_ones_are_not(folder: Path) -> None:
    before = stamps([folder])
    (folder / "01" / ".10-lamp.md.swp").write_text("x")
    (folder / "01" / "~$a.docx").write_text("x")
    assert changed(before, stamps([folder])) == []
    (folder / "01" / "20-boat.md").write_text("x")
    (folder / "issue.yaml").unlink()
    names = [path.name for path in changed(before, stamps([folder]))]
    assert names == ["20-boat.md", "issue.yaml"]


def test_a_place_opens_in_the_editor(folder: Path) -> None:
    place = place_of(folder / "01" / "a b.md", 7, folder)
    assert (place.file, place.line) == ("01/a b.md", 7)
    assert place.link == f"vscode://file{folder.resolve().as_posix()}/01/a%20b.md:7"
    assert (
        told([Finding("issue-file", folder, 0, "x", "y")] * 2, folder)[0].place.file == folder.name
    )


class Quick(Session):
    """A session whose views are not made: what the thread does with errors is what is tried."""

    def make_views(self) -> None:
        issue, _, _ = read(self.source, self.options)
        self.tell(errors=(), title=issue.publication.name)


def test_an_error_stands_until_it_is_corrected(folder: Path) -> None:
    session = Quick(folder, Options())
    session.make()
    assert (session.state.title, session.state.errors) == ("Lamp", ())
    (folder / "01" / "10-lamp.md").write_text("---\nheadlin: x\n---\n", "utf-8")
    session.make()
    [missing, unknown] = sorted(session.state.errors, key=lambda one: one.rule)
    assert (unknown.place.file, unknown.place.line) == ("01/10-lamp.md", 2)
    assert "headlin" in unknown.message and missing.rule == "issue-missing-key"
    assert session.state.title == "Lamp"
    (folder / "01" / "10-lamp.md").write_text(ARTICLE, "utf-8")
    session.make()
    assert session.state.errors == ()


def test_a_source_that_is_gone_is_an_error_and_no_end(folder: Path) -> None:
    session = Quick(folder / "gone", Options())
    session.make()
    assert "no such file or folder" in session.state.errors[0].message


def test_pages_that_are_kept_do_not_keep_the_editions_of_their_time(folder: Path) -> None:
    (folder / "02").mkdir()
    maker = SheetMaker()
    for number in range(3):
        text = ARTICLE.replace("Nobody", f"Nobody {number}")
        (folder / "02" / "10-boat.md").write_text(text, "utf-8")
        issue, style, _ = read(folder, Options())
        maker.make(issue, style, Options(), lambda _: None)
    assert len(maker.made) == 4  # once the first page, three times the second
    assert len({id(each.job.setting.edition) for each in maker.made.values()}) == 1


def test_past_updates_are_freed_when_nothing_changes(folder: Path) -> None:
    session = Quick(folder, Options())
    circle: list[object] = [{"an issue of the past"}]
    circle.append(circle)
    left = weakref.ref(circle[0])
    del circle
    gc.disable()
    try:
        session.make()
        assert left() is not None and session.untidy == 1
        session.untidy = MOST_UNTIDY - 1
        session.make()
        assert left() is None and session.untidy == 0
    finally:
        gc.enable()


def test_an_article_that_did_not_change_is_not_set_for_print_again(folder: Path) -> None:
    (folder / "01" / "20-boat.md").write_text(ARTICLE.replace("lamp", "boat"), "utf-8")
    maker, seen = SheetMaker(), []
    for text in (ARTICLE, ARTICLE, ARTICLE.replace("Nobody", "Somebody")):
        (folder / "01" / "10-lamp.md").write_text(text, "utf-8")
        issue, style, _ = read(folder, Options())
        maker.make(issue, style, Options(), lambda _: None)
        seen.append({name: each.printed for name, each in maker.articles.items()})
    first, same, edited = seen
    assert all(first[name] is same[name] for name in first)
    assert [name for name in first if edited[name] is not first[name]] == ["a-01-01"]
    assert "Somebody" in "".join(edited["a-01-01"].body.itertext())


def test_many_new_pages_are_made_up_in_processes_with_the_same_result(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(2, 6):
        (folder / f"{number:02}").mkdir()
        text = ARTICLE.replace("Nobody", f"Nobody {number}")
        (folder / f"{number:02}" / "10-lamp.md").write_text(text, "utf-8")
    issue, style, _ = read(folder, Options())
    pictures, shown = [], []
    for number in (1, 2):
        monkeypatch.setenv("EXPORTER_CACHE", str(folder / f".cache{number}"))
        monkeypatch.setattr(preview_sheets, "processes", lambda *_, number=number: number)
        sheets, _ = SheetMaker().make(issue, style, Options(), lambda some: shown.append(len(some)))
        pictures.append([name for _, name in sheets])
    assert pictures[0] == pictures[1] and len(set(pictures[0])) == 5
    assert shown[0] == 1  # the front page is shown before the others are made up


def test_the_thread_makes_the_views_again_after_a_change(folder: Path) -> None:
    session = Quick(folder, Options())
    worker = threading.Thread(target=session.run, daemon=True)
    worker.start()
    try:
        state = session.wait(0, 60)
        while not state.title:
            state = session.wait(state.version, 60)
        (folder / "issue.yaml").write_text(ISSUE.replace("Lamp", "Boat"), "utf-8")
        while state.title != "Boat":
            state = session.wait(state.version, 60)
    finally:
        session.stop()
        worker.join(60)
    assert not worker.is_alive()


@pytest.fixture
def address(folder: Path) -> Iterator[tuple[str, Session]]:
    session = Quick(folder, Options())
    session.make()
    session.views.parts = {"EPUB/a.xhtml": b"<p/>"}
    with make_server(session, 0) as server:
        worker = threading.Thread(target=server.serve_forever, daemon=True)
        worker.start()
        yield f"http://127.0.0.1:{server.server_port}", session
        session.stop()
        server.shutdown()


def test_a_step_that_is_timed_leaves_the_state_that_is_read_alone(folder: Path) -> None:
    session = Quick(folder, Options())
    state = session.state
    with session.timed("reading"):
        pass
    assert state.seconds == {} and "reading" in session.state.seconds


def test_an_address_with_a_zero_byte_is_no_file(folder: Path) -> None:
    assert Quick(folder, Options()).views.site_file("a\0b") is None


def get(address: str, host: str = "") -> tuple[int, bytes, str]:
    request = urllib.request.Request(address, headers={"Host": host} if host else {})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read(), answer.headers["Content-Type"]
    except urllib.error.HTTPError as error:
        return error.code, b"", ""


def test_the_server_gives_page_state_and_views(address: tuple[str, Session]) -> None:
    place, _ = address
    assert b"preview.js" in get(f"{place}/")[1]
    assert get(f"{place}/preview.css")[2].startswith("text/css")
    assert json.loads(get(f"{place}/state.json")[1])["title"] == "Lamp"
    assert get(f"{place}/epub/1/EPUB/a.xhtml") == (200, b"<p/>", "application/xhtml+xml")
    for missing in ("epub/1/b", "sheets/a.png", "web/1/../../issue.yaml", "page/index.html", "x"):
        assert get(f"{place}/{missing}")[0] == 404, missing


def test_another_name_for_this_machine_is_refused(address: tuple[str, Session]) -> None:
    assert get(f"{address[0]}/state.json", "evil.example:80")[0] == 403


def test_news_come_as_events(address: tuple[str, Session]) -> None:
    place, session = address
    with urllib.request.urlopen(f"{place}/events", timeout=60) as events:
        assert events.readline() == f"data: {session.state.version}\n".encode()
        events.readline()
        session.tell(title="Boat")
        assert events.readline() == f"data: {session.state.version}\n".encode()


def test_a_port_that_is_taken_is_named(address: tuple[str, Session]) -> None:
    place, session = address
    with pytest.raises(OutputError, match="choose another with --port"):
        make_server(session, int(place.rpartition(":")[2]))


def test_all_views_of_a_small_issue_and_its_copyfit(folder: Path) -> None:
    session = Session(folder, Options(paper="tabloid"))
    session.make()
    state = session.state
    assert state.errors == () and state.working == ""
    assert [chapter.title for chapter in state.chapters][-1:] and state.epub == 1
    [sheet] = state.sheets
    assert sheet.lines_short > 0 and sheet.characters > sheet.lines_short
    assert [area.article for area in sheet.areas] == ["a-01-01"]
    assert session.sheets.pictures[sheet.picture].data.startswith(b"\x89PNG")
    assert state.web == 1 and session.views.site_file("index.html")
    drawn = dict(session.sheets.pictures)
    session.make()  # nothing changed: no sheet is drawn again, not even as HTML
    assert len(session.sheets.drawings) == 1
    assert session.sheets.pictures == drawn
    assert session.state.sheets[0].picture == sheet.picture


def test_a_file_is_not_read_while_it_is_empty_between_two_steps_of_saving(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, article = Quick(folder, Options()), folder / "01" / "10-lamp.md"
    session.last_read = session.settled()
    article.write_text("", "utf-8")
    saving = threading.Timer(4 * SETTLE_S, article.write_text, (ARTICLE, "utf-8"))
    saving.start()
    assert session.settled()[str(article)][1] == len(ARTICLE)
    saving.join()
    article.write_text("", "utf-8")
    monkeypatch.setattr(module, "PATIENCE_S", 0.1)
    assert session.settled()[str(article)][1] == 0  # the editor meant it


def test_pages_of_an_older_source_are_not_made_to_the_end(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, made = Session(folder, Options()), []
    monkeypatch.setattr(session, "make_others", lambda _: None)

    def make(*_: object) -> tuple[list[object], list[object]]:
        for number in range(3):
            made.append(number)
            if number == 1 and len(made) > 3:
                (folder / "01" / "10-lamp.md").write_text(ARTICLE.replace("lit", "let"), "utf-8")
            session.show_sheets([])
        return [], []

    monkeypatch.setattr(session.sheets, "make", make)
    for _ in range(2):
        session.last_read = session.looked()
        session.make()
    assert made == [0, 1, 2, 0, 1] and session.state.errors == ()


def test_the_process_of_epub_and_web_edition_may_end(folder: Path) -> None:
    session = Session(folder, Options(paper="tabloid"))
    session.make()
    os.kill(session.views.process.pid, signal.SIGTERM)
    session.make()
    [wrong] = session.state.errors
    assert "ended" in wrong.message and session.state.sheets
    session.make()
    assert (session.state.errors, session.state.epub, session.state.web) == ((), 2, 2)
    session.stop()
    assert session.views.process.pid == 0


def test_an_edited_page_is_shown_as_it_was_made_up_until_it_is_made_up_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("20-boat", "30-quay"):
        (folder / "01" / f"{name}.md").write_text(ARTICLE.replace("Nobody", name), "utf-8")
    maker, shown, early, fitted = SheetMaker(), [], [], SheetMaker._fitted
    monkeypatch.setattr(
        SheetMaker, "_fitted", lambda *given: early.append(len(shown[-1])) or fitted(*given)
    )
    for words in ("lit the lamp", "let the lamp", "lit the lamp at last, as " * 40):
        (folder / "01" / "10-lamp.md").write_text(ARTICLE.replace("lit the lamp", words), "utf-8")
        issue, style, _ = read(folder, Options())
        shown.append([])
        before = list(maker.last.values())
        maker.make(issue, style, Options(), shown[-1].extend)
        if len(shown) == 2:  # as many lines: first shown in the earlier plan, which is the same
            [sheet] = {sheet.job.label: sheet for sheet, _ in shown[-1]}.values()
            places = [[(each.column, each.line) for each in one.fit.placements] for one in before]
            assert [(each.column, each.line) for each in sheet.fit.placements] in places
    assert len({name for _, name in chain(*shown[:2])}) == 2
    assert early == [0, 1, 0]  # pictures shown before the page was made up
    _, after, grown = shown
    assert in_earlier_plan(after[-1][0].job, after[-1][0]) is not None
    assert in_earlier_plan(grown[-1][0].job, after[-1][0]) is None  # it no longer fits its frame


def test_a_preview_that_starts_again_draws_only_what_looks_different(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    look, drawn, draw = tmp_path / "look", [], SheetResult.draw
    look.mkdir()
    monkeypatch.setenv("EXPORTER_CACHE", str(tmp_path / "cache"))
    (look / "style.yaml").write_text("extends: newspaper\n")
    monkeypatch.setattr(SheetResult, "draw", lambda sheet: drawn.append(sheet) or draw(sheet))
    issue, _, _ = read(folder, Options())
    for rules in ("h1 { color: #123456 }", "h1 { color: #123456 }", "h1 { color: #654321 }"):
        (look / "makeup.css").write_text(rules)
        SheetMaker().make(issue, find_style(str(look)), Options(), lambda _: None)
    assert len(drawn) == 2
