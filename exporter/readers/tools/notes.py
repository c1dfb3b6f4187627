"""What a reader reports of a source: findings, repairs, and texts decoded and repaired."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from exporter.amounts import amount
from exporter.conflicts import ADVICE, MESSAGE, conflicts
from exporter.content import conservation
from exporter.content.remarks import Remark
from exporter.findings import Finding, Severity
from exporter.options import ReadOptions
from exporter.readers.tools import source_files
from exporter.readers.tools.front_matter import FrontMatter
from exporter.repair import Change, repair_prose, repair_text
from exporter.repair.byteshift import undo_bytes
from exporter.repair.changes import Repaired


class Notes:
    """Collects findings and repairs of one reading."""

    def __init__(self, source: Path, options: ReadOptions) -> None:
        self.source, self.options = source, options
        self.root = source if source.is_dir() else source.parent
        self.findings: list[Finding] = []
        self.changes: list[Change] = []
        self.reasons: list[str] = []
        self.guessed: dict[str, list[Path]] = {}  # files by the encoding that they seem to be in

    # Findings -----------------------------------------------------------------------------

    def warn(self, rule: str, path: Path, line: int, message: str, advice: str = "") -> None:
        """Add a warning of a loss or a doubt. `line` counts from 1; 0 is the whole file."""
        self.findings.append(Finding(rule, path, line, message, advice, Severity.WARNING))

    def note(self, rule: str, path: Path, line: int, message: str, advice: str = "") -> None:
        """Add an info, which needs no change. `line` counts from 1; 0 is the whole file."""
        self.findings.append(Finding(rule, path, line, message, advice, Severity.INFO))

    def name_bad_front_matter(self, found: FrontMatter, path: Path) -> None:
        """Warn of front matter that can't be read and of git's conflict marks; the text is used."""
        for line in conflicts(found.text, found.first_line):
            self.warn("issue-conflict", path, line, MESSAGE, ADVICE)
        if found.fault:
            message = f"has front matter that {found.fault.message}"
            self.warn("source-yaml", path, found.fault.line, message, found.fault.advice)

    def add_remarks(
        self, remarks: Iterable[Remark], path: Path, text: str, first_line: int = 1
    ) -> None:
        """Note what is wrong in a text that begins on a line of a file."""
        for remark in remarks:
            line = first_line + text.count("\n", 0, max(0, text.find(remark.needle)))
            self.warn(remark.rule, path, line, remark.message, remark.advice)

    def compare_repaired(self, before: str, done: Repaired, path: Path) -> None:
        """With the debug switch, note words that are neither in a repaired text nor a change."""
        if not conservation.is_on():
            return
        changed = " ".join(change.before for change in done.changes)
        after = f"{conservation.visible_text(done.text)} {changed}"
        if words := conservation.lost(conservation.visible_text(before), after):
            message = f"text was lost in a repair: {' '.join(words)}"
            advice = "this is a fault of the program, report it"
            self.fail("issue-text-lost", path, 0, message, advice)

    def name_unread(self, read: Iterable[Path], suffixes: tuple[str, ...]) -> None:
        """Name the files of a folder that could be articles and that no reader took."""
        known = set(read)
        for path in source_files.walk(self.root, suffixes):
            if path not in known:
                message = "was not read: it has another format than the rest of the folder"
                advice = "convert it, or build it separately"
                self.warn("source-unread", path, 0, message, advice)

    def fail(self, rule: str, path: Path, line: int, message: str, advice: str = "") -> None:
        """Add an error: there will be no issue. `line` counts from 1; 0 is the whole file."""
        self.findings.append(Finding(rule, path, line, message, advice, Severity.ERROR))

    def note_guesses(self) -> None:
        """Name the first file of each encoding that was guessed, and how many there are."""
        for encoding, paths in self.guessed.items():
            others = f", as {amount(len(paths) - 1, 'more file')}" if len(paths) > 1 else ""
            message = f"declares no encoding, or a wrong one{others}: read as {encoding}"
            advice = "check the text, and save it as UTF-8 if it is wrong"
            self.note("source-encoding", paths[0], 0, message, advice)

    def note_losses(self, path: Path, lost_lines: Iterable[int], encoding: str) -> None:
        """Name the lines of a file that could not be decoded."""
        lines = list(lost_lines)
        if lines:
            others = f" and on {amount(len(lines) - 1, 'more line')}" if len(lines) > 1 else ""
            message = f"has bytes that are not {encoding}{others}: shown as \ufffd"
            self.warn("source-encoding", path, lines[0], message, "save the page again")

    # Repair -------------------------------------------------------------------------------

    def text(self, path: Path, limit: int = source_files.MAX_BYTES) -> str | None:
        """Return the text of a file of at most `limit` bytes, decoded and repaired.

        None, with a warning, if it can't be read.
        """
        try:
            data = source_files.read_bytes(path, limit)
        except source_files.Unreadable as error:
            self.warn("source-file", path, 0, str(error), "it is left out")
            return None
        file = source_files.decode_file(data, path)
        if self.options.repair and file.encoding == "gb18030" and b"(" in data:
            # In GBK bytes a shift can be undone exactly; decoding would lose a byte.
            file = source_files.decode(undo_bytes(data))
        self.note_losses(path, file.lost_lines, file.encoding)
        if file.is_guess:
            self.guessed.setdefault(file.encoding, []).append(path)
        return self.repaired(file.text, path)

    def repaired(self, text: str, path: Path, first_line: int = 1) -> str:
        """Return the text of a file without shifted bytes and glosses, if repair is on.

        `first_line` is the line of the file that the text begins on, from 1.
        """
        return self._repaired(text, path, first_line, repair_text)

    def repaired_prose(self, text: str, path: Path, first_line: int = 1) -> str:
        """Return the prose of an article with its punctuation repaired, if repair is on.

        `first_line` is the line of the file that the text begins on, from 1.
        """
        return self._repaired(text, path, first_line, repair_prose)

    def _repaired(
        self, text: str, path: Path, first_line: int, repair: Callable[[str], Repaired]
    ) -> str:
        if not self.options.repair:
            return text
        done = repair(text)
        self.note_changes(
            [
                replace(change, line=change.line + first_line - 1 if first_line else 0)
                for change in done.changes
            ],
            path,
        )
        self.reasons += [f"{path}: {reason}" for reason in done.reasons]
        self.note_unrepaired(path, [line + first_line - 1 for line in done.unrepaired])
        return done.text

    def note_unrepaired(self, path: Path, lines: list[int]) -> None:
        """Name the lines where characters are lost that no repair could bring back."""
        if lines:
            others = f" and on {amount(len(lines) - 1, 'more line')}" if len(lines) > 1 else ""
            message = f"is damaged{others}: shifted bytes that can't be restored completely"
            advice = "compare the text with the printed page"
            self.warn("source-damage", path, lines[0], message, advice)

    def note_changes(self, changes: Iterable[Change], path: Path) -> None:
        """Add changes to the report, with the file they were made in."""
        self.changes += [replace(change, path=path) for change in changes]
