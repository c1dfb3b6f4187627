"""Every language has all words, with what goes in where it should, and its own dates."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from exporter.languages import vocabulary as files
from exporter.languages.dates import long_date
from exporter.languages.digits import page_number
from exporter.languages.labels import example, has_labels, labels

FILES = sorted(files.DATA.glob("*.toml"))
LANGUAGES = "zh-Hans zh-Hant zh-TW zh-HK ja ko en fr de es pt it nl ru ar he".split()
PACKAGE = files.DATA.parents[1]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_complete_and_what_goes_in_stands_in_it(path):
    assert list(files.faults(path)) == []
    assert path.stem == path.stem.lower()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_says_nothing_twice(path):
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    if base := files.find(tables.get("extends", "und")):
        same = [
            key
            for name in files.TABLES
            for key, value in tables.get(name, {}).items()
            if base[name].get(key) == value
        ]
        assert same == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_languages_have_words_of_their_own(language):
    assert has_labels(language)
    assert (labels(language) == labels("en")) == (language == "en")


def test_each_word_is_used():
    text = "".join(
        path.read_text(encoding="utf-8")
        for path in PACKAGE.rglob("*")
        if path.suffix in (".py", ".html", ".xhtml", ".ncx") and path.name != "labels.py"
    )
    unused = [key for key in files.ENGLISH["labels"] if not re.search(rf"\.{key}\b", text)]
    assert unused == []


@pytest.mark.parametrize(
    ("language", "onward", "origin"),
    [
        ("zh-Hans", "（下转第02版）", "（上接第02版）"),
        ("zh-Hant-TW", "（下轉第02版）", "（上接第02版）"),
        ("zh-HK", "（下轉02版）", "（上接02版）"),
        ("ja", "（02面に続く）", "（02面から続く）"),
        ("en-GB", "Continued on page 02", "Continued from page 02"),
        ("de-AT", "Fortsetzung auf Seite 02", "Fortsetzung von Seite 02"),
        ("fr", "Suite page 02", "Suite de la page 02"),
        ("es-MX", "Pasa a la página 02", "Viene de la página 02"),
    ],
)
def test_jumps_read_as_newspapers_have_them(language, onward, origin):
    words = labels(language)
    assert words.continued_on.format("02") == onward
    assert words.continued_from.format("02") == origin


@pytest.mark.parametrize(
    ("language", "same"),
    [
        ("zh", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh-Hant-MO", "zh-Hant-HK"),
        ("ZH-hk", "zh-Hant-HK"),
        ("pt-PT", "pt"),
        ("sr-Latn-RS", "en"),
    ],
)
def test_a_tag_gets_the_words_of_the_nearest_one(language, same):
    assert labels(language) == labels(same)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("zh-Hans", "2018年7月3日 星期二"),
        ("zh-Hant-HK", "2018年7月3日 星期二"),
        ("ja", "2018年7月3日 火曜日"),
        ("en", "Tuesday, 3 July 2018"),
        ("en-GB", "Tuesday, 3 July 2018"),
        ("en-US", "Tuesday, July 3, 2018"),
        ("ko", "2018년 7월 3일 화요일"),
        ("fr", "mardi 3 juillet 2018"),
        ("de", "Dienstag, 3. Juli 2018"),
        ("nl-BE", "dinsdag 3 juli 2018"),
        ("ru", "вторник, 3 июля 2018\u202fг."),
        ("he", "יום שלישי, 3 ביולי 2018"),
        ("fi", "tiistai 3. heinäkuuta 2018"),
        ("tlh", "2018-07-03"),
    ],
)
def test_dates_are_written_as_the_language_has_them(language, written):
    assert long_date(date(2018, 7, 3), language).replace(" г.", "\u202fг.") == written


def test_a_new_issue_speaks_its_language():
    assert example("fr-CA")["section"] == "Une"
    assert example("fi") == example("en")


GOOD = (files.DATA / "fr.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[labels\n", "can't be read as TOML"),
        (GOOD.replace('page = "Page {}"', 'page = "Page"'), ":6: `page` has the wrong"),
        (GOOD.replace('page = "Page {}"', 'page = "Page {label}"'), "write it with {}"),
        (GOOD.replace('page = "Page {}"', "page = 7"), "`page` is not a text"),
        (GOOD.replace('page = "Page {}"\n', ""), "`labels` lacks `page`, write it, as in"),
        (GOOD.replace('page = "Page {}"', 'pagge = ""\npage = "{}"'), ":6: unknown key `pagge`"),
        (GOOD + "\n[dates]\n", "unknown key `dates`"),
        (GOOD + '\n[date]\npattern = "{day}"\n', "`date` lacks `months`"),
        ('extends = "xx"\n', ":1: there is no language `xx`"),
    ],
)
def test_a_bad_file_is_named_with_its_line(tmp_path, text, words):
    path = tmp_path / "fi.toml"
    path.write_text(text, encoding="utf-8")
    found = list(files.faults(path))
    assert words in "\n".join(map(str, found))


@pytest.fixture
def finnish(tmp_path, monkeypatch):
    """Install a language file as another package does."""

    def install(text: str) -> Path:
        path = tmp_path / "fi.toml"
        path.write_text(text, encoding="utf-8")
        monkeypatch.setattr(files.extensions, "languages", lambda: {"fi": tmp_path})
        return path

    for cached in (files.find, labels):
        cached.cache_clear()
    yield install
    for cached in (files.find, labels):
        cached.cache_clear()


def test_another_package_brings_a_language(finnish):
    finnish(GOOD.replace('page = "Page {}"', 'page = "Sivu {}"'))
    assert labels("fi-FI").page == "Sivu {}"
    assert list(files.added_faults()) == []


def test_a_bad_language_of_another_package_is_named_and_english_stands_in(finnish):
    finnish(GOOD.replace('page = "Page {}"', 'page = "Sivu"'))
    assert labels("fi") == labels("en")
    assert [each.rule for each in files.added_faults()] == ["plugin-broken"]


@pytest.mark.parametrize(
    ("language", "label", "number"),
    [
        ("en", "01", "1"),
        ("en", "A01", "A1"),
        ("de", "10", "10"),
        ("ja", "08", "8"),
        ("en", "000", "0"),
        ("en", "front", "front"),
        ("zh-Hans", "01", "01"),
        ("zh-HK", "A01", "A01"),
    ],
)
def test_pages_are_numbered_as_newspapers_print_them(language, label, number):
    assert page_number(label, language) == number
