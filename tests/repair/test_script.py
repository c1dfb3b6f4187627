from datetime import date
from pathlib import Path

import pytest

import exporter
from exporter.errors import UsageError
from exporter.model import Article, Issue, Page, Publication
from exporter.options import ReadOptions
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
    shown = convert_text("说税户启床群温脱阅锐，看着找工", "hans", "hant-hk")
    assert shown == "說稅戶啟床群溫脫閱銳，看着找工"
    assert convert_text(shown, "hant-hk", "hans") == "说税户启床群温脱阅锐，看着找工"


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


@pytest.mark.parametrize("script", ["hant", "hant-tw", "hant-hk"])
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("一斤干茶", "一斤乾茶"),
        ("一千克干茶", "一千克乾茶"),
        ("松口镇的渡船", "松口鎮的渡船"),
        ("放松口气", "放鬆口氣"),
        ("一只只旧船", "一隻隻舊船"),
        ("冬冬的小船", "冬冬的小船"),
        ("潮湿", "潮濕"),
        ("余先生与其余老师", "余先生與其餘老師"),
        ("余小渡的新书", "余小渡的新書"),
        ("十余人、30余名、余下的余款", "十餘人、30餘名、餘下的餘款"),
        ("他姓郁，我姓钟，您贵姓？", "他姓郁，我姓鍾，您貴姓？"),
        ("老百姓后来有面条吃", "老百姓後來有麵條吃"),
        ("下面条件都好", "下面條件都好"),
        ("由于老师请假", "由於老師請假"),
        ("范老师示范", "范老師示範"),
        ("社区的窗口", "社區的窗口"),
    ],
)
def test_known_slips_of_the_converter_are_put_right(script: str, text: str, wanted: str) -> None:
    assert convert_text(text, "hans", script) == wanted


def test_names_of_a_byline_stay_wherever_they_stand() -> None:
    made = convert_issue(
        issue(byline=("本报记者 范 余 于朴 谭里",), body="<p>于朴和谭里于是走了。</p>\n"), "hant"
    )
    assert made.articles[0].body == "<p>于朴和譚里於是走了。</p>"
    body = "<p>演员于和伟昨日到场，于谦毕业于北京。</p>\n"
    named = convert_issue(issue(body=body), "hant")
    assert named.articles[0].body == "<p>演員于和偉昨日到場，于謙畢業於北京。</p>"
    single = convert_issue(issue(byline=("记者 范于余 叶云 云里",)), "hant")
    assert single.articles[0].byline == ("記者 范于余 葉雲 云里",)


def test_an_issue_has_exceptions_of_its_own() -> None:
    before = issue(body="<p>里只里庄头</p>\n")
    own = before.model_copy(update={"keep": ("里只",), "convert": {"里庄": "裡庄"}})
    assert convert_issue(own, "hant").articles[0].body == "<p>里只裡庄頭</p>"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("渡し船は午前に出る。橋の工事が続く", "ja"),
        ("다리가 열렸다. 강물이 불었다", "ko"),
        ("渡船上午开航，桥头的工程还在继续", "zh-Hans"),
        ("渡船上午開航，橋頭的工程還在繼續", "zh-Hant"),
        ("The ferry leaves at ten", "en"),
        ("", "en"),
    ],
)
def test_characters_tell_the_language(text: str, language: str) -> None:
    assert guess_language(text) == language


def test_the_words_of_drawings_and_of_files_are_converted(tmp_path: Path) -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40"><title>头</title>'
        '<text x="1" y="20">渡<tspan>头</tspan>镇</text></svg>'
    )
    folder = tmp_path / "issue"
    (folder / "01").mkdir(parents=True)
    (folder / "01" / "map.svg").write_text(drawing, encoding="utf-8")
    (folder / "issue.yaml").write_text(
        "publication: {name: 渡口报, language: zh-Hans}\ndate: 2026-06-16\nkeep: 镇\n"
        "second_ear: {title: 码头, text: [渡头涨水]}\n",
        encoding="utf-8",
    )
    (folder / "01" / "10-a.md").write_text(
        "---\nheadline: 图\n---\n\n文\n\n![图](map.svg)\n", encoding="utf-8"
    )
    made = exporter.read(folder, ReadOptions(script="hant")).issue
    assert made is not None
    assert made.second_ear and made.second_ear.title == "碼頭"
    assert made.second_ear.text == ("渡頭漲水",)
    text = made.articles[0].figures[0].picture.path.read_text(encoding="utf-8")
    assert "渡<tspan>頭</tspan>镇" in text.replace(' x="1"', "")
    assert made.articles[0].figures[0].picture.path.name == "map.svg"
    assert "頭" not in (folder / "01" / "map.svg").read_text(encoding="utf-8")
