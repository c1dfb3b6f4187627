"""Text that does not arrive in a file is a finding, if `EXPORTER_DEBUG=text` asks for it."""

import sys
import zipfile

import pytest

from exporter import api
from exporter.checks.lost_text import check_text, epub_text
from exporter.edition import make_edition
from exporter.errors import InvalidSource

ARTICLE = "---\nheadline: Ferries & tides\nbyline: Ann Lee\n---\nThe crimson boat came in.\n"


@pytest.fixture
def book(issue_folder, tmp_path):
    source = issue_folder({"01/10-a.md": ARTICLE})
    path = tmp_path / "a.epub"
    api.build(source, [path])
    return source, path


def test_a_whole_book_has_every_word(book):
    source, path = book
    issue = api.read(source).issue
    assert list(check_text(make_edition(issue), path)) == []
    assert "crimson boat" in epub_text(path)


def test_a_word_that_is_not_in_the_book_is_named(book, tmp_path):
    source, path = book
    cut = tmp_path / "cut.epub"
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(cut, "w") as made:
        for name in whole.namelist():
            made.writestr(name, whole.read(name).replace(b"crimson boat", b""))
    (finding,) = check_text(make_edition(api.read(source).issue), cut)
    assert finding.rule == "issue-text-lost"
    assert "crimson" in finding.message and "boat" in finding.message


def test_the_switch_stops_a_build_that_loses_text(book, monkeypatch, tmp_path):
    source, _ = book
    monkeypatch.setenv("EXPORTER_DEBUG", "text")
    api.build(source, [tmp_path / "b.epub"])
    monkeypatch.setattr(sys.modules[check_text.__module__], "epub_text", lambda _: "")
    with pytest.raises(InvalidSource, match="Ferries"):
        api.build(source, [tmp_path / "c.epub"])


def test_check_says_before_a_build_what_will_be_lost(issue_folder):
    lost = '<template>Unseen words</template>\n\n<video src="film.mp4"></video>\n'
    source = issue_folder({"01/10-a.md": f"{ARTICLE}\n{lost}"})
    found = [(f.rule, f.line) for f in api.check(source) if f.rule == "issue-dropped-element"]
    assert found == [("issue-dropped-element", 7), ("issue-dropped-element", 9)]
