"""The people that a byline names."""

import pytest

from exporter.edition.authors import authors


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
        ("Nell Ockley, Harbour Correspondent", ["Nell Ockley"]),
        ("Interview by Piers Tallow", ["Piers Tallow"]),
        ("By Beth Oakshott and Tom Garrity", ["Beth Oakshott", "Tom Garrity"]),
        ("", []),
    ],
)
def test_names_are_told_from_what_stands_with_them(line, names):
    assert authors((line,)) == names


def test_a_name_is_named_once():
    assert authors(("本报记者 焦立群", "焦立群 摄")) == ["焦立群"]
