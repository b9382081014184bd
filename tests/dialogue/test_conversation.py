"""The tree by itself: moves and their undoing, branches, answers, what is deleted for good."""

import copy
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rwkvchat.dialogue.conversation import MAIN, Conversation, Turn
from rwkvchat.errors import ConversationError


def turn(role: str, parent: int | None, text: str = "", **others: object) -> Turn:
    return Turn(role, (1, 2), (2,), text, parent, **others)  # type: ignore[arg-type]


@pytest.fixture
def tree() -> Conversation:
    """0 opening, 1 "a" with replies 2 and 3, 4 "b" after 2 with reply 5; the cursor at 5, on the branch main."""
    tree = Conversation()
    tree.add(turn("opening", None))
    for parent, role, text in (
        (0, "user", "a"),
        (1, "reply", "A"),
        (1, "reply", "B"),
        (2, "user", "b"),
        (4, "reply", "C"),
    ):
        tree.mark()
        tree.add(turn(role, parent, text))
    return tree


def seen(tree: Conversation) -> object:
    return copy.deepcopy((tree.turns, tree.place, tree.past, tree.future))


MOVES: dict[str, Callable[[Conversation], object]] = {
    "go": lambda tree: tree.go(1),
    "fork": lambda tree: tree.fork("other"),
    "switch": lambda tree: tree.switch("side"),
    "begin_with": lambda tree: tree.begin_with("Sure"),
}


@pytest.mark.parametrize("name", MOVES)
def test_every_move_is_undone_and_made_again(tree: Conversation, name: str) -> None:
    tree.fork("side")
    tree.switch(MAIN)
    before = tree.place
    MOVES[name](tree)
    after = tree.place
    assert after != before
    assert tree.undo() == 1
    assert tree.place == before
    assert tree.redo() == 1
    assert tree.place == after


def test_going_nowhere_is_no_move(tree: Conversation) -> None:
    before = seen(tree)
    tree.go(tree.cursor)
    tree.switch(MAIN)
    tree.begin_with("")
    assert seen(tree) == before


def test_branches_keep_their_ends(tree: Conversation) -> None:
    tree.fork("eve")
    tree.add(turn("user", 5, "c"))
    tree.switch(MAIN)
    assert (tree.cursor, tree.branches()) == (5, {"eve": 6, MAIN: 5})
    tree.go(3)
    assert tree.branches() == {"eve": 6, MAIN: 3}
    tree.switch("eve")
    assert tree.cursor == 6
    assert tree.undo(2) == 2
    assert tree.branches() == {"eve": 6, MAIN: 5}
    assert tree.place.branch == MAIN


@pytest.mark.parametrize("name", ["", "two words", "tab\t", "x" * 41, "a\x1bb", MAIN])
def test_a_branch_is_one_word_that_is_not_taken(tree: Conversation, name: str) -> None:
    before = seen(tree)
    with pytest.raises(ConversationError):
        tree.fork(name)
    assert seen(tree) == before


def test_there_is_no_way_to_what_there_is_not(tree: Conversation) -> None:
    before = seen(tree)
    for move in (lambda: tree.go(6), lambda: tree.go(-1), lambda: tree.switch("nobody"), lambda: tree.delete(9)):
        with pytest.raises(ConversationError):
            move()
    assert seen(tree) == before


def test_answers_are_the_replies_to_the_last_message_and_its_like(tree: Conversation) -> None:
    assert (tree.asked(), tree.answers()) == (4, [5])
    tree.go(2)
    assert (tree.asked(), tree.answers()) == (1, [2, 3])
    tree.add(turn("user", 0, "a", prefix="Well"))
    tree.add(turn("reply", 6, "Well, D"))
    assert tree.answers() == [2, 3, 7]
    tree.go(0)
    assert (tree.asked(), tree.answers()) == (None, [])
    assert Conversation().answers() == []


def test_a_reply_uses_up_what_it_was_to_begin_with(tree: Conversation) -> None:
    tree.begin_with("Sure")
    tree.add(turn("document", 5))
    assert tree.place.prefix == "Sure"
    tree.add(turn("user", 6))
    assert tree.place.prefix == ""


def test_what_is_deleted_is_gone_with_all_that_follows(tree: Conversation) -> None:
    tree.fork("side")
    tree.switch(MAIN)
    tree.go(3)
    assert tree.delete(2) == [2, 4, 5]
    assert sorted(tree.turns) == [0, 1, 3]
    assert tree.cursor == 3
    assert tree.branches() == {MAIN: 3, "side": 1}
    while tree.undo():
        assert {tree.cursor, *tree.branches().values()} <= {*tree.turns, -1}
    assert tree.add(turn("user", 3)) == 4


def test_deleting_what_the_cursor_stands_on_goes_to_the_place_before(tree: Conversation) -> None:
    assert tree.delete(4) == [4, 5]
    assert tree.cursor == 2
    with pytest.raises(ConversationError):
        tree.delete(0)


def test_a_message_is_deleted_with_its_like(tree: Conversation) -> None:
    tree.add(turn("user", 0, "a", prefix="Well"))
    tree.add(turn("reply", 6, "Well, D"))
    assert tree.delete(1) == [1, 2, 3, 4, 5, 6, 7]
    assert not [each for each in tree.turns.values() if each.text == "a"]


def test_deleting_elsewhere_leaves_a_wish_for_the_next_reply(tree: Conversation) -> None:
    tree.go(3)
    tree.begin_with("Well")
    tree.delete(2)
    assert tree.place.prefix == "Well"
    tree.delete(3)
    assert tree.place.prefix == ""


def test_places_go_on_sharing_their_tables_of_tips(tree: Conversation) -> None:
    tree.fork("side")
    tree.go(3)
    tree.go(1)
    tree.delete(5)
    tables = {id(place.tips) for place in (*tree.past, tree.place) if place.tips}
    assert len(tables) == 1


def test_what_lies_below_the_floor_stays_out_of_reach_when_turns_are_deleted(tree: Conversation) -> None:
    tree.go(4)
    tree.go(5)
    tree.floor = len(tree.past)
    tree.fork("x")
    tree.fork("y")
    tree.delete(4)
    assert tree.undo(9) == 2
    assert tree.branches() == {MAIN: 2}


@settings(derandomize=True, deadline=None, max_examples=200)
@given(
    st.lists(
        st.tuples(st.sampled_from(["add", "go", "fork", "switch", "undo", "redo", "delete"]), st.integers(0, 9)),
        max_size=20,
    )
)
def test_after_any_moves_every_place_is_a_turn_and_undo_leads_back_to_the_beginning(
    moves: list[tuple[str, int]],
) -> None:
    tree = Conversation()
    tree.add(turn("opening", None))
    for name, number in moves:
        names = [*tree.branches(), "new"]
        try:
            match name:
                case "add":
                    tree.mark()
                    tree.add(turn("user", tree.cursor))
                case "go":
                    tree.go(number)
                case "fork":
                    tree.fork(f"b{number}")
                case "switch":
                    tree.switch(names[number % len(names)])
                case "undo":
                    places = (tree.place, list(tree.future))
                    moved = tree.undo(number)
                    assert tree.redo(moved) == moved
                    assert (tree.place, tree.future) == places
                    tree.undo(number)
                case "redo":
                    tree.redo(number)
                case "delete":
                    gone = tree.delete(number)
                    assert number in gone
        except ConversationError:
            pass
        for place in (tree.place, *tree.past, *tree.future):
            assert {place.cursor, *place.tips.values()} <= {*tree.turns, -1}
            assert place.branch not in place.tips
        assert all(each.parent is None or each.parent in tree.turns for each in tree.turns.values())
        assert all(each.parent is None or each.parent < number for number, each in tree.turns.items())
