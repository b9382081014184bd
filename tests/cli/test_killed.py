"""The program killed at any moment of going on with a conversation: what it had said was saved is there."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from programs import PATIENCE, Program

KILLED = """
import contextlib, io, json, os, random, signal, sys, time
from pathlib import Path
import torch
from rwkvchat.cli.program import main
from rwkvchat.storage.text import read_text

path, model, kills = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
chance = random.Random(7)

def go_on(message):
    child = os.fork()
    if child:
        return child
    torch.set_num_threads(1)
    sys.stdin = open(os.devnull)
    sys.stdout = sys.stderr = open(os.devnull, "w")
    os._exit(main(["-c", "-m", model, "-p", message, "--max-tokens", "3", "-q"]))

def said():
    return [turn.text for turn in read_text(path).line() if turn.role == "user"]

start = time.monotonic()
pid, code = os.waitpid(go_on("message 0"), 0)
assert code == 0, code
whole = time.monotonic() - start
done, killed, found = ["message 0"], 0, said()
assert found[-1:] == done, found
for number in range(1, 20 * kills):
    if killed == kills:
        break
    child = go_on(f"message {number}")
    time.sleep(chance.random() * whole * 1.5)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if status == 0:
        done.append(f"message {number}")
    else:
        assert os.WTERMSIG(status) == signal.SIGKILL, status
        killed += 1
    found = said()
    rest = iter(found)
    assert all(message in rest for message in done), (done, found)
temporary = len([name for name in os.listdir(path.parent) if name.endswith(".tmp")])
print(json.dumps({"killed": killed, "finished": len(done), "kept": len(found), "temporary": temporary}))
"""


def kill(program: Program, conversation: bytes, kills: int) -> dict[str, int]:
    path = program.folder / "data" / "rwkvchat" / "sessions" / "x.state"
    path.parent.mkdir(parents=True)
    path.write_bytes(conversation)
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(path), str(program.model), str(kills)],
        env=program.environment,
        cwd=program.folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE + 3 * kills,
    )
    assert ended.returncode == 0, ended.stderr
    counts: dict[str, int] = json.loads(ended.stdout)
    assert counts["killed"] == kills
    assert (
        counts["kept"] > counts["finished"]
    )  # with the one that was there before, and those killed after they were kept
    assert program.run("-c", "-p", "at last", "--max-tokens", "3").code == 0
    assert program.run("state", "verify", str(path), "--replay", model=False).code == 0
    return counts


def test_a_kill_at_any_moment_loses_nothing_that_was_said_to_be_saved(
    program: Program, conversation: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    counts = kill(program, conversation, 12)
    with capsys.disabled():
        print(
            f" {counts['killed']} kills of the program, {counts['finished']} finished, {counts['kept']} kept", end=" "
        )


@pytest.mark.nightly
def test_two_hundred_kills(program: Program, conversation: bytes, tmp_path: Path) -> None:
    kill(program, conversation, 200)
