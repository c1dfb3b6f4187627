"""Never a page of empty boxes: what is said and refused where no font has the characters."""

import json
import os
import subprocess
import sys
from pathlib import Path
from unittest.mock import Mock

import pytest

from exporter import Options, build, fonts, read
from exporter.edition import make_edition
from exporter.edition.style import find_style
from exporter.errors import PreflightFailed
from exporter.findings import Severity
from exporter.layouts.missing_glyphs import missing_glyphs

CHINESE = "publication: {name: 港湾报, language: zh-Hans}\ndate: 2026-06-16\n"
ARTICLE = "---\nheadline: 渡口新桥\n---\n渡口的新桥今天通车，票价两元。\n"
FEW = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>"""


@pytest.fixture
def few_fonts(tmp_path: Path) -> dict[str, str]:
    """The environment of a machine that has a Latin font and no other."""
    latin = fonts.find(["Linux Libertine O"]) or pytest.skip("needs Linux Libertine")
    config = tmp_path / "fonts.conf"
    config.write_text(FEW.format(fonts=latin.path.parent, cache=tmp_path / "cache"))
    return os.environ | {"FONTCONFIG_FILE": str(config)}


def run(environment, *arguments):
    command = [sys.executable, "-m", "exporter", "build", *map(str, arguments), "--json"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("profile", ["press", "archive"])
def test_a_pdf_of_boxes_is_refused_for_press_and_archive(
    issue_folder, tmp_path, few_fonts, profile
):
    folder = issue_folder({"issue.yaml": CHINESE, "01/10-a.md": ARTICLE})
    ended = run(few_fonts, folder, "-o", tmp_path / "a.pdf", "--profile", profile)
    (report,) = json.loads(ended.stdout)
    missing = [each for each in report["findings"] if each["rule"] == "pdf-glyph-missing"]
    assert ended.returncode == PreflightFailed.exit_code
    assert {each["severity"] for each in missing} == {"error"}
    assert not (tmp_path / "a.pdf").exists()


def test_for_the_screen_it_is_a_warning_a_script_and_no_claim_of_pdf_ua(
    issue_folder, tmp_path, few_fonts
):
    folder = issue_folder({"issue.yaml": CHINESE, "01/10-a.md": ARTICLE})
    path = tmp_path / "a.pdf"
    ended = run(few_fonts, folder, "-o", path)
    (report,) = json.loads(ended.stdout)
    (missing,) = [each for each in report["findings"] if each["rule"] == "pdf-glyph-missing"]
    assert (ended.returncode, missing["severity"]) == (0, "warning")
    assert "of the script Han, such as" in missing["message"]
    assert "Noto Serif CJK SC, the font of the style, is not installed" in missing["message"]
    assert b"pdfuaid:part" not in path.read_bytes()


def article(text):
    return {"01/10-a.md": f"---\nheadline: H\n---\n{text}\n"}


def test_a_profile_may_say_how_bad_a_missing_glyph_is(issue_folder, tmp_path):
    own = tmp_path / "own.yaml"
    own.write_text("base: press\nrules: {pdf-glyph-missing: off, pdf-glyph-notdef: warning}\n")
    options = Options(profile=str(own))
    found = build(issue_folder(article("A \U0010abcd b.")), tmp_path / "a.pdf", options).findings
    assert "pdf-glyph-missing" not in {each.rule for each in found}
    assert [each.severity for each in found if each.rule == "pdf-glyph-notdef"] == [
        Severity.WARNING
    ]


def test_force_writes_it_all_the_same(issue_folder, tmp_path):
    options = Options(profile="press", force=True)
    report = build(issue_folder(article("A \U0010abcd b.")), tmp_path / "a.pdf", options)
    found = {each.rule for each in report.findings if each.severity is Severity.ERROR}
    assert found == {"pdf-glyph-missing", "pdf-glyph-notdef"}


def test_many_characters_of_a_script_are_one_finding(issue_folder, tmp_path):
    signs = "".join(map(chr, range(0x14400, 0x14410)))  # Anatolian hieroglyphs
    (found, *_) = build(issue_folder(article(signs)), tmp_path / "a.pdf").findings
    assert "has 16 characters of the script Anatolian Hieroglyphs" in found.message


@pytest.mark.skipif(not fonts.has(fonts.EMOJI), reason="needs Symbola")
def test_emoji_are_set_in_outlines_and_one_ink(issue_folder, tmp_path):
    """A font in colours would be bitmaps in RGB, which the press would print in four inks."""
    path = tmp_path / "a.pdf"
    options = Options(profile="press", layout="flow")
    report = build(issue_folder(article("Rain 🌧️ and 😀.")), path, options)
    assert {each.rule for each in report.findings} == {"pdf-blank-sheets"}
    named = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout
    assert "Symbola" in named and "Type 3" not in named


@pytest.fixture
def edition(issue_folder, picture):
    article = ARTICLE + "\n![另一种文字\U000f0000](a.png)\n"
    files = {"issue.yaml": CHINESE, "01/10-a.md": article, "01/a.png": picture()}
    return make_edition(read(issue_folder(files)).issue, find_style())


def test_only_what_is_shown_has_glyphs(edition, monkeypatch):
    """What a picture says in words is in the markup."""
    assert any("\U000f0000" in each.body for each in edition.documents)
    absent = {"\U000f0000", "桥"}
    monkeypatch.setattr(fonts, "missing", lambda characters, _: sorted(absent & {*characters}))
    (found,) = missing_glyphs(edition)
    assert "U+6865" in found.message


def test_no_document_is_parsed_where_all_characters_have_glyphs(edition, monkeypatch):
    monkeypatch.setattr(fonts, "missing", lambda *_: [])
    monkeypatch.setattr("exporter.edition.documents.text_of", Mock(side_effect=AssertionError))
    assert [*missing_glyphs(edition)] == []
