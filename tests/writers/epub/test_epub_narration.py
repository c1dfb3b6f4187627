"""Read aloud: audio in step with the text, or a clear message and no book."""

import re
import struct
import sys
import wave
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from exporter import Options, build
from exporter.api.targets import unused_options
from exporter.checks.epubcheck import epubcheck
from exporter.errors import MissingDependency, UsageError
from exporter.writers.epub.narration.lexicon import (
    SSML,
    Reading,
    hint_at_ruby,
    lexicon,
    lexicon_findings,
    read_lexicon,
    respeller,
    ruby_readings,
)
from exporter.writers.epub.narration.overlay import clock
from exporter.writers.epub.narration.sentences import mark_sentences
from exporter.writers.epub.narration.voice import Voice

XHTML = "http://www.w3.org/1999/xhtml"
PAGE = f'<html xmlns="{XHTML}" lang="zh"><body>{{}}</body></html>'
# A voice of silence: as many milliseconds as the sentence has letters, times 100.
TONGUE = """\
import sys, wave
text = sys.stdin.buffer.read().decode()
if "{fails}" in text:
    sys.exit("no such sound")
with wave.open(sys.argv[1], "wb") as file:
    file.setparams(({channels}, 2, 8000, 0, "NONE", ""))
    file.writeframes(bytes(2 * {channels} * 800 * len(text)))
"""
ARTICLE = """\
---
headline: Boats from {河口|Hékǒu}
---
The tide came in. *Nobody* looked up! It was seven[^1].

- One
- Two. Three.

[^1]: By the clock.
"""
ISSUE = """\
publication: {name: The Tide Table, language: en}
date: 2026-06-16
pages: [{label: "1"}]
"""


def marked(body):
    root = etree.fromstring(PAGE.format(body))
    return root, mark_sentences(root, "zh")


def said(body):
    return [each.text for each in marked(body)[1]]


@pytest.fixture
def voice(tmp_path):
    pytest.importorskip("lameenc")

    def make(fails="\N{SNOWMAN}", channels=1):
        program = tmp_path / "tongue.py"
        program.write_text(TONGUE.format(fails=fails, channels=channels), encoding="utf-8")
        return f"'{sys.executable}' '{program}' {{output}}"

    return make


@pytest.fixture
def source(issue_folder):
    return issue_folder({"issue.yaml": ISSUE, "1/1.md": ARTICLE})


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>潮水涨了。没有人抬头。</p>", ["潮水涨了。", "没有人抬头。"]),
        ('<p lang="en">He left. “Why?” she said.</p>', ["He left.", "“Why?”", "she said."]),
        ("<p>A <em>b. C</em> d. E</p>", ["A b. C d.", "E"]),
        ("<h1><span>One</span> <span>two</span></h1>", ["One two"]),
        ("<ul><li>A<ul><li>B</li></ul></li></ul>", ["A", "B"]),
        ("<p><ruby>重庆<rt>Chóngqìng</rt></ruby>。</p>", ["重庆。"]),
        ('<p><img alt="A boat" src="a"/></p><img alt="" src="b"/>', ["A boat"]),
        ('<div role="doc-pagebreak" aria-label="Page 1"></div>', ["Page 1"]),
        ('<nav class="turn"><a>Next</a></nav><p hidden="">A</p><script>B</script>', []),
        ("<p>— · …</p><p> </p>", []),
    ],
)
def test_sentences(body, expected):
    assert said(body) == expected


def test_a_sentence_has_the_language_of_its_element():
    _, found = marked('<p>甲。</p><p lang="en">A. B.</p><p>乙<span lang="ja">丙</span></p>')
    assert [each.language for each in found] == ["zh", "en", "en", "zh"]


def test_a_link_of_the_contents_keeps_its_place():
    root, _ = marked("<nav><ol><li><a>A</a> <ol><li><a>B</a></li></ol></li></ol></nav>")
    assert [each.tag for each in root.iter(f"{{{XHTML}}}span")] == []


TEXTS = st.text(st.sampled_from("ab 。.!?“”汉é\n"), max_size=12)
TREES = st.recursive(
    TEXTS,
    lambda inner: st.builds(
        lambda name, parts: f"<{name}>{''.join(parts)}</{name}>",
        st.sampled_from(["p", "em", "div", "li", "ruby", "a", "td", "rt"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


@given(TREES)
def test_no_character_is_lost_and_every_id_is_there_once(body):
    before = "".join(etree.fromstring(PAGE.format(body)).itertext())
    root, sentences = marked(body)
    assert "".join(root.itertext()) == before
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    assert [each.id for each in sentences] == ids


def test_the_audio_is_in_step_with_the_text(source, tmp_path, voice):
    path = tmp_path / "a.epub"
    build(source, [path], Options(voice=voice()))
    with zipfile.ZipFile(path) as book:
        package = book.read("EPUB/content.opf").decode()
        files = {name: book.read(name).decode() for name in book.namelist() if "smil" in name}
        text = etree.fromstring(book.read("EPUB/a-1-01.xhtml"))
        audio = len(book.read("EPUB/audio/a-1-01.mp3"))
        documents = [each for each in book.namelist() if each.endswith(".xhtml")]
    smil = files["EPUB/a-1-01.smil"]
    begins, ends = re.findall(r'clipBegin="(.*?)"', smil), re.findall(r'clipEnd="(.*?)"', smil)
    assert begins[0] == "0:00:00.000" and begins[1:] == ends[:-1]
    ids = re.findall(r'text src="a-1-01.xhtml#(.*?)"', smil)
    spoken = ["".join(text.xpath("//*[@id=$id]", id=each)[0].itertext()) for each in ids]
    letters = [len(" ".join(each.replace("Hékǒu", "").split())) for each in spoken]
    lengths = [seconds(end) - seconds(begin) for begin, end in zip(begins, ends, strict=True)]
    assert lengths[1] == pytest.approx(0.1 * letters[1] + 0.25, abs=0.002)
    assert spoken[1].strip() == "The tide came in." and len(files) == len(documents)
    each = [seconds(found) for found in re.findall(r'refines="#overlay-\d+">(.*?)<', package)]
    (total,) = re.findall(r'"media:duration">(.*?)<', package)
    assert seconds(total) == pytest.approx(sum(each), abs=0.001)
    assert seconds(ends[-1]) in each
    assert audio == pytest.approx(seconds(ends[-1]) * 6000, rel=0.2)  # 48 kbit/s
    assert "media:active-class" in package and "synchronizedAudioText" in package
    assert [str(found) for found in epubcheck(path)] == []


def seconds(time):
    hours, minutes, rest = time.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"fails": "Two."}, r"failed with code 1 \(no such sound\) at “Two\.”; no EPUB is written"),
        ({"channels": 2}, "not mono"),
    ],
)
def test_a_voice_that_fails_leaves_no_book(source, tmp_path, voice, options, message):
    with pytest.raises(UsageError, match=message):
        build(source, [tmp_path / "a.epub"], Options(voice=voice(**options)))
    assert not list(tmp_path.glob("*.epub*"))


@pytest.mark.parametrize(
    ("command", "error"),
    [
        ("no-such-voice {output}", MissingDependency),
        ("cat", UsageError),
        ("cat 'x {output}", UsageError),
        ("true {output}", UsageError),
    ],
)
def test_a_voice_that_cannot_speak(source, tmp_path, command, error):
    with pytest.raises(error, match="--voice"):
        build(source, [tmp_path / "a.epub"], Options(voice=command))
    assert not list(tmp_path.glob("*.epub*"))


def test_an_empty_wav_file_is_a_failure(tmp_path):
    with wave.open(str(tmp_path / "a.wav"), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
    with pytest.raises(UsageError, match="wrote no audio"):
        Voice("true {output}").clip(tmp_path / "a.wav", "A")


def wav(seconds, said):
    """Return a WAV file of silence that says to have `said` bytes of audio."""
    samples = bytes(2 * 8000 * seconds)
    form = struct.pack("<HHIIHH", 1, 1, 8000, 16000, 2, 16)
    chunks = b"WAVEfmt " + struct.pack("<I", len(form)) + form + b"data" + struct.pack("<I", said)
    return b"RIFF" + struct.pack("<I", said + 36) + chunks + samples


def test_half_a_wav_file_is_a_failure(tmp_path):
    (tmp_path / "a.wav").write_bytes(wav(1, 32_000))
    with pytest.raises(UsageError, match="wrote only part of its audio at “A”"):
        Voice("true {output}").clip(tmp_path / "a.wav", "A")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"OggS" + bytes(60), "wrote Ogg, not WAV with PCM of 16 bits at “A”"),
        (b"\0\0\0 ftypM4A " + bytes(60), "wrote MPEG-4, not WAV"),
        (wav(1, 16_000).replace(b"\1\0\1\0", b"\3\0\1\0", 1), "wrote WAV of another encoding,"),
        (b"ready, now speaking", "wrote no WAV file"),
        (b"", r"wrote no WAV file \(it is empty or cut short\)"),
        (wav(1, 16_000)[:30], "cut short"),
        (wav(1, 16_000).replace(struct.pack("<I", 8000), bytes(4), 1), "wrote 0 samples per sec"),
        (
            wav(1, 16_000).replace(struct.pack("<I", 8000), b"\xff" * 4, 1),
            "wrote 4,294,967,295 sam",
        ),
    ],
)
def test_other_audio_is_a_failure_that_says_what_it_is(tmp_path, data, message):
    (tmp_path / "a.wav").write_bytes(data)
    with pytest.raises(UsageError, match=message):
        Voice("true {output}").clip(tmp_path / "a.wav", "A")


@pytest.mark.parametrize("said", [0x7FFFF000, 0xFFFFFFFF - 36])
def test_a_streamed_wav_file_is_read_to_its_end(tmp_path, said):
    (tmp_path / "a.wav").write_bytes(wav(1, said))
    assert Voice("true {output}").clip(tmp_path / "a.wav", "A").seconds == 1


def test_times_are_full_clock_values():
    assert [clock(each) for each in (0, 59.9996, 3725.25)] == [
        "0:00:00.000",
        "0:01:00.000",
        "1:02:05.250",
    ]


LEXEMES = """<?xml version="1.0"?>
<lexicon version="1.0" alphabet="ipa" xml:lang="en" xmlns="{}">
<lexeme><grapheme>Saltmere</grapheme><grapheme>SM</grapheme><alias>Sollmer</alias></lexeme>
<lexeme><grapheme>quay</grapheme><phoneme>kiː</phoneme></lexeme></lexicon>"""
PLS = "http://www.w3.org/2005/01/pronunciation-lexicon"


def test_a_lexicon_is_read_and_written(tmp_path):
    path = tmp_path / "a.pls"
    path.write_text(LEXEMES.format(PLS), encoding="utf-8")
    readings = read_lexicon(path)
    assert respeller(readings)("The SM quay at Saltmere") == "The Sollmer quay at Sollmer"
    assert respeller([])("The SM quay") == "The SM quay"
    path.write_bytes(lexicon(readings, "en"))
    assert sorted(read_lexicon(path)) == sorted(readings)


@pytest.mark.parametrize("text", ["", "SM = Sollmer", "<lexicon/>", None])
def test_what_is_not_a_lexicon_is_refused(source, tmp_path, text):
    path = tmp_path / "a.pls"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=re.escape(str(path))):
        build(source, [tmp_path / "a.epub"], Options(lexicon=Path(path)))


def test_ruby_gives_readings():
    root = etree.fromstring(
        PAGE.format("<ruby>重<rt>chóng</rt>庆<rt>qìng</rt></ruby><ruby>今日<rt>きょう</rt></ruby>")
    )
    assert list(ruby_readings(root)) == [
        Reading("重庆", "phoneme", "chóngqìng", "x-pinyin"),
        Reading("今日", "alias", "きょう"),
    ]


@pytest.mark.parametrize(
    ("lexemes", "said"),
    [
        ("", ["the lexicon has no word"]),
        ("<lexeme><grapheme>SM</grapheme></lexeme>", ["`SM` has no reading"]),
        ("<lexeme><grapheme>SM</grapheme><phoneme> </phoneme></lexeme>", ["`SM` has no reading"]),
        ("<lexeme><alias>Sollmer</alias></lexeme>", ["`Sollmer` has no reading"]),
        ("<lexeme><grapheme>SM</grapheme><alias>Sollmer</alias></lexeme>", []),
    ],
)
def test_words_without_a_reading_are_findings(tmp_path, lexemes, said):
    path = tmp_path / "a.pls"
    path.write_text(f'<lexicon xmlns="{PLS}">\n{lexemes}</lexicon>', encoding="utf-8")
    assert [each.message for each in lexicon_findings(path)] == said


def test_pinyin_is_a_hint_in_the_text_itself():
    root = etree.fromstring(
        PAGE.format("<ruby>重<rt>chóng</rt>庆<rt>qìng</rt></ruby><ruby>今日<rt>きょう</rt></ruby>")
    )
    hint_at_ruby(root)
    hints = [dict(each.attrib) for each in root.iter(f"{{{XHTML}}}ruby")]
    assert hints == [{f"{{{SSML}}}ph": "chóngqìng", f"{{{SSML}}}alphabet": "x-pinyin"}, {}]


@pytest.mark.parametrize("name", ["voice", "lexicon"])
def test_without_an_epub_an_option_for_epubs_says_so(tmp_path, name):
    options = Options(**{name: "tongue"})
    assert [f"--{name}" in each.message for each in unused_options([tmp_path / "a.pdf"], options)]
    both = [tmp_path / "a.pdf", tmp_path / "A.EPUB"]
    assert not list(unused_options(both, options))
    assert not list(unused_options([tmp_path / "a.pdf"], Options()))


def test_documents_link_to_the_lexicon(source, tmp_path):
    build(source, [tmp_path / "a.epub"], Options(lexicon=written(tmp_path)))
    with zipfile.ZipFile(tmp_path / "a.epub") as book:
        assert b'rel="pronunciation"' in book.read("EPUB/a-1-01.xhtml")
        package = book.read("EPUB/content.opf")
        assert b"application/pls+xml" in package and b"media-overlay" not in package
        assert "河口".encode() in book.read("EPUB/lexicon.pls")


def written(folder):
    path = folder / "own.pls"
    path.write_text(LEXEMES.format(PLS), encoding="utf-8")
    return path
