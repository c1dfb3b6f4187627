"""Words of Chinese: their dictionary, in a process beside the program's."""

import os
import subprocess
import sys

import pytest

from exporter.api import words_ahead
from exporter.cli import ahead

TEXTS = ("研究生命起源", "南京市长江大桥", "于和伟来了")
FOUND = f"""
import os, sys
from exporter.languages import dictionary
from exporter.languages.segmentation import expect, load_ahead, word_spans

first, other, third = {TEXTS!r}
with dictionary.unloaded():
    load_ahead(sys.argv[1])
    process = dictionary._other.process
    expect([first], sys.argv[1])
    spans = [word_spans(first, sys.argv[1]), word_spans(other, sys.argv[1])]
    print(process is not None, "rjieba" in sys.modules)
    if process:
        process._child.kill()
    spans.append(word_spans(third, sys.argv[1]))
    print(process is not None and dictionary._other.process is None)
word_spans.cache_clear()
print(spans == [word_spans(text, sys.argv[1]) for text in (first, other, third)])
try:
    os.waitpid(-1, 0)
except ChildProcessError:
    print("ended")
"""


@pytest.mark.skipif(sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="no fork")
@pytest.mark.parametrize(
    ("language", "is_beside"), [("zh-Hans", True), ("zh-TW", True), ("ja", False)]
)
def test_words_are_found_in_a_process_beside_this_one_for_chinese_alone(language, is_beside):
    pytest.importorskip("rjieba")
    done = subprocess.run(
        [sys.executable, "-c", FOUND, language], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [str(is_beside), "False", str(is_beside), "True", "ended"]


AT_ONCE = """
from threading import Thread
from exporter.languages import dictionary

dictionary._parted = lambda text, guess=True: [text]  # as where the process has been killed

def build(number):
    for turn in range(10):
        texts = [f"新闻{number}{turn}{each}" for each in range(20)]
        with dictionary.unloaded():
            dictionary.load_beside()
            dictionary.expect(texts)
            assert all("".join(dictionary.chinese_words(each)) == each for each in texts)
    print("built\\n", end="")

threads = [Thread(target=build, args=(number,), daemon=True) for number in range(3)]
for each in threads:
    each.start()
for each in threads:
    each.join(30)
print(dictionary._other.process)
"""


@pytest.mark.skipif(sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="no fork")
def test_builds_in_several_threads_share_the_process_of_words():
    """One build ended the process of the other, or both waited for the same answer for ever."""
    pytest.importorskip("rjieba")
    done = subprocess.run(
        [sys.executable, "-c", AT_ONCE], capture_output=True, text=True, check=False
    )
    assert (done.stdout.split(), done.stderr) == (["built", "built", "built", "None"], "")


AHEAD = f"""
import os, sys
from exporter.api.words_ahead import load_words_ahead
from exporter.beside import forked
from exporter.languages import dictionary

first, other, _ = {TEXTS!r}
load_words_ahead(["--layout", "makeup", sys.argv[1]], keep=False)
print(dictionary._other.process is not None)
if sys.argv[2:]:  # this process asks it before any fork, which then leaves it here
    dictionary.chinese_words(first)

def ask():
    return dictionary._other.process is not None, dictionary.chinese_words(other)

with dictionary.unloaded(), forked(ask) as answer:
    beside, words = answer()
    print(beside, "rjieba" in sys.modules, dictionary._other.process is not None)
print(words == dictionary.chinese_words(other))
"""


@pytest.mark.skipif(sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="no fork")
@pytest.mark.parametrize(
    ("settings", "asked", "told"),
    [
        ({"issue.yaml": "publication: {name: N, language: zh-TW}\n"}, [], "True True False False"),
        ({"../publication.yaml": "language: zh-Hans\n"}, [], "True True False False"),
        ({"issue.yaml": "language: zh\n"}, ["here"], "True False False True"),
        ({"issue.yaml": "language: en\n"}, [], "False False False False"),
        ({}, [], "False False False False"),
    ],
)
def test_the_first_fork_takes_the_process_that_was_started_ahead(tmp_path, settings, asked, told):
    pytest.importorskip("rjieba")
    folder = tmp_path / "2026" / "1"
    folder.mkdir(parents=True)
    for name, text in settings.items():
        (folder / name).write_text(text, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", AHEAD, str(folder), *asked],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert done.stdout.split() == [*told.split(), "True"]


def test_only_a_build_loads_the_dictionary_ahead(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(words_ahead, "load_words_ahead", lambda *each: asked.append(each))
    for arguments in (["check", "a"], [], ["build", "a", "--no-cache"], ["build", "a", "b"]):
        ahead.begin(arguments)
    assert asked == [(["a", "--no-cache"], False), (["a", "b"], True)]
