"""``rwkvchat bench`` as its users call it: what it shows, draws and refuses, and how it ends."""

import json
import re
import shutil
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from programs import PATIENCE, Ended, Program
from subjects import Log, without_processes

from rwkvchat import benchmark_scaling, benchmark_speed
from rwkvchat.demo import MODEL
from rwkvchat.engine.checkpoint import open_checkpoint
from rwkvchat.engine.quant_parts import KINDS

Call = Callable[..., Ended]
ROUNDS = ("--rounds", "1", "--threads", "1")


def shorten(monkeypatch: pytest.MonkeyPatch, prefills: tuple[int, ...]) -> None:
    """Let `measure_speed` measure these prompts, and two tokens."""
    usual = benchmark_speed.measure_speed.__kwdefaults__
    monkeypatch.setattr(benchmark_speed.measure_speed, "__kwdefaults__", {**usual, "prefills": prefills, "tokens": 2})


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Log:
    """No processes, and short texts."""
    shorten(monkeypatch, (16, 2048))
    monkeypatch.setattr(benchmark_scaling, "usable_cores", lambda: 2)
    with without_processes(monkeypatch) as log:
        return log


def test_speeds_are_a_table_and_the_bounds_a_remark(call: Call, model_file: Path, log: Log) -> None:
    ended = call("bench", "-m", str(model_file), *ROUNDS, "--strategy", "cpu fp32", "--strategy", "cpu bf16")
    assert ended.code == 0, ended.stderr
    speeds, rest = ended.stdout.decode().split("\n\n")
    titles, *rows = speeds.splitlines()
    assert titles.split() == ["tokens/s,", "prefill", "of", "16", "2,048", "share", "decode", "share", "8", "each"]
    assert [row[:17] for row in rows] == ["rwkvchat cpu fp32", "rwkvchat cpu bf16"]
    titles, *rows = rest.splitlines()
    assert titles.split() == ["seconds,", "bytes", "first", "token", "torch", "loading", "peak", "per", "token"]
    assert [row.split()[3] for row in rows] == ["1.00", "1.00"]
    for said in ("round 1 of 1", "GB/s, multiplies fp32", "medians of 1 round, one after another; 1 thread"):
        assert said in ended.stderr


def test_four_programs_fit_into_a_window_of_80_columns(
    call: Call, model_file: Path, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rwkvchat.benchmark_entries.find_spec", lambda name: True)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    shorten(monkeypatch, (16, 128, 512, 2048))
    flags = (
        "--strategy",
        "cpu fp32",
        "--strategy",
        "cpu fp32i4 *2 -> cpu bf16 *1 -> cpu fp32",
        "--peers",
        "--no-color",
    )
    ended = call("bench", "-m", str(model_file), *ROUNDS, *flags)
    assert ended.code == 0, ended.stderr
    lines = re.sub(r"\x1b\[[0-9;]*m", "", ended.stdout.decode()).splitlines()
    assert max(map(len, lines)) <= 80
    for dtype in ("fp32", "bf16"):
        assert sum(line.startswith(f"transformers cpu {dtype} ") for line in lines) == 2
    assert sum(line == "  cpu fp32" for line in lines) == 2  # where a long name goes on
    numbers = next(line for line in lines if line.startswith("rwkvchat cpu fp32 "))
    assert len(numbers.split()) == 3 + 8


def test_a_share_beyond_the_bound_is_explained(
    call: Call, model_file: Path, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []
    for bound in (1.0, 1e12):  # tokens a second
        monkeypatch.setattr(benchmark_speed, "decode_bound", lambda *_, bound=bound: bound)
        monkeypatch.setattr(benchmark_speed, "prefill_bound", lambda *_, bound=bound: bound)
        said.append("more than 100%" in call("bench", "-m", str(model_file), *ROUNDS).stderr)
    assert said == [True, False]


def test_json_has_everything(call: Call, model_file: Path, log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rwkvchat.benchmark_entries.find_spec", lambda name: True)
    ended = call("bench", "speed", "-m", str(model_file), *ROUNDS, "--strategy", "cpu fp32i8", "--peers", "--json")
    assert ended.code == 0, ended.stderr
    told = json.loads(ended.stdout)
    assert told["model"]["n_layer"] == 3
    assert told["machine"]["cpu"]
    assert {"rwkvchat", "torch"} <= told["machine"]["versions"].keys()
    assert (told["together"], told["rounds"], told["left_out"]) == (True, 1, [])
    assert told["rates"]["cpu"]["bandwidth"] > 0
    assert told["rates"]["cpu"]["products"].keys() == {"fp32", "bf16"}
    assert [f"{each['program']} {each['strategy']}" for each in told["speeds"]] == [
        "rwkvchat cpu fp32i8", "rwkv cpu fp32", "rwkv cpu bf16", "rwkv cpu fp32i8", "transformers cpu fp32",
        "transformers cpu bf16",
    ]  # fmt: skip
    ours = told["speeds"][0]
    assert ours["prefill"].keys() == {"16", "2048"}
    assert {"decode_share", "prefill_share", "decode_bound", "weight_bytes", "peak_bytes", "load_seconds",
            "first_seconds", "torch_seconds", "candidates", "threads"} <= ours.keys()  # fmt: skip


def test_a_model_that_rwkv_cannot_read_is_converted_for_it(
    call: Call, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rwkvchat.benchmark_entries.find_spec", lambda name: name == "rwkv")
    read: list[Path] = []
    measure_speed = benchmark_speed.measure_speed

    def noted(weights: object, layout: object, entries: list[benchmark_speed.Entry], **others: object) -> object:
        read.extend(entry.model for entry in entries)
        assert open_checkpoint(entries[1].model).format == "pth"
        return measure_speed(weights, layout, entries, **others)  # type: ignore[arg-type]

    monkeypatch.setattr(benchmark_speed, "measure_speed", noted)
    ended = call("bench", *ROUNDS, "--peers")
    assert ended.code == 0, ended.stderr
    assert "rwkv reads .pth files alone: raven-nano is converted for it" in ended.stderr
    assert read[0] == MODEL
    assert read[1].suffix == ".pth"
    assert not read[1].exists()  # any more


def test_peers_without_room_are_left_out(
    call: Call, model_file: Path, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rwkvchat.benchmark_entries.find_spec", lambda name: True)
    monkeypatch.setattr("rwkvchat.benchmark_entries.memory_here", lambda: {"cpu": 1000})
    ended = call("bench", "-m", str(model_file), *ROUNDS, "--peers", "--json")
    assert "rwkv cpu fp32 is left out: it needs 70" in ended.stderr
    told = json.loads(ended.stdout)
    assert told["left_out"] == [
        "rwkv cpu fp32", "rwkv cpu bf16", "transformers cpu fp32", "transformers cpu bf16"
    ]  # fmt: skip
    assert len(told["speeds"]) == 1


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--size", "430n"), 2, "there is no model of the size '430n'\ndid you mean 430m? there are 169m"),
        (("--size", "430m", "-m", "raven-nano"), 2, "--size and -m each say which model"),
        (("-m", "nowhere.pth"), 3, "nowhere.pth"),
        (("--strategy", "cpu fp33"), 2, "fp33 is not a number format"),
        (("--strategy", "cpu fp32 *99"), 2, "these are more layers than the model has"),
        (("--rounds", "0"), 2, "--rounds cannot be 0"),
        (("--threads", "-1"), 2, "--threads cannot be -1"),
        (("scaling", "--tokens", "-1"), 2, "--tokens cannot be -1"),
        (("scaling", "--strategy", "cpu fp32", "--strategy", "cpu bf16"), 2, "scaling is measured of one strategy"),
        (("profile", "--strategy", "cpu fp32", "--strategy", "cpu bf16"), 2, "a profile is of one strategy"),
        (("speed", "--plot", "a.svg"), 2, "bench speed does not take --plot"),
        (("conversation", "--size", "7b"), 2, "bench conversation does not take --size"),
        (("conversation", "--rounds", "3"), 2, "bench conversation does not take --rounds"),
        (("profile", "--peers"), 2, "bench profile does not take --peers"),
        (("start", "--strategy", "cpu fp32"), 2, "bench start does not take --strategy"),
        (("--tokens", "5"), 2, "bench speed does not take --tokens"),
        (("start", "--beside", ""), 2, "'' is no command that starts a program"),
        (("start", "--beside", "a 'b"), 2, "is no command that starts a program"),
        (("--plot", "a.png"), 2, "--plot cannot be a.png"),
        (("--plot", "nowhere/a.svg"), 1, "there is no folder nowhere"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_what_cannot_be_is_refused_before_anything_is_measured(
    call: Call, log: Log, arguments: tuple[str, ...], code: int, message: str
) -> None:
    ended = call("bench", *arguments)
    assert ended.code == code
    assert message in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not log.lines


def test_peers_that_are_not_installed_are_missed(call: Call, log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rwkvchat.benchmark_entries.find_spec", lambda name: None)
    ended = call("bench", "--peers")
    assert ended.code == 1
    assert "neither rwkv nor transformers is installed" in ended.stderr
    assert not log.lines


@pytest.mark.parametrize("kind", KINDS)
def test_a_quantised_file_has_no_peers(call: Call, log: Log, kind: str) -> None:
    assert call("convert", str(MODEL), "small.safetensors", "--quantize", kind).code == 0
    ended = call("bench", "-m", "small.safetensors", "--peers")
    assert ended.code == 3
    assert "is quantised, and no other program reads such a file" in ended.stderr


def test_random_weights_need_room_on_the_disk(call: Call, log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=10_000_000_000))
    ended = call("bench", "--size", "7B")
    assert ended.code == 1
    assert "a model of the size 7b needs 14.8 GB, and 10.0 GB of disk are free" in ended.stderr
    assert "TMPDIR" in ended.stderr


def test_random_weights_are_measured_and_gone(call: Call, log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rwkvchat.random_checkpoint.SIZES", {"169m": (2, 64)})
    monkeypatch.setattr("rwkvchat.random_checkpoint.VOCABULARY", 300)
    monkeypatch.setattr("tempfile.tempdir", str(Path.cwd()))
    ended = call("bench", "--size", "169M", *ROUNDS, "--json")
    assert ended.code == 0, ended.stderr
    assert "writing random weights of the size 169m" in ended.stderr
    assert json.loads(ended.stdout)["model"]["name"] == "random-169m"
    assert not list(Path.cwd().glob("rwkvchat-*"))


def test_scaling_is_drawn_into_one_file_or_a_folder(call: Call, model_file: Path, log: Log) -> None:
    flags = ("bench", "-m", str(model_file), *ROUNDS, "--tokens", "1200", "--plot")
    one = call(*flags, "all.svg")
    assert one.code == 0, one.stderr
    assert "drawn: all.svg" in one.stderr
    said = "\n".join(ET.parse("all.svg").getroot().itertext())
    for text in ("Tokens/s by length of the conversation", "Memory while it is read", "tiny, cpu fp32, 1 thread"):
        assert text in said
    rows = one.stdout.decode().splitlines()
    assert [row.split()[0] for row in rows[1:3]] == ["1,000", "1,200"]

    several = call("bench", "scaling", *flags[1:], "new/plots", "--json")
    assert several.code == 0, several.stderr
    assert sorted(path.name for path in Path("new/plots").iterdir()) == [
        "length.svg", "memory.svg", "texts.svg", "threads.svg",
    ]  # fmt: skip
    told = json.loads(several.stdout)
    assert [each["count"] for each in told["by_length"]] == [1000, 1200]
    assert [each["count"] for each in told["by_threads"]] == [1, 2]


def test_a_profile_shows_what_is_beside_the_model(call: Call, model_file: Path) -> None:
    flags = ("bench", "profile", "-m", str(model_file), "--rounds", "1", "--strategy", "cpu fp32")
    shown = call(*flags)
    assert shown.code == 0, shown.stderr
    for text in ("one token,", "512 tokens at once,", "ffn.key", "the rest, Python above all", "sampling", "together"):
        assert text in shown.stdout.decode()
    told = json.loads(call(*flags, "--json").stdout)
    beside = told["beside"]
    assert beside.keys() == {
        "state and logits as values", "sampling", "text and stop texts", "keeping a snapshot", "rendering, as Markdown",
    }  # fmt: skip
    within = next(part["seconds"] for part in told["token"] if part["name"] == "state and logits as values")
    assert beside["state and logits as values"] == within
    total = sum(beside.values())
    assert told["beside_share"] == pytest.approx(total / (told["token_seconds"] + total - within))


def test_a_strategy_that_fails_in_its_process_is_one_error(program: Program) -> None:
    program.environment["CUDA_VISIBLE_DEVICES"] = ""
    ended = program.run("bench", "--strategy", "cuda fp16", model=False)
    assert ended.code == 3
    assert ended.stdout == b""
    assert "rwkvchat cuda fp16: there is no CUDA device here" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["INT", "TERM"])
def test_a_signal_ends_the_programs_under_measurement_too(program: Program, number: int, code: int) -> None:
    with subprocess.Popen(
        program.command(["bench", "--rounds", "100"], model=False), env=program.environment, stderr=subprocess.PIPE
    ) as running:
        deadline, children = time.monotonic() + PATIENCE, list[psutil.Process]()
        while not children and running.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
            children = psutil.Process(running.pid).children()
        assert children
        running.send_signal(number)
        _, said = running.communicate(timeout=PATIENCE)
        assert running.returncode == code
        assert b"Traceback" not in said
        _, alive = psutil.wait_procs(children, PATIENCE)
        assert not alive


def test_help_tells_of_everything(call: Call) -> None:
    said = call("bench", "--help").stdout.decode()
    for word in ("speed", "scaling", "profile", "conversation", "start", "rendering", "--peers", "--plot", "--size"):
        assert word in said
