"""The catalogues of messages: found by their text, complete for what editors and users meet."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from exporter.checks import epubcheck
from exporter.findings import Finding
from exporter.messages import as_dict, parts_of, translated
from exporter.messages.catalogue import (
    FOLDER,
    SLOT,
    Messages,
    Template,
    read_catalogue,
    read_messages,
)
from exporter.readers.refusal import refusal
from exporter.yamlfile.known_keys import ELSEWHERE

PACKAGE = FOLDER.parent
# Names of programs and options, which stay as they are; texts that are no messages.
NAMES = re.compile(
    r"`[^`]*`|pip install|apt-get install [\w -]+|Send to Kindle|--layout makeup|--script hans"
)
NO_MESSAGES = ("writers/pdf/tagged/description.py",)  # names of XMP schemas
MODULES = sorted(
    name
    for path in PACKAGE.rglob("*.py")
    if (name := path.relative_to(PACKAGE).as_posix()) not in NO_MESSAGES
)
RAISED = {
    *("Finding", "PictureError", "BadYaml", "Fault", "UsageError", "UnknownSource", "OutputError"),
    *("warn", "_warn", "add", "note", "_unread", "ValueError", "FetchError", "Hit", "BadSvg"),
    *("InvalidSource", "LimitReached", "Ended", "TooLarge", "MissingDependency", "SourceError"),
    *("fail", "failure", "say", "tell", "ExporterError", "element_hit"),
}
VALUES = {"message", "advice", "wrong", "why", "remedy"}


def _template(node: ast.expr) -> str:
    """Return a text of the code; what varies in it becomes `{}`."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    parts = node.values if isinstance(node, ast.JoinedStr) else ()
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)


def _texts(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from (*_texts(node.body), *_texts(node.orelse))
    elif isinstance(node, ast.Tuple):
        yield from (text for each in node.elts for text in _texts(each))
    elif isinstance(node, ast.expr):
        yield _template(node)


def _is_value(target: ast.expr) -> bool:
    names = target.elts if isinstance(target, ast.Tuple) else [target]
    return any(getattr(name, "id", "") in VALUES for name in names)


def messages_in(path: Path) -> set[str]:
    """Return the messages that a module composes, `{}` for what varies."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        name = node.func if isinstance(node, ast.Call) else None
        if isinstance(node, ast.Call) and getattr(name, "id", getattr(name, "attr", "")) in RAISED:
            found.update(text for each in node.args for text in _texts(each))
        elif isinstance(node, ast.Assign) and any(map(_is_value, node.targets)):
            found.update(_texts(node.value))
        if isinstance(node, ast.Yield) and node.value:
            found.update(_texts(node.value))
    return {text for text in found if " " in text.replace("{}", "").strip()}


@pytest.mark.parametrize("module", MODULES)
def test_every_message_is_translated(module):
    samples = {text: text.replace("{}", "7") for text in messages_in(PACKAGE / module)}
    missing = {
        text for text, sample in samples.items() if _in_english(translated(sample, "zh-Hans"))
    }
    assert sorted(missing) == []


def _in_english(text):
    """Whether words of English are left that nothing quotes."""
    bare = NAMES.sub("", text.replace("exporter ", ""))
    return re.search(r"[a-z]{2,} [a-z]{2,}|\b(?:an?|the) [A-Za-z]", bare)


def test_messages_of_several_parts_are_translated(tmp_path):
    refused = [refusal(tmp_path, []), refusal(tmp_path / "a.xyz", [])]
    for text in (*ELSEWHERE.values(), *refused):
        told = translated(text, "zh-Hans").replace("issue.yaml", "")
        assert not _in_english(told.replace(str(tmp_path), "")), told


def test_the_test_finds_messages():
    assert "page `{}` is listed twice" in messages_in(PACKAGE / "readers/folder/pages.py")


@pytest.mark.parametrize("language", ["zh_Hans", "zh_Hant"])
def test_a_catalogue_is_whole(language):
    """Placeholders are those of the message, and the translation has Chinese."""
    entries = read_catalogue(FOLDER / f"{language}.po")
    assert entries
    for said, made in entries.items():
        assert set(SLOT.findall(made)) <= set(SLOT.findall(said)), said
        assert "{}" not in said, said  # it would be found by no message
        assert re.search("[一-鿿]", made) or SLOT.search(said), said


def test_traditional_chinese_is_derived_and_has_its_own_words():
    assert translated("the issue has no pages", "zh-Hant") == "本期沒有版面"
    own = read_catalogue(FOLDER / "zh_Hant.po")
    assert translated("folder", "zh-Hant") == own["folder"] == "資料夾"


def test_of_two_templates_the_one_with_more_fixed_words_is_meant():
    pairs = [("write {x} here", "B {x}"), ("write {x}", "A {x}")]
    messages = Messages({}, tuple(Template(*pair) for pair in pairs))
    assert messages.of("write it here") == "B it"
    assert messages.of("write it") == "A it"


SHORT = "page 01 is 196 lines of a column short: 73% of its sheet"
WAYS = [
    "write about 1,170 words more",
    "write about 2,352 characters more, or add a picture of 4 columns to “Rain, or shine”",
    "write about 1 character more, or add a picture of 1 column to “Tide”, "
    "or move “Rain, or shine” here from page 02",
]


@pytest.mark.parametrize("text", [SHORT, SHORT + ", which a house box fills", *WAYS])
def test_ways_to_fill_a_page_are_told_in_chinese_throughout(text):
    told = re.sub("“.*?”", "", translated(text, "zh-Hans"))
    assert not re.search("[A-Za-z]", told)


def test_what_is_quoted_stays_and_messages_within_messages_are_translated():
    text = "there is no paper `style`, did you mean `tabloid`?"
    assert translated(text, "zh-Hans") == "没有名为 `style` 的纸张，是否应为 `tabloid`？"


def _kinds() -> set[str]:
    """Return the kinds of names of which one may be unknown: `unknown("paper", …)`."""
    calls = (
        node
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "unknown"
    )
    return {kind for call in calls for kind in _texts(call.args[0]) if kind}


def test_every_kind_of_an_unknown_name_has_its_word():
    kinds = _kinds()
    assert {"paper", "page"} <= kinds
    words = {
        kind: translated(f"there is no {kind} `x`, use one of: y", "zh-Hans") for kind in kinds
    }
    assert {kind for kind, text in words.items() if kind in text} == set()


@pytest.mark.parametrize(
    "wrong",
    [
        "is booked at 75 × 60 mm, its artwork is of another shape (400 × 300 pixels): it is set "
        "whole, in the middle, 75 × 56 mm",
        "bleeds, but its artwork has 0.0 mm of bleed",
    ],
)
def test_faults_of_advertisements_are_told_in_chinese_throughout(wrong):
    told = translated(f"advertisement `铺子` on page 04 {wrong}", "zh-Hans")
    assert told.startswith("第 04 版的广告 `铺子` ") and not re.search("[a-z]{3}", told)


@pytest.mark.parametrize("made", [[], ["epubcheck"]])
def test_what_no_check_of_an_epub_judges_is_told_in_chinese(made, monkeypatch):
    monkeypatch.setattr(epubcheck, "command", lambda: made)
    assert not _in_english(translated(epubcheck.unchecked(), "zh-Hans"))


def test_a_message_of_a_plug_in_is_told_by_its_rule():
    finding = Finding("issue-empty", Path("a"), 0, "vanished into a hole", "look there")
    assert parts_of(finding, "zh-Hans") == (
        "没有可输出的内容（vanished into a hole）",
        "加入稿件或版面图",
    )
    assert parts_of(finding, "en") == ("vanished into a hole", "look there")


def test_words_of_another_program_are_not_mixed_with_chinese():
    messages = read_messages(False)
    assert messages.of("lorem ipsum is missing or dolor sit amet late") is None


def test_a_long_text_of_a_document_is_not_searched():
    assert translated("unknown key `" + "x" * 5000 + "`", "zh-Hans").startswith("unknown")


def test_the_place_of_a_message_stays():
    text = "exporter.yaml:3: there is no paper `style`, did you mean `tabloid`?"
    assert translated(text, "zh-Hans").startswith("exporter.yaml:3: 没有名为 `style`")


def test_json_has_the_template_of_a_message_and_its_values() -> None:
    finding = Finding("issue-unknown-key", Path("issue.yaml"), 3, "unknown key `langauge`")
    plain = as_dict(finding)
    assert (plain["template"], plain["values"]) == ("unknown key `{key}`", {"key": "langauge"})
    strange = as_dict(Finding("x-own", Path("a"), 0, "wibbles wobble"))
    assert "template" not in strange and strange["message"] == "wibbles wobble"


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        # A message is not taken for one that any text with an "or" matches.
        (
            "`language: zh_CN` is not a language tag, such as zh-Hans, zh-Hant, en or en-GB",
            "`language: zh_CN` 不是语言代码，如 zh-Hans、zh-Hant、en、en-GB",
        ),
        ("a.yaml:2: `5 m` is not a size of a file, write 50MB or 800kB",
         "a.yaml:2: `5 m` 不是文件大小，请写 50MB 或 800kB"),
        # A finding that is printed as one message: what is wrong, what to do.
        ("a.yaml:3: unknown key `lay`, known keys here: `name`, `title`",
         "a.yaml:3: 没有 `lay` 这一项，这里可用的项：`name`, `title`"),
        ("a.yaml:3: `bleed_mm: a` is not a number, write digits alone, such as 120 or 62.5",
         "a.yaml:3: `bleed_mm: a` 不是数，只写数字，如 120 或 62.5"),
        # An address is no file and line.
        ("127.0.0.1:80: can't be used (Address already in use), choose another with --port",
         "127.0.0.1:80 无法使用（Address already in use），请用 --port 换一个端口"),
        ("Number of pages, each with an example article", "版数，每版有一篇示例稿件"),
    ],
)  # fmt: skip
def test_a_message_is_translated_as_a_whole(text, chinese):
    assert translated(text, "zh-Hans") == chinese


@pytest.mark.parametrize(
    ("said", "translated_as"),
    [
        (
            "2,000 made, 3 up to date, 1 failed, in 3 h 20 min",
            "生成 2,000 期，3 期无需更新，1 期失败，用时 3 小时 20 分钟",
        ),
        (
            "1 made, 0 up to date, 0 failed, 1 worker replaced, in 40 s",
            "生成 1 期，0 期无需更新，0 期失败，更换 1 个工作进程，用时 40 秒",
        ),
    ],
)
def test_the_end_of_an_archive_is_told_in_chinese(said, translated_as):
    assert translated(said, "zh-Hans") == translated_as
