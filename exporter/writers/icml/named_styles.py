"""The styles of stories: names, and their look unless the InDesign document has its own."""

from __future__ import annotations

from exporter.xhtml import Element

Values = dict[str, str]

BULLETS: Values = {"BulletsAndNumberingListType": "BulletList"}
NUMBERS: Values = {
    "BulletsAndNumberingListType": "NumberedList",
    "NumberingExpression": "^#.^t",
}
# Attributes of ParagraphStyle (IDML specification, 10.5.1), of the styles that have any.
PARAGRAPHS: dict[str, Values] = {
    "Column": {"PointSize": "9"},
    "Kicker": {"PointSize": "12"},
    "Headline": {"PointSize": "28", "Hyphenation": "false"},
    "Deck": {"PointSize": "14"},
    "Byline": {"PointSize": "9"},
    "Subhead": {"PointSize": "12", "KeepWithNext": "1"},
    "Caption": {"PointSize": "8"},
    "Photo credit": {"PointSize": "7"},
    "Quote": {"LeftIndent": "12"},
    "Pull quote": {"PointSize": "14"},
    "List bullet": BULLETS,
    "List number": NUMBERS,
    "Term": {"KeepWithNext": "1"},
    "Definition": {"LeftIndent": "12"},
    "Separator": {"RuleAbove": "true"},
    "Footnote": {"PointSize": "7"},
    "Table head": {"PointSize": "8"},
    "Table cell": {"PointSize": "8"},
}
INDENTED = ("List bullet", "List number", "List continued")
INDENT_PT = 12.0  # of each level of a list
ALIGNED = {" centre": "CenterAlign", " right": "RightAlign"}
# Attributes of CharacterStyle (IDML specification, 10.5.1).
LATIN: dict[str, Values] = {
    "Emphasis": {"FontStyle": "Italic"},
    "Strong": {"FontStyle": "Bold"},
}
# Fonts of Chinese and Japanese have no italics: emphasis is a dot at each character.
WIDE: dict[str, Values] = {"Emphasis": {"KentenKind": "KentenSmallBlackCircle"}, "Strong": {}}
CHARACTERS: dict[str, Values] = {
    "Superscript": {"Position": "Superscript"},
    "Subscript": {"Position": "Subscript"},
    "Strikethrough": {"StrikeThru": "true"},
    "Underline": {"Underline": "true"},
    "Highlight": {},
    "Small": {},
    "Code": {},
    "Dateline": {},
    "Ruby": {},
    "Link": {},
}
# The character style of each element of inline text.
LOOKS = {
    **dict.fromkeys(("em", "i", "cite", "var"), "Emphasis"),
    **dict.fromkeys(("strong", "b"), "Strong"),
    **dict.fromkeys(("code", "kbd", "samp"), "Code"),
    **dict.fromkeys(("s", "del"), "Strikethrough"),
    **dict.fromkeys(("u", "ins"), "Underline"),
    "sup": "Superscript",
    "sub": "Subscript",
    "mark": "Highlight",
    "small": "Small",
}
ALIGNMENTS = {"align-center": " centre", "align-right": " right"}


def alignment(cell: Element) -> str:
    """Return what the name of a cell's style ends with."""
    return ALIGNMENTS.get(cell.get("class", ""), "")


def paragraph_values(name: str) -> Values:
    """Return the attributes of a paragraph style by its name, such as `List number 2`."""
    for end, value in ALIGNED.items():
        if name.endswith(end):
            return {**paragraph_values(name.removesuffix(end)), "Justification": value}
    base, _, digit = name.rpartition(" ")
    level = int(digit) if base and digit.isdecimal() else 1
    base = base if base and digit.isdecimal() else name
    values = dict(PARAGRAPHS.get(base, {}))
    if base in INDENTED:
        values |= {
            "LeftIndent": f"{level * INDENT_PT:g}",
            "FirstLineIndent": "0" if base == "List continued" else f"{-INDENT_PT:g}",
        }
    if base == "List number":
        values |= {"NumberingLevel": str(level), "NumberingExpression": f"^{level}.^t"}
    return values


def character_values(looks: tuple[str, ...], wide: bool) -> Values:
    """Return the attributes of the character style of several looks; `wide`: Chinese, Japanese."""
    known = CHARACTERS | (WIDE if wide else LATIN)
    values: Values = {}
    for look in looks:
        for key, value in known[look].items():
            both = key == "FontStyle" and key in values and values[key] != value
            values[key] = "Bold Italic" if both else value
    return values
