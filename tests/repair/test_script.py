from datetime import date
from pathlib import Path

import pytest

from exporter.errors import UsageError
from exporter.model import Article, Issue, Page, Publication
from exporter.repair.script import convert_issue, convert_markup, convert_text, guess_language


def issue(tag: str = "zh-Hans", **article: object) -> Issue:
    story = Article(id="a-01-01", source=Path("a.md"), headline=("软件“开发”",), **article)  # type: ignore[arg-type]
    page = Page(label="01", section="头版", articles=(story,))
    publication = Publication(name="渡口报", language=tag)
    return Issue(root=Path(), publication=publication, date=date(2026, 6, 16), pages=(page,))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("隨著", "随着"),
        ("沿著河", "沿着河"),
        ("著名作家的著作", "著名作家的著作"),
        ("睡著了", "睡着了"),
        ("顯著", "显著"),
    ],
)
def test_the_particle_zhe_is_told_from_the_word_zhu(text: str, wanted: str) -> None:
    assert convert_text(text, "hant", "hans") == wanted


def test_quotation_marks_follow_the_script() -> None:
    assert convert_text("“灯‘亮’了”", "hans", "hant") == "「燈『亮』了」"
    assert convert_text("「燈『亮』了」", "hant", "hans") == "“灯‘亮’了”"
    assert convert_text("it’s", "hans", "hant") == "it’s"


def test_words_follow_the_region() -> None:
    assert convert_text("软件", "hans", "hant") == "軟件"
    assert convert_text("软件", "hans", "hant-tw") == "軟體"
    assert convert_text("軟體", "hant-tw", "hans") == "软件"
    assert convert_text("台湾的里面", "hans", "hant-hk") == "台灣的裏面"


@pytest.mark.parametrize(
    ("target", "tag", "headline"),
    [
        ("hant", "zh-Hant", "軟件「開發」"),
        ("hant-tw", "zh-Hant-TW", "軟體「開發」"),
        ("hant-hk", "zh-Hant-HK", "軟件「開發」"),
        ("hans", "zh-Hans", "软件“开发”"),
    ],
)
def test_an_issue_comes_out_in_the_script_with_its_language(
    target: str, tag: str, headline: str
) -> None:
    made = convert_issue(issue(body="<p>头发</p>\n"), target)
    assert made.publication.language == tag
    assert made.articles[0].headline == (headline,)
    assert made.pages[0].section == ("头版" if target == "hans" else "頭版")


def test_tags_and_other_languages_in_a_body_stay() -> None:
    before = '<p lang="ja">国</p><p>国<em lang="zh-Hans" xml:lang="zh-Hans">头</em><br/>头</p>'
    after = '<p lang="ja">国</p><p>國<em lang="zh-Hant" xml:lang="zh-Hant">頭</em><br/>頭</p>'
    assert convert_markup(before, "hans", "hant") == after


def test_articles_in_another_language_stay() -> None:
    made = convert_issue(issue(deck="“a”"), "hant")
    assert made.articles[0].deck == "「a」"
    foreign = convert_issue(issue(deck="“国”", language="ja"), "hant")
    assert foreign.articles[0].deck == "“国”"
    assert foreign.articles[0].language == "ja"


def test_an_issue_without_chinese_and_an_unknown_script_are_usage_errors() -> None:
    with pytest.raises(UsageError, match="is for Chinese"):
        convert_issue(issue("en"), "hans")
    with pytest.raises(UsageError, match="use one of: hans, hant"):
        convert_issue(issue(), "latin")


def test_the_language_is_guessed_from_the_characters() -> None:
    assert guess_language("灯亮了，两岸的人都知道") == "zh-Hans"
    assert guess_language("燈亮了，兩岸的人都知道") == "zh-Hant"
    assert guess_language("The lamp is lit.") == "en"
