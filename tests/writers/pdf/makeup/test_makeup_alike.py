"""Heads and captions that are told from others of the same elements: the same as laid out."""

import random
from functools import partial

import pytest

import exporter
from exporter.edition import make_edition
from exporter.edition.style import find_style
from exporter.engine.patched import engine
from exporter.layouts.makeup.jobs import jobs
from exporter.layouts.makeup.measure.alike import Alike, Kind, Line
from exporter.layouts.makeup.measure.sizes import Measuring
from exporter.layouts.makeup.plan.grid import sheet_grid
from exporter.layouts.makeup.render import setting
from exporter.options import Options

HEADS = {
    "zh-Hans": (
        ("[江上的渡船, 天亮时离开]", "要闻", "水位涨了一尺二寸", "记者 方敏", "码头上的老人"),
        (
            "[GDP 增长 9.5%, 《江报》“三号”]",
            "3月5日",
            "Wi-Fi 与 ぱ, 𠀀 한",
            "صحيفة Ann Reed",
            "B 2",
        ),
        ("[一条很长很长的主标题要占去好几栏才放得下, 第二行]", "引", "副" * 90, "记", "图" * 70),
        ("[则　橡贿森刊, 帽刊——掉活……邱]", "一 二", "“引”：“文”", "王 一，李　二", "（图）。"),
    ),
    "en": (
        ("[The river rises]", "News", "A deck — “quoted”", "Ann Reed", "The quay"),
        (
            "[Office AVATAR, fluffy]",
            "ﬁn 2–3",
            "Ω ж 江 of words",
            "Tom Hale and 方敏",
            "A fine fjord",
        ),
        ("[Words and more words that go on]", "No", "deck " * 60, "By", "caption " * 40),
        ("[Co-operate e-mail]", "Q&amp;A", "<em>Not</em> all", "O’Neill", "I*m*age"),
    ),
}
ISSUE = "publication: {{name: 报, language: {}}}\ndate: 2026-06-16\n"


class Forgetful(Alike):
    """Learns nothing: all is laid out."""

    def learn(self, html, box):
        pass


def pages(issue_folder, picture, language, style=None, of_pages=()):
    """Yield what is to be measured of each page, how it is laid out, and what was learned."""
    files = {"issue.yaml": ISSUE.format(language)}
    for page, heads in enumerate(of_pages or (HEADS[language], HEADS[language][::-1]), 1):
        files[f"0{page}/a.png"] = picture(size=(60, 40))
        for number, (headline, kicker, deck, byline, caption) in enumerate(heads, 1):
            files[f"0{page}/{number}.md"] = (
                f"---\nheadline: {headline}\nkicker: {kicker}\ndeck: '{deck}'\nbyline: {byline}\n"
                f"figures: [{{image: a.png, caption: '{caption}', credit: Ann 方敏}}]\n---\nText.\n"
            )
    edition = make_edition(exporter.read(issue_folder(files)).issue, style)
    shared = setting(edition, Options())
    grid = sheet_grid("tabloid", edition.language)
    for job in jobs(shared):
        lay_out = partial(shared.lay_out, grid, measuring=True)
        yield Measuring(job.take_apart(grid), grid), lay_out, shared.alike(grid)


@pytest.mark.parametrize("language", HEADS)
def test_what_is_told_is_what_is_laid_out(issue_folder, picture, language):
    shares = []
    with engine():
        for measuring, lay_out, alike in pages(issue_folder, picture, language):
            asked, needed = [], []
            told = measuring.sizes(partial(asking, asked, lay_out), range(4), alike)
            same_as(measuring.sizes(partial(asking, needed, lay_out), range(4), Forgetful()), told)
            shares.append(headlines(asked) / headlines(needed))
    # Most of the first page were told, as lines of one are those of another, and of the second.
    assert shares[0] < 1 / 2 and shares[1] < 1 / 4


def headlines(asked):
    return "".join(asked).count("head unbroken")


def test_lines_that_rules_tell_apart_are_laid_out(issue_folder, picture, tmp_path):
    apart = {
        ".headline .line:first-child { font-size: 0.8em }": True,
        ".line + .line { padding-top: 0.3em }": True,
        "h1:has(> .line + .line) { line-height: 2 }": True,
        ".line { padding-left: 0.1em } .kicker:first-child, .line + p { margin-top: 9pt }": False,
    }
    for number, (css, are_apart) in enumerate(apart.items()):
        (tmp_path / str(number)).mkdir()
        style = style_with(tmp_path / str(number), css)
        with engine():
            for measuring, lay_out, alike in pages(issue_folder, picture, "en", style):
                told = measuring.sizes(lay_out, range(4), alike)
                same_as(measuring.sizes(lay_out, range(4), Forgetful()), told)
        assert any(kind and kind.more for kind in alike.kinds.values()) is not are_apart


WORDS = {
    "zh-Hans": ("渡口", "夜航", "，江上的人", "。水", "5G", "Wi-Fi ", "1 200", "——的"),
    "en": ("harbour ", "a ", "AVATAR, ", "well-known ", "of ", "office ", "2–3 ", "(fine) ", "江 "),
}


def some_heads(language, chance):
    """Return heads whose decks and captions take some lines."""

    def words(most):
        chosen = chance.choices(WORDS[language], k=chance.randint(1, most))
        return " ".join("".join(chosen).split())

    return [("[一, 二]", words(5), words(18), words(3), words(25)) for _ in range(6)]


@pytest.mark.parametrize("language", HEADS)
def test_lines_that_break_are_told_as_they_are_laid_out(issue_folder, picture, language):
    chance = random.Random(12)
    of_pages = [some_heads(language, chance) for _ in range(3)]
    asked = []
    with engine():
        for measuring, lay_out, alike in pages(issue_folder, picture, language, None, of_pages):
            asked.clear()
            told = measuring.sizes(partial(asking, asked, lay_out), range(6), alike)
            same_as(measuring.sizes(lay_out, range(6), Forgetful()), told)
    assert "".join(asked).count('class="measured') <= 6 + 3  # the texts, and what is not sure


def asking(asked, lay_out, html):
    asked.append(html)
    return lay_out(html)


def same_as(laid_out, told):
    for number, size in laid_out.items():
        assert told[number].story.shots == size.story.shots
        assert list(heads(told[number])) == [
            (*others, pytest.approx(height, abs=1e-4)) for *others, height in heads(size)
        ]


def heads(size):
    for columns, found in size.story.heads.items():
        for head in found:
            yield columns, head.size, head.lines, head.height


def style_with(folder, css):
    """Return a style of these rules besides those of `newspaper`."""
    (folder / "own").mkdir()
    (folder / "own" / "style.yaml").write_text("extends: newspaper\n", encoding="utf-8")
    (folder / "own" / "print.css").write_text(css, encoding="utf-8")
    return find_style(folder / "own")


def test_words_that_may_be_parted_are_laid_out(issue_folder, picture, tmp_path):
    style = style_with(tmp_path, ".deck, figcaption { hyphens: auto }")
    with engine():
        for measuring, lay_out, alike in pages(issue_folder, picture, "en", style):
            told = measuring.sizes(lay_out, range(4), alike)
            same_as(measuring.sizes(lay_out, range(4), Forgetful()), told)


def test_words_that_a_style_changes_are_laid_out(issue_folder, picture, tmp_path):
    css = ".kicker { text-transform: uppercase } h1 { line-height: normal !important }"
    style = style_with(tmp_path, css)
    with engine():
        for measuring, lay_out, alike in pages(issue_folder, picture, "en", style):
            laid_out = measuring.sizes(lay_out, range(4), Forgetful())
            same_as(laid_out, measuring.sizes(lay_out, range(4), alike))
    kinds = {name: kind for name, kind in alike.kinds.items() if "kicker" in name or "<h1" in name}
    assert kinds and not any(kinds.values())


@pytest.mark.parametrize("text", ["two  words", "soft\u00adhyphen", "line\nend", "שלום"])
def test_texts_that_may_be_set_otherwise_than_written_are_laid_out(text):
    alike = Alike()
    alike.kinds["<h1>00<"] = Kind(20, (Line((len,), 0),), 1)
    assert alike.size_of("<h1>plain words<").height == 20
    assert alike.size_of(f"<h1>{text}<") is None
