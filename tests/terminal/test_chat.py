"""The program in a terminal, as a user sees it: keys in, screen out."""

import re
import signal
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from programs import WITHOUT_END, Program
from terminals import CTRL_C, CTRL_D, ENTER, SHORT, UP, Open, Terminal, history_of, reply_in


def test_a_message_gets_a_reply_a_line_of_figures_and_the_prompt_again(chat: Terminal) -> None:
    assert reply_in(chat.say("hello"))
    chat.wait(
        lambda: re.fullmatch(r"tiny · completion · temp 1 · \d+ tokens read", chat.lines[-1]) is not None, "toolbar"
    )


def test_retry_undo_and_redo_move_between_answers(chat: Terminal) -> None:
    first = reply_in(chat.say("hello"))
    memory = chat.say("/state text")
    second = reply_in(chat.say("/retry temp=3"))
    assert second != first
    assert chat.say("/state text") != memory
    assert chat.say("/undo")[0].startswith("now after the reply: ")
    assert chat.say("/state text") == memory
    chat.say("/redo")
    assert chat.say("/state text") != memory
    chat.say("/undo 2")
    assert "at the beginning of the conversation" in chat.transcript
    assert chat.say("/undo x") == ["x is not a number of steps", "give a whole number from 1"]
    assert chat.say("/retry") == ["there is no message here to answer", "ask something first, or /goto one"]


def test_the_same_seed_gives_the_same_answer(chat: Terminal) -> None:
    answers = []
    for _ in range(2):
        chat.say("/reset")
        chat.say("/seed 77")
        answers.append(reply_in(chat.say("hello")))
    assert answers[0] == answers[1]


def test_reset_forgets_and_undo_brings_it_back(chat: Terminal) -> None:
    chat.say("hello")
    memory = chat.say("/state text")
    chat.say("/clear")
    assert "".join(chat.say("/state text")) == ""
    chat.say("/undo")
    assert chat.say("/state text") == memory


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        pytest.param("/temp 0.3", ["temp is 0.3 (a number from 0 to 10)"], id="a setting"),
        pytest.param("/temp", ["temp is 1 (a number from 0 to 10)"], id="a setting shown"),
        pytest.param("/temp 99", ["temp cannot be 99", "give a number from 0 to 10"], id="out of range"),
        pytest.param("/temp hot", ["temp cannot be 'hot'", "give a number from 0 to 10"], id="no number"),
        pytest.param("/set tmep=1", ["there is no setting named tmep", "did you mean temp?"], id="no such setting"),
        pytest.param("/set temp", ["temp is 1 (a number from 0 to 10)", "how freely"], id="one setting"),
        pytest.param("/set temp=1 x", ["x gives no value", "write it as name=value, such as temp=0.7"], id="no value"),
        pytest.param(
            "/help temp",
            ["/temp [X]", "How freely tokens are chosen; 0 takes the likeliest.", "It is a number from 0 to 10."],
            id="help",
        ),
        pytest.param("/system x", ["the template completion has no place for a system text"], id="no place"),
        pytest.param("/stats off", ["figures after replies are off"], id="stats off"),
        pytest.param("/stats on", ["figures after replies are on"], id="stats on"),
        pytest.param("/stats of", ["/stats of means nothing", "write /stats, /stats on or /stats off"], id="stats of"),
        pytest.param("/reset now", ["/reset takes nothing after it", "write /reset"], id="too much"),
        pytest.param("/load no.state", ["there is no conversation file no.state", "check the path"], id="load nothing"),
        pytest.param("/state info now", ["/state info now means nothing", "write /state, "], id="state what"),
    ],
)
def test_a_command_answers(chat: Terminal, line: str, shown: list[str]) -> None:
    lines = chat.say(line)
    assert len(lines) == len(shown) or line == "/system x"
    for expected, got in zip(shown, lines, strict=False):
        assert expected in got


def test_an_unknown_command_is_never_sent_to_the_model(chat: Terminal) -> None:
    memory = chat.say("/state text")
    shown = " ".join(chat.say("/tmep 0.5"))
    assert "there is no command /tmep" in shown
    assert "did you mean /temp?" in shown
    assert chat.say("/state text") == memory


def test_two_slashes_or_a_space_send_a_literal_slash(chat: Terminal) -> None:
    chat.say("//temp is a folder")
    chat.say(" /etc too")
    memory = "\n".join(chat.say("/state text"))
    assert "/temp is a folder" in memory
    assert "//temp" not in memory
    assert "/etc too" in memory


def test_help_lists_every_command_and_set_every_setting(chat: Terminal) -> None:
    chat.say("/help all")
    for word in ("/help [COMMAND|TOPIC]", "/undo [n]", "/save [FILE]", "/branches", "leaving:", "/exit"):
        assert word in chat.transcript
    rows = {line.split()[0]: line.split()[1:3] for line in chat.say("/set top_k=9") if line and line[0] != " "}
    assert rows["top_k"] == ["9", "0"]
    assert rows["max_tokens"] == ["12", "500"]


def test_templates_and_system_texts_are_switched(chat: Terminal) -> None:
    assert any(line.startswith("* completion") for line in chat.say("/template"))
    assert "no template named" in chat.say("/template nope")[0]
    chat.say("/template alpaca")
    chat.say("/system You are a pirate.")
    assert chat.say("/system") == ["You are a pirate."]
    assert "You are a pirate." in chat.say("/state text")
    chat.say("hello")
    assert "### Instruction: hello" in chat.say("/state text")
    chat.wait(lambda: "alpaca" in chat.lines[-1], "the template in the toolbar")


def test_stats_tell_of_model_and_reply(chat: Terminal) -> None:
    chat.say("hello")
    rows = {line.split()[0]: line for line in chat.say("/stats")}
    assert "tiny" in rows["model"]
    assert rows["strategy"].split()[:4] == ["strategy", "cpu", "fp32", "(auto:"]
    assert re.search(r"12 tokens, \d+ tokens/s, seed 5$", rows["reply"])


def test_a_conversation_is_saved_and_loaded(chat: Terminal) -> None:
    chat.say("a memorable message")
    memory = chat.say("/state text")
    assert chat.say("/save a.state") == ["saved to a.state; /load a.state goes on from there"]
    kept = " ".join(chat.say("/save"))
    chat.say("/reset")
    shown = chat.say("/load a.state")
    assert "> a memorable message" in shown
    assert "loaded 2 turns as a copy; the model remembers " in " ".join(shown)
    assert shown[-1] == ""
    assert chat.say("/state text") == memory
    assert re.search(r"kept as (20\d{6}-\d{6}-[0-9a-f]{4}); /load \1 or rwkvchat -r \1 goes on from there", kept)


def test_ctrl_c_in_a_reply_keeps_its_part_and_gives_the_prompt_back(chat: Terminal) -> None:
    chat.say("/max 10000000")
    chat.begin("stop me")
    chat.send(CTRL_C)
    chat.ready()
    shown = chat.after("stop me")
    part, figures, rest = shown.partition("\nstopped · ")
    assert figures
    assert "^C" not in rest
    # Line breaks apart, the model remembers what was shown, and nothing else was.
    assert "".join(part.split()) in "".join("".join(chat.say("/state text")).split())


def test_keys_typed_during_a_reply_wait_in_the_line(chat: Terminal) -> None:
    chat.say("/max 10000000")
    chat.begin("go on")
    chat.send("typed ahead\rand more")
    seen = len(chat.after("go on"))
    chat.wait(lambda: len(chat.after("go on")) > seen + 400, "more of the reply")
    assert "typed ahead" not in chat.transcript
    chat.send(CTRL_C)
    chat.shows("> typed ahead\n  and more")
    assert chat.line == "  and more"
    chat.send(CTRL_C)
    chat.ready()


def test_a_paste_of_lines_is_not_sent_until_enter(chat: Terminal) -> None:
    chat.send("\x1b[200~one\n/exit\nthree\x1b[201~")
    chat.shows("> one\n  /exit\n  three")
    assert chat.line == "  three"
    chat.send(ENTER)
    chat.ready()
    memory = "\n".join(chat.say("/state text"))
    assert "one\n/exit\nthree" in memory


def test_a_cleared_draft_comes_back_with_up(chat: Terminal) -> None:
    chat.send("a draft")
    chat.ready("a draft")
    chat.send(CTRL_C)
    chat.ready()
    chat.send(UP)
    chat.ready("a draft")
    chat.send(CTRL_C)
    chat.ready()
    chat.send(CTRL_C)
    chat.shows("to leave type /exit or press Ctrl-D")


def test_tab_completes_names_and_arguments(chat: Terminal) -> None:
    chat.send("/templ\t")
    chat.ready("/template")
    chat.send(" raven-c\t")
    chat.ready("/template raven-chat")
    chat.send(CTRL_C)
    chat.ready()


def test_wide_characters_can_be_typed_and_deleted(chat: Terminal) -> None:
    chat.send("日本語\x7f")
    chat.wait(lambda: "".join(chat.line.split()) == ">日本", "two wide characters")
    chat.send(CTRL_C)
    chat.ready()


@pytest.mark.parametrize(
    "keys",
    [
        pytest.param("/exit\r", id="slash exit"),
        pytest.param("/quit\r", id="slash quit"),
        pytest.param("exit\r", id="exit"),
        pytest.param(CTRL_D, id="Ctrl-D"),
    ],
)
def test_leaving_gives_code_0_and_the_terminal_as_it_was(open_chat: Open, keys: str) -> None:
    terminal = open_chat(*SHORT)
    terminal.ready()
    terminal.send(keys)
    assert terminal.end() == 0
    assert terminal.transcript.count("rwkvchat with tiny") == 1
    assert "Traceback" not in terminal.transcript


@pytest.mark.parametrize(
    ("number", "code"),
    [pytest.param(signal.SIGTERM, 143, id="TERM"), pytest.param(signal.SIGHUP, 129, id="HUP")],
)
@pytest.mark.parametrize("during", ["the prompt", "a reply"])
def test_a_signal_leaves_the_terminal_as_it_was(open_chat: Open, number: int, code: int, during: str) -> None:
    terminal = open_chat(*WITHOUT_END)
    terminal.ready()
    if during == "a reply":
        terminal.begin("hello")
    terminal.signal(number)
    assert terminal.end() == code
    assert "Traceback" not in terminal.transcript
    assert "Exception" not in terminal.transcript


def test_two_quick_interrupts_leave(open_chat: Open, slow_model_file: Path) -> None:
    terminal = open_chat(*WITHOUT_END, model=slow_model_file)
    for attempt in range(30):
        terminal.begin(f"message {attempt}", length=20)
        terminal.send(CTRL_C)
        time.sleep(0.002 * (attempt % 10))  # the second has to come before the step under way has ended
        terminal.send(CTRL_C)
        terminal.wait(lambda: terminal.line == ">" or b"code=" in terminal.raw, "the prompt or the end")
        if b"code=" in terminal.raw:
            break
    assert terminal.end() == 130
    assert "Traceback" not in terminal.transcript


def test_ctrl_c_while_a_long_message_is_read_gives_it_back(open_chat: Open, slow_model_file: Path) -> None:
    terminal = open_chat(*SHORT, model=slow_model_file)
    terminal.ready()
    text = "\n".join(f"line {number} of a long message that is pasted as a whole" for number in range(600))
    terminal.send(f"\x1b[200~{text}\x1b[201~")
    terminal.ready("[paste 1: 600 lines]")
    terminal.send(ENTER)
    terminal.shows("reading")
    terminal.send(CTRL_C)
    terminal.shows("stopped before the message was read; here it is again")
    terminal.ready("[paste 1: 600 lines]")
    assert "reading" not in "\n".join(terminal.lines)
    terminal.send(CTRL_C)
    terminal.ready()
    assert terminal.say("/undo") == ["there is nothing to undo"]
    terminal.send(UP + UP)
    terminal.wait(lambda: terminal.line != ">", "the draft")
    terminal.send(CTRL_C + CTRL_D)
    assert terminal.end() == 0


def test_a_model_that_fails_to_load_ends_the_prompt_with_its_message(open_chat: Open) -> None:
    """The device is looked for only when torch is there, while the prompt stands."""
    terminal = open_chat("--strategy", "cuda:99 fp16")
    terminal.wait(lambda: any(line.startswith("> ") or line == ">" for line in terminal.lines), "the prompt")
    terminal.send("a message that will not be answered")
    assert terminal.end() == 3
    assert re.search(r"there is no (CUDA device|cuda:99)", terminal.transcript)
    assert "Traceback" not in terminal.transcript


CRASH = """
import sys
from rwkvchat.app import App
from rwkvchat.cli.program import main

def fail(app):
    raise ZeroDivisionError("by zero")

def toolbar(app, given=App.toolbar):
    return given(app) if app.prompt.session.default_buffer.text != "boom" else fail(app)

App.toolbar, App._place = toolbar, fail
sys.exit(main())
"""


class Crashing(Program):
    """The program with a mistake in its toolbar and another between two lines."""

    def command(self, arguments: Sequence[str], *, model: bool = True) -> list[str]:
        python, _, _, *words = super().command(arguments, model=model)
        return [python, "-c", CRASH, *words]


@pytest.mark.parametrize("keys", ["boom", "hello\r"], ids=["while the line is drawn", "between two lines"])
def test_a_mistake_of_the_program_leaves_the_terminal_as_it_was(tmp_path: Path, model_file: Path, keys: str) -> None:
    terminal = Terminal(Crashing(tmp_path, model_file), *SHORT)
    terminal.ready()
    terminal.send(keys)
    assert terminal.end() == 1
    assert "this should not have happened: ZeroDivisionError: by zero" in terminal.transcript
    assert "Traceback" not in terminal.transcript
    assert keys.strip() in history_of(terminal.program).read_text()
    terminal.close()


def test_a_message_sent_while_the_model_loads_is_answered(open_chat: Open) -> None:
    terminal = open_chat(*SHORT)
    terminal.shows("tiny · loading")
    assert reply_in(terminal.say("hello"))
    terminal.send(CTRL_D)
    assert terminal.end() == 0


def test_a_small_window_is_enough(open_chat: Open) -> None:
    terminal = open_chat(*SHORT, columns=40, lines=10)
    assert "12 tokens" in " ".join(terminal.say("hello"))
    shown = terminal.say("/set")
    assert max(map(len, shown)) <= 40
    assert "penalty_decay" in [line.split()[0] for line in shown]
    notice = terminal.say("/reset")
    assert " ".join(notice) == "the model remembers nothing of this conversation now; /undo brings it back"
    terminal.send("word " * 30)
    terminal.wait(lambda: "".join("".join(terminal.lines).split()).count("word") == 30, "the long line, whole")
    terminal.send(CTRL_C)
    terminal.ready()
    terminal.send("/exit\r")
    assert terminal.end() == 0


def test_what_is_typed_is_kept_for_its_user_alone(open_chat: Open, tmp_path: Path) -> None:
    terminal = open_chat(*SHORT, "--save-state", "end.state")
    terminal.say("/temp 0.5")
    terminal.say(" secret")
    terminal.send("/exit\r")
    assert terminal.end() == 0
    assert "saved to end.state" in terminal.transcript
    assert (tmp_path / "end.state").stat().st_mode & 0o777 == 0o600
    history = history_of(terminal.program)
    assert "/temp 0.5" in history.read_text()
    assert "secret" not in history.read_text()
    assert history.stat().st_mode & 0o777 == 0o600
    again = open_chat(*SHORT, "--state", "end.state")
    assert "secret" in "".join(again.say("/state text"))
    again.send(UP + UP)
    again.ready("/exit")
    again.send(CTRL_C + CTRL_D)
    assert again.end() == 0


def test_with_standard_output_in_a_file_the_chat_stays_in_the_terminal(open_chat: Open, tmp_path: Path) -> None:
    terminal = open_chat(*SHORT, redirect=">answers.txt")
    terminal.ready()
    terminal.send("hello\r")
    terminal.shows("12 tokens")
    terminal.ready()
    terminal.send(CTRL_D)
    assert terminal.end() == 0
    answers = (tmp_path / "answers.txt").read_text()
    assert answers.strip()
    assert "\x1b" not in answers
    assert "hello" not in answers
    assert ">" not in answers.splitlines()[0][:2]
