"""Every key of the input line, through prompt_toolkit's own pipe."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.input.base import PipeInput
from prompt_toolkit.output import DummyOutput

from rwkvchat.config import Folders, private_file
from rwkvchat.errors import WeightsError
from rwkvchat.ui.prompt import HINT, Prompt

ENTER, ALT_ENTER, CTRL_C, CTRL_D, CTRL_J, TAB, UP, DOWN = "\r", "\x1b\r", "\x03", "\x04", "\n", "\t", "\x1b[A", "\x1b[B"
LEFT, BACKSPACE = "\x1b[D", "\x7f"

Make = Callable[..., Prompt]


def pasted(text: str) -> str:
    """A bracketed paste, as a terminal sends it."""
    return f"\x1b[200~{text}\x1b[201~"


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    with create_pipe_input() as pipe:
        yield pipe


@pytest.fixture
def make(keys: PipeInput) -> Make:
    def words(text: str) -> list[str]:
        name, space, argument = text[1:].partition(" ")
        found = ["on", "off"] if space else ["/stats", "/state"]
        return [word for word in found if word.startswith(argument if space else f"/{name}")]

    def make(history: Path | None = None) -> Prompt:
        return Prompt(words, lambda: "toolbar", history, keys, DummyOutput())

    return make


Typist = Callable[..., None]


@pytest.fixture
def typist(keys: PipeInput) -> Iterator[Typist]:
    """Sends keys in steps, each with the text that must stand in the line before the next; tries each again."""
    threads = []

    def type_steps(prompt: Prompt, *steps: tuple[str, str | None]) -> None:
        def stands(text: str | None, seconds: float) -> bool:
            deadline = time.monotonic() + seconds
            while time.monotonic() < deadline:
                if text is None or prompt.session.default_buffer.text == text:
                    return True
                time.sleep(0.02)
            return False

        def work() -> None:
            for text, shown in steps:
                for _ in range(10):
                    keys.send_text(text)
                    # History and completions come a moment after they are asked for.
                    if stands(shown, 3) or text not in (UP, TAB):
                        break

        threads.append(threading.Thread(target=work))
        threads[-1].start()

    yield type_steps
    for thread in threads:
        thread.join()


def toolbar(prompt: Prompt) -> str:
    shown = prompt.session.bottom_toolbar
    assert callable(shown)
    return str(shown())


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        pytest.param(f"hello{ENTER}", "hello", id="Enter sends"),
        pytest.param(ENTER, "", id="Enter sends an empty line too"),
        pytest.param(f"a{ALT_ENTER}b{ENTER}", "a\nb", id="Alt-Enter makes a new line"),
        pytest.param(f"a{CTRL_J}b{ENTER}", "a\nb", id="Ctrl-J makes a new line"),
        pytest.param(f"a\\{ENTER}b{ENTER}", "a\nb", id="a backslash at the end makes a new line"),
        pytest.param(f"a\\b{ENTER}", "a\\b", id="a backslash inside is text"),
        pytest.param(f"a\\b{LEFT}{ENTER}", "a\\b", id="a backslash before the cursor is text"),
        pytest.param(f"ab{LEFT}{CTRL_J}{ENTER}", "a\nb", id="a new line in the middle"),
        pytest.param(pasted("one") + ENTER, "one", id="a paste"),
        pytest.param(pasted("one\ntwo\n") + ENTER, "one\ntwo\n", id="a paste of lines is not sent"),
        pytest.param(pasted("one\rtwo\r\nthree") + ENTER, "one\ntwo\nthree", id="a paste from other systems"),
        pytest.param(pasted("/exit\n/exit\n") + "x" + ENTER, "/exit\n/exit\nx", id="a pasted command is not run"),
        pytest.param(pasted("a\\\nb") + ENTER, "a\\\nb", id="pasted backslashes are text"),
        pytest.param(pasted("a\x03\x04\t") + ENTER, "a\x03\x04\t", id="pasted controls"),
        pytest.param(f"grüße 日本 👩\u200d🔬{ENTER}", "grüße 日本 👩\u200d🔬", id="wide and joined characters"),
        pytest.param(f"日本{BACKSPACE}語{ENTER}", "日語", id="a wide character is taken back whole"),
        pytest.param(f"ab{CTRL_D}{ENTER}", "ab", id="Ctrl-D at the end of a text does nothing"),
        pytest.param(f"ab{LEFT}{CTRL_D}{ENTER}", "a", id="Ctrl-D inside a text deletes a character"),
    ],
)
def test_keys_make_the_line(make: Make, keys: PipeInput, typed: str, line: str) -> None:
    keys.send_text(typed)
    assert make().read() == line


def test_ctrl_d_on_an_empty_line_leaves(make: Make, keys: PipeInput) -> None:
    keys.send_text(CTRL_D)
    with pytest.raises(EOFError):
        make().read()


def test_ctrl_c_clears_the_text_and_up_brings_it_back(make: Make, keys: PipeInput) -> None:
    prompt = make()
    keys.send_text(f"a long draft{CTRL_C}short{ENTER}")
    assert prompt.read() == "short"
    assert not prompt.hinted
    keys.send_text(f"{UP}{UP}{ENTER}")
    assert prompt.read() == "a long draft"


def test_a_cleared_draft_can_be_had_again_at_once(make: Make, typist: Typist, tmp_path: Path) -> None:
    prompt = make(private_file(tmp_path / "history"))
    draft = "a long draft"
    typist(prompt, (draft, draft), (CTRL_C, ""), (UP, draft), (f"!{ENTER}", None))
    assert prompt.read() == "a long draft!"


def test_ctrl_c_on_an_empty_line_tells_how_to_leave_and_stays(make: Make, keys: PipeInput) -> None:
    prompt = make()
    assert toolbar(prompt) == "toolbar"
    keys.send_text(f"{CTRL_C}{CTRL_C}{CTRL_C}x{ENTER}")
    assert prompt.read() == "x"
    assert toolbar(prompt) == HINT
    keys.send_text(f"y{ENTER}")
    assert prompt.read() == "y"
    assert toolbar(prompt) == "toolbar"


def test_the_toolbar_is_made_harmless(keys: PipeInput) -> None:
    prompt = Prompt(lambda _: (), lambda: "model \x1b[31m\u202e", None, keys, DummyOutput())
    assert toolbar(prompt) == "model ^[[31m<U+202E>"


def test_up_and_down_go_through_the_history(make: Make, keys: PipeInput, tmp_path: Path) -> None:
    history = private_file(tmp_path / "history")
    prompt = make(history)
    for line in ("one", "two\nlines", "three"):
        keys.send_text(line + ENTER)  # the line feed is Ctrl-J
        assert prompt.read() == line
    keys.send_text(f"{UP}{UP}{ENTER}")
    assert prompt.read() == "two\nlines"
    keys.send_text(f"{UP}{UP}{DOWN}{ENTER}")
    assert make(history).read() == "two\nlines"


def test_a_line_that_begins_with_a_space_is_not_stored(make: Make, keys: PipeInput, tmp_path: Path) -> None:
    history = private_file(tmp_path / "history")
    prompt = make(history)
    keys.send_text(f" secret{ENTER}")
    assert prompt.read() == " secret"
    keys.send_text(f" secret draft{CTRL_C}open{ENTER}")
    assert prompt.read() == "open"
    stored = history.read_text()
    assert "secret" not in stored
    assert "open" in stored


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX permissions")
def test_the_history_is_for_its_user_alone(make: Make, keys: PipeInput, tmp_path: Path) -> None:
    folders = Folders(tmp_path / "new" / "state", tmp_path / "data", tmp_path / "cache")
    before = os.umask(0)
    try:
        history = private_file(folders.history)
        keys.send_text(f"hello{ENTER}")
        make(history).read()
    finally:
        os.umask(before)
    assert history.stat().st_mode & 0o777 == 0o600
    assert history.parent.stat().st_mode & 0o777 == 0o700
    assert "hello" in history.read_text()


def test_without_a_file_nothing_is_stored_and_up_works_all_the_same(make: Make, keys: PipeInput) -> None:
    prompt = make()
    keys.send_text(f"hello{ENTER}")
    prompt.read()
    keys.send_text(f"{UP}{ENTER}")
    assert prompt.read() == "hello"


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        pytest.param("/stats", "/stats", id="the whole of a name"),
        pytest.param("/state", "/state", id="the whole of another name"),
        pytest.param("/st", "/stat", id="what two names share"),
        pytest.param("/stats of", "/stats off", id="an argument"),
    ],
)
def test_tab_completes_commands_and_their_arguments(make: Make, typist: Typist, typed: str, line: str) -> None:
    prompt = make()
    typist(prompt, (typed, typed), (TAB, line), (ENTER, None))
    assert prompt.read() == line


@pytest.mark.parametrize("text", ["hello", " /st", "//st", "/st\nx", ""], ids=repr)
def test_only_commands_are_completed(make: Make, keys: PipeInput, text: str) -> None:
    keys.send_text(text + TAB + ENTER)
    assert make().read().rstrip() == text


def test_a_draft_stands_in_the_line(make: Make, keys: PipeInput) -> None:
    keys.send_text(f"!{ENTER}")
    assert make().read("stopped") == "stopped!"


def test_a_draft_of_lines_is_not_sent_by_itself(make: Make, keys: PipeInput) -> None:
    keys.send_text(f"three{ENTER}")
    assert make().read("one\ntwo\n") == "one\ntwo\nthree"


def test_abort_from_another_thread_ends_the_reading_with_its_error(make: Make) -> None:
    prompt = make()

    def give_up() -> None:
        deadline = time.monotonic() + 60
        while not prompt.session.app.is_running and time.monotonic() < deadline:
            time.sleep(0.01)
        prompt.abort(WeightsError("no such model"))

    other = threading.Thread(target=give_up)
    other.start()
    with pytest.raises(WeightsError, match="no such model"):
        prompt.read()
    other.join()
    with pytest.raises(WeightsError):  # there is no way on
        prompt.read()


def test_abort_before_the_reading_ends_it_at_once(make: Make) -> None:
    prompt = make()
    prompt.abort(WeightsError("no such model"))
    with pytest.raises(WeightsError):
        prompt.read("draft")


def test_abort_after_the_reading_waits_for_the_next(make: Make, keys: PipeInput) -> None:
    prompt = make()
    keys.send_text(f"hello{ENTER}")
    assert prompt.read() == "hello"
    prompt.abort(WeightsError("no such model"))
    prompt.refresh()
    with pytest.raises(WeightsError):
        prompt.read()
