"""Every key of the input line, through prompt_toolkit's own pipe."""

import errno
import io
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyte
import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.formatted_text import fragment_list_to_text
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.input.base import PipeInput
from prompt_toolkit.layout.processors import TransformationInput
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.output.vt100 import Vt100_Output
from terminals import Screen

from rwkvchat.config import Folders, private_file
from rwkvchat.errors import RwkvchatError, WeightsError
from rwkvchat.ui.completer import completion
from rwkvchat.ui.history import LineHistory
from rwkvchat.ui.pastes import Shown
from rwkvchat.ui.prompt import BLOCK_HINT, HINT, PASTE_HINT, Prompt
from rwkvchat.ui.suggestion import Suggestion
from rwkvchat.ui.toolbar import Part

CTRL_L, CTRL_O, CTRL_R, EDITOR = "\x0c", "\x0f", "\x12", "\x18\x05"
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
    def words(text: str) -> list[Suggestion]:
        name, space, argument = text[1:].partition(" ")
        found = ["on", "off"] if space else ["/stats", "/state"]
        return [Suggestion(word) for word in found if word.startswith(argument if space else f"/{name}")]

    def make(history: Path | None = None, **options: Any) -> Prompt:
        return Prompt(words, lambda: [Part("toolbar", 1)], history, keys, DummyOutput(), **options)

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
                time.sleep(0.05)  # nobody types quicker than a paste comes
                for _ in range(10):
                    keys.send_text(text)
                    # History and completions come a moment after they are asked for.
                    if stands(shown, 3 if text in (UP, TAB) else 60) or text not in (UP, TAB):
                        break

        threads.append(threading.Thread(target=work))
        threads[-1].start()

    yield type_steps
    for thread in threads:
        thread.join()


def toolbar(prompt: Prompt) -> str:
    shown = prompt.session.bottom_toolbar
    assert callable(shown)
    return fragment_list_to_text(shown())


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
        pytest.param(f"a\\{CTRL_J}b{UP}\x05{ENTER}{ENTER}", "a\n\nb", id="a backslash at the end of an earlier line"),
        pytest.param(f'"""one{ENTER}two"""{ENTER}', '"""one\ntwo"""', id="a block"),
        pytest.param(f'"""{ENTER}one{ENTER}"""{ENTER}', '"""\none\n"""', id="a block with its quotes apart"),
        pytest.param(f'"""{ENTER}a\\{ENTER}"""{ENTER}', '"""\na\\\n"""', id="a backslash in a block is text"),
        pytest.param(f'"""{ENTER}' + pasted('"""d"""\nx') + f'"""{ENTER}', '"""\n"""d"""\nx"""', id="code in a block"),
        pytest.param(pasted('"""\n/exit\n"""') + ENTER, '"""\n/exit\n"""', id="a pasted block"),
        pytest.param(pasted('"""Doc."""\nimport os') + ENTER, '"""Doc."""\nimport os', id="pasted code is no block"),
        pytest.param(f'say """{ENTER}', 'say """', id="quotes elsewhere open no block"),
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


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        pytest.param("one\rtwo", "one\ntwo", id="the Enter within"),
        pytest.param("one\rtwo\r", "one\ntwo\n", id="the last Enter too"),
        pytest.param("/exit\r/exit\r", "/exit\n/exit\n", id="commands"),
        pytest.param("x" * 1100 + "\r" + "y\r" * 1000, "x" * 1100 + "\n" + "y\n" * 1000, id="in several pieces"),
    ],
)
def test_what_comes_in_one_go_is_a_paste_and_is_not_sent(
    make: Make, keys: PipeInput, typist: Typist, typed: str, line: str
) -> None:
    """As in a terminal that does not say what is pasted."""
    prompt = make()
    keys.send_text(typed)
    typist(prompt, ("", line), ("!", line + "!"), (ENTER, None))
    assert prompt.read() == line + "!"


def test_an_enter_too_many_sends_nothing_of_what_stands_in_the_next_line(make: Make, keys: PipeInput) -> None:
    prompt = make()
    keys.send_text(f"one{ENTER}{ENTER}{ENTER}")
    assert prompt.read() == "one"
    keys.send_text(f"!{ENTER}")
    assert prompt.read("a draft") == "a draft!"


def test_a_paste_right_behind_enter_stands_in_the_next_line(make: Make, keys: PipeInput) -> None:
    prompt = make()
    keys.send_text(f"one{ENTER}{pasted('two')}")
    assert prompt.read() == "one"
    keys.send_text(f"!{ENTER}")
    assert prompt.read("a draft") == "a draft\ntwo!"


LONG = "\n".join(f"line {number} of a long text" for number in range(214))


def display(prompt: Prompt) -> str:
    """What the input line shows of its text, line by line."""
    shown = Shown(prompt._pastes)
    document = prompt.session.default_buffer.document
    lines = []
    for number, line in enumerate(document.lines):
        given = TransformationInput(Any, document, number, lambda i: i, [("", line)], 80, 24)  # type: ignore[arg-type]
        lines.append(fragment_list_to_text(shown.apply_transformation(given).fragments))
    return "\n".join(lines)


def test_a_long_paste_is_folded_and_sent_in_full(make: Make, keys: PipeInput, tmp_path: Path) -> None:
    history = private_file(tmp_path / "history")
    prompt = make(history)
    keys.send_text(f"look: {pasted(LONG)} well?{ENTER}")
    assert prompt.read() == f"look: {LONG} well?"
    assert display(prompt) == "look: [paste 1: 214 lines] well?"
    keys.send_text(f"{pasted('x' * 1001)}{ENTER}")
    assert prompt.read() == "x" * 1001
    assert display(prompt) == "[paste 2: 1,001 characters]"
    keys.send_text(f"{UP}{UP}{ENTER}")
    assert make(history).read() == f"look: {LONG} well?"


def test_a_folded_paste_is_deleted_as_one_and_shown_by_a_key(make: Make, keys: PipeInput) -> None:
    prompt = make()
    keys.send_text(f"a{pasted(LONG)}{BACKSPACE}b{ENTER}")
    assert prompt.read() == "ab"
    keys.send_text(f"a{pasted(LONG)}b{LEFT}{CTRL_O}{BACKSPACE}{ENTER}")
    assert prompt.read() == f"a{LONG[:-1]}b"
    assert display(prompt) == f"a{LONG[:-1]}b"


def test_a_folded_paste_that_is_given_back_is_folded_still(make: Make, keys: PipeInput) -> None:
    prompt = make()
    keys.send_text(f"a{pasted(LONG)}{ENTER}")
    line = prompt.read()
    keys.send_text(f"{BACKSPACE}b{ENTER}")
    assert prompt.read(line) == "ab"


def test_a_long_draft_is_folded_unless_it_is_to_be_edited(make: Make, keys: PipeInput) -> None:
    prompt = make()
    for whole, shown in ((False, "[paste 1: 214 lines]!"), (True, f"{LONG}!")):
        keys.send_text(f"!{ENTER}")
        assert prompt.read(LONG, whole=whole) == f"{LONG}!"
        assert display(prompt) == shown


def test_a_short_paste_stands_in_the_line_as_it_is(make: Make, keys: PipeInput) -> None:
    prompt = make()
    text = "\n".join("12345678")
    keys.send_text(pasted(text) + ENTER)
    assert prompt.read() == text
    assert display(prompt) == text


def test_what_would_act_on_the_terminal_is_shown_and_sent_as_it_is(make: Make, keys: PipeInput) -> None:
    prompt = make()
    keys.send_text(pasted("a\u202eb\x1b[31mc") + ENTER)
    assert prompt.read() == "a\u202eb\x1b[31mc"
    assert display(prompt) == "a<U+202E>b^[[31mc"


def test_bytes_that_are_no_text_do_no_harm(make: Make, keys: PipeInput) -> None:
    keys.send_bytes(b"a\xffb\r")
    assert make().read() == "a\ufffdb"


def test_up_and_down_move_by_lines_before_they_go_through_the_history(make: Make, keys: PipeInput) -> None:
    prompt = make()
    keys.send_text(f"older{ENTER}")
    prompt.read()
    keys.send_text(f"{UP}{UP}{DOWN}{DOWN}!{ENTER}")
    assert prompt.read("one\ntwo") == "one\ntwo!"
    keys.send_text(f"{UP}{UP}{ENTER}")
    assert prompt.read("one\nthree") == "one\ntwo!"


def test_a_draft_left_for_an_older_line_is_in_the_history(make: Make, typist: Typist) -> None:
    prompt = make()
    typist(prompt, (f"older{ENTER}", None))
    prompt.read()
    typist(prompt, ("draft", "draft"), (UP, "older"), (ENTER, None))
    assert prompt.read() == "older"
    typist(prompt, (UP, "older"), (UP, "draft"), (ENTER, None))
    assert prompt.read() == "draft"


def test_ctrl_r_searches_the_history(make: Make, typist: Typist, tmp_path: Path) -> None:
    history = private_file(tmp_path / "history")
    for line in ("the red one", "the green one", "other"):
        LineHistory(history).append_string(line)
    prompt = make(history)
    found = (f"{CTRL_R}red{ENTER}", "the red one")
    typist(
        prompt,
        ("dr", "dr"),
        ("\x7f\x7f", ""),
        (UP, "other"),
        (DOWN, ""),
        found,
        ("\x05!", "the red one!"),
        (ENTER, None),
    )
    assert prompt.read() == "the red one!"


def test_ctrl_c_in_a_search_gives_the_draft_back(make: Make, typist: Typist, tmp_path: Path) -> None:
    history = private_file(tmp_path / "history")
    LineHistory(history).append_string("the red one")
    prompt = make(history)
    typist(
        prompt, (UP, "the red one"), (DOWN, ""), ("draft", "draft"), (f"{CTRL_R}red{CTRL_C}", "draft"), (ENTER, None)
    )
    assert prompt.read() == "draft"
    assert not prompt.cleared


def test_ctrl_l_leaves_the_draft_alone(make: Make, keys: PipeInput) -> None:
    keys.send_text(f"a{CTRL_L}b{ENTER}")
    assert make().read() == "ab"


@pytest.fixture
def editor(tmp_path: Path) -> str:
    """An editor that puts a line below."""
    script = tmp_path / "editor.py"
    script.write_text("import pathlib, sys; p = pathlib.Path(sys.argv[1]); p.write_text(p.read_text() + '\\nmore\\n')")
    return f'"{sys.executable}" "{script}"'


def test_the_editor_gets_the_draft_in_full_and_gives_it_back(make: Make, typist: Typist, editor: str) -> None:
    prompt = make(editor=editor)
    typist(prompt, (f"a{pasted(LONG)}{EDITOR}", f"a{LONG}\nmore"), ("!", f"a{LONG}\nmore!"), (ENTER, None))
    assert prompt.read() == f"a{LONG}\nmore!"


@pytest.mark.parametrize("editor", ["no-such-editor", "false", "vi 'unended"])
def test_an_editor_that_fails_is_told_and_the_draft_stays(make: Make, keys: PipeInput, editor: str) -> None:
    told = threading.Event()
    errors = []

    def tell(error: RwkvchatError) -> None:
        errors.append(error)
        told.set()
        keys.send_text(f"!{ENTER}")

    prompt = make(editor=editor, tell=tell)
    keys.send_text(EDITOR)
    assert prompt.read("an edited message") == "an edited message!"
    assert told.is_set()
    assert editor.split(maxsplit=1)[0] in errors[0].message
    assert errors[0].hint


def test_a_text_for_which_the_editor_has_no_room_is_told_and_stays(
    make: Make, keys: PipeInput, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: str) -> None:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    errors = []

    def tell(error: RwkvchatError) -> None:
        errors.append(error)
        keys.send_text(f"!{ENTER}")

    monkeypatch.setattr("tempfile.TemporaryDirectory", full)
    prompt = make(editor="true", tell=tell)
    keys.send_text(EDITOR)
    assert prompt.read("a text") == "a text!"
    assert "cannot be edited" in errors[0].message


def test_suggestions_say_what_they_are_and_may_replace_several_words() -> None:
    found = completion(Suggestion("my file.state", "the \x1b one", replaces=4), "/load my f")
    assert (found.text, found.start_position) == ("my file.state", -4)
    assert fragment_list_to_text(found.display_meta) == "the ^[ one"
    assert completion(Suggestion("temp=0.7"), "/set temp").start_position == -4


def test_a_source_of_suggestions_that_fails_suggests_nothing(keys: PipeInput) -> None:
    def fail(text: str) -> Iterator[Suggestion]:
        yield Suggestion("/stats")
        raise OSError("the folder went away")

    prompt = Prompt(fail, list, None, keys, DummyOutput())
    keys.send_text(f"/st{TAB}")
    threading.Timer(1, lambda: keys.send_text(f"{ENTER}")).start()
    assert prompt.read() in ("/st", "/stats")


def test_the_toolbar_tells_how_a_block_ends_and_a_paste_is_seen(make: Make, keys: PipeInput) -> None:
    prompt = make()
    for typed, hint in (('"""', BLOCK_HINT), (pasted(LONG), PASTE_HINT)):
        seen = []
        prompt.session.default_buffer.on_text_changed += lambda _: seen.append(toolbar(prompt))  # noqa: B023
        keys.send_text(f"{typed}{CTRL_C}x{ENTER}")
        prompt.read()
        assert any(text.startswith(hint) for text in seen)
    assert len(BLOCK_HINT) <= 40


def test_a_draft_is_in_the_history_when_the_terminal_goes_away(make: Make, keys: PipeInput, tmp_path: Path) -> None:
    history = private_file(tmp_path / "history")
    prompt = make(history)

    def go_away() -> None:
        while prompt.session.default_buffer.text != "half a line":
            time.sleep(0.01)
        keys.close()

    going = threading.Thread(target=go_away)
    going.start()
    keys.send_text("half a line")
    with pytest.raises(EOFError):
        prompt.read()
    going.join()
    assert prompt.kept
    assert [*LineHistory(history).load_history_strings()] == ["half a line"]


def test_a_draft_that_an_end_cuts_short_is_in_the_history(make: Make, typist: Typist, tmp_path: Path) -> None:
    history = private_file(tmp_path / "history")
    prompt = make(history)
    given = threading.Timer(0, lambda: None)

    def end() -> None:
        while prompt.session.default_buffer.text != "half a line":
            time.sleep(0.01)
        prompt.abort(SystemExit(143))

    given = threading.Thread(target=end)
    given.start()
    typist(prompt, ("half a line", None))
    with pytest.raises(SystemExit):
        prompt.read()
    given.join()
    assert prompt.kept
    assert [*LineHistory(history).load_history_strings()] == ["half a line"]


@pytest.mark.parametrize(
    ("answer", "yes"), [("y\r", True), ("Yes\r", True), ("\r", False), ("n\r", False), ("\x03", False), ("\x04", False)]
)
def test_a_question_is_answered_by_a_word(make: Make, keys: PipeInput, answer: str, yes: bool) -> None:
    keys.send_text(answer)
    assert make().confirm("really?") is yes


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
    seen: list[str] = []
    prompt.session.app.key_processor.after_key_press += lambda _: seen.append(toolbar(prompt))
    keys.send_text(f"{CTRL_C}{CTRL_C}x{CTRL_C}{CTRL_C}y{ENTER}")
    assert prompt.read() == "y"
    # While there is text in the line, and after it was taken back, there are better things to say.
    assert seen == [HINT, HINT, "toolbar", "toolbar", HINT, "toolbar", "toolbar"]


def test_the_toolbar_is_made_harmless(keys: PipeInput) -> None:
    prompt = Prompt(lambda _: (), lambda: [Part("model \x1b[31m\u202e", 1)], None, keys, DummyOutput())
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
    folders = Folders(tmp_path / "new" / "state", tmp_path / "data", tmp_path / "cache", tmp_path / "config")
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


def test_a_failure_while_the_line_is_drawn_ends_the_reading_and_keeps_the_draft(
    keys: PipeInput, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def parts() -> list[Part]:
        if prompt.session.default_buffer.text == "half a line":
            raise ZeroDivisionError("by zero")
        return []

    history = private_file(tmp_path / "history")
    prompt = Prompt(lambda _: (), parts, history, keys, DummyOutput())
    keys.send_text("half a line")
    with pytest.raises(ZeroDivisionError):
        prompt.read()
    assert [*LineHistory(history).load_history_strings()] == ["half a line"]
    assert capfd.readouterr() == ("", "")  # no trace


def test_a_line_that_is_drawn_anew_begins_at_the_left_edge(keys: PipeInput) -> None:
    screen = Screen(80, 24, keys.send_bytes)
    terminal = pyte.Stream(screen)

    class File(io.StringIO):
        def write(self, text: str) -> int:
            terminal.feed(text)
            return len(text)

        def isatty(self) -> bool:
            return True

    output = Vt100_Output(File(), lambda: Size(24, 80), term="xterm")
    told = ["ready"]
    shown: list[str] = []
    prompt = Prompt(lambda text: iter(()), lambda: [Part(told[0], 1)], None, keys, output)
    app = prompt.session.app

    def until(condition: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 20
        while not condition() and time.monotonic() < deadline:
            time.sleep(0.02)

    def stop_and_go() -> None:
        until(lambda: screen.display[0].startswith("> half a draft") and screen.display[-1].startswith("ready"))
        assert app.loop is not None
        app.loop.call_soon_threadsafe(woken, context=app.context)
        until(lambda: any(line.rstrip().endswith("> half a draft!") for line in screen.display))
        shown.extend(line.rstrip() for line in screen.display)
        keys.send_text(ENTER)

    def woken() -> None:
        terminal.feed("\r\nstopped\r\n")
        told[0] = "100 tokens read"  # which is drawn before the program takes the terminal again
        app._redraw()
        prompt.woken()
        keys.send_text("!")

    keys.send_text("half a draft")
    thread = threading.Thread(target=stop_and_go, daemon=True)
    thread.start()
    assert prompt.read() == "half a draft!"
    thread.join()
    assert "> half a draft!" in shown


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
