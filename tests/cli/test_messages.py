"""Findings in the reader's language: complete, by rule, and never in --json."""

import json
from pathlib import Path

import pytest

from exporter.cli.messages import CATALOGUE, catalogue, language_here, words_of
from exporter.findings import Finding, Severity
from exporter.rulebook import RULES


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_every_rule_has_its_words(language):
    found = catalogue(language)
    assert found.rules.keys() == RULES.keys()
    assert set(found.severities) == set(Severity)
    assert all(title and advice for title, advice in found.rules.values())


def test_the_catalogue_is_chinese():
    found = catalogue("zh-Hans")
    words = [title for title, _ in found.rules.values()]
    assert all(any("一" <= character <= "鿿" for character in title) for title in words)
    assert CATALOGUE.is_file()


FINDING = Finding("issue-missing-key", Path("01/a.md"), 2, "`headline` is missing", "add it")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "error: 01/a.md:2: `headline` is missing, add it"),
        ("de", "error: 01/a.md:2: `headline` is missing, add it"),
        ("zh-Hans", "错误: 01/a.md:2: 缺少必填项，补上这一项。`headline` is missing, add it"),
        ("zh-Hant", "錯誤: 01/a.md:2: 缺少必填項，補上這一項。`headline` is missing, add it"),
    ],
)
def test_a_finding_is_told_in_the_language_of_its_reader(language, said):
    assert words_of(FINDING, language) == said


def test_a_rule_of_a_plug_in_is_told_in_its_own_words():
    finding = Finding("other-rule", Path("a"), 0, "is odd", "look", Severity.WARNING)
    assert words_of(finding, "zh-Hans") == "警告: a: is odd, look"


@pytest.mark.parametrize(
    ("said", "language"),
    [("zh_CN.UTF-8", "zh-Hans"), ("zh_TW", "zh-Hant"), ("de_DE.UTF-8", "de"), ("C", "en")],
)
def test_the_language_of_the_terminal(monkeypatch, said, language):
    monkeypatch.delenv("EXPORTER_LANGUAGE", raising=False)
    monkeypatch.setenv("LC_ALL", said)
    assert language_here() == language


def test_errors_are_told_in_chinese_and_json_is_not(run, tmp_path, monkeypatch):
    monkeypatch.setenv("EXPORTER_LANGUAGE", "zh-Hans")
    (tmp_path / "issue.yaml").write_text("publication: {nam: x, language: en}\n", "utf-8")
    ended = run("check", tmp_path)
    assert "错误: " in ended.err and "没有这一项" in ended.err and "`publication.nam`" in ended.err
    [report] = json.loads(run("check", tmp_path, "--json").out)
    assert {each["severity"] for each in report["findings"]} == {"error"}
    assert "错误" not in json.dumps(report, ensure_ascii=False)
