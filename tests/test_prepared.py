"""What writers need of an issue first is made where it was read."""

from dataclasses import replace

import pytest

from exporter import read
from exporter.api.prepared import Read, prepared
from exporter.edition.style import find_style
from exporter.languages import dictionary
from exporter.layouts.flow.short_texts import load_words, short_texts
from exporter.options import Options
from exporter.writers.formats import PdfWriter

ISSUE = """publication: {name: 澜江周报, language: zh-Hans}
date: 2026-01-05
pages: [{label: "01"}]
"""
STORY = "---\nheadline: [一江秋水, 两岸人家]\n---\n正文的一段。"


@pytest.fixture
def reading(issue_folder):
    return read(issue_folder({"issue.yaml": ISSUE, "01/1.md": STORY}))


def made(reading, style=None, **options):
    found = Read(reading, style or find_style())
    return prepared(found, [PdfWriter()], Options(cache=False, **options))


def test_texts_of_a_pdf_are_set_for_print_and_their_words_found(reading, monkeypatch):
    pytest.importorskip("rjieba")
    found = made(reading)
    assert all("printed" in vars(each) for each in found.edition.article_documents)
    started = []
    monkeypatch.setattr(dictionary, "load_beside", lambda: started.append(1))
    with dictionary.unloaded():
        dictionary.learn({text: [text] for text in short_texts(reading.issue)})
        load_words(reading.issue)
        assert not started
    load_words(reading.issue)
    assert started


def test_an_issue_that_is_not_written_as_it_was_read_is_left(reading):
    assert made(reading, facsimiles=True).edition is None
    zones = reading.issue.model_copy(update={"editions": {"city": "City"}})
    assert made(replace(reading, issue=zones)).edition is None
    assert made(replace(reading, issue=None)).edition is None


def test_what_fails_is_left_to_be_told_when_files_are_written(reading, tmp_path):
    (tmp_path / "bad/templates").mkdir(parents=True)
    (tmp_path / "bad/style.yaml").write_text("extends: newspaper\n")
    (tmp_path / "bad/templates/head.xhtml").write_text("{{ nothing.at.all }}")
    assert made(reading, find_style(tmp_path / "bad")).edition is None
