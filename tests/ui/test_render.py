"""What the renderer writes, and to which stream."""

import io
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from rwkvchat.errors import NumericsError, RwkvchatError, SettingsError, WeightsError
from rwkvchat.events import Candidate, Chunk, Event, Finished, Loading, Prefilling, Sampling, StopReason
from rwkvchat.params import SamplingParams
from rwkvchat.ui.render import LONG_PROMPT, Renderer
from rwkvchat.ui.rendering_cost import rendering

MARKUP = (
    "[/foo]",
    "[bold]x[/bold]",
    "[link=file:///x]y[/link]",
    ":smile:",
    "[red]",
    "\\[x]",
    "http://x.y/z",
    "1.5 'a'",
)


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


class Streams:
    """A renderer and what it has written."""

    def __init__(self, *, terminal: bool = False, **options: bool) -> None:
        kind = Terminal if terminal else io.StringIO
        self.stdout, self.stderr = kind(), kind()
        self.renderer = Renderer(self.stdout, self.stderr, **options)
        if terminal:
            self.renderer.out.width = self.renderer.err.width = 40

    @property
    def out(self) -> str:
        return self.stdout.getvalue()

    @property
    def err(self) -> str:
        return self.stderr.getvalue()


def finished(text: str = "hello", reason: StopReason = "stop") -> Finished:
    return Finished(text, reason, 7, 10, 20, 0.5, 0.5)


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.mark.parametrize("terminal", [False, True], ids=["pipe", "terminal"])
@pytest.mark.parametrize("text", MARKUP)
def test_a_text_that_looks_like_markup_comes_out_as_it_is(text: str, terminal: bool) -> None:
    streams = Streams(terminal=terminal)
    streams.renderer.answer(text)
    assert streams.out == text
    streams.renderer.notice(text)
    streams.renderer.error(RwkvchatError(text, text))
    assert re.sub(r"\x1b\[[0-9;]*m", "", streams.err) == f"{text}\n" * 3


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("e\u0301 日本語 👩\u200d🔬 हिन्दी עברית", id="wide, combining and joined"),
        pytest.param("a  b   \n\n   c\n", id="white space"),
        pytest.param("\tx\ty", id="tabs"),
        pytest.param("x \n \n", id="spaces at the ends of lines"),
        pytest.param("word " * 100, id="longer than a line"),
        pytest.param("日" * 100, id="wide and longer than a line"),
        pytest.param("x" * 5000, id="one long word"),
    ],
)
@pytest.mark.parametrize("terminal", [False, True], ids=["pipe", "terminal"])
def test_an_answer_is_not_changed_nor_wrapped(text: str, terminal: bool) -> None:
    streams = Streams(terminal=terminal)
    for char in text:
        streams.renderer.answer(char)
    assert streams.out == text
    assert streams.err == ""


@pytest.mark.parametrize("terminal", [False, True], ids=["pipe", "terminal"])
def test_what_acts_on_a_terminal_is_made_visible_whoever_says_it(terminal: bool) -> None:
    streams = Streams(terminal=terminal)
    text, shown = "\x1b[2J\x9b31m\r\u202e", "^[[2J<9b>31m^M<U+202E>"
    streams.renderer.answer(text)
    streams.renderer.data(text)
    assert streams.out == shown + shown + "\n"
    streams.renderer.notice(text)
    streams.renderer.error(RwkvchatError(text, text))
    assert re.sub(r"\x1b\[[0-9;]*m", "", streams.err) == f"{shown}\n" * 3


def test_errors_show_message_and_hint_on_standard_error() -> None:
    streams = Streams()
    streams.renderer.error(WeightsError("it is empty", "download it again"))
    streams.renderer.error(WeightsError("without a hint"))
    assert streams.err == "it is empty\ndownload it again\nwithout a hint\n"
    assert streams.out == ""


def test_quiet_leaves_out_all_but_answers_and_errors() -> None:
    streams = Streams(quiet=True, terminal=True, plain=True)
    streams.renderer.stream([Loading(1, 2), Prefilling(1, LONG_PROMPT), Chunk("hello")])
    streams.renderer.end_of_reply(finished())
    streams.renderer.notice("by the way")
    assert streams.out == "hello\n"
    assert streams.err == ""
    streams.renderer.error(RwkvchatError("wrong", "right"))
    assert streams.err == "wrong\nright\n"


def test_no_escape_byte_reaches_a_pipe() -> None:
    streams = Streams()
    streams.renderer.stream([Loading(1, 2), Prefilling(9, LONG_PROMPT), Chunk("hello"), finished()])
    streams.renderer.end_of_reply(finished())
    streams.renderer.error(RwkvchatError("wrong", "right"))
    streams.renderer.table([("a", "b")], ("title", "another"))
    assert "\x1b" not in streams.out + streams.err


@pytest.mark.parametrize("variable", ["NO_COLOR", None], ids=["NO_COLOR", "flag"])
def test_no_colour_reaches_a_terminal_that_wants_none(monkeypatch: pytest.MonkeyPatch, variable: str | None) -> None:
    if variable:
        monkeypatch.setenv(variable, "1")
    streams = Streams(terminal=True, plain=variable is None)
    streams.renderer.error(RwkvchatError("wrong", "right"))
    streams.renderer.table([("a", "b")], ("title", "another"))
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", streams.err + streams.out)


def test_a_terminal_gets_colour() -> None:
    streams = Streams(terminal=True)
    streams.renderer.error(RwkvchatError("wrong"))
    assert "\x1b[1;31mwrong" in streams.err


def test_notices_are_wrapped_between_words_on_a_terminal_only() -> None:
    text = "Ctrl-C stops a reply, Ctrl-D leaves the program, and that is all"
    on_terminal, in_pipe = Streams(terminal=True), Streams()
    for streams in (on_terminal, in_pipe):
        streams.renderer.notice(text, style="")
    assert on_terminal.err == "Ctrl-C stops a reply, Ctrl-D leaves the\nprogram, and that is all\n"
    assert in_pipe.err == text + "\n"


def test_progress_is_gone_when_it_is_done() -> None:
    streams = Streams(terminal=True)
    streams.renderer.stream([Loading(1, 2), Prefilling(LONG_PROMPT, 2 * LONG_PROMPT), Chunk("hello"), finished()])
    assert "loading" in streams.err
    assert "reading" in streams.err
    assert "loading" not in streams.out
    assert streams.out.endswith("hello")
    last = streams.err[streams.err.rindex("reading") :]
    assert "\x1b[2K" in last  # the line is erased
    assert last.index("\x1b[2K") > last.rindex("%")
    assert streams.err.count("\x1b[?25l") == streams.err.count("\x1b[?25h")  # and the cursor is back


def test_a_short_prompt_shows_no_progress() -> None:
    streams = Streams(terminal=True)
    streams.renderer.stream([Prefilling(1, LONG_PROMPT - 1)])
    assert streams.err == ""


def test_progress_goes_with_an_error_too() -> None:
    def events() -> Iterator[Event]:
        yield Loading(1, 2)
        raise WeightsError("broken")

    streams = Streams(terminal=True)
    with pytest.raises(WeightsError):
        streams.renderer.stream(events())
    assert streams.err.count("\x1b[?25l") == streams.err.count("\x1b[?25h") == 1
    assert streams.out == ""


def test_an_error_in_a_reply_stands_on_a_line_of_its_own() -> None:
    def events() -> Iterator[Event]:
        yield Chunk("half a")
        raise NumericsError("not a number")

    streams = Streams()
    with pytest.raises(NumericsError):
        streams.renderer.stream(events())
    assert streams.out == "half a\n"


def test_stream_gives_the_end_of_the_reply() -> None:
    assert Streams().renderer.stream([Chunk("x"), finished("x")]) == finished("x")
    assert Streams().renderer.stream([Loading(2, 2)]) is None


@pytest.mark.parametrize(
    ("reason", "line"),
    [
        pytest.param("stop", "20 tokens · 40 tokens/s", id="stop"),
        pytest.param("end", "20 tokens · 40 tokens/s", id="end"),
        pytest.param("length", "cut at max_tokens · 20 tokens · 40 tokens/s", id="length"),
        pytest.param("interrupted", "stopped · 20 tokens · 40 tokens/s", id="interrupted"),
    ],
)
def test_one_line_of_figures_follows_a_reply(reason: StopReason, line: str) -> None:
    streams = Streams()
    streams.renderer.end_of_reply(finished(reason=reason))
    assert (streams.out, streams.err) == ("\n", f"{line}\n\n")
    streams.renderer.figures = False
    streams.renderer.end_of_reply(finished(reason=reason))
    assert streams.err == f"{line}\n\n\n"


def test_hostile_cells_of_a_table_are_text() -> None:
    streams = Streams()
    streams.renderer.table([("[/x]", "\x1b[31m"), (":smile:", "[link=file:///x]")], ("[bold]a", "\x07b"))
    for shown in ("[/x]", "^[[31m", ":smile:", "[link=file:///x]", "[bold]a", "^Gb"):
        assert shown in streams.out
    assert streams.err == ""


def test_a_table_takes_any_iterable_and_may_be_empty() -> None:
    streams = Streams()
    streams.renderer.table(row for row in [("one", "1"), ("two", "2")])
    assert [line.split() for line in streams.out.splitlines()] == [["one", "1"], ["two", "2"]]
    Streams().renderer.table([])


def test_long_cells_are_folded_not_cut() -> None:
    streams = Streams(terminal=True, plain=True)
    streams.renderer.table([("name", "a sentence with quite a number of words in it"), ("path", "x" * 70)])
    assert max(map(len, streams.out.splitlines())) <= 40
    assert "".join(streams.out.split()).count("x") == 70
    assert "…" not in streams.out
    words = " ".join(streams.out.split())
    assert "a sentence with quite a number of words in it" in words


def test_several_replies_are_shown_each_when_it_is_complete() -> None:
    streams = Streams()
    first, second = SamplingParams(temperature=0.5, top_k=3), SamplingParams(temperature=2.0)
    events = [Sampling(1, 2, 2), Candidate(2, finished("two"), second), Candidate(1, finished("one", "length"), first)]
    assert streams.renderer.stream(events, ["top_k"]) is None
    assert streams.out == "two\none\n"
    assert streams.err.splitlines() == [
        "2 · temp 2 · top_k 0 · seed 7 · 20 tokens", "",
        "1 · temp 0.5 · top_k 3 · seed 7 · 20 tokens · cut at max_tokens", "",
    ]  # fmt: skip


def test_how_far_several_replies_are_is_told_and_gone_when_one_is_shown() -> None:
    streams = Streams(terminal=True)
    streams.renderer.out.width = streams.renderer.err.width = 80
    events = [Sampling(7, 2, 3), Candidate(1, finished("word " * 30), SamplingParams()), Sampling(9, 1, 3)]
    streams.renderer.stream(events)
    told, gone = streams.err.index("2 of 3 replies go on · 7 tokens"), streams.err.index("\x1b[2K")
    assert told < gone < streams.err.index("1 · temp") < streams.err.index("1 of 3 replies go on · 9 tokens")
    assert streams.err.rindex("\x1b[2K") > streams.err.index("1 of 3 replies")
    assert streams.err.count("\x1b[?25l") == streams.err.count("\x1b[?25h") == 2
    assert max(map(len, streams.out.splitlines())) <= 80
    assert not [line for line in streams.out.splitlines() if line.endswith(" ")]


def test_reading_tells_how_fast_it_goes() -> None:
    streams = Streams(terminal=True)
    streams.renderer.out.width = streams.renderer.err.width = 80
    streams.renderer.stream([Loading(1, 2), *(Prefilling(done, 4096, at=done / 128) for done in range(0, 4097, 256))])
    assert re.findall(r"reading .*%.*?(\d+) tokens/s", streams.err) == ["128"]  # however late it is shown


def test_a_note_stands_before_the_figures_or_for_them() -> None:
    streams = Streams()
    streams.renderer.end_of_reply(finished(), "not kept")
    streams.renderer.figures = False
    streams.renderer.end_of_reply(finished(), "not kept")
    assert streams.err == "not kept · 20 tokens · 40 tokens/s\n\nnot kept\n\n"


@pytest.mark.parametrize("terminal", [False, True], ids=["pipe", "terminal"])
def test_the_lines_of_a_table_end_where_their_words_end(terminal: bool) -> None:
    streams = Streams(terminal=terminal)
    streams.renderer.table([("a", "short"), ("b", "a longer text"), ("c", "")], ("name", "text"))
    shown = re.sub(r"\x1b\[[0-9;]*m", "", streams.out).splitlines()
    assert shown == ["name  text", "a     short", "b     a longer text", "c"]


@pytest.mark.parametrize("terminal", [False, True], ids=["pipe", "terminal"])
def test_a_passage_is_a_whole_text_broken_between_words_on_a_terminal_only(terminal: bool) -> None:
    streams = Streams(terminal=terminal)
    text = "word " * 12 + "\x1b end"
    streams.renderer.passage(text)
    assert streams.out.split() == ["word"] * 12 + ["^[", "end"]
    assert max(map(len, streams.out.splitlines())) == (39 if terminal else len(text) + 1)


def shown_on(*, pieces: tuple[str, ...] = ("# *Title*\n**bo", "ld** `code`\n"), **options: bool) -> Streams:
    streams = Streams(terminal=True, **options)
    streams.renderer.stream([Chunk(piece) for piece in pieces])
    return streams


def test_a_reply_on_a_terminal_is_shown_as_markdown() -> None:
    shown = shown_on().out
    assert "\x1b[1mbold\x1b[0m" in shown
    assert "**" not in shown
    assert "\x1b[1;3;35mTitle" in shown


@pytest.mark.parametrize("how", ["/markdown off", "--plain", "TERM=dumb"])
def test_a_reply_is_shown_as_it_was_written_where_that_is_wanted(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if how == "TERM=dumb":
        monkeypatch.setenv("TERM", "dumb")
    streams = shown_on(plain=how == "--plain", markdown=how != "/markdown off")
    assert streams.out == "# *Title*\n**bold** `code`\n"


def test_a_reply_that_goes_on_within_a_line_begins_at_the_edge_of_a_terminal() -> None:
    long = " the dark, where nobody had been for a hundred years, and sat down"
    for markdown in (True, False):
        lines = shown_on(pieces=(long,), markdown=markdown).out.splitlines()
        assert len(lines) == 2
        assert not any(line.startswith(" ") for line in lines)
    assert shown_on(pieces=("    four()\n",), markdown=False).out == "    four()\n"
    streams = Streams()
    streams.renderer.stream([Chunk(long)])
    assert streams.out == long


def test_markdown_may_be_switched_at_any_time() -> None:
    streams = Streams(terminal=True)
    streams.renderer.markdown = False
    streams.renderer.passage("**a**")
    streams.renderer.markdown = True
    streams.renderer.passage("**a**")
    assert streams.out == "**a**\n\x1b[1ma\x1b[0m\n"


def test_a_pipe_gets_the_bytes_of_the_reply() -> None:
    streams = Streams()
    streams.renderer.stream([Chunk("# *Ti"), Chunk("tle*\n  |a|\n|-|  \n\tx")])
    streams.renderer.passage("**x** \\*")
    assert streams.out == "# *Title*\n  |a|\n|-|  \n\tx**x** \\*\n"


@pytest.mark.parametrize("variable", [True, False], ids=["NO_COLOR", "--no-color"])
def test_without_colours_a_reply_keeps_its_other_styles(variable: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if variable:
        monkeypatch.setenv("NO_COLOR", "1")
    streams = shown_on(pieces=("# T\n**bold**\n```py\nif x: 'y'\n```\n",), no_color=not variable)
    assert "\x1b[1mbold\x1b[0m" in streams.out
    assert not re.search(r"\x1b\[[0-9;]*[349][0-7]", streams.out)


def test_what_markup_makes_of_a_reply_is_made_harmless_too() -> None:
    streams = shown_on(pieces=("\x1b[2J &#x202e; [x](http://y/\x1b]8;;z) `\x9b` &#27;\n|\x07|\n|-|\n|&#x202e;|",))
    acts = {act[-1] for act in re.findall(r"\x1b\[[\d;]*.", streams.out)}
    assert acts <= {"m", "K", "D"}
    assert streams.out.count("\x1b") == len(re.findall(r"\x1b\[[\d;]*[mKD]", streams.out))
    assert "\x07" not in streams.out
    assert streams.out.count("<U+202E>") == 2


def test_a_passage_is_shown_as_the_reply_was() -> None:
    text = "**a** and\n- b\n\n```\nc\n```\nd " + "word " * 20
    whole = Streams(terminal=True)
    whole.renderer.passage(text)
    assert "\x1b[" in whole.out
    assert "\x1b[0K" not in whole.out  # nothing is drawn twice
    assert "- b" in re.sub(r"\x1b\[[\d;]*m", "", whole.out)


def test_what_the_user_said_is_shown_as_it_was_typed() -> None:
    streams = Streams(terminal=True)
    streams.renderer.words("> **a** _b_\n  " + "word " * 10)
    assert streams.out == "> **a** _b_\n  " + "word " * 6 + "word\nword word word\n"


def test_themes_are_switched() -> None:
    streams = Streams(terminal=True)
    dark = streams.renderer.theme
    for name in ("light", "dark", "light"):
        streams.renderer.use_theme(name)
        assert streams.renderer.theme == name
    streams.renderer.error(RwkvchatError("wrong"))
    assert "\x1b[1;38;5;124mwrong" in streams.err
    assert dark == "dark"
    with pytest.raises(SettingsError) as caught:
        streams.renderer.use_theme("drak")
    assert caught.value.hint == "did you mean dark? there are dark, light, mono"
    assert streams.renderer.theme == "light"
    with pytest.raises(SettingsError):
        Renderer(io.StringIO(), io.StringIO(), theme="pink")


def test_a_program_that_shows_no_reply_imports_no_parser_and_no_lexers() -> None:
    script = """
import sys
from rwkvchat.events import Chunk
from rwkvchat.ui.render import Renderer
renderer = Renderer(sys.stdout, sys.stderr)
renderer.notice("x")
assert not {"markdown_it", "pygments"} & set(sys.modules), sorted(sys.modules)
"""
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=120)
    assert ended.stderr == "x\n"


def test_what_showing_a_reply_costs_is_measured() -> None:
    costs = rendering(300, tokens_per_s=50)
    assert costs.tokens == 300
    assert costs.markdown_microseconds > 0
    assert costs.plain_microseconds > 0
    assert costs.share(100) == pytest.approx(costs.markdown_microseconds * 1e-4)


def test_one_token_is_one_token() -> None:
    streams = Streams()
    streams.renderer.figures_of(Finished("x", "stop", 1, 1, 1, 1, 0.5))
    assert streams.err == "1 token · 2 tokens/s\n"
