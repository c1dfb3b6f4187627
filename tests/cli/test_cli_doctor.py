"""exporter doctor."""

import json

from exporter import installation


def ability(present, needed=True):
    return installation.Ability("thing", present, "here" if present else "", "install it", needed)


def test_what_is_there_is_ok(run, monkeypatch):
    monkeypatch.setattr(installation, "doctor", lambda: [ability(True)])
    ended = run("doctor")
    assert (ended.code, ended.out, ended.err) == (0, "ok       thing: here\n", "")


def test_what_is_missing_is_said_with_what_to_install(run, monkeypatch):
    monkeypatch.setattr(installation, "doctor", lambda: [ability(False)])
    ended = run("doctor")
    assert ended.code == 4
    assert ended.out.startswith("MISSING  thing")
    assert "install it" in ended.out


def test_what_only_tests_use_may_be_absent(run, monkeypatch):
    monkeypatch.setattr(installation, "doctor", lambda: [ability(False, needed=False)])
    ended = run("doctor")
    assert ended.code == 0
    assert ended.out.startswith("absent   thing")


def test_json_has_every_ability(run):
    ended = run("doctor", "--json")
    found = json.loads(ended.out)
    assert [each["name"] for each in found] == [each.name for each in installation.doctor()]
    assert all({"name", "present", "detail", "advice", "needed"} <= set(each) for each in found)
