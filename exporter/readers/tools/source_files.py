"""Files of foreign sources: which to read, how much of them, and in which encoding."""

from __future__ import annotations

import codecs
import os
import re
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from pathlib import Path

MAX_BYTES = 20_000_000
MAX_FILES = 20_000
MAX_DEPTH = 8
HEAD = 65_536
DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9._-]{2,30})", re.IGNORECASE)
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# UTF-16 without a mark, told by the `<` that XML and HTML begin with.
WIDE = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
ESCAPE = b"\x1b$B"  # by which ISO-2022-JP, else ASCII, goes over to kanji
TAGS = re.compile(rb"<[^<>]*>")
HIGH = re.compile(rb"[\x80-\xff]+")
SAMPLE = 65_536  # bytes by which an encoding is guessed
# What newspapers write, or wrote: no encoding of a machine's own (EBCDIC, Mac, DOS).
LIKELY = tuple(
    "gb18030 big5hkscs cp949 shift_jis cp932 euc-jp koi8-r koi8-u cp874"
    " cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258".split()
)
WIDER = {"gb18030", "big5hkscs", "cp949", "shift_jis", "cp932", "euc_jis_2004"}
BIG5 = ("big5", "big5hkscs")
SHORTEST_GB2312 = 6  # characters
# What people call the wider sets by which an encoding is read.
NAMES = {"cp949": "euc-kr", "cp932": "shift_jis", "euc_jis_2004": "euc-jp", "big5hkscs": "big5"}
# Of these any bytes are a text, so that to declare them says nothing.
LATIN = {"iso8859-1", "cp1252", "ascii"}
CHINESE = {"gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80", "hz-gb-2312"}
UNREADABLE = "\ufffd"
LATIN_CODECS = ("cp1252", "iso8859-1")
WEAK = 200  # bytes beyond ASCII: with fewer, a guess may be wrong
VOTERS = 200  # files of a folder that are asked
# Of the characters of a text in GBK, those of GB 2312's first level are 95 in 100 in simplified
# script, 60 in traditional; of Big5 read as GBK, 10.
FEW_SIGNS, USUAL = 8, 0.4


@dataclass(frozen=True)
class TextFile:
    """A decoded file: its text with `\\n` line ends, its encoding, the line of each loss.

    `is_guess` says that the encoding is neither what the file declares nor UTF-8.
    """

    text: str
    encoding: str
    lost_lines: tuple[int, ...] = ()
    is_guess: bool = False


class Unreadable(Exception):
    """A file that can't be read; the text says why."""


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file; raises `Unreadable` if it is none, or has more than `limit`."""
    try:
        if not path.is_file():
            raise Unreadable("is not a file")
        size = path.stat().st_size
        if size > limit:
            raise Unreadable(f"has {size / 1e6:.0f} MB, the limit is {limit // 1_000_000} MB")
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(f"can't be read ({error.strerror})") from None


def read_text(path: Path, limit: int = MAX_BYTES) -> TextFile:
    """Return a file, decoded; raises `Unreadable` if it has more than `limit` bytes, or is none."""
    return decode_file(read_bytes(path, limit), path)


def head(path: Path, size: int = HEAD) -> str:
    """Return the first `size` bytes of a file as text; empty if it can't be read.

    What can't be decoded is replaced.
    """
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return decode_file(file.read(size), path).text
    except OSError:
        return ""


def decode(data: bytes) -> TextFile:
    """Decode bytes by what they are, then by what they declare.

    UTF-8 is recognised by its bytes; a page that says it is GBK and is not is common. What is in
    neither is guessed (chardet).
    """
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _decoded(data[len(bom) :], encoding)
    marked = "iso2022_jp" if ESCAPE in data[:SAMPLE] else WIDE.get(data[:2])
    if marked:
        return _decoded(data, marked)
    declared = _declared(data)
    for encoding in ("utf-8", *declared):
        if file := _exactly(data, encoding):
            return file
    if _is_damaged_utf8(data):
        return _decoded(data, "utf-8")
    guessed = _guess(data)
    for encoding in (guessed, "gb18030"):
        if file := _exactly(data, encoding):
            return replace(file, encoding=NAMES.get(encoding, encoding), is_guess=True)
    tried = [_decoded(data, encoding) for encoding in ("utf-8", *declared, guessed, "gb18030")]
    return min(tried, key=lambda file: file.text.count(UNREADABLE))


def _exactly(data: bytes, encoding: str) -> TextFile | None:
    try:
        return _text(data.decode(encoding), encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _guess(data: bytes) -> str:
    """Return what a text is likely to be in that neither is UTF-8 nor in what it says.

    A few damaged bytes rule out for chardet what has two bytes a character, so without them the
    text is looked at again.
    """
    words = TAGS.sub(b" ", data[: SAMPLE * 4])[:SAMPLE]
    found = _detected(words)
    if found in WIDER:
        return found
    whole = words.decode("gb18030", errors="ignore").encode("gb18030")
    if (len(words) - len(whole)) * 20 > sum(len(run) for run in HIGH.findall(words)):
        return found
    again = _detected(whole)
    return again if again in WIDER else found


def _detected(data: bytes) -> str:
    from chardet import detect

    found = detect(data, compat_names=False, include_encodings=LIKELY)["encoding"]
    return "gb18030" if not found or (found in BIG5 and _is_gb2312(data)) else found


def _is_gb2312(data: bytes) -> bool:
    """Whether no second byte is below A1, as two in five are in Big5, and all its stops.

    Without it, a few lines of GBK pass for Big5.
    """
    pairs = sum(len(run) for run in HIGH.findall(data)) // 2
    try:
        return pairs >= SHORTEST_GB2312 and bool(data.decode("gb2312"))
    except UnicodeDecodeError:
        return False


def _beyond_ascii(text: str) -> int:
    return sum(not character.isascii() for character in text)


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8 except for a few; other encodings are hardly ever UTF-8 by chance."""
    text = data[:SAMPLE].decode("utf-8", errors="replace")
    lost = text.count(UNREADABLE)
    return lost * 20 < _beyond_ascii(text) - lost


def _declared(data: bytes) -> list[str]:
    """Return the encoding that the file declares, if it is one that Python has."""
    match = DECLARED.search(data[:4096])
    if not match:
        return []
    name = match[1].decode("ascii").lower()
    if name in CHINESE:
        return [] if _is_big5(data) else ["gb18030"]
    try:
        codec = codecs.lookup(name)
    except LookupError:
        return []
    if codec.name in LATIN:  # the web reads both as the wider one
        return ["cp1252", "iso8859-1"] if _guess(data) in LATIN else []
    return [name] if codec._is_text_encoding and codec.name != "utf-8" else []


def _is_big5(data: bytes) -> bool:
    """Whether bytes that are said to be GBK are Big5: as GBK they would be rare characters."""
    words = TAGS.sub(b"", data)[:SAMPLE].decode("gb18030", errors="ignore")
    signs = [sign for sign in words if "\u2e80" <= sign <= "\ufaff"]
    usual = sum(0xB0 <= ord(sign.encode("gb2312", "replace")[:1]) <= 0xD7 for sign in signs)
    return len(signs) >= FEW_SIGNS and usual < USUAL * len(signs) and _guess(data) == "big5hkscs"


def decode_file(data: bytes, path: Path) -> TextFile:
    """Decode the bytes of a file; if its text is too short to tell, as most of its folder is."""
    file = decode(data)
    if not file.is_guess and file.encoding not in LATIN_CODECS:
        return file
    if sum(map(len, HIGH.findall(data[:SAMPLE]))) > WEAK:
        return file
    usual = _encoding_of(path.parent, suffix(path.name), _modified(path.parent))
    other = _exactly(data, usual) if usual not in ("", file.encoding) else None
    return replace(other, is_guess=True) if other else file


def _modified(folder: Path) -> int:
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=64)
def _encoding_of(folder: Path, ending: str, _: int) -> str:
    """Return the encoding that two thirds of a folder's text are guessed to be in, or nothing."""
    votes: Counter[str] = Counter()
    for path in islice(walk(folder, (ending,)), VOTERS):
        try:
            with path.open("rb") as opened:
                data = opened.read(SAMPLE)
        except OSError:
            continue
        file = decode(data)
        if file.is_guess or file.encoding in LATIN_CODECS:
            votes[file.encoding] += sum(map(len, HIGH.findall(data)))
    usual, most = max(votes.items(), key=itemgetter(1), default=("", 0))
    return usual if 3 * most >= 2 * votes.total() else ""


def _decoded(data: bytes, encoding: str) -> TextFile:
    return _text(data.decode(encoding, errors="replace"), encoding, losses=True)


def _text(text: str, encoding: str, losses: bool = False) -> TextFile:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lost = _lines_of(text) if losses else ()
    return TextFile(text, encoding, lost)


def _lines_of(text: str) -> tuple[int, ...]:
    lines = (number for number, line in enumerate(text.split("\n"), 1) if UNREADABLE in line)
    return tuple(lines)


def walk(
    folder: Path,
    suffixes: tuple[str, ...],
    limit: int = MAX_FILES,
    others: Container[str] | None = None,
) -> Iterator[Path]:
    """Yield the files of a folder with these suffixes, in order; no link is followed.

    With `others`, files of any suffix but these too. Hidden files are left out; at most `limit`
    files are looked at, `MAX_DEPTH` folders deep.
    """
    seen = 0
    for place, folders, files in os.walk(folder, followlinks=False):
        deep = len(Path(place).relative_to(folder).parts)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if deep >= MAX_DEPTH:
            folders.clear()
        for name in sorted(files):
            seen += 1
            if seen > limit:
                return
            path = Path(place, name)
            if name.startswith(".") or path.is_symlink():
                continue
            ending = suffix(name)
            if ending in suffixes or (others is not None and ending not in others):
                yield path


def suffix(name: str) -> str:
    """Return the suffix of a name without the query that `wget` keeps in it (`.html?div=-1`)."""
    return Path(re.split(r"[?@]", name, maxsplit=1)[0]).suffix.lower()
