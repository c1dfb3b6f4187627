"""Indented code in Markdown (CommonMark 0.31 §4.4), told from prose and verse by what it holds.

Chinese paragraphs and lines of poems begin with blanks too, so an indent alone makes no code.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock

from exporter.languages.characters import HAN
from exporter.patterns import pattern

INDENT = 4
PROSE = pattern(rf"\s*[{HAN}\u2000-\u200a\u3000]")
SIGN = pattern(
    r"\s*(?:</?[a-zA-Z!][^<>]*>|[$#] ?[\w!./]|//|/\*|\*/)"  # a tag, a prompt, a remark
    r"|[{}\[]\s*$|^\s*[}\]]|[)\]}\"']\s*;\s*$"  # ends and beginnings of blocks and orders
    r"|[\w\])\"'] ?(?:[-+*/:|&]?=|[=!<>]=|->|=>|::) ?[\w({\[\"'$&-]"
    r"|[\w.]+\([^()]*\)\s*[:{;]?\s*$|^\s*(?:import|from|def|class|return|func|fn|let|const) [\w{]"
)


def block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read indented lines as code if they look like it; tags in them are words then."""
    is_in_html = bool(state.tokens) and state.tokens[-1].type == "html_block"
    if silent or is_in_html or not _may_be_code(state, start):
        return False
    stop = line = start + 1
    while line < end and (state.isEmpty(line) or _may_be_code(state, line)):
        line += 1
        stop = stop if state.isEmpty(line - 1) else line
    text = state.getLines(start, stop, INDENT + state.blkIndent, False)
    if not is_code(text.split("\n")):
        return False
    token = state.push("code_block", "", 0)
    token.content, token.map = f"{text}\n", [start, stop]
    state.line = stop
    return True


def _may_be_code(state: StateBlock, line: int) -> bool:
    return _is_indented(state, line) and not PROSE.match(state.getLines(line, line + 1, 0, False))


def _is_indented(state: StateBlock, line: int) -> bool:
    return state.sCount[line] - state.blkIndent >= INDENT


def is_code(lines: list[str]) -> bool:
    """Whether lines are code: a third of them show it."""
    said = [line for line in lines if line.strip()]
    return 3 * sum(bool(SIGN.search(line)) for line in said) >= len(said)
