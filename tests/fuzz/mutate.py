"""Damage as files have it: bytes turned, parts gone, twice there, or of another file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from random import Random

Files = Mapping[str, bytes]

NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
EXTREMES = (
    b"0", b"-1", b"1", b"65536", b"4294967296", b"99999999999999999999", b"1e999", b"-1e-999",
    b"NaN", b"0.0000001", b"30..", b"\xd9\xa3", b"2026-02-31", b"0000", b"",
)  # fmt: skip
PIECES = (
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"&#xD800;", b"&#1114112;", b"&#0;", b"\xe2\x80\xae",
    b"\x1b[31m", b"<", b">", b"</p>", b"<table>", b"<title>", b"<!--", b"]]>", b"<![CDATA[",
    b"<p><b><i>", b"'", b'"', b"{", b"}", b"[[[[", b"|", b"```", b"---\n", b"\r", b"%", b"\\",
    b"../", b"file:///etc/passwd", b"https://[", b"//", b"://:", b"url(#a)", b"!!int ", b"&a *a",
    "字".encode(), "\U0001f468\u200d\U0001f469".encode(), "\u0301".encode() * 40, b"(" * 200,
    b"/Kids", b" obj", b"endstream", b"<<", b">>", b"stream\n", b" re f q Q Do BT ET",
)  # fmt: skip
LONGEST_COPY = 3_000


def mutated(files: Files, random: Random, steady: Sequence[str] = ()) -> dict[str, bytes]:
    """Return files with damage in one of them; those that are named in `steady` stay whole."""
    names = sorted(set(files) - set(steady))
    name = random.choice(names)
    data = files[name]
    for _ in range(random.choice((1, 1, 2, 3, 8))):
        data = random.choice(WAYS)(data, files, random)
    return {**files, name: data}


def _turn(data: bytes, files: Files, random: Random) -> bytes:
    """Give some bytes other values."""
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 4, 30)) if changed else 0):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _turn_head(data: bytes, files: Files, random: Random) -> bytes:
    """Give a byte of the first ones another value: the header of a binary file."""
    changed = bytearray(data)
    if changed:
        changed[random.randrange(min(len(changed), 400))] = random.choice((0, 1, 127, 128, 255))
    return bytes(changed)


def _cut(data: bytes, files: Files, random: Random) -> bytes:
    """Take a part out."""
    start, end = _part(data, random)
    return data[:start] + data[end:]


def _end(data: bytes, files: Files, random: Random) -> bytes:
    """Stop somewhere."""
    return data[: random.randrange(len(data) + 1)]


def _repeat(data: bytes, files: Files, random: Random) -> bytes:
    """Have a part several times."""
    start, end = _part(data, random)
    return data[:end] + data[start:end] * random.choice((1, 2, 30)) + data[end:]


def _number(data: bytes, files: Files, random: Random) -> bytes:
    """Have another number, one that a program may choke on."""
    found = list(NUMBER.finditer(data[:200_000]))
    if not found:
        return _insert(data, files, random)
    match = random.choice(found)
    return data[: match.start()] + random.choice(EXTREMES) + data[match.end() :]


def _insert(data: bytes, files: Files, random: Random) -> bytes:
    """Have something in it that means something."""
    place = random.randrange(len(data) + 1)
    return data[:place] + random.choice(PIECES) * random.choice((1, 1, 1, 50)) + data[place:]


def _splice(data: bytes, files: Files, random: Random) -> bytes:
    """Have a part of another file, or of another place."""
    other = files[random.choice(sorted(files))]
    start, end = _part(other, random)
    place = random.randrange(len(data) + 1)
    return data[:place] + other[start:end] + data[place:]


WAYS: tuple[Callable[[bytes, Files, Random], bytes], ...] = (
    _turn, _turn_head, _cut, _end, _repeat, _number, _number, _insert, _insert, _splice,
)  # fmt: skip


def _part(data: bytes, random: Random) -> tuple[int, int]:
    start = random.randrange(len(data) + 1)
    return start, min(len(data), start + random.randrange(random.choice((2, 20, LONGEST_COPY))))
