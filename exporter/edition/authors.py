"""The people that a byline names: 本报记者 某某 某某, By Somebody and Somebody Else."""

from __future__ import annotations

import re
from functools import lru_cache

from exporter.model import HAN

BRACKETS = re.compile(r"[（(〔\[].*?[)）〕\]]")
APART = re.compile(r"[\s、，,;；/／|·]+")
ROLE = (
    "记者|記者|通讯员|通訊員|评论员|評論員|特派员|編集委員|论説委員|論説委員|实习生|實習生|撰稿人"
)
HOUSE = "本报|本報|本刊|本社|本台|特约|特約|见习|見習|实习|實習|首席|新华社|新華社"
LEADING = re.compile(f"^(?:(?:{HOUSE})*(?:{ROLE})|{HOUSE}|文|图|圖|摄影|攝影|口述|编译|編譯)[:：]?")
TRAILING = re.compile(
    "(?:记者|記者|通讯员|通訊員|整理|撰文|摄影|攝影|报道|報道|综合|編集|摄|文|图)$"
)
WORDS = frozenset(
    "数据 制图 资料 摄 攝 文 图 圖 整理 撰文 摄影 攝影 综合 報道 报道 口述 执笔 取材".split()
)
BY = re.compile(r"^(?:(?:\w+\s+){0,2}by|par|von|por|texte de|texto de)\s+", re.I)
AND = re.compile(r"\s+(?:and|et|und|y|&)\s+|\s*[;/|]\s*|,\s+and\s+", re.I)
SURNAME_ALONE = 2
LONGEST = 60


@lru_cache(maxsize=4096)
def authors(byline: tuple[str, ...]) -> list[str]:
    """Return the names in the lines of a byline, each once, in order."""
    names = [name for line in byline for name in _names(BRACKETS.sub(" ", line))]
    return list(dict.fromkeys(names))


def _names(line: str) -> list[str]:
    return _eastern(line) if re.search(f"[{HAN}]", line) else _western(line)


def _eastern(line: str) -> list[str]:
    names = []
    for word in APART.split(line):
        name = LEADING.sub("", word)
        name = TRAILING.sub("", name) if len(name) > SURNAME_ALONE else name
        if name and name not in WORDS and len(name) <= LONGEST:
            names.append(name)
    return names


def _western(line: str) -> list[str]:
    """Part names at `and`; what follows a comma is what somebody is, not who."""
    names = []
    for part in AND.split(BY.sub("", line.strip())):
        name = BY.sub("", part).split(",")[0].strip(" .")
        if name and len(name) <= LONGEST:
            names.append(name)
    return names
