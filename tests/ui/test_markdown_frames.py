"""Markdown on a terminal while it comes: every line once, also when the window changes; and few frames."""

import io
import random
import re
from collections.abc import Iterator, Sequence

import pytest
from answers import NAMES, long_answer, pieces_of
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_cases import TEXTS
from rich.console import Console
from rich.segment import Segment
from screens import BreakingStream, ScreenStream

from rwkvchat.events import Chunk, Event, Finished
from rwkvchat.ui import frames
from rwkvchat.ui.frames import SECONDS, Frames
from rwkvchat.ui.render import Renderer

SIZES = [(80, 24), (40, 10), (60, 12), (100, 30), (40, 24), (80, 10)]


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(frames, "SECONDS", 0.0)  # every piece is a frame


def stream(
    text: str, terminal: ScreenStream | BreakingStream, sizes: Sequence[tuple[int, int]] = (), seed: int = 0
) -> Renderer:
    """Stream a text in small pieces; at as many moments as there are sizes the window takes the next of them."""
    dice = random.Random(seed)
    renderer = Renderer(terminal, io.StringIO())
    renderer.out.width = terminal.screen.columns if isinstance(terminal, ScreenStream) else terminal.columns
    pieces = pieces_of(text)
    moments = dict(zip(sorted(dice.sample(range(len(pieces)), len(sizes))), sizes, strict=True))

    def events() -> Iterator[Event]:
        for number, piece in enumerate(pieces):
            if number in moments:
                terminal.resize(*moments[number])
                renderer.out.width = moments[number][0]
            yield Chunk(piece)

    renderer.stream(events())
    renderer.data("")
    return renderer


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (40, 10)])
def test_every_line_of_an_answer_taller_than_the_screen_is_there_once(columns: int, lines: int) -> None:
    terminal = ScreenStream(columns, lines)
    stream(long_answer(8), terminal)
    shown = terminal.transcript
    assert NAMES.findall("\n".join(shown)) == NAMES.findall(long_answer(8))
    written = ScreenStream(columns, 1000)
    whole = Renderer(written, io.StringIO())
    whole.out.width = columns
    whole.passage(long_answer(8))
    assert shown == written.transcript


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("terminal", [ScreenStream, BreakingStream], ids=["rows are cut", "rows are broken"])
def test_every_line_is_there_once_when_the_window_changes(
    terminal: type[ScreenStream] | type[BreakingStream], seed: int
) -> None:
    shown = terminal()
    stream(long_answer(8), shown, SIZES * 2, seed)
    assert NAMES.findall("\n".join(shown.transcript)) == NAMES.findall(long_answer(8))


@pytest.mark.parametrize("seed", range(3))
def test_no_piece_of_code_is_doubled_when_the_window_is_halved(seed: int) -> None:
    """Its tail stands at the edge and takes half of a row, so the terminal does not break it."""
    code = "".join(f"line_{number} = 'some text of a line'  # {number}\n" for number in range(100))
    shown = BreakingStream()
    stream(f"```python\n{code}```", shown, [(40, 24), (80, 24), (40, 24)], seed)
    assert "\n".join(shown.transcript) == f"```python\n{code}```\n"


@settings(max_examples=50, deadline=None, derandomize=True)
@given(text=TEXTS, columns=st.integers(10, 50), seed=st.integers(0, 100))
def test_the_screen_does_not_depend_on_the_pieces(text: str, columns: int, seed: int) -> None:
    dice = random.Random(seed)
    cuts = sorted(dice.choices(range(len(text) + 1), k=dice.randrange(10)))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    shown = []
    for split in (pieces, [*text], [text]):
        terminal = ScreenStream(columns, 8)
        renderer = Renderer(terminal, io.StringIO())
        renderer.out.width = columns
        renderer.stream(Chunk(piece) for piece in split)
        shown.append((terminal.transcript, terminal.screen.cursor.x))
    assert shown[0] == shown[1] == shown[2]


def test_rows_have_no_blanks_at_their_ends_and_nothing_but_styles_acts_on_the_terminal() -> None:
    terminal = ScreenStream(40, 10)
    stream(long_answer(8), terminal)
    written = terminal.getvalue()
    acts = re.findall(r"\x1b(\[[\d;]*[A-Za-z]|.)", written)
    assert {re.sub(r"\d+", "", act) for act in acts if act[-1] != "m"} == {"[K", "[D"}
    plain = re.sub(r"\x1b\[[\d;]*m", "", written)
    assert not re.search(r"[ \t]\n", re.sub(r"[^\n]*?(\r|\x1b\[\d+D)\x1b\[0?K", "", plain))


def test_a_tail_goes_away_when_the_reply_ends_or_fails() -> None:
    def events() -> Iterator[Event]:
        yield Chunk("a **bol")
        yield Chunk("d")
        raise RuntimeError

    terminal = ScreenStream()
    renderer = Renderer(terminal, io.StringIO())
    with pytest.raises(RuntimeError):
        renderer.stream(events())
    assert terminal.transcript == ["a **bold"]
    assert (terminal.screen.cursor.x, terminal.screen.cursor.y) == (0, 1)


def test_what_is_open_at_the_end_of_a_reply_does_not_reach_into_the_next() -> None:
    terminal = ScreenStream()
    end = Finished("", "stop", 1, 1, 1, 1, 1)
    Renderer(terminal, io.StringIO()).stream([Chunk("```\n**a**"), end, Chunk("\n\n**b**"), end])
    assert terminal.transcript == ["```", "**a**", "", "b"]


def test_a_tail_goes_away_while_the_program_is_stopped() -> None:
    terminal = ScreenStream()
    renderer = Renderer(terminal, io.StringIO())

    def events() -> Iterator[Event]:
        yield Chunk("plain words and **bo")
        assert terminal.transcript == ["plain words and bo"]
        renderer.let_go()
        assert terminal.transcript == ["plain words and"]
        terminal.write("\nthe shell's\n")
        yield Chunk("ld** ones")

    renderer.stream(events())
    renderer.let_go()
    assert terminal.transcript == ["plain words and", "the shell's", " bold ones"]


class Clocked:
    """Frames under a clock of their own, and what they wrote."""

    def __init__(self) -> None:
        self.now = 0.0
        self.stream = io.StringIO()
        self.frames = Frames(Console(file=self.stream, force_terminal=True, width=80), lambda: self.now)

    def show(self, settled: str, tail: str = "") -> str:
        """Show something; gives what was written for it."""
        before = len(self.stream.getvalue())
        self.frames.show([Segment(settled)] if settled else [], lambda: [Segment(tail)] if tail else [])
        return self.stream.getvalue()[before:]


@pytest.fixture
def clocked(monkeypatch: pytest.MonkeyPatch) -> Clocked:
    monkeypatch.setattr(frames, "SECONDS", SECONDS)
    return Clocked()


def test_a_piece_is_shown_at_once_where_the_last_frame_is_old_enough(clocked: Clocked) -> None:
    assert clocked.show("a") == "a"
    clocked.now += 1
    assert clocked.show("b") == "b"


def test_there_are_no_more_frames_a_second_than_can_be_seen(clocked: Clocked) -> None:
    writes = 0
    for _ in range(2000):
        clocked.now += 1 / 2000
        writes += bool(clocked.show("x"))
    assert 10 <= writes <= 20
    clocked.frames.end([Segment("y")])
    assert clocked.stream.getvalue() == "x" * 2000 + "y"


def test_a_tail_is_taken_away_by_the_next_frame(clocked: Clocked) -> None:
    clocked.show("", "tail")
    clocked.now += 1
    assert clocked.show("", "tail") == ""  # it stands there already
    clocked.now += 1
    assert clocked.show("row\nmore", "x") == "\r\x1b[0Krow\nmorex"
    clocked.now += 1
    assert clocked.show("", "yy") == "\x1b[1D\x1b[0Kyy"
    clocked.now += 1
    assert clocked.show("z") == "\x1b[2D\x1b[0Kz"
