"""Findings in the reader's language: complete, by rule, and never in --json."""

import json
import re
from pathlib import Path

import pytest
import typer

from exporter.checks import all_rules
from exporter.cli import commands as cli
from exporter.findings import Finding, Severity
from exporter.messages import CATALOGUE, catalogue, language_here, messages_of, words_of


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_every_rule_has_its_words(language):
    found = catalogue(language)
    assert found.rules.keys() == all_rules().keys()
    assert set(found.severities) == set(Severity)
    assert all(title and advice for title, advice in found.rules.values())


def test_the_catalogue_is_chinese():
    found = catalogue("zh-Hans")
    words = [title for title, _ in found.rules.values()]
    assert all(any("一" <= character <= "鿿" for character in title) for title in words)
    assert CATALOGUE.is_file()


FINDING = Finding(
    "issue-missing-key", Path("01/a.md"), 2, "`headline` is missing", "add `headline:`"
)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "error: 01/a.md:2: `headline` is missing, add `headline:`"),
        ("de", "error: 01/a.md:2: `headline` is missing, add `headline:`"),
        ("zh-Hans", "错误: 01/a.md:2: 缺少 `headline`，请补上 `headline:`"),
        (
            "zh-Hant",
            "錯誤: 01/a.md:2: 缺少 `headline`，請補上 `headline:`",
        ),
    ],
)
def test_a_finding_is_told_in_the_language_of_its_reader(language, said):
    assert words_of(FINDING, language) == said


def test_a_rule_of_a_plug_in_is_told_in_its_own_words():
    finding = Finding("other-rule", Path("a"), 0, "is odd", "look", Severity.WARNING)
    assert words_of(finding, "zh-Hans") == "警告: a: is odd，look"


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
    assert (
        "错误: " in ended.err
        and "没有 `publication.nam` 这一项" in ended.err
        and "`publication.nam`" in ended.err
    )
    [report] = json.loads(run("check", tmp_path, "--json").out)
    assert {each["severity"] for each in report["findings"]} == {"error"}
    assert "错误" not in json.dumps(report, ensure_ascii=False)


MAIN = ("build", "check", "preview", "new", "makeup", "convert", "settings", "site", "doctor")


@pytest.mark.parametrize("name", MAIN)
def test_the_help_of_the_main_commands_is_translated(run, monkeypatch, name):
    monkeypatch.setenv("EXPORTER_LANGUAGE", "zh-Hans")
    command = typer.main.get_command(cli.app).commands[name]
    messages = messages_of("zh-Hans")
    texts = [" ".join(part.help.split()) for part in (command, *command.params) if part.help]
    assert [text for text in texts if messages.of(text) is None] == []
    said = run(name, "--help").out
    assert "用法：" in said and "选项" in said and messages.of(texts[0])[:12] in said
    monkeypatch.setenv("EXPORTER_LANGUAGE", "en")
    assert "Usage:" in run(name, "--help").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("build",), "错误: 缺少参数“SOURCE”。"),
        (("build", "x", "--layuot", "flow"), "错误: 没有 --layuot 这个选项（是否应为 --layout？）"),
        (("build", "x", "--jobs", "-3"), "错误: “--jobs”的值不对：不应小于 0"),
        (("build", "x", "--jobs", "many"), "错误: “--jobs”的值不对：应为整数"),
        (("build", "x", "--profile"), "错误: 选项“--profile”后面要写值。"),
        (("buidl",), "错误: 没有 'buidl' 这个命令，是否应为 'build'？"),
        (("doctor", "x"), "错误: 多余的参数（x）"),
    ],
)
def test_a_wrong_command_line_is_told_in_the_language_of_the_user(
    run, monkeypatch, arguments, said
):
    monkeypatch.setenv("EXPORTER_LANGUAGE", "zh-Hans")
    ended = run(*arguments)
    assert (ended.code, ended.err.splitlines()[-1]) == (2, said)
    assert not re.search("[a-z]{2,} [a-z]{2,}", re.sub("(?m)^用法：.*|`.*?`", "", ended.err))
    monkeypatch.setenv("EXPORTER_LANGUAGE", "en")
    assert "Error: " in run(*arguments).err


def test_without_a_command_help_is_shown_in_the_language_of_the_user(run, monkeypatch):
    monkeypatch.setenv("EXPORTER_LANGUAGE", "zh-Hans")
    ended = run()
    assert ended.code == 2
    assert "用法：" in ended.out + ended.err
    assert "错误" not in ended.out + ended.err


def test_the_list_of_commands_is_translated(run, monkeypatch):
    monkeypatch.setenv("EXPORTER_LANGUAGE", "en")  # restored after the option has changed it
    said = run("--message-language", "zh-Hant", "--help").out
    lines = said.partition("命令")[2].splitlines()[1:]
    assert lines
    assert [
        line for line in lines if line.startswith("  ") and not re.search("[一-鿿]", line)
    ] == []
