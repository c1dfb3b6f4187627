from hypothesis import given
from hypothesis import strategies as st
from mirror import gloss

from exporter.repair import counts, repair_markup, repair_prose

TEXT = "會員長問領隊,書頁上的號碼是誰標的?時間過了,農場還在。"


def test_text_is_repaired_and_tags_stay() -> None:
    html = f'<p class="a,b">{gloss(TEXT)}</p>\n<p>{gloss(TEXT)}<br>&amp; <b>頁(yè)</b></p>'
    wanted = TEXT.replace(",", "，").replace("?", "？")
    done = repair_markup(html)
    assert done.text == f'<p class="a,b">{wanted}</p>\n<p>{wanted}<br>&amp; <b>頁</b></p>'
    assert set(counts(done.changes)) == {"gloss", "punctuation"}


def test_quotes_are_paired_within_a_block() -> None:
    done = repair_markup('<p>他说"走</p><p>灯"亮"了</p>')
    assert done.text == '<p>他说"走</p><p>灯“亮”了</p>'


@given(st.text(st.sampled_from('灯,。<p></>&;\n"a1 頁(yè)'), max_size=60))
def test_clean_markup_comes_out_as_it_went_in(html: str) -> None:
    done = repair_markup(html)
    if not done.changes:
        assert done.text == html


def test_counts_are_by_kind_the_most_frequent_first() -> None:
    assert counts(repair_prose("灯,亮,了!(好)" * 3).changes) == {"punctuation": 12}
