"""Named branches, with a real session."""

import pytest
from shells import SessionShell
from talks import check

from rwkvchat.errors import ConversationError, UsageError


def test_two_branches_remember_different_things(shell: SessionShell) -> None:
    shell.say("my name is Ann")
    assert shell.say("/fork other") == ["now on the branch other; /switch main goes back to where main is"]
    shell.say("I like red")
    red = shell.session.memory_text()
    assert shell.say("/switch main") == ["> my name is Ann", "the 1e!", "now on the branch main"]
    assert "red" not in shell.session.memory_text()
    shell.say("I like blue")
    assert shell.say("/switch other") == ["> I like red", "the 2e!", "now on the branch other"]
    assert shell.session.memory_text() == red
    check(shell.session)
    shell.say("/undo")
    assert "blue" in shell.session.memory_text()
    shell.say("/undo 3")
    assert list(shell.session.conversation.branches()) == ["main", "other"]
    shell.say("/undo 2")
    assert list(shell.session.conversation.branches()) == ["main"]


def test_branches_are_listed_with_their_ends_and_drawn(shell: SessionShell) -> None:
    shell.say("one")
    shell.say("/fork a")
    shell.say("two")
    shown = shell.say("/branches")
    assert shown[0].split() == ["*", "a", "4", "turns", "the", "2e!"]
    assert shown[1].split() == ["main", "2", "turns", "the", "1e!"]
    assert shown[-4:] == ["> one", "the 1e!  (main)", "> two", "the 2e!  (* a)"]
    assert shell.say("/switch") == shown[:2]
    assert all(line == line.rstrip() for line in shown)


def test_a_branch_without_a_turn_is_listed(shell: SessionShell) -> None:
    shown = shell.say("/branches")
    assert shown[0] == "* main  0 turns  (nothing was said)"
    assert shown[1:] == ["Bob talks with Alice.  (* main)"]


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        pytest.param("/fork main", "there is a branch main already", "/switch main", id="taken"),
        pytest.param("/fork two words", "'two words' is no name", "one word", id="two words"),
        pytest.param(f"/fork {'x' * 41}", "is no name for a branch", "40 characters", id="too long"),
        pytest.param("/switch nowhere", "there is no branch nowhere", "there are main; /fork nowhere", id="not there"),
    ],
)
def test_a_name_that_cannot_be_is_refused(shell: SessionShell, line: str, message: str, hint: str) -> None:
    before = shell.session.stamp()
    with pytest.raises(ConversationError) as caught:
        shell.say(line)
    assert message in caught.value.message
    assert hint in caught.value.hint
    assert shell.session.stamp() == before


def test_a_branch_needs_a_name(shell: SessionShell) -> None:
    with pytest.raises(UsageError, match="what is the branch called"):
        shell.say("/fork")


def test_a_name_with_control_characters_is_refused_and_shown_harmless(shell: SessionShell) -> None:
    with pytest.raises(ConversationError, match=r"is no name for a branch"):
        shell.say("/fork \x1b[2J")


def test_switching_to_where_one_is_changes_nothing(shell: SessionShell) -> None:
    before = shell.session.stamp()
    assert shell.say("/switch main") == ["this is the branch main already"]
    assert shell.session.stamp() == before


def test_who_has_gone_back_on_a_branch_is_told_how_to_go_forth(shell: SessionShell) -> None:
    shell.say("one")
    shell.say("/goto 0")
    told = "this is the branch main already; it ends here now, and /redo or /goto N goes to what follows"
    assert shell.say("/switch main") == [told]


def test_an_undo_into_another_branch_says_so(shell: SessionShell) -> None:
    shell.say("one")
    shell.say("/fork ravens")
    assert shell.say("/undo") == ["on the branch main: now after the reply: the 1e!"]
    assert shell.say("/redo") == ["on the branch ravens: now after the reply: the 1e!"]


def test_branches_takes_nothing(shell: SessionShell) -> None:
    with pytest.raises(UsageError, match="takes nothing after it"):
        shell.say("/branches main")
