"""What is kept on disk between two runs: found, used, never believed where it is broken."""

import itertools
import logging
import os
import shutil
import time
from importlib.metadata import version

import pytest
from PIL import Image

import exporter
from exporter import kept as entries
from exporter import outputs
from exporter.engine.font_configuration import font_configuration
from exporter.engine.messages import collect_log
from exporter.engine.patched import engine
from exporter.languages import dictionary
from exporter.layouts.makeup import page as pages
from exporter.layouts.makeup.draw.sheet_cache import KeptSheets
from exporter.layouts.makeup.measure import cache as store
from exporter.layouts.makeup.measure import sizes as measure
from exporter.layouts.makeup.measure.cache import Store, user_store
from exporter.layouts.makeup.plan.story import Story
from exporter.profiles import find_profile

ISSUE = "publication: {name: 报, language: zh-Hans, code: bao}\ndate: 2026-06-16\n"
NOTHING: dict[str, list[str]] = {"measured": [], "searched": [], "drawn": []}


def article(length, start):
    body = "".join(chr(0x4E00 + (start * 97 + number * 31) % 5003) for number in range(length))
    return f"---\nheadline: 标题{start}\n---\n{body}\n"


@pytest.fixture
def counted(monkeypatch):
    """Note the articles that are measured, the leads of pages that are searched, what is drawn."""
    counts = {"measured": [], "searched": [], "drawn": []}
    sizes, fit, lay_out = measure.Measuring.sizes, pages.Fitter.fit, pages.PageJob._lay_out

    def noting_sizes(self, lay_out, numbers, *known):
        counts["measured"] += [self.parts[number].article.id for number in numbers]
        return sizes(self, lay_out, numbers, *known)

    def noting_fit(self):
        counts["searched"] += [story.id for story in self.measure(self.tight[0])[1][:1]]
        return fit(self)

    def noting_drawing(self, html, rules):
        counts["drawn"].append(self.label)
        return lay_out(self, html, rules)

    monkeypatch.setattr(pages.PageJob, "_lay_out", noting_drawing)
    monkeypatch.setattr(measure.Measuring, "sizes", noting_sizes)
    monkeypatch.setattr(pages.Fitter, "fit", noting_fit)
    return counts


@pytest.fixture(scope="module")
def kept(tmp_path_factory, write_issue):
    """Make an issue up in two processes: the folder with it, its PDF and what was kept of it.

    It has four pages; the third has more text than its sheet holds.
    """
    root = tmp_path_factory.mktemp("kept")
    files = {f"0{n}/1.md": article(2_800 if n == 1 else 1_300, n) for n in range(1, 5)}
    files |= {f"0{n}/2.md": article(500, 10 + n) for n in range(1, 5)}
    files["03/1.md"] = article(4_900, 3)
    write_issue(root / "issue", {"issue.yaml": ISSUE, **files})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPORTER_CACHE", str(root / "cache"))
        options = exporter.Options(layout="makeup", paper="a4", jobs=2)
        exporter.build(root / "issue", [root / "a.pdf"], options)
    return root


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPORTER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def filled(kept, cache):
    """Return a folder of what was kept of the issue, to do with as a test likes."""
    return shutil.copytree(kept / "cache", cache)


def build(source, pdf, counts, **options):
    for noted in counts.values():
        noted.clear()
    exporter.build(source, [pdf], exporter.Options(layout="makeup", paper="a4", jobs=1, **options))
    return pdf.read_bytes()


def test_processes_share_what_is_kept(kept, filled, counted, tmp_path):
    assert build(kept / "issue", tmp_path / "b.pdf", counted) == (kept / "a.pdf").read_bytes()
    assert counted == NOTHING


def test_one_article_changed_is_measured_alone_and_its_page_made_again(
    kept, filled, counted, tmp_path
):
    issue = shutil.copytree(kept / "issue", tmp_path / "issue")
    (issue / "02/2.md").write_text(article(500, 30), encoding="utf-8")
    changed = build(issue, tmp_path / "a.pdf", counted)
    assert set(counted["measured"]) == {"a-02-02"}
    assert counted["searched"] == ["a-02-01"]
    assert counted["drawn"] == ["02"]
    assert changed != (kept / "a.pdf").read_bytes()
    assert build(issue, tmp_path / "b.pdf", counted, cache=False) == changed
    assert len(set(counted["measured"])) == 8


def test_what_a_sheet_shows_besides_its_text_is_drawn_anew(counted, cache, write_issue, tmp_path):
    photo = tmp_path / "issue/01/photo.png"
    box = "{width_mm: 100, height_mm: 90, image: 01/photo.png, alt: A house}"
    page = f"pages:\n- {{label: '01', advertisements: [{box}]}}\n"
    files = {"issue.yaml": ISSUE + page, "01/1.md": article(500, 1)}
    issue = write_issue(tmp_path / "issue", files)
    made = []
    for colour in ("red", "blue"):
        Image.new("RGB", (600, 400), colour).save(photo)
        made.append(build(issue, tmp_path / "a.pdf", counted))
        assert counted["drawn"] == ["01"]
    assert build(issue, tmp_path / "a.pdf", counted) == made[1] != made[0]
    assert counted == NOTHING
    # Another profile has other tags, and room for printer's marks.
    press = {"profile": find_profile("press"), "force": True}
    pressed = build(issue, tmp_path / "b.pdf", counted, **press)
    assert counted["drawn"] == ["01"]
    assert build(issue, tmp_path / "b.pdf", counted, **press) == pressed
    assert counted == NOTHING


EDITIONS = """editions:
- {code: east, name: 东, replace: [{label: '02'}]}
- {code: west, name: 西, add: [{label: '03a'}], drop: ['03']}
"""


@pytest.mark.parametrize("kept", [True, False])
def test_editions_share_their_pages(kept, cache, counted, write_issue, tmp_path):
    """The front page has the name of the edition; any other page is made for all."""
    places = ["01", "02", "03", "04", "east/02", "west/03a"]
    files = {f"{place}/1.md": article(1_300, n) for n, place in enumerate(places, 1)}
    issue = write_issue(tmp_path / "issue", {"issue.yaml": ISSUE + EDITIONS, **files})
    build(issue, tmp_path / "a.pdf", counted, cache=kept)
    assert counted["drawn"] == ["01", "02", "03", "04", "01", "02", "01", "03a"]
    assert cache.exists() == kept
    for noted in (counted["measured"], counted["searched"]):
        # A page that all editions have is measured and searched as often as one that one has.
        assert noted.count("a-04-01") == noted.count("a-03a-01") > 0


@pytest.fixture
def kept_sheets(cache):
    return KeptSheets(user_store(), font_configuration())


def test_what_weasyprint_complained_of_is_told_each_time(kept_sheets):
    def draw(html, rules):
        logging.getLogger("weasyprint").error("no picture")
        drawn.append(html)
        return html

    drawn = []
    for _ in range(2):
        with collect_log() as records:
            assert kept_sheets.drawn("<p>", "", draw) == "<p>"
        assert [record.getMessage() for record in records] == ["no picture"]
    assert len(drawn) == 2


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no owner")
def test_a_sheet_that_others_may_have_written_is_not_loaded(kept_sheets, cache, monkeypatch):
    assert kept_sheets.drawn("<p>", "", lambda html, rules: "first") == "first"
    assert kept_sheets.drawn("<p>", "", lambda html, rules: "second") == "first"
    (entry,) = cache.glob("*/*")
    entry.chmod(0o666)
    assert kept_sheets.drawn("<p>", "", lambda html, rules: "second") == "second"
    owner = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: owner + 1)
    assert kept_sheets.drawn("<p>", "", lambda html, rules: "third") == "third"


DAMAGES = (b"", b"{}", b"0" * 64 + b"\n{}", b"\xff\x00" * 40)


@pytest.mark.parametrize("damage", DAMAGES, ids=["empty", "no digest", "another digest", "no text"])
def test_a_broken_entry_is_as_good_as_none(cache, damage):
    kept, value = user_store(), measure.Size(Story("a", 1, {}), {1: 13.5})
    kept.save("aa1", value)
    assert kept.load("aa1", measure.Size) == value
    (cache / "aa" / "aa1").write_bytes(damage)
    assert kept.load("aa1", measure.Size) is None


def test_broken_entries_are_made_again(kept, filled, counted, tmp_path):
    for path in filled.glob("*/*"):
        os.utime(path, (0, 0))
    build(kept / "issue", tmp_path / "a.pdf", counted)
    # Words are in this process's memory: their list is not asked for again.
    (filled / dictionary._key()[:2] / dictionary._key()).unlink(missing_ok=True)
    # A process that helps another one measures more than is asked for.
    used = (path for path in filled.glob("*/*") if path.stat().st_mtime)
    before = {path: path.read_bytes() for path in used}
    assert len(before) > len(DAMAGES)
    for path, damage in zip(sorted(before), itertools.cycle(DAMAGES), strict=False):
        path.write_bytes(damage)
    assert build(kept / "issue", tmp_path / "a.pdf", counted) == (kept / "a.pdf").read_bytes()
    assert len(set(counted["measured"])) == 8
    assert {path: path.read_bytes() for path in before} == before


def test_a_folder_that_can_not_be_written_is_no_error(issue_folder, tmp_path, monkeypatch, counted):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("EXPORTER_CACHE", str(tmp_path / "file"))
    assert build(issue_folder(), tmp_path / "a.pdf", counted).startswith(b"%PDF")


def test_an_entry_depends_on_the_parts_and_on_where_they_part():
    kept = Store()
    assert kept.key("a", "bc") != kept.key("ab", "c")
    assert kept.key("a") == kept.key("a")


def test_what_is_measured_without_the_engine_is_kept_apart(tmp_path):
    kept = Store(tmp_path)
    bare = kept.key("a")
    with engine(lean=True):
        patched = kept.key("a")
        with engine(tags=True):
            assert kept.key("a") == patched
    with engine(compose=False):
        assert len({bare, patched, kept.key("a")}) == 3
    assert kept.key("a") == bare


def test_another_program_finds_nothing_of_this_one(cache, monkeypatch):
    before = user_store().key("a")
    monkeypatch.setattr(store, "_program", lambda: "another")
    assert user_store().key("a") != before


@pytest.mark.parametrize("library", ["pydyf", "pillow"])
def test_another_version_of_what_writes_pages_finds_nothing(cache, monkeypatch, library):
    before = store._program()
    monkeypatch.setattr(store, "version", lambda name: "9" if name == library else version(name))
    assert store._program.__wrapped__() != before


def test_what_was_not_used_for_longest_goes_first(cache, monkeypatch):
    kept = user_store()
    value = measure.Size(Story("a", 1, {}), {1: 13.5})
    for name in ("aa1", "bb2", "cc3"):
        kept.save(name, value)
        moment = time.time() - 100 + ord(name[0])
        os.utime(cache / name[:2] / name, (moment, moment))
    assert kept.load("aa1", measure.Size) == value  # and is used by that
    size = (cache / "aa" / "aa1").stat().st_size
    monkeypatch.setattr(entries, "MOST_BYTES", 2 * size)
    os.utime(cache / "aa" / "aa1", (time.time() + 100,) * 2)
    kept.prune()
    assert kept.load("bb2", measure.Size) is None
    assert kept.load("aa1", measure.Size) == kept.load("cc3", measure.Size) == value


def test_the_user_s_own_folder(tmp_path, monkeypatch):
    monkeypatch.delenv("EXPORTER_CACHE")
    monkeypatch.setattr(outputs.sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert user_store().folder == tmp_path / "issue-exporter" / "makeup"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert user_store().folder == tmp_path / ".cache" / "issue-exporter" / "makeup"
    assert user_store(False).folder is None
    monkeypatch.setenv("EXPORTER_CACHE", "off")
    assert user_store().folder is None
