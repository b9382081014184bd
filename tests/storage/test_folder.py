"""The folder of kept conversations: every file is listed, however damaged, and what is looked for is found."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from records import Talk, at, grown, names, rewritten

from rwkvchat.errors import ConversationError, SaveError
from rwkvchat.files import write_atomically
from rwkvchat.session_record import new_id
from rwkvchat.storage import keeper
from rwkvchat.storage.folder import find_session, last_session, list_sessions, remove_session, session_path
from rwkvchat.storage.keeper import Keeper
from rwkvchat.storage.pack import pack
from rwkvchat.storage.paths import aside_of, journal_of, lock_of, older_of
from rwkvchat.storage.session_file import dump, save_session
from rwkvchat.storage.text import read_text

IDS = ["20261119-080000-aaaa", "20261120-080000-bbbb", "20261121-080000-cccc"]


def told(*messages: str, title: str = "") -> Talk:
    talk = Talk(256)
    talk.add("opening", "Hi.")
    for message in messages:
        talk.exchange(message, " yes")
    talk.title = title
    return talk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three conversations, the first one used last."""
    talks = [
        told("what is a state?", "and a token?"),
        told("the sky is blue", title="Of the Sky"),
        told("one\n two " + "three " * 20),
    ]
    for number, (name, talk) in enumerate(zip(IDS, talks, strict=True)):
        save_session(session_path(tmp_path, name), talk.record())
        os.utime(session_path(tmp_path, name), (1_000_000 - number, 1_000_000 - number))
    return tmp_path


def ids(folder: Path, text: str | None = None) -> list[str]:
    return [listed.id for listed in list_sessions(folder, text)]


# What is listed


def test_conversations_are_listed_the_newest_first(folder: Path) -> None:
    first, second, third = list_sessions(folder)
    assert (first.id, first.title, first.model, first.messages) == (IDS[0], "what is a state?", "fake", 2)
    assert (second.title, second.messages, second.problem, second.damaged) == ("Of the Sky", 1, "", False)
    assert third.title == "one two three three three three three three three three..."
    assert first.updated.timestamp() == 1_000_000
    assert first.updated.tzinfo is not None
    assert last_session(folder) == session_path(folder, IDS[0])
    os.utime(session_path(folder, IDS[1]))
    assert ids(folder) == [IDS[1], IDS[0], IDS[2]]


def test_only_conversation_files_are_listed(folder: Path) -> None:
    for name in ("a.state~", "a.state.journal", "a.state.lock", ".a.state.0123abcd.tmp", "notes.txt", ".state"):
        (folder / name).write_bytes(b"")
    (folder / "folder.state").mkdir()
    assert ids(folder) == IDS


def test_there_may_be_no_folder(tmp_path: Path) -> None:
    assert list_sessions(tmp_path / "nowhere") == []
    assert last_session(tmp_path / "nowhere") is None
    with pytest.raises(ConversationError, match="no conversation x"):
        find_session(tmp_path / "nowhere", "x")


def test_a_title_is_what_was_said_first_on_the_way_to_the_cursor(tmp_path: Path) -> None:
    talk = told("first")
    talk.conversation.go(0)
    talk.exchange("instead", " yes")
    save_session(tmp_path / "x.state", talk.record())
    assert [listed.title for listed in list_sessions(tmp_path)] == ["instead"]


def test_a_conversation_at_its_beginning_has_the_title_of_what_was_said_in_it(tmp_path: Path) -> None:
    talk = told("first")
    talk.conversation.go(0)
    save_session(tmp_path / "x.state", talk.record())
    assert [(listed.title, listed.messages) for listed in list_sessions(tmp_path)] == [("first", 1)]


def test_a_conversation_without_a_word_has_no_title(tmp_path: Path) -> None:
    save_session(tmp_path / "x.state", told().record())
    save_session(tmp_path / "y.state", Talk().record())
    assert {(listed.title, listed.messages) for listed in list_sessions(tmp_path)} == {("", 0)}


def test_a_journal_is_a_part_of_the_conversation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeper, "SMALL", 0)
    keeping, talk = Keeper(tmp_path), told("first")
    keeping.keep("x", talk.record())
    os.utime(session_path(tmp_path, "x"), (1, 1))
    keeping._held.clear()
    talk.conversation = keeping.open("x").record.conversation.copy()
    talk.exchange("second", " no")
    talk.title = "Renamed"
    keeping.keep("x", talk.record())
    assert journal_of(session_path(tmp_path, "x")).exists()
    [listed] = list_sessions(tmp_path)
    assert (listed.title, listed.messages) == ("Renamed", 2)
    assert listed.updated.timestamp() > 1
    assert [turn.text for turn in read_text(session_path(tmp_path, "x")).line()] == [
        "Hi.",
        "first",
        " yes",
        "second",
        " no",
    ]
    keeping.close()


# What is damaged


def damaged(folder: Path, id: str, change: Callable[[bytes], bytes]) -> None:
    path = session_path(folder, id)
    path.write_bytes(change(path.read_bytes()))


@pytest.mark.parametrize(
    ("change", "messages"),
    [
        (lambda data: data[:-1], 2),
        (lambda data: data[: data.index(b"and a token") + 50], 1),
        (lambda data: b"x" + data[1:], 2),
        (lambda data: b"", 0),
        (lambda data: bytes(1000), 0),
        (lambda data: rewritten(data, at("turns", 1, "parent", value=4)), 2),
        (lambda data: rewritten(data, at("place", 0, value=99)), 2),
        (lambda data: rewritten(data, at("place", value=0)), 2),
        (lambda data: rewritten(data, at("model", value="x")), 2),
        (lambda data: rewritten(data, at("turns", value=5)), 0),
        (lambda data: rewritten(data, lambda table: table.clear()), 0),
        (lambda data: pack({"format": "rwkvchat-conversation", "version": "2"}, {}).data, 0),
    ],
)
def test_a_damaged_conversation_is_listed_with_what_can_be_read(
    folder: Path, change: Callable[[bytes], bytes], messages: int
) -> None:
    damaged(folder, IDS[0], change)
    listed = next(listed for listed in list_sessions(folder) if listed.id == IDS[0])
    assert listed.damaged
    assert "damaged" in listed.problem
    assert listed.messages == messages
    assert listed.title == ("what is a state?" if messages else "")
    with pytest.raises(ConversationError, match="damaged") as caught:
        read_text(session_path(folder, IDS[0])).line()
    assert ("state text" in caught.value.hint) == (listed.messages > 0)
    assert ids(folder, "token?") == ([IDS[0]] if messages == 2 else [])


def test_a_file_of_a_newer_version_is_listed_as_one(folder: Path) -> None:
    data = session_path(folder, IDS[0]).read_bytes()
    newer = data.replace(b'"version":"1"', b'"version":"9"')
    session_path(folder, IDS[0]).write_bytes(newer)
    listed = next(listed for listed in list_sessions(folder) if listed.id == IDS[0])
    assert "version 9" in listed.problem
    assert listed.messages == 2


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root reads every file")
def test_a_file_that_cannot_be_read_is_listed(folder: Path) -> None:
    session_path(folder, IDS[0]).chmod(0)
    assert "cannot read" in list_sessions(folder)[0].problem


@pytest.mark.parametrize(("turn", "key", "value"), [(1, "parent", 1), (2, "number", 1)])
def test_a_circle_of_parents_is_refused_where_it_would_be_followed(
    tmp_path: Path, turn: int, key: str, value: int
) -> None:
    data = rewritten(dump(told("a", "b").record()), at("turns", turn, key, value=value))
    (tmp_path / "x.state").write_bytes(data)
    with pytest.raises(ConversationError, match="damaged"):
        read_text(tmp_path / "x.state")


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for place in ("nowhere", "", "a\0b", "x" * 300):
        with pytest.raises(ConversationError, match="no conversation file"):
            read_text(tmp_path / place).line()
        with pytest.raises(ConversationError, match="no conversation file"):
            remove_session(tmp_path / place)


# What is looked for


def test_a_text_is_found_wherever_it_was_said(folder: Path) -> None:
    assert ids(folder, "STATE") == [IDS[0]]
    assert ids(folder, "yes") == IDS
    assert ids(folder, "is") == IDS[:2]
    assert ids(folder, "a.*") == []
    [listed] = list_sessions(folder, "two three")
    assert listed.snippet == "one two three three three three three three three thr..."
    [listed] = list_sessions(folder, "sky")
    assert listed.snippet == "the sky is blue"


def test_a_text_in_a_title_is_found(folder: Path) -> None:
    assert [(each.id, each.snippet) for each in list_sessions(folder, "of the")] == [(IDS[1], "Of the Sky")]


def test_a_text_on_another_line_of_talk_is_found(tmp_path: Path) -> None:
    save_session(tmp_path / "x.state", grown().record())
    assert ids(tmp_path, "é?") == ["x"]
    assert "é?" not in [turn.text for turn in read_text(tmp_path / "x.state").line()]


@pytest.mark.parametrize("word", [IDS[1], "20261120", "20261120-080000-b", "of the sky", "OF THE SKY", " Of the Sky "])
def test_a_conversation_is_found_by_id_beginning_or_title(folder: Path, word: str) -> None:
    assert find_session(folder, word) == session_path(folder, IDS[1])


def test_an_id_is_meant_before_a_beginning_and_a_title(folder: Path) -> None:
    save_session(session_path(folder, "2026"), told("x", title=IDS[2]).record())
    assert find_session(folder, "2026") == session_path(folder, "2026")
    assert find_session(folder, IDS[2]) == session_path(folder, IDS[2])


@pytest.mark.parametrize("word", ["", "2026112", "2"])
def test_a_word_that_means_none_or_several_is_refused(folder: Path, word: str) -> None:
    with pytest.raises(ConversationError) as caught:
        find_session(folder, word)
    assert caught.value.exit_code == 4
    if word:
        assert IDS[2] in caught.value.hint


@pytest.mark.parametrize("word", ["", "  "])
def test_no_word_means_no_conversation_not_even_one_without_a_title(tmp_path: Path, word: str) -> None:
    save_session(tmp_path / "x.state", told().record())
    with pytest.raises(ConversationError, match="this id is empty"):
        find_session(tmp_path, word)


def test_of_two_conversations_of_one_title_the_newer_is_meant(folder: Path) -> None:
    path = session_path(folder, "other")
    save_session(path, told("x", title="of THE sky").record())
    for when, found in ((1000, IDS[1]), (2_000_000, "other")):
        os.utime(path, (when, when))
        assert find_session(folder, "Of the Sky").stem == found


def test_what_is_near_is_named(folder: Path) -> None:
    with pytest.raises(ConversationError, match="no conversation") as caught:
        find_session(folder, "Of the Ski")
    assert "Of the Sky" in caught.value.hint
    with pytest.raises(ConversationError, match="no conversation") as caught:
        find_session(folder, "zzz")
    assert "sessions list" in caught.value.hint


def test_a_new_conversations_id_is_found_by_itself(tmp_path: Path) -> None:
    keeping, name = Keeper(tmp_path), new_id()
    keeping.keep(name, told("x").record())
    assert find_session(tmp_path, name) == session_path(tmp_path, name)
    keeping.close()


# What is removed


def test_a_removed_conversation_leaves_nothing(folder: Path) -> None:
    path = session_path(folder, IDS[0])
    write_atomically(path, path.read_bytes())
    for each in (journal_of(path), aside_of(path)):
        each.write_bytes(b"x")
    for name in (path.name, aside_of(path).name):
        (folder / f".{name}.0123abcd.tmp").write_bytes(b"x")
    assert older_of(path).exists()
    remove_session(path)
    assert names(folder) == {f"{each}.state" for each in IDS[1:]}
    with pytest.raises(ConversationError, match="no conversation file"):
        remove_session(path)


def test_a_conversation_that_cannot_be_removed_is_still_listed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **others: object) -> None:
        raise PermissionError(13, "not allowed")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", fail)
        with pytest.raises(SaveError, match="not allowed"):
            remove_session(session_path(folder, IDS[0]))
    assert ids(folder) == IDS
    assert lock_of(session_path(folder, IDS[0])).exists()


# What it costs


def test_nothing_here_imports_torch(folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from rwkvchat.storage.folder import *; "
        "from rwkvchat.storage.text import *; "
        "from rwkvchat.storage.export import *; from rwkvchat.storage.salvage import *; "
        f"folder = Path({str(folder)!r}); listed = list_sessions(folder, 'yes'); assert len(listed) == 3; "
        f"path = find_session(folder, {IDS[0]!r}); turns = read_text(path).line(); salvage_file(path); "
        "export(turns, listed[0].title, listed[0].model, 'md'); remove_session(path); "
        "assert 'torch' not in sys.modules; assert 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_listing_reads_no_tensors(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail("read whole") if path.suffix == ".state" else b"")
    assert len(list_sessions(folder)) == 3
