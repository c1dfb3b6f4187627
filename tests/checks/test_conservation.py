"""Text that does not arrive in a file is a finding, if `EXPORTER_DEBUG=text` asks for it."""

import sys
import zipfile
from dataclasses import replace
from importlib import import_module

import pytest

from exporter import api
from exporter.checks.lost_text import check_text, epub_texts
from exporter.edition import make_edition
from exporter.errors import InvalidSource
from exporter.options import Options
from exporter.pictures.svg import Drawing
from exporter.readers import ReadOptions
from exporter.repair import Change, Repaired

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
    assert "crimson boat" in epub_texts(path)["a-01-01.xhtml"]


def test_a_word_that_is_not_in_the_book_is_named(book, tmp_path):
    source, path = book
    cut = tmp_path / "cut.epub"
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(cut, "w") as made:
        for name in whole.namelist():
            made.writestr(name, whole.read(name).replace(b"crimson boat", b""))
    (finding,) = check_text(make_edition(api.read(source).issue), cut)
    assert finding.rule == "issue-text-lost"
    assert "crimson" in finding.message and "boat" in finding.message


def test_a_word_that_another_article_has_is_missed(issue_folder, tmp_path):
    """Each document is compared for itself: the words of one article do not hide a loss."""
    source = issue_folder({"01/10-a.md": ARTICLE, "01/20-b.md": ARTICLE})
    path, cut = tmp_path / "a.epub", tmp_path / "cut.epub"
    api.build(source, [path])
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(cut, "w") as made:
        for name in whole.namelist():
            data = whole.read(name)
            made.writestr(name, data.replace(b"crimson", b"") if "a-01-02" in name else data)
    (finding,) = check_text(make_edition(api.read(source).issue), cut)
    assert finding.path.name == "20-b.md"


def test_letters_of_a_pdf_are_counted_over_all_articles(issue_folder, tmp_path, monkeypatch):
    """A word that stands twice in the articles and once in a PDF is missed."""
    source = issue_folder({"01/10-a.md": ARTICLE, "01/20-b.md": ARTICLE})
    path = tmp_path / "a.pdf"
    text = "Ferries tides Ann Lee The crimson boat came in Ferries tides Ann Lee The boat came in"
    monkeypatch.setattr(sys.modules[check_text.__module__], "pdf_text", lambda _: text)
    assert len(list(check_text(make_edition(api.read(source).issue), path))) == 1
    monkeypatch.setattr(sys.modules[check_text.__module__], "pdf_text", lambda _: f"{text} crimson")
    assert list(check_text(make_edition(api.read(source).issue), path)) == []


def test_of_a_pdf_of_some_pages_their_articles_are_compared(issue_folder, tmp_path, monkeypatch):
    source = issue_folder({"01/10-a.md": ARTICLE, "02/10-b.md": ARTICLE.replace("boat", "quay")})
    path = tmp_path / "a.pdf"
    text = "Ferries tides Ann Lee The crimson boat came in"
    monkeypatch.setattr(sys.modules[check_text.__module__], "pdf_text", lambda _: text)
    edition = make_edition(api.read(source).issue)
    assert list(check_text(edition, path, ("01",))) == []
    assert [each.path.name for each in check_text(edition, path)] == ["10-b.md"]


def test_the_switch_stops_a_build_that_loses_text(book, monkeypatch, tmp_path):
    source, _ = book
    monkeypatch.setenv("EXPORTER_DEBUG", "text")
    api.build(source, [tmp_path / "b.epub"])
    monkeypatch.setattr(sys.modules[check_text.__module__], "epub_texts", lambda _: {})
    with pytest.raises(InvalidSource, match="Ferries"):
        api.build(source, [tmp_path / "c.epub"])


def test_check_says_before_a_build_what_will_be_lost(issue_folder):
    lost = '<template>Unseen words</template>\n\n<video src="film.mp4"></video>\n'
    source = issue_folder({"01/10-a.md": f"{ARTICLE}\n{lost}"})
    found = [(f.rule, f.line) for f in api.check(source) if f.rule == "issue-dropped-element"]
    assert found == [("issue-dropped-element", 7), ("issue-dropped-element", 9)]


# Each stage loses a word on purpose: the switch stops the build, and names the word.


@pytest.fixture
def watched(monkeypatch):
    """Switch the comparison on; return what makes a stage lose words."""
    monkeypatch.setenv("EXPORTER_DEBUG", "text")

    def plant(module, name, lossy):
        found = import_module(module)
        whole = getattr(found, name)
        monkeypatch.setattr(found, name, lambda *given, **named: lossy(whole, *given, **named))

    return plant


def told(source, output, options=None):
    with pytest.raises(InvalidSource) as caught:
        api.build(source, output, options)
    return [each.message for each in caught.value.findings if each.rule == "issue-text-lost"]


def test_a_loss_of_the_sanitiser_is_named(watched, issue_folder, tmp_path):
    def lossy(whole, html):
        made = whole(html)
        made.html = made.html.replace("crimson", "")
        return made

    watched("exporter.content.body", "rewrite", lossy)
    (message,) = told(issue_folder({"01/10-a.md": ARTICLE}), tmp_path / "a.epub")
    assert "crimson" in message


def test_a_loss_in_a_drawing_is_named(watched, issue_folder, tmp_path):
    def lossy(whole, data, *load):
        return Drawing(whole(data, *load).data.replace(b"crimson", b""))

    watched("exporter.pictures.svg", "clean", lossy)
    text = "---\nheadline: A\nfigures: [{image: a.svg, alt: Boats by quay}]\n---\nText.\n"
    source = issue_folder({"01/10-a.md": text})
    (source / "01" / "a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><text y="20">crimson boat'
        "</text></svg>"
    )
    assert told(source, tmp_path / "a.epub") == ["the drawing lost words: crimson"]


def test_a_loss_of_a_repair_is_named(watched, tmp_path):
    def lossy(whole, text):
        done = whole(text)
        return Repaired(done.text.replace("渡口", ""), (Change("gloss", "桥", "橋"),))

    watched("exporter.readers.tools.assemble", "repair_markup", lossy)
    feed = tmp_path / "f.xml"
    feed.write_text(
        "<rss version='2.0'><channel><title>A</title><item><title>T</title><description>"
        "到了渡口。</description></item></channel></rss>"
    )
    options = Options(reading=ReadOptions(date="2026-06-16"))
    assert told(feed, tmp_path / "a.epub", options) == ["text was lost in a repair: 渡 口"]


@pytest.mark.parametrize(("words", "lost"), [("渡口的船有三艘", "渡口的船"), ("船号 AB12", "AB12")])
def test_a_loss_of_the_script_conversion_is_named(watched, issue_folder, tmp_path, words, lost):
    def lossy(whole, xhtml, *given):
        return whole(xhtml.replace(lost, ""), *given)

    watched("exporter.repair.script", "convert_markup", lossy)
    source = issue_folder({"01/10-a.md": f"---\nheadline: 题\nlanguage: zh-Hans\n---\n{words}\n"})
    options = Options(reading=ReadOptions(script="hant"))
    (message,) = told(source, tmp_path / "a.epub", options)
    assert "lost text in the conversion of its script" in message


@pytest.mark.parametrize(
    ("name", "layout"), [("a.epub", ""), ("a.pdf", "flow"), ("a.pdf", "makeup")]
)
def test_a_loss_of_a_writer_is_named(watched, issue_folder, tmp_path, name, layout):
    def lossy(whole, writer, edition, path, aside, options, _=None):
        issue = edition.issue
        articles = [
            each.model_copy(update={"body": each.body.replace("crimson", "")})
            for each in issue.pages[0].articles
        ]
        page = issue.pages[0].model_copy(update={"articles": tuple(articles)})
        less = issue.model_copy(update={"pages": (page, *issue.pages[1:])})
        return whole(writer, make_edition(less, edition.style), path, aside, options)

    watched("exporter.api.writing", "write_file", lossy)
    source = issue_folder({"01/10-a.md": ARTICLE})
    (message,) = told(source, tmp_path / name, replace(Options(jobs=1), layout=layout))
    assert message == f"`Ferries & tides` lost text on its way into {name}: crimson"
