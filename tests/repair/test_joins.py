"""Phrases that OpenCC finds across the ends of words, and places that an issue names."""

import pytest

from exporter.languages.dictionary import chinese_words
from exporter.readers import read
from exporter.repair.joins import doubtful_joins
from exporter.repair.script import convert_issue, convert_text
from tests.sources.growing import growth

pytestmark = pytest.mark.skipif(chinese_words("干部") != ["干部"], reason="no dictionary here")

HEAD = (
    "publication: {name: 澜江公益周报, publisher: 澜江公益周报社, language: zh-Hans}\n"
    "date: 2026-06-16\n"
)


def convert(text):
    return convert_text(text, "hans", "hant-tw")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # The phrase begins inside a word.
        ("写明了哪栋楼", "寫明了哪棟樓"),
        ("说明了来意，也证明了这一点", "說明了來意，也證明了這一點"),
        ("楼道里贴着", "樓道裡貼著"),
        ("许多组织里", "許多組織裡"),
        ("户籍人口占三成", "戶籍人口佔三成"),
        ("据云南省统计", "據雲南省統計"),
        ("停业174天后重开，四天后又停", "停業174天後重開，四天後又停"),
        ("规矩是只补受力的地方", "規矩是只補受力的地方"),
        # The phrase ends inside a word.
        ("他一出门，雨就停了。她一出现", "他一出門，雨就停了。她一出現"),
        ("这只能说明两点，那只有一点", "這只能說明兩點，那只有一點"),
        ("我系列出战", "我系列出戰"),
        ("很干活", "很幹活"),
        ("同一出戏，唱一出好戏", "同一齣戲，唱一齣好戲"),
        # It joins whole words, or a numeral and what it counts.
        ("这是只猫，第一只匾，每只箱子", "這是隻貓，第一隻匾，每隻箱子"),
        ("用三分半钟", "用三分半鐘"),
        # What figures count; and the inside of something, no city.
        ("1200只鸡，34只集中，50来只，十几只", "1200隻雞，34隻集中，50來隻，十幾隻"),
        ("2030只有1只，19种只见过一次", "2030只有1隻，19種只見過一次"),
        ("饭卡里有钱，记录里加一栏", "飯卡裡有錢，記錄裡加一欄"),
        ("里加是拉脱维亚首都", "里加是拉脫維亞首都"),
        ("卷起来", "捲起來"),
        ("这周装好", "這週裝好"),
        ("家长签了字", "家長簽了字"),
        ("光明了解", "光明了解"),
    ],
)
def test_a_phrase_is_none_that_cuts_a_word(text, wanted):
    assert convert(text) == wanted


def test_hong_kong_has_its_own_form_of_words_in_the_table():
    assert convert_text("饭卡里有钱", "hans", "hant-hk") == "飯卡裏有錢"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("柳荫里6号楼的电梯。线路经过柳荫里。", "柳蔭里6號樓的電梯。線路經過柳蔭里。"),
        ("小区里3号楼停电，小区里很暗。", "小區裡3號樓停電，小區裡很暗。"),
        ("去了云坪县。云坪县不大。据云坪县农机站说", "去了雲坪縣。雲坪縣不大。據雲坪縣農機站說"),
        ("松口镇、在松口镇、到松口镇", "松口鎮、在松口鎮、到松口鎮"),
        ("澜江公益周报社", "瀾江公益週報社"),
    ],
)
def test_names_in_an_issue_have_one_form(issue_folder, text, wanted):
    files = {"issue.yaml": HEAD, "1/1.md": f"---\nheadline: 标题\n---\n{text}\n"}
    made = convert_issue(read(issue_folder(files)).issue, "hant-tw")
    assert made.articles[0].body == f"<p>{wanted}</p>"
    assert made.publication.name == "瀾江公益週報"


def test_phrases_of_several_words_are_doubtful_but_after_numerals():
    assert [*doubtful_joins("他的只补三只，每只都好", convert)] == []
    assert [*doubtful_joins("甲只多", lambda text: text.replace("甲只", "甲隻"))] == [1]


def test_the_time_grows_with_the_text():
    def work(size):
        convert("每只箱子写明了，楼道里也贴了。" * size)

    assert growth(work, 40, 400) < 14
