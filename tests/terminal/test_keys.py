"""Keys that only a real terminal shows: Ctrl-Z, keys typed ahead, pastes, an editor, a window that is small or goes."""

import re
import signal
import sys
import time
from pathlib import Path

from programs import PATIENCE, WITHOUT_END
from terminals import CTRL_C, CTRL_D, ENTER, SHORT, UP, Open, Terminal, history_of

from rwkvchat.ui.history import LineHistory

CTRL_L, CTRL_O, CTRL_R, CTRL_Z, EDITOR = "\x0c", "\x0f", "\x12", "\x1a", "\x18\x05"
LINES = "\n".join(f"line {number}" for number in range(214))


def typed_lines(terminal: Terminal) -> list[str]:
    """The lines in the history, the oldest first."""
    return [*LineHistory(history_of(terminal.program)).load_history_strings()][::-1]


def test_ctrl_z_and_fg_give_the_terminal_back_and_take_it_again(open_chat: Open) -> None:
    terminal = open_chat(*WITHOUT_END, jobs=True)
    terminal.ready()
    terminal.send("half a draft")
    terminal.ready("half a draft")
    terminal.send(CTRL_Z)
    terminal.stopped(1)
    terminal.send("\n")
    terminal.ready("half a draft")
    terminal.send(CTRL_C)
    terminal.ready()

    terminal.begin("talk")
    terminal.send(CTRL_Z)
    terminal.stopped(2)
    terminal.send("\n")
    seen = len(terminal.transcript)
    terminal.wait(lambda: len(terminal.transcript) > seen + 300, "more of the reply")
    terminal.send("typed ahead")
    terminal.send(CTRL_C)
    terminal.ready("typed ahead")

    terminal.signal(signal.SIGSTOP)  # which no program can prepare for
    terminal.wait(lambda: terminal.raw.count(b"stopped=") == 3, "the program's stop")
    terminal.send("\n")
    terminal.wait(lambda: terminal.transcript.count("> typed ahead") >= 2, "the line again")
    terminal.send("!")
    terminal.ready("typed ahead!")
    terminal.send(CTRL_C)
    terminal.ready()
    terminal.send(CTRL_D)
    assert terminal.end() == 0


def test_keys_typed_ahead_make_one_draft_whatever_keys_they_are(chat: Terminal) -> None:
    chat.say("/max 10000000")
    chat.begin("talk on")
    chat.send(f"/exit\r{UP}second\x1b[1;5D lime{ENTER}\x7f\x04\tx\x7f{ENTER}{ENTER}")
    time.sleep(0.2)
    chat.send(CTRL_C)
    chat.shows("> /exit\n  second lim")
    assert chat.line.rstrip() in ("  second lime", "  second lim")
    chat.send(CTRL_C)
    chat.ready()
    chat.send(UP)
    chat.shows("> /exit\n  second lim")
    chat.send(CTRL_C)
    chat.ready()


def test_a_long_paste_is_folded_shown_by_a_key_and_sent_in_full(chat: Terminal) -> None:
    chat.send(f"\x1b[200~{LINES}\x1b[201~")
    chat.ready("[paste 1: 214 lines]")
    chat.shows("Ctrl-O shows the paste in full")
    chat.send(CTRL_O)
    chat.wait(lambda: chat.line == "  line 213", "the paste in full")
    chat.send(CTRL_C)
    chat.ready()
    chat.send(f"read: \x1b[200~{LINES}\x1b[201~")
    chat.ready("read: [paste 2: 214 lines]")
    chat.send(ENTER)
    chat.ready()
    assert "read: [paste 2: 214 lines]" in chat.transcript
    assert "line 100\nline 101\n" in "\n".join(chat.say("/state text"))
    assert f"read: {LINES}" in typed_lines(chat)


def test_a_paste_that_the_terminal_does_not_mark_is_not_sent(chat: Terminal) -> None:
    chat.send("one\r/exit\rthree\r")
    chat.shows("> one\n  /exit\n  three\n")
    chat.send(CTRL_C)
    chat.ready()


def test_a_block_takes_lines_until_its_quotes_and_a_slash_in_it_is_text(chat: Terminal) -> None:
    chat.send('"""')
    chat.ready('"""')
    chat.send(ENTER)
    chat.shows('""" at the end of a line ends the block')
    chat.send("/reset\\")
    chat.wait(lambda: chat.line == "  /reset\\", "the second line")
    chat.send(ENTER)
    chat.wait(lambda: chat.line == "", "the third line")
    chat.send('all"""')
    chat.wait(lambda: chat.line == '  all"""', "the third line")
    chat.send(ENTER)
    chat.ready()
    assert "/reset\\\nall" in "\n".join(chat.say("/state text"))


def test_the_history_is_searched_and_the_screen_cleared(chat: Terminal) -> None:
    chat.say("/temp 0.75")
    chat.say("/max 12")
    chat.send("a draft")
    chat.ready("a draft")
    chat.send(CTRL_L)
    chat.wait(lambda: chat.lines[0] == "> a draft" and chat.lines[1] == "", "a clear screen")
    chat.send(f"{CTRL_R}0.75")
    chat.shows("/temp 0.75")
    chat.send(ENTER)
    chat.ready("/temp 0.75")
    chat.send(CTRL_C)
    chat.ready()
    chat.send(UP + UP)
    chat.wait(lambda: chat.line != ">", "an older line")
    chat.send(CTRL_C)
    chat.ready()


def test_a_small_window_has_room_for_menu_toolbar_and_editor(open_chat: Open, tmp_path: Path) -> None:
    script = tmp_path / "editor.py"
    script.write_text("import sys\nwith open(sys.argv[1], 'a') as file:\n    file.write(' and more')\n")
    settings = tmp_path / "config" / "rwkvchat" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f"""editor = "'{sys.executable}' '{script}'"\n""")
    terminal = open_chat(*SHORT, columns=40, lines=10)
    terminal.ready()
    terminal.shows("1 token read")
    assert terminal.lines[-1] == "tiny · temp 1 · 1 token read"
    terminal.send("/st\t\t")
    terminal.wait(lambda: terminal.line.startswith("> /sta"), "a completion")
    terminal.wait(lambda: any("figures" in line.lower() for line in terminal.lines), "what it is")
    assert terminal.lines[-1] == "tiny · temp 1 · 1 token read"
    terminal.send(CTRL_C)
    terminal.ready()
    terminal.send("a draft")
    terminal.ready("a draft")
    terminal.send(EDITOR)
    terminal.ready("a draft and more")
    (tmp_path / "editor.py").write_text("raise SystemExit(3)")
    terminal.send(EDITOR)
    terminal.shows("failed: it ended with code 3")
    terminal.ready("a draft and more")
    terminal.child.setwinsize(24, 80)
    terminal.screen.resize(24, 80)
    terminal.wait(lambda: terminal.lines[-1].startswith("tiny · completion"), "the toolbar of a wider window")
    terminal.ready("a draft and more")
    terminal.signal(signal.SIGTERM)
    assert terminal.end() == 143
    assert typed_lines(terminal)[-1] == "a draft and more"


def test_when_the_window_is_closed_the_draft_is_in_the_history(open_chat: Open) -> None:
    terminal = open_chat(*SHORT)
    terminal.ready()
    terminal.send("never lose this")
    terminal.ready("never lose this")
    terminal.child.close(force=False)
    deadline = time.monotonic() + PATIENCE
    while typed_lines(terminal)[-1:] != ["never lose this"]:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_dumb_terminal_gets_a_plain_line_and_no_escapes(open_chat: Open) -> None:
    terminal = open_chat(*SHORT, term="dumb")
    terminal.ready()
    terminal.send("hello\r")
    terminal.shows("tokens/s")
    terminal.ready()
    assert len(terminal.after("hello").partition("12 tokens")[0].strip()) > 10
    terminal.send("one\r/exit\r")
    terminal.shows("(Enter alone sends this; Ctrl-C takes it back)")
    terminal.ready()
    terminal.send(CTRL_C)
    terminal.wait(lambda: terminal.lines[terminal.screen.cursor.y - 1].startswith("> ^C"), "the line taken back")
    terminal.send(CTRL_C)
    terminal.shows("(to leave type /exit or press Ctrl-D)")
    terminal.send(CTRL_D)
    assert terminal.end() == 0
    assert re.search(rb"\x1b", terminal.raw) is None
    assert typed_lines(terminal) == ["hello", "one\n/exit"]
