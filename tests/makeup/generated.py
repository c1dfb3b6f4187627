"""Issues made by chance from a seed: pages of 1 to 14 articles, Chinese or English."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 900)]
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo yu".split()
ENGLISH, CHINESE = "en", "zh-Hans"


@dataclass(frozen=True)
class Page:
    """What a page was asked for."""

    articles: int
    characters: int
    pictures: int


class Generator:
    """Writes one issue folder; the same seed writes the same one."""

    def __init__(self, seed: int, pages: int = 1, full: bool = True) -> None:
        self.chance = random.Random(seed)
        self.language = CHINESE if seed % 2 else ENGLISH
        self.pages, self.full = pages, full

    def write(self, root: Path) -> Path:
        """Write the issue to the folder `root`."""
        root.mkdir(parents=True, exist_ok=True)
        (root / "issue.yaml").write_text(
            f"publication: {{name: {self.words(4)}, language: {self.language}}}\n"
            "date: 2026-06-16\n",
            encoding="utf-8",
        )
        for number in range(1, self.pages + 1):
            self.page(root / f"{number:02}")
        return root

    def page(self, folder: Path) -> None:
        folder.mkdir()
        articles = self.chance.randint(1, 14)
        lengths = [self.length() for _ in range(articles)]
        if self.full:
            lengths = self.scaled(lengths)
        pictures = self.chance.randint(0, 5)
        owners = [self.chance.randrange(articles) for _ in range(pictures)]
        for number, length in enumerate(lengths):
            self.article(folder, number, length, owners.count(number))

    def length(self) -> int:
        """Return 60 to 6,000 characters, short ones more often."""
        return int(60 * 100 ** (self.chance.random() ** 1.4))

    def scaled(self, lengths: list[int]) -> list[int]:
        """Return lengths that make about a page together, none out of its bounds."""
        most = 5_200 if self.language == CHINESE else 11_500
        least = most * 0.45
        share = self.chance.uniform(least, most) / sum(lengths)
        return [max(60, min(6_000, int(length * share))) for length in lengths]

    def article(self, folder: Path, number: int, length: int, pictures: int) -> None:
        head = [f"headline: {self.words(self.chance.randint(5, 16))}"]
        if self.chance.random() < 0.3:
            head.append(f"kicker: {self.words(8)}")
        if self.chance.random() < 0.3:
            head.append(f"deck: {self.words(18)}")
        if self.chance.random() < 0.6:
            head.append(f"byline: {self.words(4)}")
        if length < 200:
            head.append("kind: brief")
        if pictures:
            head.append("figures:")
        for picture in range(pictures):
            name = f"{number:02}-{picture}.jpg"
            (folder / name).write_bytes(self.picture())
            head.append(f"  - {{image: {name}, caption: {self.words(14)}, alt: picture}}")
        body = "\n\n".join(self.paragraphs(length))
        text = "---\n" + "\n".join(head) + f"\n---\n{body}\n"
        (folder / f"{number:02}-article.md").write_text(text, encoding="utf-8")

    def paragraphs(self, length: int) -> list[str]:
        found = []
        while length > 0:
            part = min(length, self.chance.randint(40, 260))
            if len(found) % 5 == 3 and self.chance.random() < 0.4:
                found.append(f"## {self.words(6)}")
            found.append(self.words(part) + ("。" if self.language == CHINESE else "."))
            length -= part
        return found

    def words(self, characters: int) -> str:
        if self.language == CHINESE:
            return "".join(self.chance.choice(HAN) for _ in range(characters))
        text = ""
        while len(text) < characters:
            count = self.chance.randint(1, 4)
            text += "".join(self.chance.choice(SYLLABLES) for _ in range(count)) + " "
        return text.strip().capitalize()

    def picture(self) -> bytes:
        shape = self.chance.choice([(900, 600), (900, 506), (600, 900), (700, 700), (1200, 400)])
        buffer = io.BytesIO()
        colour = self.chance.choice(["teal", "peru", "slategray", "olive"])
        Image.new("RGB", shape, colour).save(buffer, "JPEG")
        return buffer.getvalue()
