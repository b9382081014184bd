"""Keeping a conversation after every line: what is written when, and what is said when it cannot be."""

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from talks import Start

from rwkvchat.autosave import Autosave
from rwkvchat.errors import ConversationError, SaveError
from rwkvchat.session import Session
from rwkvchat.session_record import SessionRecord
from rwkvchat.storage.keeper import Keeper
from rwkvchat.storage.session_file import load_session
from rwkvchat.ui.render import Renderer


class FaultyKeeper(Keeper):
    """Fails as it is told to, and counts."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.failure: Exception | None = None
        self.calls = 0
        self.closed = False

    def keep(self, id: str, record: SessionRecord) -> None:
        self.calls += 1
        if self.failure:
            raise self.failure
        super().keep(id, record)

    def close(self) -> None:
        super().close()
        self.closed = True


class Kept:
    """A session, what keeps it, and what is said of that."""

    def __init__(self, session: Session, folder: Path) -> None:
        self.session = session
        self.keeper = FaultyKeeper(folder)
        self.stderr = io.StringIO()
        compute: Callable[..., None] = lambda work: work()  # noqa: E731
        self.autosave = Autosave(lambda: self.keeper, Renderer(io.StringIO(), self.stderr), compute)

    def ask(self, message: str) -> list[str]:
        """A line of a chat; returns what is said after it."""
        before = len(self.stderr.getvalue())
        if message:
            list(self.session.ask(message))
        self.autosave.after_line(self.session)
        return self.stderr.getvalue()[before:].splitlines()

    def on_disk(self) -> list[str]:
        record = load_session(self.keeper.path(self.session.id))
        return [turn.text for turn in record.conversation.turns.values() if turn.role == "user"]


@pytest.fixture
def kept(start: Start, tmp_path: Path) -> Kept:
    session = start()
    list(session.open())
    return Kept(session, tmp_path)


def test_every_line_that_changes_something_is_kept_and_no_other(kept: Kept) -> None:
    assert kept.ask("") == []
    assert kept.keeper.calls == 0  # nothing was said yet
    assert not kept.autosave.keep(kept.session)
    kept.ask("one")
    assert kept.on_disk() == ["one"]
    assert kept.autosave.keep(kept.session)
    kept.ask("")
    assert kept.keeper.calls == 1
    kept.session.undo()
    kept.ask("")
    kept.session.title = "a title"
    kept.ask("")
    assert kept.keeper.calls == 3
    assert load_session(kept.keeper.path(kept.session.id)).title == "a title"
    kept.autosave.at_end(kept.session)
    assert kept.keeper.calls == 3
    assert kept.keeper.closed


@pytest.mark.parametrize("failure", [SaveError("the disk is full"), ZeroDivisionError("the disk is full")])
def test_a_failure_is_told_once_and_so_is_its_end(kept: Kept, failure: Exception) -> None:
    kept.keeper.failure = failure
    said = kept.ask("one")
    assert len(said) == 2
    assert said[0].startswith("this conversation could not be saved: ")
    assert "the disk is full" in said[0]
    assert "it is still here, and /save FILE keeps it elsewhere" in said[1]
    assert kept.ask("two") == []
    assert kept.keeper.calls == 2
    kept.keeper.failure = SaveError("the disk has gone")
    assert "the disk has gone" in kept.ask("three")[0]
    kept.keeper.failure = None
    assert kept.ask("") == ["the conversation is saved again"]
    assert kept.on_disk() == ["one", "two", "three"]
    assert kept.ask("four") == []


@pytest.mark.parametrize("failure", [SaveError("the disk is full", "make room"), ZeroDivisionError("the disk is full")])
def test_what_is_unsaved_at_the_end_is_an_error(kept: Kept, failure: Exception) -> None:
    kept.keeper.failure = failure
    kept.ask("one")
    with pytest.raises(SaveError, match=r"this conversation could not be saved: .*the disk is full") as caught:
        kept.autosave.at_end(kept.session)
    assert caught.value.exit_code == 1
    assert kept.keeper.closed


def test_what_the_user_has_saved_elsewhere_is_not_unsaved(kept: Kept) -> None:
    kept.keeper.failure = SaveError("the disk is full")
    kept.ask("one")
    assert kept.autosave.fails(kept.session)
    kept.autosave.saved(kept.session)
    assert not kept.autosave.fails(kept.session)
    assert not kept.autosave.keep(kept.session)
    assert kept.ask("two") == []  # was told already, and has not been saved again
    assert kept.autosave.fails(kept.session)
    kept.autosave.saved(kept.session)
    kept.autosave.at_end(kept.session)
    assert kept.keeper.closed


def test_each_conversation_is_kept_under_its_own_name(kept: Kept) -> None:
    kept.ask("one")
    first = kept.session.id
    list(kept.session.begin_anew())
    kept.ask("")
    assert kept.keeper.calls == 1
    kept.ask("two")
    assert kept.on_disk() == ["two"]
    kept.session.undo(2)
    assert kept.session.id == first
    kept.ask("three")
    assert kept.on_disk() == ["one", "three"]


def test_what_was_deleted_is_cleaned_away_even_after_the_user_has_saved_elsewhere(kept: Kept) -> None:
    kept.ask("one")
    kept.ask("secret")
    rewrite, kept.keeper.rewrite = kept.keeper.rewrite, fail  # type: ignore[method-assign]
    kept.session.delete(3)
    with pytest.raises(SaveError):
        kept.autosave.keep(kept.session, clean=True)
    kept.autosave.saved(kept.session)
    kept.keeper.rewrite = rewrite  # type: ignore[method-assign]
    kept.autosave.at_end(kept.session)
    assert kept.on_disk() == ["one"]
    assert not any(b"secret" in path.read_bytes() for path in kept.keeper.folder.iterdir())


def fail(id: str, record: SessionRecord) -> None:
    raise SaveError("the disk is full")


def test_a_conversation_that_no_undo_leads_back_to_is_let_go(kept: Kept) -> None:
    kept.ask("one")
    first = kept.session.id
    list(kept.session.begin_anew())
    kept.ask("two")
    with pytest.raises(ConversationError):
        elsewhere(kept.keeper.path(first))
    kept.session.forget(first)
    kept.ask("three")
    elsewhere(kept.keeper.path(first))


def elsewhere(path: Path) -> None:
    """Lock a conversation as another window would."""
    code = "import sys; from pathlib import Path; from rwkvchat.storage.locks import hold; hold(Path(sys.argv[1]))"
    ended = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, check=False)
    if ended.returncode:
        raise ConversationError(ended.stderr.decode())


def test_nothing_is_kept_without_a_keeper(kept: Kept, tmp_path: Path) -> None:
    autosave = Autosave(lambda: None, Renderer(io.StringIO(), kept.stderr), lambda work: work())
    list(kept.session.ask("one"))
    autosave.after_line(kept.session)
    autosave.forget(kept.session.id)
    autosave.at_end(kept.session)
    assert list(tmp_path.iterdir()) == []
    assert kept.stderr.getvalue() == ""
