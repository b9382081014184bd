"""Commands that save, load, list, export and delete conversations, with a real session and a real folder."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from shells import SessionShell
from talks import Start, check, fake

from rwkvchat.commands.exports import free_name
from rwkvchat.commands.files import LISTED
from rwkvchat.errors import ConversationError, Interrupted, RwkvchatError, SaveError, UsageError
from rwkvchat.storage.session_file import load_session, save_session


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def kept(shell: SessionShell) -> list[str]:
    """The ids of the conversations in the folder."""
    return sorted(path.stem for path in shell.folders.sessions.glob("*.state"))


def test_save_says_under_what_the_conversation_is_kept(shell: SessionShell) -> None:
    assert shell.say("/save") == ["nothing was said yet; what is said will be kept without asking"]
    shell.say("one")
    name = shell.session.id
    assert shell.say("/save") == [f"kept as {name}; /load {name} or rwkvchat -r {name} goes on from there"]
    assert kept(shell) == [name]


def test_a_file_is_saved_and_loaded_as_another_conversation(shell: SessionShell) -> None:
    shell.say("one")
    memory, name = shell.session.memory_text(), shell.session.id
    assert shell.say("/save a.state") == ["saved to a.state; /load a.state goes on from there"]
    before = Path("a.state").read_bytes()
    shell.say("two")
    shown = shell.say("/load a.state")
    assert shown[:2] == ["> one", "the 1e!"]
    assert shown[-1].startswith("loaded 2 turns as a copy; the model remembers ")
    assert shell.session.memory_text() == memory
    assert shell.session.id != name
    shell.say("three")
    assert Path("a.state").read_bytes() == before
    assert len(kept(shell)) == 2
    assert shell.say("/undo 2") == [f"in the conversation {name}: now after the reply: the 2e!"]
    check(shell.session)


def test_what_comes_with_a_conversation_and_what_is_elsewhere_in_it_is_told(shell: SessionShell) -> None:
    shell.say("/set max_tokens=7")
    shell.say("one")
    shell.say("/undo")
    assert shell.say("/save a.state") == ["saved to a.state; /load a.state goes on from there"]
    shell.say("/set max_tokens=20")
    assert shell.say("/save a.state") == [
        "saved to a.state, and what it held is in a.state~; /load a.state goes on from there"
    ]
    shown = shell.say("/load a.state~")
    assert shown[0] == "with its own settings: max_tokens 7"
    assert shown[-1].startswith("loaded 0 turns of 2, /goto goes to the others, as a copy; ")


def test_a_copy_is_kept_where_that_is_asked_for(shell: SessionShell) -> None:
    shell.say("one")
    shell.say("/save a.state")
    shell.say("/load a.state")
    name = shell.session.id
    assert shell.say("/save") == [f"kept as {name}; /load {name} or rwkvchat -r {name} goes on from there"]
    assert name in kept(shell)


def test_a_copy_that_is_only_looked_at_leaves_no_file(shell: SessionShell) -> None:
    shell.say("one")
    shell.say("/save a.state")
    shell.say("/load a.state")
    shell.say("/stats")
    assert len(kept(shell)) == 1
    shell.say("/rename copy")
    assert len(kept(shell)) == 2


def test_a_conversation_of_another_model_is_read_again_when_that_is_asked_for(shell: SessionShell) -> None:
    shell.say("one")
    record = shell.session.record()
    save_session(Path("a.state"), replace(record, model=replace(record.model, fingerprint="f" * 64)))
    with pytest.raises(ConversationError) as caught:
        shell.say("/load a.state")
    assert "--replay" in caught.value.hint
    assert shell.say("/load a.state --replay")[:2] == ["> one", "the 1e!"]
    assert all(len(turn.readings) == 1 for turn in shell.session.conversation.turns.values())
    check(shell.session)
    shell.say("two")
    check(shell.session)


def test_replay_reads_nothing_again_where_the_model_is_the_same(shell: SessionShell) -> None:
    shell.say("one")
    turns = dict(shell.session.conversation.turns)
    shell.say("/save a.state")
    shell.say("/load --replay a.state")
    assert shell.session.conversation.turns == turns


def test_of_a_file_whose_states_are_damaged_what_was_said_is_read_again(shell: SessionShell) -> None:
    shell.say("one")
    memory = shell.session.memory_text()
    shell.say("/save a.state")
    data = bytearray(Path("a.state").read_bytes())
    data[-1] ^= 1
    Path("a.state").write_bytes(data)
    with pytest.raises(ConversationError):
        shell.say("/load a.state")
    shell.say("/load --replay a.state")
    assert shell.session.memory_text() == memory
    shell.say("two")
    check(shell.session)


def test_an_undo_does_not_lead_out_of_a_conversation_that_cannot_be_saved(
    shell: SessionShell, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.say("one")
    shell.say("/new")
    name = shell.session.id
    assert shell.keeper is not None

    def fail(id: str, record: object) -> None:
        raise SaveError("the disk is full")

    with monkeypatch.context() as full:
        full.setattr(shell.keeper, "keep", fail)
        shell.say("two")
        with pytest.raises(SaveError):
            shell.say("/undo 2")
        assert shell.session.id == name
    shell.say("/undo 2")
    assert kept(shell) == sorted({name, shell.session.id})


@pytest.mark.parametrize("word", ["id", "its beginning", "title"])
def test_a_kept_conversation_is_loaded_by(shell: SessionShell, word: str) -> None:
    shell.say("one")
    name = shell.session.id
    assert shell.say("/rename  About   one ") == ["this conversation is called About one"]
    shell.say("/new")
    shell.say("something else")
    shell.say("/load " + {"id": name, "its beginning": name, "title": "about one"}[word])
    assert "one" in shell.session.memory_text()
    assert "else" not in shell.session.memory_text()
    assert shell.session.title == "About one"


@pytest.mark.parametrize(
    ("line", "error", "message", "hint"),
    [
        pytest.param("/load", ConversationError, "which conversation?", "/save makes one", id="none"),
        pytest.param("/load nothing", ConversationError, "there is no conversation nothing", "", id="no such id"),
        pytest.param(
            "/load no.state", ConversationError, "there is no conversation file no.state", "check", id="no file"
        ),
        pytest.param("/load .", ConversationError, "there is no conversation file .", "check", id="a folder"),
        pytest.param("/load text.txt", ConversationError, "damaged or is no conversation file", "", id="another file"),
        pytest.param("/save no/a.state", SaveError, "there is no folder", "make it", id="no folder"),
        pytest.param("/save .", SaveError, "", "", id="into a folder"),
        pytest.param("/rename", UsageError, "which title?", "characters", id="no title"),
        pytest.param(f"/rename {'x' * 300}", UsageError, "too long", "200", id="long title"),
        pytest.param("/delete", UsageError, "which turn?", "/delete session", id="delete what"),
        pytest.param("/delete x", UsageError, "x is not the number of a turn", "/goto lists", id="delete no number"),
        pytest.param("/delete 99", ConversationError, "there is no turn 99", "/goto lists", id="delete no turn"),
        pytest.param(
            "/delete 0", ConversationError, "turn 0 is an opening", "/delete session", id="delete the opening"
        ),
        pytest.param("/export", UsageError, "as what kind of text?", "md, txt, json", id="export as what"),
        pytest.param("/export md", UsageError, "nothing was said here yet", "say something", id="export nothing"),
        pytest.param("/export pdf", UsageError, "pdf is no kind of text", "md, txt, json", id="export as pdf"),
        pytest.param("/export md text.txt", SaveError, "there is text.txt already", "another name", id="over a file"),
        pytest.param("/export md no/a.md", SaveError, "there is no folder", "make it", id="export to no folder"),
        pytest.param("/export md a\0b", RwkvchatError, "", "", id="no path at all"),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    shell: SessionShell, line: str, error: type[RwkvchatError], message: str, hint: str
) -> None:
    Path("text.txt").write_text("hello " * 50)
    if error is SaveError:
        shell.say("one")
    before, files = shell.session.stamp(), sorted(Path().iterdir())
    with pytest.raises(error) as caught:
        shell.say(line)
    assert message in caught.value.message
    assert hint in caught.value.hint
    assert shell.session.stamp() == before
    assert sorted(Path().iterdir()) == files
    assert Path("text.txt").read_text() == "hello " * 50


def test_a_conversation_of_another_model_is_refused_and_this_one_goes_on(shell: SessionShell, start: Start) -> None:
    shell.say("one")
    shell.say("/save a.state")
    other = start()
    fake(other).info = replace(other.model.info, fingerprint="x" * 16)
    shell.session = other
    shell.answer(other.open)
    name = other.id
    with pytest.raises(ConversationError, match="cannot read its state"):
        shell.say("/load a.state")
    assert other.id == name


def test_conversations_are_listed_and_looked_through(shell: SessionShell) -> None:
    assert shell.say("/sessions") == ["there are no conversations yet"]
    shell.say("about ravens")
    first = shell.session.id
    shell.say("/new")
    shell.say("about sums")
    shown = shell.say("/sessions")
    assert shown[0].split() == ["id", "last", "used", "messages", "title"]
    assert {shown[1].split()[0], shown[2].split()[0]} == {"*", first}
    assert shown[-1] == "/load ID goes on from a copy of one, /sessions TEXT looks for a text"
    rows = shell.say("/sessions RAVENS")
    assert len(rows) == 3
    assert rows[0].split() == ["id", "title", "where", "it", "was", "said"]
    assert rows[1].split() == [first, "about", "ravens", "about", "ravens"]
    assert shell.say("/sessions nowhere") == ["no conversation says nowhere"]


def test_a_long_list_of_conversations_is_cut(shell: SessionShell) -> None:
    shell.say("one")
    record = shell.session.record()
    assert shell.keeper
    for number in range(LISTED + 4):
        shell.keeper.keep(f"20200101-000000-{number:04}", record)
    shown = shell.say("/sessions")
    assert len(shown) == LISTED + 2
    assert shown[-1].startswith("and 5 older ones; ")


def test_a_deleted_turn_is_nowhere_on_the_disk(shell: SessionShell) -> None:
    shell.say("one")
    shell.say("a secret")
    shell.say("three")
    secret = shell.session.conversation.line()[3]
    shown = shell.say(f"/delete {secret}")
    assert shown[0].startswith("the turns 3, 4, 5, 6 are gone for good; lines that you typed stay in ")
    assert "secret" not in shell.session.memory_text()
    files = [path for path in shell.folders.sessions.rglob("*") if path.is_file()]
    assert not [path for path in files if b"secret" in path.read_bytes()]
    assert not [path for path in files if path.name.endswith(("~", ".journal"))]
    record = load_session(shell.folders.sessions / f"{shell.session.id}.state")
    assert [turn.text for turn in record.conversation.turns.values()][1:] == ["one", "the 1e!"]
    shell.say("go on")
    check(shell.session)


def test_when_nothing_is_left_nothing_is_kept(shell: SessionShell) -> None:
    shell.say("a secret")
    shell.say("/delete 1")
    assert kept(shell) == []
    shell.say("something else")
    assert kept(shell) == [shell.session.id]


def test_what_was_deleted_goes_from_the_disk_as_soon_as_it_can(
    shell: SessionShell, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.say("one")
    shell.say("a secret")
    keeper = shell.keeper
    assert keeper
    rewrite = keeper.rewrite

    def full(id: str, record: object) -> None:
        raise SaveError("the disk is full")

    monkeypatch.setattr(keeper, "rewrite", full)
    with pytest.raises(SaveError, match="the disk is full"):
        shell.say("/delete 3")
    assert any(b"secret" in path.read_bytes() for path in shell.folders.sessions.iterdir())
    monkeypatch.setattr(keeper, "rewrite", rewrite)
    shell.say("go on")
    assert not any(b"secret" in path.read_bytes() for path in shell.folders.sessions.iterdir())


def test_a_deleted_conversation_is_gone_and_no_undo_leads_back(shell: SessionShell) -> None:
    shell.say("kept")
    first = shell.session.id
    shell.say("/new")
    shell.say("a secret")
    shown = shell.say("/delete session")
    assert shown[0].startswith("the conversation is gone for good, and another begins; ")
    assert kept(shell) == [first]
    assert shell.say("/undo") == [f"in the conversation {first}: now after the reply: the 1e!"]
    assert "secret" not in shell.session.memory_text()
    shell.say("/redo 9")
    assert "secret" not in shell.session.memory_text()
    assert kept(shell) == [first]
    check(shell.session)


def test_a_conversation_that_is_kept_nowhere_can_be_deleted(letters: SessionShell) -> None:
    letters.say("a secret")
    assert letters.say("/delete session") == ["the conversation is gone for good, and another begins"]
    assert letters.say("/undo") == ["there is nothing to undo"]
    letters.say("a secret")
    letters.say("/delete 1")
    assert "secret" not in letters.session.memory_text()
    assert not letters.folders.sessions.exists()


def test_without_a_keeper_save_needs_a_file(letters: SessionShell) -> None:
    letters.say("one")
    with pytest.raises(UsageError, match="conversations are not kept in this chat") as caught:
        letters.say("/save")
    assert "/save FILE" in caught.value.hint
    letters.say("/save a.state")
    letters.say("/load a.state")
    assert not letters.folders.sessions.exists()


def test_a_line_of_talk_is_exported_and_never_over_a_file(shell: SessionShell) -> None:
    shell.say("What is this?")
    shell.say("/fork other")
    shell.say("Another line")
    assert shell.say("/export md") == ["wrote 4 turns to what-is-this.md"]
    assert "Another line" in Path("what-is-this.md").read_text()
    shell.say("/switch main")
    assert shell.say("/export md") == ["wrote 2 turns to what-is-this-2.md"]
    assert "Another line" not in Path("what-is-this-2.md").read_text()
    shell.say("/rename ../Über: x")
    assert shell.say("/export txt") == ["wrote 2 turns to über-x.txt"]
    assert "You:\nWhat is this?" in Path("über-x.txt").read_text()
    shell.say("/export json b.json")
    table = json.loads(Path("b.json").read_text())
    assert table["title"] == "../Über: x"
    assert [turn["role"] for turn in table["turns"]] == ["opening", "user", "reply"]


def test_a_title_without_words_still_makes_a_file_name() -> None:
    assert free_name("?!", "md") == Path("conversation.md")
    assert len(free_name("x" * 500, "md").name) < 100


def test_deleting_all_that_is_stopped_changes_nothing(shell: SessionShell) -> None:
    shell.say("one")
    name, memory = shell.session.id, shell.session.memory_text()
    shell.session.stopping.set()
    with pytest.raises(Interrupted):
        shell.say("/delete session")
    shell.session.stopping.clear()
    assert kept(shell) == [name]
    assert (shell.session.id, shell.session.memory_text()) == (name, memory)
    shell.say("/delete session")
    assert kept(shell) == []
    assert shell.session.undo() == 0


@pytest.mark.parametrize(
    ("line", "warning"),
    [
        pytest.param("/delete 2", "this takes out turn 2 for good", id="one"),
        pytest.param("/delete 1", "this takes out the turns 1, 2 for good", id="several"),
        pytest.param("/delete session", "this takes out the whole conversation for good", id="all"),
    ],
)
def test_nothing_is_deleted_before_the_user_is_sure(shell: SessionShell, line: str, warning: str) -> None:
    shell.say("one")
    before = shell.session.stamp()
    shell.doubting = True
    assert shell.say(line) == [warning]
    assert shell.session.stamp() == before
