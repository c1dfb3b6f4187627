"""Hundreds of damaged inputs: none makes an exception that is not ours.

`tests/fuzz/run.py` runs any number, each under a limit of time and memory.
"""

import os
from random import Random

import pytest
from kinds import KINDS, Kind
from mutate import mutated
from run import attempt, input_of, schedule

# EXPORTER_NIGHTLY=1 damages more.
INPUTS, SEED = 500 if os.environ.get("EXPORTER_NIGHTLY") else 200, 1
SLOW = {"pdf-build"}  # a second each


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.name not in SLOW], ids=str)
def test_damage_makes_no_exception_that_is_not_ours(kind: Kind) -> None:
    numbers = [number for name, number in schedule(INPUTS, SEED) if name == kind.name]
    told = {number: attempt(kind, input_of(kind, number, SEED)) for number in numbers}
    assert not {number: words for number, words in told.items() if words}


def test_what_is_not_ours_is_found() -> None:
    def run(_: object) -> None:
        raise KeyError("tags")

    assert "KeyError" in attempt(Kind("broken", dict, run), {})


def test_inputs_are_damaged_and_the_same_again() -> None:
    files = {"a": b"one two three 4 five six seven", "b": b"kept"}
    inputs = [mutated(files, Random(number), ("b",)) for number in range(50)]
    assert inputs == [mutated(files, Random(number), ("b",)) for number in range(50)]
    assert all(each["b"] == b"kept" for each in inputs)
    assert sum(each["a"] != files["a"] for each in inputs) > 40
