"""The commands that read a document and change the model, with a real session."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from shells import SessionShell
from talks import Start, always, check, last

from rwkvchat.dialogue.template import PromptTemplate, load_template
from rwkvchat.errors import Interrupted, PromptError, RwkvchatError, UsageError, WeightsError


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_document_is_read_and_asked_about(shell: SessionShell) -> None:
    Path("notes.txt").write_text("the raven is black\r\n" * 3, newline="")
    shell.say("one")
    size, figures, hint = shell.say("/read notes.txt")
    assert size.startswith("notes.txt: 60 bytes, ")
    assert figures.startswith("read in ")
    assert "/ask TEXT" in hint
    assert last(shell.session).text == "the raven is black\n" * 3
    shell.say("two")
    stamp = shell.session.stamp()
    shown = shell.say("/ask what is black?")
    assert shown[0] == "the 2e!"  # asked after the document, where "two" had not been said
    assert shell.session.stamp() == stamp
    assert shell.keeper
    assert b"the raven is black" in shell.keeper.path(shell.session.id).read_bytes()
    check(shell.session)
    shell.say("/undo 2")
    assert "raven" not in shell.session.memory_text()


@pytest.mark.parametrize(
    ("name", "error", "message"),
    [
        pytest.param("", UsageError, "which file?", id="none"),
        pytest.param("nowhere.txt", PromptError, "No such file", id="missing"),
        pytest.param(".", PromptError, "it is a folder", id="folder"),
        pytest.param("pipe", PromptError, "it is no regular file", id="pipe"),
        pytest.param("binary", PromptError, "it is not UTF-8", id="not UTF-8"),
        pytest.param("empty", PromptError, "there is no text in it", id="empty"),
    ],
)
def test_what_is_no_text_is_refused(shell: SessionShell, name: str, error: type[RwkvchatError], message: str) -> None:
    if hasattr(os, "mkfifo"):
        os.mkfifo("pipe")
    Path("binary").write_bytes(b"ab\xff")
    Path("empty").write_text(" \n")
    before = shell.session.stamp()
    with pytest.raises(error, match=message):
        shell.say(f"/read {name}")
    assert shell.session.stamp() == before


def test_another_model_goes_on_with_the_conversation(shell: SessionShell, start: Start) -> None:
    shell.say("one")
    old = shell.session
    shell.other = lambda: start(always(" I am another\n\nBob"))
    shown = shell.say("/model raven-nano")
    assert shell.session is not old
    assert shown[0].startswith("raven-nano has read this conversation, ")
    assert shown[1] == f"as it was with fake it is kept as {old.id}"
    assert shown[2] == "now with raven-nano, written down as test; /set shows its settings"
    assert shell.taken is not None
    assert shell.taken.name == "raven-nano"
    assert shell.session.id != old.id
    assert shell.session.memory_text() == old.memory_text()
    shell.say("two")
    assert last(shell.session).text == "I am another"
    check(shell.session)
    assert len(list(shell.folders.sessions.glob("*.state"))) == 2


def test_a_model_for_a_conversation_that_has_not_begun_begins_its_own(
    shell: SessionShell, start: Start, template: PromptTemplate
) -> None:
    shell.other = lambda: start(template=replace(template, name="other", system="Another beginning."))
    assert shell.say("/model raven-nano") == ["now with raven-nano, written down as other; /set shows its settings"]
    assert shell.session.memory_text().strip() == "Another beginning."
    shell.say("/system You are a cook.")
    shell.say("/rename Kitchen")
    shell.say("/model raven-nano")
    assert shell.session.system == "You are a cook."
    assert shell.session.title == "Kitchen"
    shell.other = lambda: start(template=load_template("completion"))
    assert "the system text is left behind: the template completion has no place for it" in shell.say(
        "/model raven-nano"
    )
    assert shell.session.system is None


def test_a_model_that_is_stopped_or_not_there_leaves_all_as_it_was(shell: SessionShell, start: Start) -> None:
    shell.say("one")
    old = shell.session

    def stopped() -> object:
        raise Interrupted("stopped")

    shell.other = stopped  # type: ignore[assignment]
    with pytest.raises(Interrupted):
        shell.say("/model raven-nano")
    with pytest.raises(WeightsError, match="there is no model named nothing"):
        shell.say("/model nothing")
    assert shell.session is old
    assert shell.taken is None
    assert shell.say("/model")[0].startswith("fake, ")
