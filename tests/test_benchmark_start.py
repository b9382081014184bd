"""The measure of starts sees what it says: an end, a prompt in a terminal, a first byte."""

import json

import pytest

from rwkvchat import benchmark_start
from rwkvchat.benchmark_start import measure_starts
from rwkvchat.cli.bench import run
from rwkvchat.errors import RwkvchatError

pytestmark = pytest.mark.skipif("sys.platform == 'win32'", reason="no terminals to start programs in")
LIKE_US = ("/bin/sh", "-c", r"printf 'hello\n\033[1m> '; exec sleep 0.1", "sh")
NAMES = {
    "python -c pass",
    'python -c "import torch"',
    "rwkvchat --help",
    "rwkvchat, to the input line",
    "rwkvchat -p, to the first word",
}


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(benchmark_start, "PYTHON", LIKE_US)
    monkeypatch.setattr(benchmark_start, "PROGRAM", LIKE_US)


def test_all_starts_are_timed_and_other_programs_beside_them() -> None:
    starts = measure_starts(1, ["sh -c 'sleep 0.2; printf \">>> \"; sleep 9'"])
    assert {start.what for start in starts[:-1]} == NAMES
    assert starts[-1].seconds >= 0.2
    assert all(start.seconds > 0 for start in starts)


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("sh -c 'echo hello > /dev/null'", "ended without a prompt"),
        (r'sh -c "echo 1 -\> 2"', "ended without a prompt"),
        ("/no/such/program", "cannot start /no/such/program: No such file or directory"),
    ],
)
def test_a_program_without_a_prompt_is_an_error(command: str, message: str) -> None:
    with pytest.raises(RwkvchatError, match=message):
        measure_starts(1, [command])


def test_a_program_that_waits_for_the_place_of_the_cursor_gets_one() -> None:
    [*_, last] = measure_starts(
        1, ['sh -c \'stty -icanon -echo; printf "\\033[6n"; head -c 6 >/dev/null; printf "> "\'']
    )
    assert last.seconds > 0


def test_the_command_shows_it_or_prints_it_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["start", "--rounds", "1", "--json"]) == 0
    assert set(json.loads(capsys.readouterr().out)) == NAMES
    assert run(["start", "--rounds", "1"]) == 0
    assert "rwkvchat, to the input line" in capsys.readouterr().out
    with pytest.raises(RwkvchatError, match="--rounds cannot be 0"):
        run(["start", "--rounds", "0"])
