"""Lines that are counted are those that the engine makes: a page measures the same with both."""

import random
from itertools import cycle

import pytest

import exporter
from exporter.edition import make_edition
from exporter.engine.patched import counted, engine
from exporter.layouts.makeup.jobs import jobs
from exporter.layouts.makeup.measure.sizes import Measuring
from exporter.layouts.makeup.render import setting
from exporter.options import Options

HAN = "江上的渡船天亮时离开码头老人说水位涨了一尺二寸谁也没有想到会这样快"
KANA = "川の渡し船は夜明けに岸を離れると老人がいった水かさは一尺"
WORDS = (
    "a I of the and was it's harbour commissioners patterns office affluent buffalo waffles "
    "fifteen little attitude second-hand Wi-Fi dredger undersecretaries 1,250 12.5% *Good* "
    "**officially** reconsidering disagreements Montgomery coffee; “afflicted” (netting) — "
    "Donaudampfschifffahrtsgesellschaft https://example.org/a/long/address.html "
    "re\u00adconsi\u00addered 渡船 \u3000 \u00a0 العربية"
).split(" ")
HANGUL = (
    "강의 나룻배는 새벽에 떠났다 물이 漢字 올랐다 渡船 \u3000 \u00a0 12:30 العربية xy\u00adz".split(
        " "
    )
)
INSIDE = "，，，。、；：！？ “三号” （见图） 《江报》 1,250吨 GDP Wi-Fi **要闻** —— …… 9年".split()
BLOCKS = ("## {}", "- {}", "1. {}", "> {}", "{}\\\n{}", "{}[^1]\n\n[^1]: {}", "{}H~2~O{}")


def words(known):
    return lambda chance: " ".join(chance.choice(known) for _ in range(chance.randint(1, 70)))


def ideographs(characters):
    def made(chance):
        return "".join(
            "".join(chance.choice(characters) for _ in range(chance.randint(1, 9)))
            + chance.choice(("".join(INSIDE[0]), *INSIDE))
            for _ in range(chance.randint(1, 25))
        )

    return made


LANGUAGES = {
    "en": words(WORDS),
    "de": words(WORDS),
    "ko": words(HANGUL),
    "zh-Hans": ideographs(HAN),
    "ja": ideographs(KANA),
}


def text(chance, made, plain=False):
    blocks = [made(chance) for _ in range(4)]
    if plain:
        return "\n\n".join((*blocks[:2], f"## {made(chance)[:9]}", *blocks[2:]))
    blocks += [chance.choice(BLOCKS).format(made(chance), made(chance)) for _ in range(3)]
    chance.shuffle(blocks)
    return "\n\n".join(blocks)


def shared_by(issue_folder, language, texts):
    front = f"publication: {{name: N, language: {language}}}\ndate: 2026-06-16\n"
    articles = {
        f"01/{number}.md": f"---\nheadline: H\nkind: {kind}\n---\n{text}\n"
        for number, (kind, text) in enumerate(
            zip(cycle(("feature", "news")), texts, strict=False), 1
        )
    }
    source = issue_folder({"issue.yaml": front, **articles})
    return setting(make_edition(exporter.read(source).issue), Options())


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("language", LANGUAGES)
def test_counted_lines_are_those_that_are_made(issue_folder, monkeypatch, language, seed):
    chance = random.Random(seed)
    shared = shared_by(
        issue_folder, language, [text(chance, LANGUAGES[language]) for _ in range(2)]
    )
    job = jobs(shared)[0]
    grid = shared.grid(shared.steps[0][seed % len(shared.steps[0])])
    page = Measuring(job.take_apart(grid), grid)
    seen = []
    lines = counted._lines
    monkeypatch.setattr(counted, "_lines", lambda *all_: seen.append(lines(*all_)) or seen[-1])
    found = {}
    with engine():
        for counting in (True, False):
            found[counting] = page.sizes(
                lambda html, on=counting: shared.render(
                    *shared.source(grid, html, True), counting=on
                ),
                range(len(page.parts)),
            )
    # WeasyPrint makes the lines of paragraphs with a hyphen at the end of one.
    assert sum(map(bool, seen)) >= (5 if language in ("zh-Hans", "ja") else 0)
    assert found[True] == found[False]


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_of_known_blocks_are_those_that_are_made(issue_folder, monkeypatch, language):
    chance = random.Random(language)
    texts = [text(chance, LANGUAGES[language], plain=number > 1) for number in range(5)]
    shared = shared_by(issue_folder, language, texts)
    grid = shared.grid()
    page = Measuring(jobs(shared)[0].take_apart(grid), grid)

    def lay_out(html):
        return shared.lay_out(grid, html, measuring=True)

    known = shared.alike(grid)
    with engine():
        laid_out = {number: page.sizes(lay_out, [number])[number] for number in range(5)}
        told = page.sizes(lay_out, range(5), known)
        asked = []
        again = page.sizes(lambda html: asked.append(html) or lay_out(html), range(5), known)
    assert told == again == laid_out
    computed = sum(f'id="t-{number}"' not in "".join(asked) for number in range(5))
    # Paragraphs with a hyphen at the end of a line are laid out.
    assert computed >= (3 if language in ("zh-Hans", "ja") else 0)


def test_lines_that_are_drawn_are_not_counted(issue_folder, monkeypatch):
    monkeypatch.setattr(counted, "_lines", lambda *_: pytest.fail("counted"))
    shared = shared_by(issue_folder, "en", ["A little text of one line."])
    with engine():
        shared.lay_out(shared.grid(), '<p data-b="1">A little text of one line.</p>')
