"""The words that makeup adds, by language: jumps, overflow sheets, briefs."""

from __future__ import annotations

from dataclasses import dataclass

from exporter.languages.tags import script


@dataclass(frozen=True)
class Words:
    """`{}` stands for the label of a page; in `table`, for the headline of what goes on."""

    continued_on: str
    continued_from: str
    overflow: str
    briefs: str
    table: str
    see_table: str


TABLE = {
    "zh-hans": Words("（下转第{}版）", "（上接第{}版）", "{} 续", "简讯", "{}（续表）", "（见表）"),
    "zh-hant": Words("（下轉第{}版）", "（上接第{}版）", "{} 續", "簡訊", "{}（續表）", "（見表）"),
    "ja": Words(
        "（{}面に続く）", "（{}面から続く）", "{} 続", "短信", "{}（続き）", "（表を参照）"
    ),
    "en": Words(
        "Continued on page {}",
        "Continued from page {}",
        "{} cont.",
        "In brief",
        "{} (continued)",
        "(See the table)",
    ),
    "fr": Words(
        "Suite page {}",
        "Suite de la page {}",
        "{} suite",
        "En bref",
        "{} (suite)",
        "(Voir le tableau)",
    ),
    "de": Words(
        "Fortsetzung auf Seite {}",
        "Fortsetzung von Seite {}",
        "{} F.",
        "Kurz notiert",
        "{} (Fortsetzung)",
        "(Siehe Tabelle)",
    ),
    "es": Words(
        "Sigue en la página {}",
        "Viene de la página {}",
        "{} cont.",
        "En breve",
        "{} (continuación)",
        "(Véase la tabla)",
    ),
}


def words(language: str) -> Words:
    """Return the words of a language, English where it is not in the table."""
    return TABLE.get(script(language), TABLE["en"])
