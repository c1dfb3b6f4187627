"""Documents that the tests of the engine lay out."""

import base64
import io
import random

import pytest
import weasyprint
from PIL import Image

HAN = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子"
)
MARKS = ["，", "，", "、", "；", "。", "——", "……", "“引文”", " GDP ", "35.6%"]
BASE_CSS = """
    html { font: 10pt/1.6 "Noto Serif CJK SC", serif; text-align: justify }
    body, p { margin: 0 }
    p { text-indent: 2em }
"""


class Documents:
    """Makes HTML of seeded text, and PDF of HTML."""

    @staticmethod
    def han(seed: int, length: int) -> str:
        return "".join(random.Random(seed).choices(HAN, k=length))

    @classmethod
    def prose(cls, seed: int, length: int) -> str:
        """Return a paragraph of Chinese with punctuation, dashes, numbers and Latin."""
        rng = random.Random(seed)
        parts: list[str] = []
        while sum(map(len, parts)) < length:
            parts += ["".join(rng.choices(HAN, k=rng.randint(3, 14))), rng.choice(MARKS)]
        return "".join(parts) + "完。"

    @classmethod
    def paragraphs(cls, seed: int, number: int, length: int = 120) -> str:
        return "".join(f"<p>{cls.prose(seed * 100 + i, length)}</p>" for i in range(number))

    @staticmethod
    def html(body: str, css: str = "", lang: str = "zh-CN") -> str:
        return f'<html lang="{lang}"><style>{BASE_CSS}{css}</style><body>{body}</body></html>'

    @staticmethod
    def pdf(html: str, **options: object) -> bytes:
        return weasyprint.HTML(string=html).write_pdf(**options)

    @staticmethod
    def picture() -> str:
        """Return a small picture as a data URL."""
        stream = io.BytesIO()
        Image.linear_gradient("L").resize((60, 40)).save(stream, "PNG")
        return "data:image/png;base64," + base64.b64encode(stream.getvalue()).decode()


@pytest.fixture
def documents() -> type[Documents]:
    return Documents
