"""The people that a byline names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.languages.bylines import authors, is_whole, unlabelled


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("本报记者 卞晓荷 谭绍棠", ["卞晓荷", "谭绍棠"]),
        ("本报记者卞晓荷", ["卞晓荷"]),
        ("本报记者 戚文隽 整理", ["戚文隽"]),
        ("记者：卞晓荷、通讯员：闻小杉", ["卞晓荷", "闻小杉"]),
        ("许怀榖（澜州师范学院教师）", ["许怀榖"]),
        ("文/卞晓荷 图/焦立群", ["卞晓荷", "焦立群"]),
        ("本报评论员", []),
        ("By Nell Ockley", ["Nell Ockley"]),
        ("“Ockley, Nell”", ["Nell Ockley"]),
        ("Tallow, Piers and Ockley, J. R.", ["Piers Tallow", "J. R. Ockley"]),
        ("Ó Tallow, Piers; De La Ockley, Nell", ["Piers Ó Tallow", "Nell De La Ockley"]),
        ("Piers Tallow, Nell", ["Piers Tallow"]),
        ("Tallow, Reuters", ["Tallow"]),
        ("Nguyễn Văn An – Trần Thị Bình", ["Nguyễn Văn An", "Trần Thị Bình"]),
        ("Nell Ockley – Saltmere", ["Nell Ockley – Saltmere"]),
        ("Ayşe Yılmaz ve Mehmet Demir", ["Ayşe Yılmaz", "Mehmet Demir"]),
        ("Jan Kowalski i Anna Nowak", ["Jan Kowalski", "Anna Nowak"]),
        ("بقلم: أحمد علي", ["أحمد علي"]),
        ("Nell Ockley, Harbour Correspondent", ["Nell Ockley"]),
        ("Interview by Piers Tallow", ["Piers Tallow"]),
        ("记者卞晓荷、闻杉报道", ["卞晓荷", "闻杉"]),
        ("责任编辑 卞晓荷", ["卞晓荷"]),
        ("김철수·이영희 기자", ["김철수", "이영희"]),
        ("Автор: Иван Петров", ["Иван Петров"]),
        ("Иван Петров и Анна Смирнова", ["Иван Петров", "Анна Смирнова"]),
        ("بقلم أحمد علي", ["أحمد علي"]),
        ("By Beth Oakshott and Tom Garrity", ["Beth Oakshott", "Tom Garrity"]),
        ("", []),
    ],
)
def test_names_are_told_from_what_stands_with_them(line, names):
    assert authors((line,)) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("记者 卞 荷", ["卞荷"]),
        ("本报记者　卞　荷", ["卞荷"]),
        ("本报记者 卞 荷 谭绍棠 通讯员 闻 杉", ["卞荷", "谭绍棠", "闻杉"]),
        ("卞 荷 闻 杉", ["卞荷", "闻杉"]),
        ("欧 阳 靖", ["欧阳靖"]),
        ("司 马 云 起", ["司马云起"]),
        ("卞 荷/文 闻 杉/摄", ["卞荷", "闻杉"]),
        ("文 强", ["文强"]),
        ("文 卞晓荷 图 焦立群", ["卞晓荷", "焦立群"]),
        ("文 卞 荷", ["卞荷"]),
        ("記者 陳 明／台北報導", ["陳明"]),
        ("文天佑", ["文天佑"]),
    ],
)
def test_a_name_that_is_set_with_spaces_is_one_name(line, names):
    assert authors((line,)) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("□ 本报记者 卞晓荷", ["卞晓荷"]),
        ("□", []),
        ("■卞晓荷 ◎ 谭绍棠", ["卞晓荷", "谭绍棠"]),
        ("谭□棠", ["谭□棠"]),
        ("新民晨报记者卞晓荷通讯员闻小杉", ["卞晓荷", "闻小杉"]),
        ("卞晓荷记者", ["卞晓荷"]),
        ("澜州日报记者", []),
        ("摄影记者 焦立群", ["焦立群"]),
        ("卞晓荷 摄影报道", ["卞晓荷"]),
        ("据新华社电", []),
        ("本报编辑部", []),
        ("【卞晓荷】", ["卞晓荷"]),
        ("（记者 卞晓荷）", ["卞晓荷"]),
        ("（作者系澜州师范学院教师）", []),
        ("约翰·史密斯", ["约翰·史密斯"]),
        ("卞晓荷 · 谭绍棠", ["卞晓荷", "谭绍棠"]),
        ("卞晓荷 bian@weekly.example", ["卞晓荷"]),
        ("城关小学 卞晓荷", ["卞晓荷"]),
        ("卞晓荷 市作协会员", ["卞晓荷"]),
        ("市民 闻杉 副校長 卞晓荷", ["闻杉", "卞晓荷"]),
        ("城关小学五年级 闻杉 指导老师 卞晓荷", ["闻杉", "卞晓荷"]),
        ("供稿：县委宣传部", ["县委宣传部"]),
        ("澜州大学", ["澜州大学"]),
    ],
)
def test_what_names_nobody_is_left_out(line, names):
    assert authors((line,)) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("松永一・川辺花子", ["松永一", "川辺花子"]),
        ("松永　一、川辺　花子", ["松永 一", "川辺 花子"]),
        ("ジョン・スミス", ["ジョン・スミス"]),
        ("記者 川辺花子", ["川辺花子"]),
        ("編集委員　松永一", ["松永一"]),
        ("川辺 花子", ["川辺 花子"]),
    ],
)
def test_japanese_names(line, names):
    assert authors((line,), "ja") == names


def test_korean_names():
    assert authors(("김하늘 기자 · 박바다 기자",), "ko") == ["김하늘", "박바다"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ann Lee, Bo Öst & C. D. Quill", ["Ann Lee", "Bo Öst", "C. D. Quill"]),
        ("By Ann Lee, Bo Öst and Cy Quill", ["Ann Lee", "Bo Öst", "Cy Quill"]),
        ("BY ANN LEE AND BO ÖST", ["ANN LEE", "BO ÖST"]),
        ("Dr. Ann Lee, MD", ["Dr. Ann Lee"]),
        ("ANN LEE, Staff Writer", ["ANN LEE"]),
        ("Ann Lee, New York", ["Ann Lee"]),
        ("Ann Lee, Saltmere", ["Ann Lee"]),
        (
            "Von Karl-Heinz von der Aue und Eva Maria Moll",
            ["Karl-Heinz von der Aue", "Eva Maria Moll"],
        ),
        ("John E Smith", ["John E Smith"]),
        ("Text: Ann Lee; Photo: Bo Öst", ["Ann Lee", "Bo Öst"]),
        ("By ANN LEE in Rome and BO ÖST for The Quay", ["ANN LEE", "BO ÖST"]),
        ("Maria de la Paz", ["Maria de la Paz"]),
        ("By Ann Lee, Photos: Bo Öst", ["Ann Lee", "Bo Öst"]),
        ("By Ann Lee, photos by Bo Öst", ["Ann Lee", "Bo Öst"]),
        ("d’Aulnes, Marie et L’Herbier, Luc", ["Marie d’Aulnes", "Luc L’Herbier"]),
        ("García Márquez, Ana", ["Ana García Márquez"]),
        ("Vargas Llosa, Mario y Pérez, Luis", ["Mario Vargas Llosa", "Luis Pérez"]),
        ("Ana García, Sevilla", ["Ana García"]),
        ("González Pérez, Buenos Aires", ["González Pérez"]),
        ("Smith, Jones and Brown", ["Smith", "Jones", "Brown"]),
        ("The Editors", []),
        ("staff", []),
        ("Our own correspondent", []),
        ("desk@example.org", []),
        ("Words Ann Lee Photographs Bo Öst", ["Ann Lee", "Bo Öst"]),
        ("Words: Ann Lee Photos: Bo Öst", ["Ann Lee", "Bo Öst"]),
        ("Recipe: Ann Lee", ["Ann Lee"]),
        ("Story Hale", ["Story Hale"]),
        ("As told to Ann Lee", ["Ann Lee"]),
        ("Ann Lee reports from the quay", ["Ann Lee"]),
        ("Ann Lee | @annlee", ["Ann Lee"]),
        ("@annlee", ["@annlee"]),
        ("From our own correspondent", []),
    ],
)
def test_western_lists(line, names):
    assert authors((line,)) == names


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        ("Ann Lee", False),
        ("von Aue", False),
        ("Par Jean d’Étang", True),
        ("本报记者 焦立群", True),
        ("□ 焦 立", True),
        ("@quay", True),
        ("Text: Ann Lee, Photo: Bo Öst", True),
        ("Words Ann Lee Photographs Bo Öst", True),
        ("Story Musgrave", False),
    ],
)
def test_bylines_that_need_no_word_before_them(line, whole):
    assert is_whole(line) is whole


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("本报记者 欧阳 秀 王 立", ["欧阳秀", "王立"]),
        ("司马 立 王小立", ["司马立", "王小立"]),
        ("记者 欧阳 秀秀 王 立 诸葛 小立", ["欧阳秀秀", "王立", "诸葛小立"]),
        ("特约撰稿人 上官", ["上官"]),
        ("本报讯（记者 王 立 通讯员 李小立）", ["王立", "李小立"]),
    ],
)
def test_surnames_of_two_characters_and_reports_that_begin_with_names(line, names):
    assert authors((line,)) == names


def test_a_name_is_named_once():
    assert authors(("本报记者 焦立群", "焦立群 摄")) == ["焦立群"]


@given(st.text(max_size=80), st.sampled_from(["", "ja", "zh-Hans"]))
def test_any_line_is_read_and_no_name_is_a_blank(line, language):
    assert all(name.strip() == name and name for name in authors((line,), language))


@pytest.mark.parametrize(
    ("line", "language", "names"),
    [
        ("本紙 浜野渡", "ja", ["浜野渡"]),
        ("本誌・北沢咲", "ja", ["北沢咲"]),
        ("社会部 浜野 渡", "ja", ["浜野 渡"]),
        ("経済部記者 浜野渡、大阪支局 北沢咲", "ja", ["浜野渡", "北沢咲"]),
        ("阿部 渡、服部 咲", "ja", ["阿部 渡", "服部 咲"]),
        ("（ソウル＝浜野 渡）", "ja", ["浜野 渡"]),
        ("【東京＝浜野渡】", "ja", ["浜野渡"]),
        ("ジャン＝リュック・ルナン", "ja", ["ジャン＝リュック・ルナン"]),
        ("本會記者 周雨桐", "zh-Hant", ["周雨桐"]),
        ("본지 김하늘", "ko", ["김하늘"]),
        ("본사라 기자", "ko", ["본사라"]),
    ],
)
def test_what_a_paper_calls_itself_and_its_departments_are_no_authors(
    line: str, language: str, names: list[str]
) -> None:
    assert authors((line,), language) == names


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("作者：石桥", "石桥"),
        ("作者: 石桥 林渡", "石桥 林渡"),
        ("撰文：石桥", "石桥"),
        ("作者：石桥 摄影：林渡", "作者：石桥 摄影：林渡"),
        ("本报记者：石桥", "本报记者：石桥"),
        ("作者：", "作者："),
        ("石作者", "石作者"),
    ],
)
def test_a_byline_needs_no_label_that_it_is_one(line: str, shown: str) -> None:
    assert unlabelled(line) == shown
