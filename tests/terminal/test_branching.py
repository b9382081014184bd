"""Branches, edited messages and several answers, as a user sees them in a terminal."""

import re
from pathlib import Path

from programs import WITHOUT_END
from terminals import CTRL_C, CTRL_D, Open, Terminal


def test_two_branches_remember_what_each_was_told(chat: Terminal) -> None:
    chat.say("we begin")
    assert chat.say("/fork red") == ["now on the branch red; /switch main goes back to where main is"]
    chat.say("I like red")
    red = chat.say("/state text")
    chat.wait(lambda: "· red · temp 1 ·" in chat.lines[-1], "the branch in the toolbar")
    chat.say("/switch main")
    chat.say("I like blue")
    blue = chat.say("/state text")
    assert "I like red" in "\n".join(red)
    assert "I like red" not in "\n".join(blue)
    shown = chat.say("/switch red")
    assert shown[1] == "> I like red"
    assert chat.say("/state text") == red
    drawn = chat.say("/branches")
    assert any(line.startswith("* red ") for line in drawn)
    assert "├─ > I like blue" in drawn
    assert drawn[-1].endswith("(* red)")
    chat.say("/switch main")
    assert chat.say("/state text") == blue


def test_an_edited_message_stands_in_the_line_and_is_another_line_of_talk(chat: Terminal) -> None:
    chat.say("hello")
    before = chat.say("/state text")
    chat.send("/edit\r")
    chat.ready("hello")
    assert "Enter sends it as another line of talk" in chat.transcript
    chat.send(" again\r")
    chat.ready()
    assert "hello again" in "".join(chat.say("/state text"))
    chat.say("/undo")
    assert chat.say("/state text") == before


def test_an_edit_that_is_taken_back_leaves_the_talk_as_it_is(chat: Terminal) -> None:
    chat.say("hello")
    before = "".join(chat.say("/state text"))
    chat.send("/edit\r")
    chat.ready("hello")
    chat.send("\x03")
    chat.say("another")
    assert "".join(chat.say("/state text")).startswith(before)


def test_answers_are_compared_and_chosen(chat: Terminal) -> None:
    chat.say("compare this")
    shown = chat.say("/compare 3 temp=0.5,1,2 seed=5")
    assert sum(re.fullmatch(r"[234] · temp [\d.]+ · seed [567] · \d+ tokens( · cut at max_tokens)?", line) is not None
               for line in shown) == 3  # fmt: skip
    assert shown[-2:] == ["/alt 2-4 chooses; you are at 2", ""]
    assert not [line for line in shown if "go on ·" in line]
    first = chat.say("/state text")
    assert "answer 4 of 4" in chat.say("/alt 4")
    assert chat.say("/state text") != first
    chat.say("/alt 2")
    assert chat.say("/state text") == first


def test_ctrl_c_in_a_comparison_keeps_all_that_is_there(open_chat: Open, slow_model_file: Path) -> None:
    terminal = open_chat(*WITHOUT_END, model=slow_model_file)
    terminal.begin("hello")
    terminal.send(CTRL_C)
    terminal.ready()
    terminal.send("/compare 3\r")
    terminal.wait(
        lambda: re.search(r"3 of 3 replies go on · [3-9]\d tokens", "\n".join(terminal.lines)) is not None, "progress"
    )
    terminal.send(CTRL_C)
    terminal.ready()
    assert "replies go on" not in terminal.transcript
    assert len(re.findall(r"(?m)^[234] · temp 1 · seed \d+ · \d+ tokens · stopped$", terminal.transcript)) == 3
    assert "answer 3 of 4" in terminal.say("/alt 3")
    terminal.send(CTRL_D)
    assert terminal.end() == 0
