"""Completion of commands and their arguments: the whole lines that a line begun may become."""

import os
from pathlib import Path

import pytest
from shells import SessionShell, offered
from talks import last

from rwkvchat.commands import COMMANDS, completions
from rwkvchat.commands.registry import FAMILIES
from rwkvchat.commands.topics import TOPICS
from rwkvchat.dialogue.template import template_names
from rwkvchat.preferences import Preferences
from rwkvchat.presets import preset_names
from rwkvchat.ui.theme import THEMES


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hub"))


def test_a_slash_alone_completes_to_every_name(shell: SessionShell) -> None:
    words = {word for each in COMMANDS.values() for word in each.words}
    assert set(offered(shell, "/")) == {f"/{word}" for word in words}
    assert {each.text: each.help for each in completions(shell, "/")}["/retry"] == COMMANDS["retry"].help


def test_the_users_own_commands_and_their_arguments_are_completed(shell: SessionShell) -> None:
    shell.preferences = Preferences(commands={"rr": "/retry temp=0.5", "exit": "/undo", "loop": "/loop"})
    assert [(each.text, each.help) for each in completions(shell, "/rr")] == [("/rr", "/retry temp=0.5")]
    assert offered(shell, "/rr top_") == ["/rr top_p=", "/rr top_k="]
    assert offered(shell, "/loop ") == []
    assert [each.help for each in completions(shell, "/exi")] == [COMMANDS["exit"].help]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("/te", ["/temp", "/template"], id="names"),
        pytest.param("/cl", ["/clear"], id="aliases"),
        pytest.param("/help sta", ["/help state", "/help stats"], id="commands"),
        pytest.param("/help /sta", ["/help /state", "/help /stats"], id="commands with a slash"),
        pytest.param("/help going", ["/help going back"], id="a topic of two words"),
        pytest.param("/help going b", ["/help going back"], id="its second word"),
        pytest.param("/stats o", ["/stats on", "/stats off"], id="on and off"),
        pytest.param("/regen te", ["/regen temp="], id="settings of an alias"),
        pytest.param("/set temp=1 top", ["/set temp=1 top_p=", "/set temp=1 top_k="], id="the last of several"),
        pytest.param("/retry temp=1 te", [], id="none twice"),
        pytest.param("/retry seed=", ["/retry seed=random"], id="values"),
        pytest.param("/retry temp=", ["/retry temp=1", "/retry temp=0"], id="the model's value and the one now"),
        pytest.param("/retry pres", ["/retry presence=", "/retry preset="], id="presets as a setting"),
        pytest.param("/compare 3 preset=p", ["/compare 3 preset=precise"], id="presets by name"),
        pytest.param("/set nothing=", [], id="values of nothing"),
        pytest.param("/set penalty", ["/set penalty_decay=", "/set penalty_decay"], id="a setting to be told of"),
        pytest.param("/seed r", ["/seed random"], id="a word as a value"),
        pytest.param("/preset CR", ["/preset creative"], id="presets whatever the case"),
        pytest.param("/template raven-c", ["/template raven-chat"], id="templates"),
        pytest.param("/theme l", ["/theme light"], id="themes"),
        pytest.param("/markdown on", ["/markdown on"], id="a whole word"),
        pytest.param("/export ", ["/export md", "/export json", "/export txt"], id="kinds of text"),
        pytest.param("/copy c", ["/copy code"], id="what to copy"),
        pytest.param("/say r", ["/say reply"], id="roles"),
        pytest.param("/say reply r", [], id="no role twice"),
        pytest.param("/alt n", ["/alt next"], id="directions"),
        pytest.param("/state t", ["/state text", "/state tokens"], id="what to see"),
        pytest.param("/context ", ["/context turns"], id="how to count"),
        pytest.param("/model raven-14b-m", ["/model raven-14b-multi"], id="models to be had"),
        pytest.param("/nope ", [], id="no such command"),
        pytest.param("/exit ", [], id="no arguments"),
        pytest.param("/btw temp", [], id="free text"),
    ],
)
def test_a_line_begun_may_become(shell: SessionShell, text: str, lines: list[str]) -> None:
    assert sorted(offered(shell, text)) == sorted(lines)


def test_each_table_is_offered_whole(shell: SessionShell) -> None:
    assert offered(shell, "/preset ") == [f"/preset {name}" for name in preset_names()]
    assert offered(shell, "/theme ") == [f"/theme {name}" for name in THEMES]
    assert offered(shell, "/template ")[: len(template_names())] == [f"/template {name}" for name in template_names()]
    topics = {f"/help {name}" for name in (*FAMILIES, *TOPICS, *COMMANDS, "all")}
    assert set(offered(shell, "/help ")) == topics
    assert all(each.help for each in completions(shell, "/preset "))


def test_turns_and_branches_are_offered_with_what_was_said(shell: SessionShell) -> None:
    shell.say("one")
    shell.say("/fork ravens")
    assert offered(shell, "/goto ") == ["/goto 2", "/goto 1", "/goto 0"]
    assert [each.help for each in completions(shell, "/goto ")][:2] == ["the 1e!", "> one"]
    assert offered(shell, "/edit ") == ["/edit 1"]
    assert offered(shell, "/delete ") == ["/delete session", "/delete 2", "/delete 1", "/delete 0"]
    assert offered(shell, "/switch ") == ["/switch main", "/switch ravens"]
    assert offered(shell, "/switch R") == ["/switch ravens"]
    assert {each.help for each in completions(shell, "/switch ")} == {last(shell.session).text}


def test_conversations_are_offered_by_id_and_by_title(shell: SessionShell) -> None:
    shell.say("one")
    shell.say("/rename About ravens")
    name = shell.session.id
    assert f"/load {name}" in offered(shell, "/load ")
    assert offered(shell, f"/load {name[:-2]}") == [f"/load {name}"]
    assert offered(shell, "/load about r") == ["/load About ravens"]
    assert offered(shell, "/load --replay about r") == ["/load --replay About ravens"]
    assert offered(shell, "/load --r") == ["/load --replay"]
    assert "About ravens" in next(each.help for each in completions(shell, "/load 2"))


def test_files_are_offered_with_spaces_and_from_home(shell: SessionShell) -> None:
    Path("my notes").mkdir()
    for name in ("my notes/two words.txt", "my notes/b.state", "c.txt", ".hidden", "bad\x1bname", "t.toml"):
        Path(name).touch()
    assert offered(shell, "/read my") == ["/read my notes/"]
    assert offered(shell, "/read my notes/two w") == ["/read my notes/two words.txt"]
    assert offered(shell, "/read ~/c") == ["/read ~/c.txt"]
    assert offered(shell, "/read .h") == ["/read .hidden"]
    assert offered(shell, "/read bad") == []
    assert offered(shell, "/read nowhere/") == []
    assert offered(shell, "/load my notes/") == ["/load my notes/b.state"]
    assert offered(shell, "/save my n") == ["/save my notes/"]
    assert offered(shell, "/export md c") == ["/export md c.txt"]
    assert offered(shell, "/template t") == ["/template t.toml"]
    assert offered(shell, "/model c") == ["/model c.txt"]


@pytest.mark.skipif(os.name == "nt", reason="needs names with a backslash in them")
def test_folders_are_parted_as_the_system_does_it(shell: SessionShell, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("my notes").mkdir()
    Path("my\\").mkdir()
    for name in ("my notes/a.txt", "my\\b.txt", "my\\/c.txt"):
        Path(name).touch()
    monkeypatch.setattr(os, "sep", "\\")
    monkeypatch.setattr(os, "altsep", "/")
    assert offered(shell, "/read my n") == ["/read my notes\\"]
    assert offered(shell, "/read my notes/") == ["/read my notes/a.txt"]
    assert offered(shell, "/read my\\") == ["/read my\\c.txt"]


def test_the_users_own_names_of_models_come_first(shell: SessionShell) -> None:
    shell.preferences = Preferences(models={"rob": "~/robin.pth"})
    assert [(each.text, each.help) for each in completions(shell, "/model r")][:2] == [
        ("rob", "~/robin.pth"),
        ("raven-nano", "is here"),
    ]
