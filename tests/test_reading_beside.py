"""A source is read in a fork while this process loads what writes its files."""

import os
import subprocess
import sys
from textwrap import dedent

import pytest

from exporter import beside, extensions
from exporter.api import export
from exporter.api.reading_beside import read_beside
from exporter.kept import Entries, used
from exporter.options import Options
from exporter.outputs import lasting_folder
from exporter.writers.base import Writer


class Slow(Writer):
    """Notes in which process it was loaded."""

    def __init__(self, error=None):
        self.error = error
        self.loaded = []

    def is_to_be_loaded(self):
        return not self.loaded

    def load(self, options):
        self.loaded.append(os.getpid())
        if self.error:
            raise self.error


@pytest.fixture
def forks(monkeypatch):
    monkeypatch.setattr(beside, "may_fork", lambda: True)


def prepared(found, writers, options):
    return found


@pytest.mark.parametrize("error", [None, ImportError("no Pango")])
def test_a_fork_reads_while_this_process_loads(forks, error):
    writer = Slow(error)
    assert read_beside(os.getpid, prepared, [writer], Options()) != os.getpid()
    assert writer.loaded == [os.getpid()]


def test_what_was_read_is_prepared_in_the_fork_for_what_is_loaded_meanwhile(forks):
    ready, slow = Slow(), Slow()
    ready.load(Options())

    def prepared(found, writers, options):
        return found == os.getpid(), len(writers), options.layout

    made = read_beside(os.getpid, prepared, [ready, slow], Options(layout="flow"))
    assert made == (True, 1, "flow")


def test_what_is_loaded_already_needs_no_fork(forks):
    writer = Slow()
    writer.load(Options)
    assert read_beside(os.getpid, prepared, [writer], Options()) == os.getpid()
    assert read_beside(os.getpid, prepared, [], Options()) == os.getpid()


def test_one_job_and_a_system_without_forks_read_here(forks, monkeypatch):
    assert read_beside(os.getpid, prepared, [Slow()], Options(jobs=1)) == os.getpid()
    monkeypatch.setattr(beside, "may_fork", lambda: False)
    assert read_beside(os.getpid, prepared, [Slow()], Options()) == os.getpid()


def test_an_error_of_the_source_is_raised(forks):
    def read():
        raise LookupError("no issue")

    with pytest.raises(LookupError, match="no issue"):
        read_beside(read, prepared, [Slow()], Options())


def test_pictures_that_the_fork_takes_out_of_documents_stay(forks):
    def read():
        path = lasting_folder() / "a picture"
        path.write_bytes(b"picture")
        return path

    assert read_beside(read, prepared, [Slow()], Options()).read_bytes() == b"picture"


BEFORE = """
    import sys
    from exporter.api import export
    def told(*_):
        print(*sys.modules)
        raise SystemExit
    export.read_beside = told
    export.build("2018-07-03", "issue.pdf")
"""
# What reads, makes documents, draws or packs.
LATE = "content.body edition.making readers.folder pictures.files writers.epub.book writers.pdf"
LIBRARIES = {"weasyprint", "pikepdf", "PIL", "jinja2", "markdown_it", "ebooklib", "fontTools"}


def test_the_fork_begins_before_what_reads_and_what_writes_is_loaded():
    run = subprocess.run(
        [sys.executable, "-c", dedent(BEFORE)], capture_output=True, text=True, check=True
    )
    late = LIBRARIES | {f"exporter.{name}" for name in LATE.split()}
    assert late & set(run.stdout.split()) == set()


LOADED = """
    import sys
    import threading
    from exporter import extensions, fonts
    from exporter.options import Options
    from exporter.writers.formats import PdfWriter
    writer = PdfWriter()
    assert writer.is_to_be_loaded()
    listed, fc_list = [], fonts._fc_list
    fonts._fc_list = lambda *what: listed.append(threading.current_thread()) or fc_list(*what)
    writer.load(Options({options}))
    assert len(listed) == 1 and listed[0] is not threading.main_thread()
    assert fonts.find(["Noto Serif"]) and len(listed) == 1
    assert extensions._installed.cache_info().currsize == 1
    assert not writer.is_to_be_loaded()
    print(*sys.modules)
"""


@pytest.mark.parametrize(
    ("options", "is_made_up"), [("", True), ("layout='flow'", False), ("style='magazine'", False)]
)
def test_what_a_pdf_needs_is_loaded(options, is_made_up):
    code = dedent(LOADED.format(options=options))
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    found = set(run.stdout.split())
    assert ("exporter.layouts.makeup.render" in found) is is_made_up
    assert {"exporter.layouts.flow.rows", "PIL.JpegImagePlugin"} <= found
    assert "exporter.engine.patched.lean" in found
    # They are loaded while the PDF is written.
    late = {"pikepdf", "exporter.checks.pdf.rules.fonts", "exporter.writers.pdf.finish"}
    assert not late & found
    # They are loaded for drawings alone.
    assert not {"exporter.pictures.svg.cleaner", "exporter.pictures.svg.painter"} & found


MEANWHILE = """
    import sys
    import threading
    from exporter.writers.pdf.loading_late import loaded_meanwhile
    before = {*sys.modules}
    with loaded_meanwhile():
        assert threading.active_count() == 2
    print(*{*sys.modules} - before)
    with loaded_meanwhile():
        assert threading.active_count() == 1
"""


def test_what_finishes_a_pdf_is_loaded_while_it_is_written():
    run = subprocess.run(
        [sys.executable, "-c", dedent(MEANWHILE)], capture_output=True, text=True, check=True
    )
    found = {"pikepdf", "exporter.checks.pdf.rules.fonts", "exporter.writers.pdf.finish"}
    assert found <= {*run.stdout.split()}


RULES = """
    from exporter.edition.style import find_style
    from exporter.engine.style_rules import _selectors, parsed
    from exporter.options import Options
    from exporter.writers.formats import PdfWriter
    name = {style!r}
    PdfWriter().load(Options(style=name, layout="makeup"))
    before = _selectors.cache_info().misses
    parsed(find_style(name).rules("makeup.css"))
    print(before > 0, _selectors.cache_info().misses > before)
"""


@pytest.mark.parametrize(("own", "is_read"), [(False, True), (True, False)])
def test_rules_of_a_style_are_read_before_processes_make_pages_up(tmp_path, own, is_read):
    """Each took a thirtieth of a second for it. What is wrong in a user's is told in a build."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/style.yaml").write_text("extends: newspaper\n")
    code = dedent(RULES.format(style=str(tmp_path / "mine") if own else ""))
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == [str(is_read), str(not is_read)]


@pytest.mark.parametrize(
    ("outputs", "names"),
    [((), ["EPUB", "PDF"]), (("a.pdf",), ["PDF"]), (("a.x", "out", "b.epub"), ["EPUB", "PDF"])],
)
def test_the_writers_of_a_folder_are_loaded_too(monkeypatch, tmp_path, outputs, names):
    asked = []

    def told(_, prepared, writers, options):
        asked.extend(each.name for each in writers)
        raise LookupError

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(export, "read_beside", told)
    monkeypatch.setattr(extensions, "writers", dict)
    with pytest.raises(LookupError):
        export.build("2018-07-03", outputs)
    assert asked == names


@pytest.mark.parametrize(("output", "keeps"), [("a.pdf", True), ("a.epub", False)])
def test_words_load_as_soon_as_the_language_is_known(monkeypatch, tmp_path, output, keeps):
    """Those that earlier builds have kept are looked at first."""

    def told(_, options):
        options.reading.language_known("zh-Hans")
        raise LookupError

    loaded = []
    monkeypatch.setattr(export, "user_entries", lambda keep: Entries(tmp_path if keep else None))
    monkeypatch.setattr(export, "_read_here", told)
    monkeypatch.setattr(export, "read_beside", lambda read, *_: read())
    monkeypatch.setattr(export, "load_ahead", lambda tag: loaded.append((tag, bool(used().folder))))
    with pytest.raises(LookupError):
        export.build("2018-07-03", tmp_path / output)
    assert loaded == [("zh-Hans", keeps)]
