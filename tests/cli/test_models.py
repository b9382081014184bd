"""``rwkvchat models`` and ``-m NAME``, against a hub of the tests' own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from checkpoints import random_weights, write_hugging_face
from hub_cases import SETTINGS, cached, quick_hub
from hub_server import Hub
from programs import Ended, Program

from rwkvchat.catalogue import find_model
from rwkvchat.demo import MODEL, TOKENIZER
from rwkvchat.hub.cache import find_cached, partial_path
from rwkvchat.hub.place import Place
from rwkvchat.known_models import KNOWN

PILE = KNOWN["pile-169m"]
PLACE = Place(PILE.repo, PILE.file)
Call = Callable[..., Ended]


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, model_file: Path) -> Iterator[Hub]:
    """A hub that has the smallest model, which here is a random one, and an empty cache."""
    with quick_hub(monkeypatch, tmp_path / "hf") as hub:
        hub.add(PILE.repo, {PILE.file: model_file.read_bytes(), "20B_tokenizer.json": TOKENIZER.read_bytes()})
        yield hub


class HubProgram(Program):
    """The program in processes of its own, with a hub and a cache; without a model of its own."""

    def __init__(self, folder: Path, hub: Hub | None = None) -> None:
        super().__init__(folder, Path("unused"))
        for name in SETTINGS:
            self.environment.pop(name, None)
        self.environment |= {"HF_HOME": str(folder / "hf"), "HF_ENDPOINT": hub.url if hub else "http://127.0.0.1:9"}

    def command(self, arguments: Sequence[str], *, model: bool = True) -> list[str]:
        return super().command(arguments, model=False)


# The list


def test_the_list_fits_a_terminal_and_names_everything(hub: Hub, tmp_path: Path) -> None:
    ended = HubProgram(tmp_path).run("models", "list")
    assert ended.code == 0
    lines = ended.stdout.decode().splitlines()
    assert lines[0].split() == ["name", "size", "cpu", "fp32", "cpu", "bf16", "here"]
    assert [line.split()[0] for line in lines[1:]] == ["raven-nano", *KNOWN]
    assert all(len(line) <= 80 for line in lines)
    assert lines[1].endswith("ships")
    assert lines[2].split()[:5] == ["raven-1b5", "3.0", "GB", "6.7", "GB"]
    assert "of memory are free" in ended.stderr


def test_a_link_that_leads_nowhere_does_not_keep_the_list_from_being_told(hub: Hub, call: Call, tmp_path: Path) -> None:
    folder = write_hugging_face(tmp_path / "x", random_weights(1, 16, 2100))
    snapshot = cached("me/my-rwkv", {each.name: each for each in folder.iterdir()})
    (snapshot / "README.md").symlink_to("gone")
    ended = call("models", "list")
    assert ended.code == 0
    assert "me/my-rwkv" in ended.stdout.decode()


def test_the_list_marks_what_does_not_fit_and_what_is_here(
    hub: Hub, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rwkvchat.needs.free_memory", lambda: 5_000_000_000)
    cached(PILE.repo, {PILE.file: b"x"})
    partial = partial_path(Place(KNOWN["pile-430m"].repo, KNOWN["pile-430m"].file), "a" * 64)
    partial.parent.mkdir(parents=True)
    partial.touch()
    os.truncate(partial, KNOWN["pile-430m"].nbytes // 50 + 100)
    cached("me/my-rwkv", {"one.pth": b"12", "two.pth": b"3"})
    rows = {line.split()[0]: line for line in call("models", "list").stdout.decode().splitlines()}
    assert rows["raven-1b5"].split()[3:] == ["6.7", "GB", "!", "3.3", "GB"]
    assert rows["pile-169m"].endswith("yes")
    assert rows["pile-430m"].endswith("2%")
    assert rows["me/my-rwkv/one.pth"].endswith("yes")
    assert rows["me/my-rwkv/two.pth"].endswith("yes")
    assert rows["pile-1b5"].count("!") == 1


def test_the_list_shows_graphics_memory_where_there_is_some(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rwkvchat.needs._graphics_memory", lambda: 8 << 30)
    shown = call("models", "list")
    assert "cuda fp16" in shown.stdout.decode().splitlines()[0]
    assert "8.6 GB of graphics memory" in shown.stderr


def test_graphics_memory_is_what_its_tool_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from rwkvchat.needs import rooms

    tool = tmp_path / "nvidia-smi"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert rooms()["cuda"] is None
    for script, told in (
        ("echo A card, 2048, 1024, 1.0, 9.0", 1 << 30),
        ("echo A card, 2048, [N/A], 1.0, 9.0", None),
        ("echo nothing", None),
        ("exit 9", None),
    ):
        tool.write_text(f"#!/bin/sh\n{script}\n")
        tool.chmod(0o755)
        assert rooms()["cuda"] == told


def test_the_list_for_programs_has_an_object_for_each(hub: Hub, call: Call) -> None:
    cached(PILE.repo, {PILE.file: b"x"})
    rows = {row["name"]: row for row in map(json.loads, call("models", "list", "--json").stdout.splitlines())}
    assert list(rows) == ["raven-nano", *KNOWN]
    assert rows["raven-nano"]["path"] == str(MODEL)
    assert rows["raven-1b5"] | {"fits": 0} == {
        "name": "raven-1b5", "repo": "BlinkDL/rwkv-4-raven", "file": KNOWN["raven-1b5"].file, "bytes": 3030279730,
        "bytes_exact": True, "parameters": 1515106304, "template": "raven-chat", "context": 4096, "partial": 0,
        "path": None, "fits": 0,
        "memory": {"cpu fp32": 6666467737, "cpu bf16": 3333233868, "cpu fp32i8": 1666616934,
                   "cpu fp32i4": 937472025, "cuda fp16": 3333233868, "cuda fp16i8": 1666616934},
    }  # fmt: skip
    assert rows["pile-169m"]["path"].endswith(PILE.file)
    assert not rows["pile-1b5"]["bytes_exact"]


def test_the_list_needs_neither_torch_nor_the_client_nor_a_request(hub: Hub, tmp_path: Path) -> None:
    program = HubProgram(tmp_path, hub)
    code = (
        "import sys; from rwkvchat.cli import main; main(['models', 'list'])\n"
        "assert not {'torch', 'numpy', 'tokenizers', 'huggingface_hub', 'prompt_toolkit'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], env=program.environment, check=True, stdout=subprocess.DEVNULL)
    assert hub.seen == []


# Getting


def test_a_script_gets_a_model_without_a_question_and_its_path_alone_on_standard_output(hub: Hub, call: Call) -> None:
    ended = call("models", "get", "PILE-169M")
    assert ended.code == 0
    path = find_cached(PLACE)
    assert ended.stdout.decode() == f"{path}\n"
    assert "pile-169m is here, and its checksums are right" in ended.stderr
    again = call("models", "get", "pile-169m")
    assert again.stdout == ended.stdout
    assert "was here already" in again.stderr


def test_at_a_terminal_a_question_comes_first(hub: Hub, call: Call, model_file: Path) -> None:
    ended = call("models", "get", "pile-169m", stdin=b"no\n", asked=True)
    assert ended.code == 0
    assert "download it? [y/N]" in ended.stderr
    assert "are free" in ended.stderr
    assert "nothing was downloaded" in ended.stderr
    assert ended.stdout == b""
    assert hub.sent == 0
    assert call("models", "get", "pile-169m", stdin=b"y\n", asked=True).code == 0
    assert hub.sent == model_file.stat().st_size


def test_at_a_terminal_yes_on_the_command_line_is_the_answer(hub: Hub, call: Call) -> None:
    ended = call("models", "get", "pile-169m", "--yes", asked=True)
    assert "[y/N]" not in ended.stderr
    assert find_cached(PLACE)


@pytest.mark.parametrize("way", ["flag", "environment"])
def test_offline_means_that_no_request_is_made(hub: Hub, call: Call, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    flags = ["--offline"] if way == "flag" else []
    if way == "environment":
        monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    ended = call("models", "get", "pile-169m", *flags)
    assert ended.code == 3
    assert "no request is to be made" in ended.stderr
    snapshot = cached(PILE.repo, {PILE.file: b"x"})
    assert call("models", "get", "pile-169m", *flags).stdout.decode() == f"{snapshot / PILE.file}\n"
    assert hub.seen == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["raven-1b6"], "did you mean raven-1b5"),
        (["raven-nano"], "ships with rwkvchat"),
        (["./file.pth"], "is no model of the hub"),
        (["no/such"], "the hub has no no/such"),
        (["pile-169m", "--revision", "v9"], "has no revision v9"),
        (["pile-169m", "--revision", ".."], "is no revision"),
    ],
)
def test_what_cannot_be_had_is_told_in_a_sentence(hub: Hub, call: Call, arguments: list[str], message: str) -> None:
    ended = call("models", "get", *arguments)
    assert ended.code in (2, 3)
    assert message in " ".join(ended.stderr.split())
    assert "Traceback" not in ended.stderr
    assert ended.stdout == b""


# What one is


def test_a_model_that_is_not_here_is_described_from_its_name(hub: Hub, call: Call) -> None:
    told = json.loads(call("models", "info", "RWKV-4-14B", "--json").stdout)
    assert (told["name"], told["layers"], told["width"], told["vocabulary"]) == ("raven-14b", 40, 5120, 50277)
    assert (told["context"], told["template"], told["path"]) == (8192, "raven-chat", None)
    assert told["settings"]["temp"] == 1.2
    shown = call("models", "info", "raven-14b").stdout.decode()
    assert "40 layers, 5120 channels, 50277 tokens" in shown
    assert "texts of 8192 tokens" in shown
    assert hub.seen == []


def test_a_file_is_described_from_what_is_in_it(call: Call, model_file: Path) -> None:
    told = json.loads(call("models", "info", str(model_file), "--json").stdout)
    assert (told["architecture"], told["format"], told["dtype"]) == ("RWKV-4", "pth", "fp32")
    assert (told["layers"], told["width"], told["vocabulary"], told["feed_forward"]) == (3, 48, 2100, 192)
    assert told["bytes"] == model_file.stat().st_size
    assert told["repo"] is None
    assert told["sha256"] is None


def test_a_folder_is_described_with_all_its_files(call: Call, tmp_path: Path) -> None:
    folder = write_hugging_face(tmp_path / "rwkv-raven-x", random_weights(1, 16, 2100), shards=2, context_length=512)
    told = json.loads(call("models", "info", str(folder), "--json").stdout)
    assert told["files"] == ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"]
    assert (told["context"], told["template"], told["name"]) == (512, "raven-chat", "rwkv-raven-x")


def test_verifying_reads_all_of_it_and_remembers_the_sums(hub: Hub, call: Call) -> None:
    assert call("models", "get", "pile-169m").code == 0
    path = find_cached(PLACE)
    assert path
    sha256 = path.resolve().name
    assert json.loads(call("models", "info", "pile-169m", "--json").stdout)["sha256"] == {PILE.file: sha256}
    assert "verified" in call("models", "info", "pile-169m", "--verify").stdout.decode()
    with path.open("r+b") as file:
        file.seek(-1000, 2)
        file.write(b"wrong")
    ended = call("models", "info", "pile-169m", "--verify")
    assert ended.code == 3
    assert "damaged" in ended.stderr
    assert call("models", "get", "pile-169m").code == 0
    assert call("models", "info", "pile-169m", "--verify").code == 0


def test_wrong_bytes_in_a_published_file_are_noticed_without_a_crc(call: Call, hub: Hub, model_file: Path) -> None:
    known = KNOWN["raven-1b5"]
    cached(known.repo, {known.file: model_file})
    ended = call("models", "info", "raven-1b5", "--verify")
    assert ended.code == 3
    assert f"published as {known.sha256}" in " ".join(ended.stderr.split())
    assert "rwkvchat models get raven-1b5" in ended.stderr


def test_nothing_is_said_of_checksums_that_there_are_not(call: Call, tmp_path: Path, model_file: Path) -> None:
    folder = write_hugging_face(tmp_path / "x", random_weights(1, 16, 2100))
    assert "there is no checksum to compare with" in call("models", "info", str(folder), "--verify").stdout.decode()
    assert "its checksums are right" in call("models", "info", str(model_file), "--verify").stdout.decode()


def test_the_model_that_ships_has_its_name_in_any_case(call: Call) -> None:
    told = json.loads(call("models", "info", "RAVEN-NANO", "--json").stdout)
    assert told["name"] == "raven-nano"
    assert told["context"] == find_model().context  # which its file tells
    assert call("models", "remove", "RAVEN-NANO").code == 2


def test_what_is_no_model_is_refused(call: Call, tmp_path: Path) -> None:
    (tmp_path / "x.pth").write_bytes(b"nothing" * 1000)
    assert call("models", "info", "x.pth").code == 3
    assert call("models", "info", "none.pth").code == 3


# Removing


def test_removing_asks_at_a_terminal_and_says_how_much(hub: Hub, call: Call, model_file: Path) -> None:
    assert call("models", "get", "pile-169m").code == 0
    ended = call("models", "remove", "pile-169m", stdin=b"\n", asked=True)
    assert "remove pile-169m, " in ended.stderr
    assert "nothing was removed" in ended.stderr
    assert find_cached(PLACE)
    assert "removed pile-169m" in call("models", "remove", "pile-169m", stdin=b"y\n", asked=True).stderr
    assert find_cached(PLACE) is None
    assert call("models", "remove", "pile-169m").code == 3
    assert call("models", "remove", "raven-nano").code == 2


def test_a_script_removes_only_with_yes(hub: Hub, call: Call, model_file: Path) -> None:
    assert call("models", "get", "pile-169m").code == 0
    for answer in (b"", b"n\n", b"y\n"):
        refused = call("models", "remove", "pile-169m", stdin=answer)
        assert (refused.code, refused.stdout) == (2, b"")
        assert "give --yes" in refused.stderr
        assert find_cached(PLACE)
    assert call("models", "remove", "pile-169m", "--yes").code == 0
    assert find_cached(PLACE) is None


# Starting one by its name


def test_a_model_that_is_here_starts_by_its_name_without_a_request(hub: Hub, tmp_path: Path, model_file: Path) -> None:
    cached(PILE.repo, {PILE.file: model_file, "tokenizer.json": TOKENIZER})
    program = HubProgram(tmp_path, hub)
    ended = program.run("-m", "RWKV-4-169M", "-p", "hi", "--max-tokens", "2", "--json")
    assert ended.code == 0, ended.stderr
    assert json.loads(ended.stdout)["model"] == PILE.file.removesuffix(".pth")
    assert hub.seen == []


def test_a_script_is_told_the_command_that_brings_a_model(hub: Hub, call: Call) -> None:
    for flags in ([], ["--offline"]):
        ended = call("-m", "RWKV-4-169M", "-p", "hi", *flags)
        assert ended.code == 3
        assert ended.stderr.splitlines()[-1] == "download it with: rwkvchat models get pile-169m"
    assert hub.seen == []


def test_at_a_terminal_a_no_leaves_things_as_they_are(hub: Hub, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    ended = call("-m", "pile-169m", "-p", "hi", stdin=b"n\n", asked=True)
    assert ended.code == 3
    assert "pile-169m is not on this machine" in ended.stderr
    assert "download it? [y/N]" in ended.stderr
    assert hub.sent == 0


def test_what_is_to_be_quiet_asks_nothing(hub: Hub, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    ended = call("-m", "pile-169m", "-q", stdin=b"y\n", asked=True)
    assert ended.code == 3
    assert "rwkvchat models get pile-169m" in ended.stderr
    assert hub.seen == []


def test_a_conversation_finds_its_model_again_at_another_revision(hub: Hub, tmp_path: Path, model_file: Path) -> None:
    program = HubProgram(tmp_path, hub)
    old = cached(PILE.repo, {PILE.file: model_file, "tokenizer.json": TOKENIZER})
    said = ("-p", "hi", "--max-tokens", "2", "--seed", "1")
    assert program.run("-m", "pile-169m", *said, "--save-state", "a.state").code == 0
    for path in old.iterdir():
        path.unlink()
    gone = program.run("--state", "a.state", *said)
    assert gone.code == 3
    assert "rwkvchat models get pile-169m" in gone.stderr
    cached(PILE.repo, {PILE.file: model_file, "tokenizer.json": TOKENIZER}, commit="b" * 40)
    assert program.run("--state", "a.state", *said).code == 0


def test_the_flags_of_the_hub_are_refused_where_they_mean_nothing(call: Call, model_file: Path) -> None:
    ended = call("-m", str(model_file), "--revision", "abc", "-p", "hi")
    assert ended.code == 2
    assert "--revision says nothing of" in ended.stderr


if sys.platform != "win32":
    from terminals import CTRL_C, CTRL_D, Terminal

    def test_the_chat_offers_a_download_which_can_be_stopped_and_goes_on(hub: Hub, tmp_path: Path) -> None:
        blob = hub.repos[PILE.repo].commits[hub.repos[PILE.repo].refs["main"]][PILE.file]
        hub.fail("signature", hold=len(blob) // 2)
        terminal = Terminal(HubProgram(tmp_path, hub), "models", "get", "pile-169m")
        terminal.shows("download it? [y/N]")
        terminal.send("y\r")
        terminal.shows("pile-169m ━")
        terminal.wait(hub.holding.is_set, "half of the file")
        terminal.send(CTRL_C)
        terminal.shows("rwkvchat models get pile-169m goes on")
        assert terminal.end() == 130
        hub.released.set()
        hub.sent = 0

        terminal = Terminal(HubProgram(tmp_path, hub), "-m", "pile-169m", "--max-tokens", "2")
        terminal.shows("download it? [y/N]")
        terminal.send("y\r")
        terminal.ready()
        assert "its checksums are right" in terminal.transcript
        terminal.send(CTRL_D)
        assert terminal.end() == 0
