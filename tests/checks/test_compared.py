"""What is different between two PDFs: words, looks, pages, by place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from drafts import DRAFTS
from PIL import Image, ImageDraw
from typer.testing import CliRunner

import exporter
from exporter.checks.compared import _word_changes, different_places
from exporter.checks.pdf.document import Page
from exporter.cli.commands import app
from exporter.errors import UsageError


def _save(path: Path, *, more: str = "", page: int = 0) -> Path:
    draft = DRAFTS["press"]()
    if more:
        draft.paint(more, page=page)
    return draft.save(path)


def test_a_pdf_is_as_it_was(tmp_path: Path) -> None:
    one, other = _save(tmp_path / "one.pdf"), _save(tmp_path / "other.pdf")
    assert exporter.compare(one, other).findings == ()


def test_a_page_that_can_not_be_read_is_not_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unread(page: Page) -> list[str]:
        page.document.problems.append("page 1 can't be read (cut)")
        return []

    monkeypatch.setattr("exporter.checks.compared._words", unread)
    one, other = _save(tmp_path / "one.pdf"), _save(tmp_path / "other.pdf")
    found = exporter.compare(one, other).findings
    assert {(each.path, each.message) for each in found} == {
        (path, "page 1 can't be read (cut)") for path in (one, other)
    }


def test_what_is_painted_is_found_by_place(tmp_path: Path) -> None:
    before = _save(tmp_path / "before.pdf")
    after = _save(tmp_path / "after.pdf", more="0 0 0 0.6 k 60 90 30 20 re f", page=1)
    (found,) = exporter.compare(after, before).findings
    assert found.rule == "pdf-changed-look"
    assert found.place is not None
    assert found.place.page == 2
    (box,) = found.place.boxes
    assert 8 < box.width < 20
    assert 6 < box.height < 16


def test_words_are_told_as_they_were_and_are(tmp_path: Path) -> None:
    before = _save(tmp_path / "before.pdf", more="BT /F1 9 Tf 20 40 Td (OLD WORD) Tj ET")
    after = _save(tmp_path / "after.pdf", more="BT /F1 9 Tf 20 40 Td (NEW WORD) Tj ET")
    messages = [each.message for each in exporter.compare(after, before).findings]
    assert "“OLD” became “NEW”" in messages


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("三桥今起通车", "三桥明起通车", ["“今” became “明”"]),
        ("one two", "one", ["“two” is gone"]),
        ("one", "one two", ["“two” is new"]),
        ("one", "one", []),
    ],
)
def test_han_characters_and_words_are_compared_one_by_one(
    old: str, new: str, told: list[str]
) -> None:
    before, after = (list(text) if " " not in text and len(text) > 4 else text.split()
                     for text in (old, new))  # fmt: skip
    assert list(_word_changes(before, after)) == told


def test_what_touches_is_one_place() -> None:
    plain = Image.new("RGB", (400, 400), "white")
    other = plain.copy()
    draw = ImageDraw.Draw(other)
    draw.rectangle((50, 50, 90, 90), fill="black")
    draw.rectangle((92, 50, 120, 90), fill="black")
    draw.rectangle((300, 300, 320, 320), fill="red")
    first, second = different_places(plain, other)
    assert first[0] <= 50 < 120 <= first[2] <= 132
    assert second[1] <= 300 < 320 <= second[3]


def test_a_page_more_is_told(tmp_path: Path) -> None:
    draft = DRAFTS["press"]()
    draft.pdf.pages.append(draft.pdf.pages[0])
    more = draft.save(tmp_path / "more.pdf")
    one = _save(tmp_path / "one.pdf")
    assert [each.message for each in exporter.compare(more, one).findings] == ["page 5 is new"]
    assert [each.message for each in exporter.compare(one, more).findings] == ["page 5 is gone"]


def test_the_report_is_one_file(tmp_path: Path) -> None:
    before = _save(tmp_path / "before.pdf")
    after = _save(tmp_path / "after.pdf", more="0 0 0 0.6 k 60 90 30 20 re f")
    html = tmp_path / "report.html"
    arguments = ["check", str(after), "--against", str(before), "--html", str(html)]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    text = html.read_text(encoding="utf-8")
    assert text.count("data:image/jpeg") == 3
    assert "http" not in text
    assert CliRunner().invoke(app, arguments, env={"EXPORTER_LANGUAGE": "zh-Hans"}).exit_code == 0
    told = re.sub(r"<style>.*?</style>|<[^>]*>|\w+\.pdf", "", html.read_text("utf-8"), flags=re.S)
    assert "外观不同" in told and re.findall("[a-z]{3,}", told) == []
    with pytest.raises(UsageError, match="is one of the PDFs"):
        exporter.compare(after, before, before)
