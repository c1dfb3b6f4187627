"""exporter new."""

import pytest


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_a_new_folder_can_be_built_at_once(run, language):
    ended = run("new", "made", "--language", language)
    assert (ended.code, ended.out) == (0, "made\n")
    assert "exporter build made" in ended.err
    assert run("build", "made", "-o", "a.epub").code == 0


def test_a_folder_with_something_in_it_is_left_alone(run, issue_folder):
    ended = run("new", issue_folder())
    assert (ended.code, ended.out) == (5, "")
    assert "not empty" in ended.err


def test_what_is_no_language_is_refused(run):
    ended = run("new", "made", "--language", "Chinese!")
    assert ended.code == 2
    assert "is not a language tag" in ended.err
