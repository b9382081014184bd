"""The drawing of a conversation's tree."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from rwkvchat.commands.tree import branch_tree
from rwkvchat.dialogue.conversation import Conversation, Role, Turn


def talk(*texts: str) -> Conversation:
    """One line: an opening, and messages and replies by turns."""
    tree = Conversation()
    tree.add(Turn("opening", (1,), (1,), "In the beginning."))
    go_on(tree, *texts)
    return tree


def go_on(tree: Conversation, *texts: str) -> None:
    """Add messages and replies after the cursor."""
    for text in texts:
        parent = tree.cursor
        role: Role = "reply" if tree.turns[parent].role == "user" else "user"
        tree.mark()
        tree.add(Turn(role, (1,), (1,), text, parent))


def test_one_line_is_shown_with_its_name() -> None:
    assert branch_tree(talk("hello", "hi", "bye", "so long")) == [
        "In the beginning.", "> hello", "hi", "> bye", "so long  (* main)",
    ]  # fmt: skip


def test_a_long_stretch_is_shortened() -> None:
    tree = talk(*(f"turn {number}" for number in range(1, 21)))
    assert branch_tree(tree) == ["In the beginning.", "> turn 1", "… 17 turns …", "> turn 19", "turn 20  (* main)"]


def test_the_line_of_the_cursor_goes_straight_on_and_others_stand_aside() -> None:
    tree = talk("hello", "hi")
    tree.fork("ravens")
    go_on(tree, "ravens?", "black birds")
    tree.switch("main")
    go_on(tree, "sums?", "fifteen")
    assert branch_tree(tree) == [
        "In the beginning.",
        "> hello",
        "hi",
        "├─ > ravens?",
        "│  black birds  (ravens)",
        "> sums?",
        "fifteen  (* main)",
    ]
    tree.switch("ravens")
    assert branch_tree(tree)[3:] == ["├─ > sums?", "│  fifteen  (main)", "> ravens?", "black birds  (* ravens)"]


def test_forks_of_forks_are_indented_once_more() -> None:
    tree = talk("a", "A")
    tree.fork("one")
    go_on(tree, "b", "B")
    tree.fork("two")
    go_on(tree, "c", "C")
    tree.switch("one")
    go_on(tree, "d", "D")
    tree.switch("main")
    go_on(tree, "e", "E")
    assert branch_tree(tree)[3:] == [
        "├─ > b", "│  B", "│  ├─ > c", "│  │  C  (two)", "│  > d", "│  D  (one)", "> e", "E  (* main)",
    ]  # fmt: skip


def test_branches_that_end_at_one_place_or_on_the_way_are_named_there() -> None:
    tree = talk("a", "A")
    tree.fork("same")
    tree.fork("later")
    go_on(tree, "b", "B")
    assert branch_tree(tree) == ["In the beginning.", "> a", "A  (main, same)", "> b", "B  (* later)"]


def test_lines_that_lead_to_no_named_branch_are_left_out() -> None:
    tree = talk("a", "A")
    place = tree.cursor
    go_on(tree, "aside", "ASIDE")
    tree.go(place)
    go_on(tree, "b", "B")
    shown = "\n".join(branch_tree(tree))
    assert "aside" not in shown.lower()
    assert "B  (* main)" in shown


def test_several_openings_stand_beside_each_other() -> None:
    tree = talk("a", "A")
    tree.fork("pirate")
    tree.mark()
    tree.add(Turn("opening", (2,), (1,), "A pirate."))
    go_on(tree, "b", "B")
    assert branch_tree(tree) == [
        "├─ In the beginning.", "│  > a", "│  A  (main)", "A pirate.", "> b", "B  (* pirate)",
    ]  # fmt: skip


def test_a_conversation_without_turns_has_no_lines() -> None:
    assert branch_tree(Conversation()) == []


@given(st.lists(st.tuples(st.integers(0, 30), st.booleans(), st.text(max_size=90)), max_size=30), st.integers(40, 120))
def test_every_branch_is_named_once_and_every_line_fits(steps: list[tuple[int, bool, str]], width: int) -> None:
    tree = talk("hello", "hi")
    for number, (place, fork, text) in enumerate(steps):
        tree.go(sorted(tree.turns)[place % len(tree.turns)])
        if fork:
            tree.fork(f"branch{number}")
        go_on(tree, text)
    lines = branch_tree(tree, width)
    labels = [line.rpartition("  (")[2][:-1].split(", ") for line in lines if line.endswith(")") and "  (" in line]
    named = [name.removeprefix("* ") for label in labels for name in label]
    assert sorted(name for name in named if name in tree.branches()) == sorted(tree.branches())
    assert not [line for line in lines if "\n" in line or line != line.rstrip()]
    deep = [line for line in lines if line.count("│") > 3]
    assert not [line for line in lines if cell_len(line) > width and line not in deep and "branch" not in line]
