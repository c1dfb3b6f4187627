"""The files of an issue folder: texts, YAML, pictures and PDFs, and what is wrong with them."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from exporter.findings import Finding
from exporter.model import Picture
from exporter.pictures.embedded import embedded, is_embedded
from exporter.pictures.files import PictureError, locate, measure
from exporter.readers.tools.source_files import decode
from exporter.yamlfile import YamlText, parse_all, validate

ISSUE_FILE = "issue.yaml"
# What else texts are saved in, by the name of the codec: what editors call it.
PROBABLE = {"gb18030": "GBK", "big5": "Big5", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
MAX_BYTES = 5_000_000
Found = TypeVar("Found")
Model = TypeVar("Model", bound=BaseModel)


def _any_line_ends(text: bytes) -> bytes:
    return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


class FolderFiles:
    """Reads files of an issue folder; what is wrong with one becomes a finding."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.file = root / ISSUE_FILE
        self.findings: list[Finding] = []

    def add(self, rule: str, path: Path, line: int, message: str, advice: str) -> None:
        """Note a finding; line 0 is the whole file."""
        self.findings.append(Finding(rule, path, line, message, advice))

    def validated(
        self, model: type[Model], parsed: YamlText, path: Path, stand_in: Mapping[str, object]
    ) -> Model | None:
        """Make a model from parsed YAML as `exporter.yamlfile.validate` does; note what is wrong.

        `stand_in` fills required keys that are missing. None if there is too little for a model.
        """
        head, findings = validate(model, parsed, path, stand_in)
        self.findings += findings
        return head

    def picture(self, name: str, parsed: YamlText, place: tuple[str | int, ...]) -> Picture | None:
        """Return the picture named at `place` of issue.yaml; None without one or after an error."""
        return self.found(
            name, self.file, parsed.line(place), lambda: self.resolve(name, self.root)
        )

    def pdf(self, name: str, parsed: YamlText, place: tuple[str | int, ...]) -> Path | None:
        """Return the PDF named at `place` of issue.yaml; None without one or after an error."""
        line = parsed.line(place)
        return self.found(name, self.file, line, lambda: self.judged_pdf(name))

    def judged_pdf(self, name: str) -> Path:
        """Return the path of a PDF that can be drawn; raises `PictureError` for any other file."""
        from exporter.pictures.pdf import judge_pdf

        path = locate(name, self.root, self.root)
        judge_pdf(path)
        return path

    def found(self, name: str, path: Path, line: int, find: Callable[[], Found]) -> Found | None:
        """Call `find`; None without a `name`, or after a `PictureError`, which is noted."""
        try:
            return find() if name else None
        except PictureError as error:
            self.add(error.rule, path, line, error.message, error.advice)
            return None

    def resolve(self, name: str, folder: Path) -> Picture:
        """Find and measure a picture, named from a folder; raises `PictureError`."""
        if is_embedded(name):
            return embedded(name)
        path = locate(name, folder, self.root)
        try:
            return measure(path)
        except OSError as error:
            message = f"picture `{path.name}` can't be read ({error.strerror})"
            raise PictureError("issue-picture-broken", message, "check the file") from None

    def entries(self, folder: Path) -> list[Path]:
        """List a folder without its hidden files, or note why it can't be read."""
        try:
            return [path for path in folder.iterdir() if not path.name.startswith(".")]
        except OSError as error:
            message = f"can't be read ({error.strerror})"
            self.add("issue-file", folder, 0, message, "check the folder")
            return []

    def text(self, path: Path) -> str | None:
        """Read a text file as UTF-8 with any line ends, or note why it can't be read."""
        try:
            data = self.data(path)
        except OSError as error:
            self.add("issue-file", path, 0, f"can't be read ({error.strerror})", "check the file")
            return None
        if data is None:
            return None
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = _any_line_ends(error.object[: error.start]).count(b"\n") + 1
            name = PROBABLE.get(decode(error.object).encoding, "")
            message = f"is not UTF-8 text{f', but probably {name}' * bool(name)}"
            self.add("issue-encoding", path, line, message, "save the file as UTF-8")
            return None
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def data(self, path: Path) -> bytes | None:
        """Read a file of the issue folder, or note why it can't be read."""
        if path.is_symlink() and not self.holds(path):
            self.add_link_out(path, "file")
        elif not path.is_file():
            self.add("issue-file", path, 0, "is not a file", "move it away")
        elif path.stat().st_size > MAX_BYTES:
            message = f"has more than {MAX_BYTES // 1_000_000} MB"
            self.add("issue-file", path, 0, message, "split it")
        else:
            return path.read_bytes()
        return None

    def holds(self, path: Path) -> bool:
        """Whether a file or folder is inside the issue folder, with links resolved."""
        # Not `Path.resolve`, which raises for a link to itself.
        return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(self.root))

    def add_link_out(self, path: Path, kind: str) -> None:
        """Note a link out of the issue folder; `kind` is file or folder."""
        advice = f"copy the {kind} into the issue folder"
        self.add("issue-file", path, 0, "links out of the issue folder", advice)

    def yaml(
        self, path: Path, text: str, first_line: int, model: type[BaseModel]
    ) -> YamlText | None:
        """Parse YAML whose keys are those of `model`; note each fault, and text lost as a comment.

        `first_line` is its line in the file, from 1. None if nothing of it can be used.
        """
        parsed, faults = parse_all(text, first_line, model)
        for fault in faults:
            self.add("issue-yaml", path, fault.line, fault.message, fault.advice)
        for line, words in parsed.comments if parsed else ():
            message = f"`{words}` is lost: YAML takes it for a comment"
            advice = "put the whole value between quotation marks, or a space after the `#`"
            self.add("issue-yaml-comment", path, line, message, advice)
        return parsed
