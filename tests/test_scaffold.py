import json
from pathlib import Path

import pytest

from exporter import api
from exporter.errors import OutputError, UsageError
from exporter.readers import read

LANGUAGES = ["zh-Hans", "zh-Hant", "zh-TW", "en", "fr", "ja"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_folder_has_nothing_wrong_in_it(tmp_path: Path, language: str) -> None:
    folder = api.new(tmp_path / "issue", language)
    assert api.check(folder) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_folder_is_one_page_with_one_article(tmp_path: Path, language: str) -> None:
    made = read(api.new(tmp_path / "issue", language)).issue
    assert made
    assert made.publication.language == language
    assert [page.label for page in made.pages] == ["01"]
    [article] = made.articles
    assert article.body.count("<p>") == 2


@pytest.mark.parametrize(
    ("language", "section"),
    [("zh-Hans", "头版"), ("zh-Hant", "頭版"), ("zh-TW", "頭版"), ("en", "Front Page")],
)
def test_a_new_folder_speaks_its_language(tmp_path: Path, language: str, section: str) -> None:
    made = read(api.new(tmp_path / "issue", language)).issue
    assert made
    assert made.pages[0].section == section


def test_the_schema_beside_it_is_that_of_issue_yaml(tmp_path: Path) -> None:
    folder = api.new(tmp_path / "issue")
    text = (folder / "issue.schema.json").read_text(encoding="utf-8")
    assert json.loads(text) == api.schema("issue")
    assert "issue.schema.json" in (folder / "issue.yaml").read_text(encoding="utf-8")


def test_an_empty_folder_and_one_in_folders_to_be_made_will_do(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert api.new(tmp_path / "empty") == tmp_path / "empty"
    assert (api.new(tmp_path / "a" / "b") / "issue.yaml").is_file()


def test_a_folder_with_something_in_it_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(OutputError, match="not empty, name a new folder"):
        api.new(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_in_the_way_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine")
    for path in (file, file / "issue"):
        with pytest.raises(OutputError):
            api.new(path)
    assert file.read_text() == "mine"


def test_a_name_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="shorter name"):
        api.new(tmp_path / ("a" * 300))


@pytest.mark.parametrize("language", ["", "zh_Hans", "{name}", "en\ndate: x"])
def test_what_is_no_language_tag_is_refused(tmp_path: Path, language: str) -> None:
    with pytest.raises(UsageError, match="is not a language tag"):
        api.new(tmp_path / "issue", language)
    assert list(tmp_path.iterdir()) == []
