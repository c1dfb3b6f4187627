"""Characters of which a conversion to Traditional Chinese can't be sure are listed."""

import pytest

from exporter.languages.dictionary import chinese_words
from exporter.readers import read
from exporter.repair.doubts import KIND, doubts
from exporter.repair.exceptions import of_issue
from exporter.repair.script import convert_text

HEAD = "publication: {name: 日报, language: zh-Hans}\ndate: 2026-06-16\n"

needs_words = pytest.mark.skipif(chinese_words("干部") != ["干部"], reason="no dictionary here")


def convert(text):
    return convert_text(text, "hans", "hant-tw")


@pytest.fixture(name="found")
def _found(issue_folder):
    def make(text, own=""):
        files = {"issue.yaml": HEAD + own, "1/1.md": f"---\nheadline: 标题\n---\n{text}\n"}
        issue = read(issue_folder(files)).issue
        return doubts(issue, of_issue(issue, "hans", "hant-tw", convert), convert)

    return make


@needs_words
def test_a_doubtful_character_that_is_a_word_by_itself_is_listed(found):
    made = found("他等墨干了。")
    assert [(each.kind, each.before, each.path.name) for each in made] == [
        (KIND, "他等墨干了", "1.md")
    ]


@needs_words
def test_a_character_in_a_known_word_is_not(found):
    assert found("干部在发现复杂的表格。") == ()


@needs_words
@pytest.mark.parametrize("own", ["convert: {墨干: 墨乾}\n", "keep: [墨干]\n"])
def test_what_the_issue_decides_is_not(found, own):
    assert found("他等墨干了。", own) == ()
