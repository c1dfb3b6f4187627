"""The templates of the reports, in the language of the reader."""

from __future__ import annotations

from exporter.messages import (
    clause_words,
    language_here,
    parts_of,
    place_of,
    severity_word,
    translated,
)


def filled(name: str, **values: object) -> str:
    """Return the HTML of a template; its words are in the language of the terminal."""
    from jinja2 import Environment, PackageLoader

    environment = Environment(loader=PackageLoader("exporter.checks.report", "."), autoescape=True)
    words = {
        "t": translated,
        "clause": clause_words,
        "place_of": place_of,
        "parts_of": parts_of,
        "word": severity_word,
    }
    language = language_here()
    language = language if language.startswith("zh") else "en"
    return environment.get_template(name).render(language=language, **words, **values)
