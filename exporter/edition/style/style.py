"""A style as the rest of the program sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import jinja2

from exporter.edition.style import css
from exporter.edition.style.definition import DEFAULT, GENERIC, ROLES, Fonts, Inks, Settings
from exporter.edition.style.location import styles_folder
from exporter.edition.style.templates import FOLDER, make_environment, render
from exporter.fonts import EMOJI
from exporter.languages.tags import script

PROPERTY = re.compile(r"--([a-z-]+)\s*:")
FILES = ("epub.css", "print.css", "makeup.css", "web.css")
ON_SCREEN = ("epub.css", "web.css")  # with the colours of EPUBs, their files packed beside them


@dataclass(frozen=True)
class Style:
    """A look: what its `style.yaml` says, laid over what it extends, and its files.

    `folders` are its own and those of the styles that it extends, nearest first; `lines` the
    lines of its own style.yaml by place. `ours` tells that all of it comes with the program.
    """

    name: str
    folders: tuple[Path, ...]
    settings: Settings
    ours: bool = True
    lines: dict[tuple[str | int, ...], int] = field(default_factory=dict, repr=False)

    @staticmethod
    def is_ours(folder: Path) -> bool:
        """Whether a folder of a style comes with the program."""
        return folder.parent == styles_folder()

    # Fonts and colours --------------------------------------------------------------------

    def fonts(self, language: str) -> Fonts:
        """Return the fonts of a language, those of `default` for what it does not name."""
        known = self.settings.fonts
        own = known.get(script(language)) or known.get(language.lower().partition("-")[0])
        return own.over(known[DEFAULT]) if own else known[DEFAULT]

    def families(self, language: str) -> tuple[str, str]:
        """Return the families of text and labels: those that drawings are set in."""
        fonts = self.fonts(language)
        return fonts.text[0], fonts.label[0]

    def named_fonts(self, language: str) -> Iterator[tuple[str, Path, int]]:
        """Yield the families that a language is set in first, with the file and line of each."""
        keys = (script(language), language.lower().partition("-")[0], DEFAULT)
        fonts = self.fonts(language)
        seen: set[str] = set()
        for role in ("text", "label", "headline", "masthead"):
            family = getattr(fonts, role)[0]
            if family in GENERIC or family in seen:
                continue
            seen.add(family)
            places = (("fonts", key, role) for key in keys)
            place = next((each for each in places if each in self.lines), None)
            folder = self.folders[0 if place else -1]
            yield family, folder / "style.yaml", self.lines.get(place, 0) if place else 0

    def colour(self, name: str, medium: str = "print") -> str:
        """Return a colour as #rrggbb; `medium` is print, epub or cover."""
        colour = getattr(self.settings.colours, name)
        return getattr(colour, medium) or str(colour.print)

    @cached_property
    def inks(self) -> dict[str, Inks]:
        """The inks of colours of print by #rrggbb, per cent."""
        known = self.settings.inks
        return {name if name[0] == "#" else self.colour(name): known[name] for name in known}

    def rules(self, file: str) -> str:
        """Return a style sheet with colours and `url()`s put in, fonts as custom properties.

        Rules of the style come after those of the one that it extends, and so override them.
        """
        medium = "epub" if file in ON_SCREEN else "print"
        colours = self._colours(medium)
        sheets = (self._sheet(folder / file, medium) for folder in reversed(self.folders))
        text = css.with_values("".join(sheets), colours)
        return text if medium == "epub" else self._properties + text

    def _colours(self, medium: str) -> dict[str, str]:
        names = type(self.settings.colours).model_fields
        return {name: self.colour(name, medium) for name in names}

    def _sheet(self, path: Path, medium: str) -> str:
        if not path.is_file():
            return ""
        text = path.read_text(encoding="utf-8")
        return text if self.ours else css.with_files(text, self.folders, packed=medium == "epub")

    @cached_property
    def _properties(self) -> str:
        """The custom properties of fonts: `--text`, `--headline` and so on.

        Also of colours, if templates of a style may use them in `style` attributes.
        """
        colours = self._colours("print").items() if self._with_templates else ()
        told = "; ".join(f"--{name}: {colour}" for name, colour in colours)
        return (f":root {{ {told} }}\n" if told else "") + "".join(
            f"{':root' if language == DEFAULT else f'html.{language}'} "
            f"{{ {_declarations(fonts)} }}\n"
            for language, fonts in self.settings.fonts.items()
        )

    @cached_property
    def properties(self) -> set[str]:
        """The custom properties that its style sheets define themselves."""
        return {name for text in self._texts for name in PROPERTY.findall(text)}

    @cached_property
    def faces(self) -> dict[tuple[str, bool], Path]:
        """The fonts that the style brings, by family in lower case and whether it is bold."""
        found = (face for text in self._texts if "@font-face" in text for face in css.faces(text))
        files = {(family, bold): self.file(name) for family, bold, name in found}
        return {face: path for face, path in files.items() if path}

    @property
    def _texts(self) -> list[str]:
        paths = (folder / name for folder in reversed(self.folders) for name in FILES)
        return [path.read_text(encoding="utf-8") for path in paths if path.is_file()]

    def file(self, name: str) -> Path | None:
        """Return a font or picture of the style, by its path in the nearest folder that has it."""
        return css.find_file(name, self.folders)

    # Templates ----------------------------------------------------------------------------

    @property
    def environment(self) -> jinja2.Environment:
        """The Jinja2 environment: its own templates before those of the styles below it."""
        return make_environment(self._with_templates)

    @cached_property  # each document uses several templates: look up the folders once
    def _with_templates(self) -> tuple[Path, ...]:
        return tuple(each for each in self.folders if (each / FOLDER).is_dir())

    def render(self, template: str, context: dict[str, object]) -> str:
        """Fill in a template; raises `UsageError` for mistakes of its author."""
        return render(self.environment, template, context)


def _declarations(fonts: Fonts) -> str:
    named = {role: getattr(fonts, role) for role in ROLES if getattr(fonts, role)}
    return "; ".join(f"--{role}: {family_list(role, named[role])}" for role in named)


def family_list(role: str, families: Sequence[str]) -> str:
    """Return families as the value of `font-family`, the named ones before the generic."""
    last = "sans-serif" if role == "label" else "serif"
    generic = [family for family in families if family in GENERIC] or [last]
    named = [family for family in families if family not in GENERIC]
    # Symbols and emoji in the ink of the text, before colour fonts that fontconfig may find.
    return ", ".join(map(_quoted, (*named, EMOJI, *generic)))


def _quoted(family: str) -> str:
    return family if family in GENERIC else f'"{family}"'
