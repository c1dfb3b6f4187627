import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mirror import LIST, damage, decode_like_a_server

from exporter.repair import repair_text
from exporter.repair.byteshift import undo_bytes, undo_shifts

GBK = [chr(code) for code in range(0x4E00, 0x9FA6)]
DAILY = (
    "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能"
    "下過子說產種面而方後多定行學法所民得經十三之進著等部度家電力裡如水化高自二理起小物現實加"
    "量都兩體制機當使點從業本去把性好應開它合還因由其些然前外天政四日那社義事平形相全表間樣與"
    "關各重新線內數正心反你明看原又麼利比或但質氣第向道命此變條只沒結解問意建月公無系軍很情者"
    "最立代想已通並提直題黨程展五果料象員革位入常文總次品式活設及管特件長求老頭基資邊流路級少"
    "圖山統接知較將組見計別她手角期根論運農指幾九區強放決西被幹做必戰先回則任取完舉夫連群眾需"
    "確"
)


def test_the_example_of_a_shift_is_undone() -> None:
    assert undo_shifts("夫?qū)⑦B日").text == "夫將連日"
    assert undo_shifts("夫\ufffd(qū)⑦B日").text == "夫將連日"


def test_a_shift_behind_a_gloss_is_undone() -> None:
    damaged = decode_like_a_server(damage("當地群眾需求確定".encode("gbk")))
    assert damaged == "當(dāng)?shù)厝罕娦枨蟠_定"
    assert repair_text("當(dāng)?shù)厝罕娦枨蟠_定").text == "當(dāng)地群眾需求確定"
    assert repair_text("當(dāng)?shù)厝罕娦枨蟠_定。" * 3).text == "當地群眾需求確定。" * 3


ANY = st.one_of(st.sampled_from(GBK), st.sampled_from(LIST), st.sampled_from("，。a1 \n"))


@given(st.text(ANY))
def test_damage_on_bytes_is_undone_exactly(text: str) -> None:
    assert undo_bytes(damage(text.encode("gbk"))).decode("gbk") == text


def test_damage_on_decoded_text_is_undone_or_named() -> None:
    chance = random.Random(407)
    shifted = exact = 0
    for _ in range(1500):
        text = "".join(chance.choices(DAILY + LIST, k=12)) + "。"
        damaged = decode_like_a_server(damage(text.encode("gbk")))
        if "?" not in damaged:
            continue
        shifted += 1
        done = repair_text("頁(yè)" * 9 + "\n" + damaged + "\n")
        exact += done.text.split("\n")[1] == text
        if "?" in done.text:
            assert any("where more is lost" in reason for reason in done.reasons)
    assert shifted >= 10
    assert exact >= 0.8 * shifted


@pytest.mark.parametrize(
    "text", ["真的吗?(笑)", "什么?quick)", "a?b)c", "他問?好)", "?", "夫?qū)", "夫?qū)，日"]
)
def test_a_question_mark_that_is_none_of_it_stays(text: str) -> None:
    assert undo_shifts(text).text == text


@given(st.text(st.sampled_from("夫?qū)⑦B日(\ufffd，\n當dāng"), max_size=60))
def test_any_text_comes_through(text: str) -> None:
    undo_shifts(text)
