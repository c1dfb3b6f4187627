"""How periodicals count their issues: numbers, double issues, volumes, whole numbers.

Text in, parts out: `第24—25期（总第1024期）` has the number 24, goes on to 25, and is the 1024th
since the first issue. What is no such count, `Summer special`, stays the text that it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from exporter.patterns import pattern

FRACTIONS = {"¼": ".25", "½": ".5", "¾": ".75", "⅓": ".333", "⅔": ".667"}
HAN_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0}
HAN_TENS = {"十": 10, "百": 100, "千": 1_000}
HAN_SCORES = {"廿": 20, "卅": 30, "卌": 40}
ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1_000}
WIDE_DIGITS = str.maketrans(
    "０１２３４５６７８９．，（）／٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789.,()/01234567890123456789"
)

PLAIN = pattern(rf"(\d{{1,9}}(?:\.\d{{1,3}})?)?([{''.join(FRACTIONS)}])?([A-Za-z]?)")
THOUSANDS = pattern(r"\d{1,3}(?:,\d{3})+")
HAN = pattern(f"[{''.join(HAN_DIGITS)}{''.join(HAN_TENS)}{''.join(HAN_SCORES)}]+")
ROMAN = pattern(r"M{0,4}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
YEAR = pattern(r"(?:1[5-9]|20|21)\d\d")

# What is before and after a number, and between the first and the last of a double issue.
MARK = (
    r"(?:第|\b(?:no|nos|nr|nrs|issue|number|heft|ausgabe|folge|nummer|numéro|número)\b\.?"
    r"|\bn\.?\s?[°ºo]s?\b\.?|n[°º]s?|№|#|제|العدد|عدد|شماره|גי?ליון|\b(?:номер|выпуск|випуск)\b)"
)
COUNT = r"[期号號호]"
TO = pattern(
    r"\s*[-‐‑–—―~～/+&＆、・･·和与與至到]+\s*|\s+(?:and|und|bis|et|y|to)\s+", re.IGNORECASE
)
DOUBLE = pattern(
    r"[期号號]?(?:合刊|合併|合并)[号號]?|\b(?:double\s+(?:issue|number)|doppel(?:heft|nummer|ausgabe)"
    r"|numéro\s+double|número\s+doble)\b",
    re.IGNORECASE,
)
COUNTED = rf"[\d,.]*\d(?:\s*[-–—~～/、・]\s*第?\d+)?|[{''.join(HAN_DIGITS)}{''.join(HAN_TENS)}]+"
TOTAL = pattern(
    r"[(\[]?\s*(?:[总總][期刊]?[号號]?|累[计計]|通[巻卷算]|통권|\b(?:whole|total|overall|cumulative)\b"
    rf"|\bgesamt-?(?:nummer|nr\b\.?)?)\s*[:：]?\s*{MARK}?\s*(?P<total>{COUNTED})\s*{COUNT}?\s*[)\]]?",
    re.IGNORECASE,
)
# The count from the first issue in brackets: № 14 (1024). In 12(3) it is the issue of a volume.
BRACKETED = pattern(
    rf"(?P<before>{MARK}\s*(?P<number>\d{{1,6}})\s*{COUNT}?)\s*\((?P<total>\d{{1,7}})\)",
    re.IGNORECASE,
)
VOLUME = tuple(
    pattern(form, re.IGNORECASE)
    for form in (
        rf"(?P<volume>{YEAR.pattern})\s*年度?",
        rf"^(?P<volume>{YEAR.pattern})\s*[,，/]?\s*(?={MARK})",
        r"第?\s*(?P<volume>[\d〇零一二三四五六七八九十百]+)\s*[卷巻]",
        r"\b(?:vol(?:ume)?|bd|band|jg|jahrgang|tome|année|año)\b\.?\s*(?P<volume>\d+|[IVXLCDM]+)\b",
        r"\b(?P<volume>\d+)\.\s*(?:jahrgang\b|jg\b\.?)",
    )
)
# A count as Chinese periodicals print it, for texts that hold other words too.
IN_TEXT = pattern(
    r"(?:\d{4}年\s*)?(?:[总總]\s*)?第\s*\d{1,6}(?:\s*[期号號]?\s*[-—–~～、・]\s*第?\s*\d{1,6})?"
    r"\s*[期号號](?:合[刊併并][号號]?)?"
    r"(?:[\s(（,，]*[总總]\s*(?:第\s*)?\d{1,6}\s*[期号號]?\s*[)）]?)?"
)
# An issue called by its month, or by two: 2026年6月号, 2026年7・8月合併号, 7・8月合刊.
MONTHLY = pattern(
    r"(?:(?<!\d)(?P<year>(?:19|20)\d\d)\s*年\s*)?(?<!\d)(?P<month>1[0-2]|0?[1-9])\s*月?\s*"
    r"(?:[-–—~～・、/]\s*\d{1,2}\s*)?月\s*(?:合[刊併并])?[号號刊]?"
)
EDGES = " \t\u3000,，;；:：.()[]【】·"


@dataclass(frozen=True)
class Numbering:
    """How one issue is counted; every part as it is shown.

    `end` is the last number of a double issue, `total` counts from the first issue of the
    publication on (总期号), `volume` is the volume or the year that `number` is of.
    """

    number: str = ""
    end: str = ""
    total: str = ""
    volume: str = ""

    @property
    def span(self) -> str:
        """The number, or the first and last of a double issue: 24–25."""
        return f"{self.number}–{self.end}" if self.end else self.number


def read_numbering(text: str) -> Numbering | None:
    """Part a text such as `第24期（总第1024期）` or `Vol. XLII, No. 7`; None for other texts."""
    rest = text.translate(WIDE_DIGITS).strip()
    total, rest = _taken(TOTAL, rest, "total")
    bracketed = BRACKETED.fullmatch(rest)
    if bracketed and not total and int(bracketed["total"]) > int(bracketed["number"]):
        total, rest = bracketed["total"], bracketed["before"]
    volume = ""
    for form in VOLUME:
        if not volume:
            volume, rest = _taken(form, rest, "volume")
    parts = _numbers(rest)
    if parts is None or not (parts or total or volume) or _are_two_years(parts):
        return None
    if len(parts) > 1 and not volume:
        parts, volume = _of_a_year(parts)
    end = _last(parts)
    if end is None:
        return None
    return Numbering(parts[0] if parts else "", end, total, _digits(volume))


def _taken(form: re.Pattern[str], text: str, name: str) -> tuple[str, str]:
    """Take the first match out of a text; return its part `name`, and the rest."""
    match = form.search(text)
    if not match:
        return "", text
    return match[name], f"{text[: match.start()]} {text[match.end() :]}"


def _numbers(text: str) -> list[str] | None:
    """Return the numbers of a text that holds nothing else, or None."""
    text = DOUBLE.sub("", text).strip(EDGES)
    if not text:
        return []
    found = [_number(part) for part in TO.split(text)]
    return None if None in found else [part for part in found if part]


def _number(text: str) -> str | None:
    """Return one number without its mark and counter: `第24期` → `24`."""
    bare = re.sub(rf"^{MARK}\s*|\s*{COUNT}$", "", text.strip(EDGES), flags=re.IGNORECASE)
    bare = re.sub(rf"^{MARK}\s*|\s*{COUNT}$", "", bare.strip(), flags=re.IGNORECASE).strip()
    digits = _digits(bare)
    return digits if number_value(digits) is not None else None


def _digits(text: str) -> str:
    """Convert Chinese digits and grouped thousands to plain digits, and nothing else."""
    if THOUSANDS.fullmatch(text):
        return text.replace(",", "")
    return str(_han_value(text)) if HAN.fullmatch(text) else text


def _han_value(text: str) -> int:
    """Return the value of 四百〇七 and of 四〇七."""
    if not any(sign in HAN_TENS or sign in HAN_SCORES for sign in text):
        return int("".join(str(HAN_DIGITS[sign]) for sign in text))
    value, digit = 0, 0
    for sign in text:
        if sign in HAN_TENS:
            value += (digit or 1) * HAN_TENS[sign]
            digit = 0
        elif sign in HAN_SCORES:
            value += HAN_SCORES[sign]
        else:
            digit = HAN_DIGITS[sign]
    return value + digit


def _are_two_years(parts: list[str]) -> bool:
    """Whether the numbers are a season, such as 2018-19, and count no issue."""
    if len(parts) != 2 or not YEAR.fullmatch(parts[0]) or not parts[1].isdigit():
        return False
    after = str(int(parts[0]) + 1)
    return parts[1] in (after, after[-2:])


def _of_a_year(parts: list[str]) -> tuple[list[str], str]:
    """Part `6/2026` and `2026-06` into number and year."""
    first, last = parts[0], parts[-1]
    if len(parts) == 2 and YEAR.fullmatch(first) and len(last) < 3:
        return [last], first
    if len(parts) == 2 and YEAR.fullmatch(last) and len(first) < 3:
        return [first], last
    return parts, ""


def _last(parts: list[str]) -> str | None:
    """Return the last number of a double issue, written out: of 407-8 it is 408.

    An empty text if there is only one, None if it does not come after the first.
    """
    if len(parts) < 2:
        return ""
    first, last = parts[0], parts[-1]
    if first.isdigit() and last.isdigit() and len(last) < len(first) > 2:
        last = first[: -len(last)] + last
    before, after = number_value(first), number_value(last)
    return last if before is not None and after is not None and before < after else None


def number_value(text: str) -> Decimal | None:
    """Return the value of a number as shown: 24, 12.5, 12½, XLII, 7a; None if it has none."""
    plain = PLAIN.fullmatch(text)
    if plain and (plain[1] or plain[2]):
        return Decimal(plain[1] or 0) + Decimal(FRACTIONS.get(plain[2], "0"))
    if text and ROMAN.fullmatch(text):
        values = [ROMAN_VALUES[sign] for sign in text]
        pairs = zip(values, [*values[1:], 0], strict=True)
        return Decimal(sum(-one if one < after else one for one, after in pairs))
    return None


def first_value(text: str) -> Decimal | None:
    """Return the value of the first number in a text, which may have more: 1024—1025."""
    match = re.search(r"\d+(?:\.\d+)?", text)
    return number_value(text) or (Decimal(match[0]) if match else None)


def with_parts(values: dict[str, object]) -> dict[str, object]:
    """Return the fields of an issue with its number split, as far as they leave that open.

    `number: 第24期（总第1024期）` becomes a number and a total number; `total_number: 总第1024期`
    and `volume: 第42卷` keep their count alone.
    """
    values = dict(values)
    for name, part in (("total_number", "total"), ("volume", "volume"), ("number_end", "end")):
        found = _read(values.get(name))
        if found:
            # What was parted before stays: 310-311.
            values[name] = getattr(found, part) or (values[name] if found.end else found.number)
    found = _read(values.get("number"))
    if found:
        values["number"] = found.number
        parts = {"number_end": found.end, "total_number": found.total, "volume": found.volume}
        values |= {name: part for name, part in parts.items() if part and not values.get(name)}
    return values


def _read(value: object) -> Numbering | None:
    return read_numbering(value) if isinstance(value, str) else None
