"""A long answer on a real pty while its window changes; a script sends it, faster than any model here would."""

import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import pyte
import pytest
from answers import NAMES, long_answer
from programs import PATIENCE, Program
from screens import Cutting

SCRIPT = """
import sys, time
from answers import long_answer, pieces_of
from rwkvchat.events import Chunk, Finished
from rwkvchat.ui.render import Renderer

def events():
    pieces = pieces_of(long_answer(int(sys.argv[1])))
    begun = time.perf_counter()
    for number, piece in enumerate(pieces):
        time.sleep(max(0, begun + number / 2000 - time.perf_counter()))
        yield Chunk(piece)
    yield Finished("", "end", 1, 1, len(pieces), 1, 1)

renderer = Renderer(sys.stdout, sys.stderr, plain="--plain" in sys.argv)
renderer.end_of_reply(renderer.stream(events()))
"""


class Streaming:
    """The script in a pty, and the screen that it writes to."""

    def __init__(self, folder: Path, columns: int, lines: int, *arguments: str, **variables: str) -> None:
        program = Program(folder, folder)
        paths = [program.environment["PYTHONPATH"], str(Path(__file__).parent.parent)]
        environment = program.environment | {"TERM": "xterm-256color", "PYTHONPATH": ":".join(filter(None, paths))}
        self.screen = Cutting(columns, lines)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.child = pexpect.spawn(
            sys.executable,
            ["-c", textwrap.dedent(SCRIPT), *arguments],
            cwd=str(folder),
            env=environment | variables,
            dimensions=(lines, columns),
            timeout=PATIENCE,
        )

    def read(self, until: Callable[[], bool]) -> None:
        """Read what is written until a condition holds, or to the end."""
        deadline = time.monotonic() + PATIENCE
        while not until():
            assert time.monotonic() < deadline, "\n".join(self.screen.display)
            try:
                data = self.child.read_nonblocking(4096, timeout=PATIENCE)
            except (pexpect.EOF, OSError):
                break
            self.raw += data
            self.stream.feed(data)

    def resize(self, columns: int, lines: int) -> None:
        self.child.setwinsize(lines, columns)
        self.screen.resize(lines, columns)

    def end(self) -> str:
        """Read to the end; gives all rows, those that have left the screen first."""
        self.read(lambda: False)
        self.child.close()
        assert self.child.exitstatus == 0
        return "\n".join(self.screen.transcript)


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (40, 10)])
def test_a_long_answer_is_streamed_while_the_window_changes(tmp_path: Path, columns: int, lines: int) -> None:
    streaming = Streaming(tmp_path, columns, lines, "20")
    for number, size in enumerate([(40, 10), (100, 30), (60, 12), (80, 24), (columns, lines)]):
        streaming.read(lambda: f"L{3 * number + 2}b" in "\n".join(streaming.screen.transcript))  # noqa: B023
        streaming.resize(*size)
    transcript = streaming.end()
    assert NAMES.findall(transcript) == NAMES.findall(long_answer())
    assert "tokens/s" in transcript.splitlines()[-1]
    assert b"\x1b[?1049" not in streaming.raw  # no alternate screen
    assert b"\x1b[2J" not in streaming.raw
    assert b"\x1b]" not in streaming.raw  # no hyperlinks, no title
    assert "**" not in transcript


@pytest.mark.parametrize(
    ("arguments", "variables"),
    [(["--plain"], {}), ([], {"TERM": "dumb"})],
    ids=["--plain", "TERM=dumb"],
)
def test_where_no_markdown_is_wanted_the_text_comes_as_it_was_written(
    tmp_path: Path, arguments: list[str], variables: dict[str, str]
) -> None:
    streaming = Streaming(tmp_path, 80, 24, "2", *arguments, **variables)
    transcript = streaming.end()
    assert b"\x1b" not in streaming.raw
    assert "".join(transcript.split()).startswith("".join(long_answer(2).split()))
