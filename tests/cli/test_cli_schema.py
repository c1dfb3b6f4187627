"""exporter schema."""

import json

import pytest

from exporter import api


@pytest.mark.parametrize("file", ["issue", "article"])
def test_the_schema_is_printed_as_json(run, file):
    ended = run("schema", file)
    assert (ended.code, ended.err) == (0, "")
    assert json.loads(ended.out) == api.schema(file)


def test_that_of_the_issue_is_printed_when_none_is_named(run):
    assert run("schema").out == run("schema", "issue").out


def test_an_unknown_schema_is_refused_with_the_known_ones(run):
    ended = run("schema", "page")
    assert (ended.code, ended.out) == (2, "")
    assert "use one of: issue, article" in ended.err
