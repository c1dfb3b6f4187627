"""Files in encodings that they do not say, or say wrongly."""

import pytest

from exporter.readers import ReadOptions, find_reader
from exporter.readers.tools.source_files import decode, read_text

WORDS = {
    "euc-kr": "나루터에 새 다리가 놓였다. 배는 내일부터 한 시간에 한 번 다닌다.",
    "shift_jis": "渡し場に新しい橋ができた。船は明日から一時間に一度だけ通う。",
    "euc-jp": "渡し場に新しい橋ができた。船は明日から一時間に一度だけ通う。",
    "big5": "渡口旁邊的新橋通車了，渡船明天起每小時開一班，街坊都來看。",
    "gb18030": "渡口旁边的新桥通车了，渡船明天起每小时开一班，街坊都来看。",
    "koi8-r": "У переправы открыли новый мост. Паром с завтрашнего дня ходит раз в час.",
    "cp1251": "У переправы открыли новый мост. Паром с завтрашнего дня ходит раз в час.",
    "cp1250": "Przy przystani otwarto nowy most. Od jutra łódź pływa co godzinę, wieść głosi.",
    "cp1252": "Près du débarcadère, un pont neuf est né. Le bac passera désormais à l’heure.",
    "cp1253": "Δίπλα στην αποβάθρα άνοιξε η νέα γέφυρα. Το πλοίο περνά κάθε ώρα.",
    "cp1255": "ליד הרציף נפתח גשר חדש. המעבורת תצא ממחר פעם בשעה.",
    "cp1256": "افتتح جسر جديد قرب المرسى، وستعبر العبارة النهر مرة كل ساعة.",
    "cp874": "ข้างท่าเรือมีสะพานใหม่เปิดแล้ว เรือข้ามฟากจะออกทุกชั่วโมงตั้งแต่พรุ่งนี้",
}


@pytest.mark.parametrize("encoding", WORDS)
@pytest.mark.parametrize("declared", ["", "utf-8", "iso-8859-1"])
def test_an_encoding_is_told_by_the_words(encoding: str, declared: str) -> None:
    head = f'<meta charset="{declared}">' if declared else ""
    file = decode(f"{head}<p>{WORDS[encoding]}</p>".encode(encoding))
    assert WORDS[encoding] in file.text
    if not (encoding == "cp1252" and declared == "iso-8859-1"):
        assert file.is_guess and file.encoding == encoding


@pytest.mark.parametrize("encoding", [name for name in WORDS if name != "cp1252"])
def test_what_a_file_says_of_itself_is_no_guess(encoding: str) -> None:
    file = decode(f'<meta charset="{encoding}"><p>{WORDS[encoding]}</p>'.encode(encoding))
    assert WORDS[encoding] in file.text and not file.is_guess


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "euc-kr", "shift_jis"])
def test_a_damaged_byte_does_not_change_the_encoding(encoding: str) -> None:
    words = WORDS[encoding].encode(encoding)
    data = words * 3 + words[:1] + b"\n" + words * 3
    file = decode(data)
    assert WORDS[encoding] in file.text and file.lost_lines == (1,)


def test_mail_of_japan_is_no_ascii() -> None:
    text = f'<?xml version="1.0" encoding="iso-2022-jp"?><p>{WORDS["euc-jp"]}</p>'
    assert decode(text.encode("iso2022_jp")).text == text


def test_a_guess_is_named_once_for_all_files(tmp_path) -> None:
    for name in ("a.txt", "b.txt"):
        lines = [
            "第01版：頭版",
            "第02版：副刊",
            "2026年7月24日",
            "",
            WORDS["big5"][:11],
            "",
            WORDS["big5"],
        ]
        (tmp_path / name).write_bytes("\n".join(lines).encode("big5"))
    reading = find_reader(tmp_path).read(tmp_path, ReadOptions())
    found = [one for one in reading.findings if one.rule == "source-encoding"]
    assert len(found) == 1 and "as 1 more file:" in found[0].message and "big5" in found[0].message
    assert reading.issue and reading.issue.articles[0].title == WORDS["big5"][:11]


def test_big5_that_says_it_is_gbk_is_read_as_big5() -> None:
    file = decode(f"<meta charset=gb2312><p>{WORDS['big5'] * 3}</p>".encode("big5"))
    assert WORDS["big5"] in file.text and file.is_guess


def test_a_short_article_in_gbk_is_not_taken_for_big5() -> None:
    words = "headline: 渡口开航\nbyline: 本报记者 石桥\n今天上午，渡口开航。"
    assert decode(words.encode("gbk")).text == words
    assert decode("渡口開航，擺渡人說風很大。".encode("big5")).encoding == "big5"


def test_traditional_script_in_gbk_stays_gbk() -> None:
    file = decode(f"<meta charset=gbk><p>{WORDS['big5'] * 3}</p>".encode("gbk"))
    assert WORDS["big5"] in file.text and not file.is_guess


def test_the_files_of_a_folder_decide_together(tmp_path) -> None:
    """A page of two Chinese characters may be in anything."""
    (tmp_path / "1.htm").write_bytes(f"<p>{WORDS['gb18030'] * 20}</p>".encode("gbk"))
    short = tmp_path / "2.htm"
    short.write_bytes("<p>王明 – the keeper</p>".encode("gbk"))
    assert "王明 –" not in decode(short.read_bytes()).text
    assert "王明 –" in read_text(short).text


def test_a_folder_of_many_encodings_decides_nothing(tmp_path) -> None:
    for encoding in ("koi8-r", "gb18030", "shift_jis", "cp1255"):
        text = f"<p>{WORDS[encoding]}</p>".encode(encoding)
        (tmp_path / f"{encoding}.htm").write_bytes(text)
    for encoding in ("koi8-r", "gb18030", "shift_jis", "cp1255"):
        assert WORDS[encoding] in read_text(tmp_path / f"{encoding}.htm").text
