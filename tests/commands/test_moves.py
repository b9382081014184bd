"""Commands that go back and forth, with a real session: where they lead, and what they say."""

import pytest
from shells import SessionShell
from talks import check

from rwkvchat.commands.moves import LISTED
from rwkvchat.errors import ConversationError, SaveError, UsageError


def memory(shell: SessionShell) -> str:
    return shell.session.memory_text()


def test_undo_and_redo_go_through_all_moves_and_say_where(shell: SessionShell) -> None:
    shell.say("one")
    before = memory(shell)
    shell.say("two")
    assert shell.say("/undo") == ["now after the reply: the 1e!"]
    assert memory(shell) == before
    assert shell.say("/redo") == ["now after the reply: the 2e!"]
    assert shell.say("/undo 9") == ["at the beginning of the conversation"]
    assert shell.say("/undo") == ["there is nothing to undo"]
    assert shell.say("/redo 2") == ["now after the reply: the 2e!"]
    assert shell.say("/redo") == ["there is nothing to redo"]
    check(shell.session)


def test_undo_leads_out_of_a_new_conversation_and_redo_into_it_again(shell: SessionShell) -> None:
    shell.say("one")
    first = shell.session.id
    shown = shell.say("/new")
    assert shown == [f"a new conversation; the one before is kept as {first}, /undo goes back to it"]
    second = shell.session.id
    assert second != first
    assert "one" not in memory(shell)
    assert shell.say("/undo") == [f"in the conversation {first}: now after the reply: the 1e!"]
    assert shell.session.id == first
    assert shell.say("/redo") == [f"in the conversation {second}: at the beginning of the conversation"]


def test_a_new_conversation_is_not_begun_while_the_old_one_cannot_be_kept(
    shell: SessionShell, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.say("one")
    shell.session.title = "changed since it was kept"

    def full(name: str, record: object) -> None:
        raise ConversationError("the disk is full")

    assert shell.keeper
    monkeypatch.setattr(shell.keeper, "keep", full)
    before = shell.session.id
    with pytest.raises(SaveError, match="could not be saved: the disk is full") as caught:
        shell.say("/new")
    assert "/save FILE" in caught.value.hint
    assert shell.session.id == before
    assert "one" in memory(shell)
    shell.say(f"/save {shell.folders.data / 'elsewhere.state'}")
    shell.say("/new")
    assert shell.session.id != before


def test_without_a_keeper_a_new_conversation_still_can_be_left_by_undo(letters: SessionShell) -> None:
    letters.say("one")
    assert letters.say("/new") == ["a new conversation; /undo goes back to it"]
    letters.say("/undo")
    assert "one" in memory(letters)


def test_alt_goes_round_all_answers_and_the_state_follows(letters: SessionShell) -> None:
    letters.say("one")
    for seed in (1, 2):
        letters.say(f"/retry seed={seed}")
    tree = letters.session.conversation
    first, second, third = tree.answers()
    assert tree.cursor == third
    for argument, number, turn in (("", 1, first), (" next", 2, second), (" prev", 1, first), (" prev", 3, third),
                                   (" 2", 2, second), (" 2", 2, second)):  # fmt: skip
        text, header = letters.say(f"/alt{argument}")
        assert header == f"answer {number} of 3"
        assert text == tree.turns[turn].text
        assert tree.cursor == turn
        list(letters.session.here())
        check(letters.session)


def test_alt_at_a_message_begins_at_an_end(letters: SessionShell) -> None:
    letters.say("one")
    letters.say("/retry seed=1")
    tree = letters.session.conversation
    asked = tree.asked()
    assert asked is not None
    for argument, header in (("next", "answer 1 of 2"), ("prev", "answer 2 of 2")):
        letters.say(f"/goto {asked}")
        assert header in letters.say(f"/alt {argument}")


def test_alt_refuses_what_is_not_there(letters: SessionShell) -> None:
    with pytest.raises(ConversationError, match="there is no answer here"):
        letters.say("/alt")
    letters.say("one")
    assert "answer 1 of 1; /retry makes another" in letters.say("/alt")
    cursor = letters.session.conversation.cursor
    for argument in ("0", "-1", "last", "1.5"):
        with pytest.raises(UsageError, match="is not a number of answers"):
            letters.say(f"/alt {argument}")
    with pytest.raises(ConversationError, match="there is 1 answer here, and no answer 2"):
        letters.say("/alt 2")
    letters.say("/retry")
    with pytest.raises(ConversationError, match="there are 2 answers here, and no answer 3"):
        letters.say("/alt 3")
    letters.say("/undo")
    assert letters.session.conversation.cursor == cursor


def test_edit_gives_a_text_back_and_leaves_everything_as_it_is(shell: SessionShell) -> None:
    shell.say("one")
    shell.say("two\nlines")
    first, second = shell.session.conversation.line()[1::2]
    before = shell.session.stamp()
    assert shell.say("/edit") == ["Enter sends it as another line of talk; Ctrl-C leaves everything as it is"]
    assert (shell.editing, shell.draft) == (second, "two\nlines")
    shell.say(f"/edit {first}")
    assert (shell.editing, shell.draft) == (first, "one")
    with pytest.raises(ConversationError, match="no message of the number 99"):
        shell.say("/edit 99")
    with pytest.raises(UsageError, match="two is not the number of a turn"):
        shell.say("/edit two")
    assert shell.session.stamp() == before
    shell.say("/reset")
    with pytest.raises(ConversationError, match="no message here"):
        shell.say("/edit")


def test_goto_lists_the_last_turns_and_goes_to_one(shell: SessionShell) -> None:
    for number in range(LISTED):
        shell.say(f"message {number}")
    line = shell.session.conversation.line()
    shown = shell.say("/goto")
    assert len(shown) == LISTED + 1
    assert [int(row.removeprefix("* ").split()[0]) for row in shown[:-1]] == line[-LISTED:]
    assert shown[-3].split()[1:] == ["you", "message", str(LISTED - 1)]
    assert shown[-2].startswith(f"* {line[-1]} ")
    assert all(row == row.rstrip() for row in shown)
    assert shell.say(f"/goto {line[4]}") == ["now after the reply: the 2e!"]
    assert shell.session.conversation.cursor == line[4]
    assert shell.say(f"/goto {line[1]}") == ["now after your message: message 0"]
    shown = shell.say("/goto")  # what comes later is listed too
    assert [row.removeprefix("* ").split()[0] for row in shown[:-2]] == [str(n) for n in line[: LISTED + 2]]
    assert shown[1].startswith(f"* {line[1]} ")
    assert shown[-2] == f"... and on to {line[-1]}"
    assert shell.say("/goto 0") == ["at the beginning of the conversation"]
    with pytest.raises(ConversationError, match="there is no turn 999"):
        shell.say("/goto 999")
    with pytest.raises(UsageError, match="² is not the number of a turn"):
        shell.say("/goto ²")


def test_reset_forgets_and_undo_brings_it_back(shell: SessionShell) -> None:
    before = memory(shell)
    shell.say("one")
    after = memory(shell)
    shell.say("/reset")
    assert memory(shell) == before
    shell.say("/undo")
    assert memory(shell) == after
