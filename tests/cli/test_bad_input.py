"""What is given wrongly: one clear sentence, what to do next, the right exit code, and nothing on standard output."""

import json
import os
import shutil
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from checkpoints import random_weights, write_pth
from programs import Ended, Program, write_model

from rwkvchat.demo import TOKENIZER

Call = Callable[..., Ended]


def assert_refused(ended: Ended, code: int, *fragments: str) -> None:
    """One sentence and one hint on standard error, and nothing else."""
    assert ended.stdout == b""
    assert "Traceback" not in ended.stderr
    assert "should not have happened" not in ended.stderr
    assert "\x1b" not in ended.stderr
    message, hint = ended.stderr.splitlines()
    assert hint
    for fragment in fragments:
        assert fragment in message
    assert ended.code == code


@pytest.fixture(scope="session")
def pth(model_file: Path) -> bytes:
    return model_file.read_bytes()


def _folder(path: Path, pth: bytes) -> None:
    path.mkdir()


def _zip_without_pickle(path: Path, pth: bytes) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as file:
        file.writestr("archive/version", "3\n" * 1000)


def _rwkv5(path: Path, pth: bytes) -> None:
    weights = random_weights(n_vocab=2100)
    write_pth(path, weights | {"blocks.0.att.ln_x.weight": torch.ones(48)})


def _bytes(make: Callable[[bytes], bytes]) -> Callable[[Path, bytes], None]:
    def write(path: Path, pth: bytes) -> None:
        path.write_bytes(make(pth))

    return write


@pytest.mark.parametrize(
    ("write", "fragment"),
    [
        pytest.param(lambda path, pth: None, "No such file", id="none"),
        pytest.param(_folder, "folder", id="a folder"),
        pytest.param(_bytes(lambda _: b""), "it is empty", id="an empty file"),
        pytest.param(_bytes(lambda _: b"Once upon a time there was a raven.\n" * 99), "text file", id="a text"),
        pytest.param(_bytes(lambda pth: pth[: len(pth) // 2]), "without an end", id="half a checkpoint"),
        pytest.param(_zip_without_pickle, "without data.pkl", id="a zip without the pickle"),
        pytest.param(_rwkv5, "RWKV-5", id="an RWKV-5"),
    ],
)
def test_a_model_file_is_refused(
    call: Call, tmp_path: Path, pth: bytes, write: Callable[[Path, bytes], None], fragment: str
) -> None:
    path = tmp_path / "raven.pth"
    write(path, pth)
    shutil.copyfile(TOKENIZER, tmp_path / "tokenizer.json")
    assert_refused(call("-m", str(path), "-p", "hello"), 3, "raven.pth", fragment)


def test_a_name_that_is_no_model_is_refused(call: Call) -> None:
    assert_refused(call("-m", "raven-9000", "-p", "hello"), 3, "raven-9000")


def test_a_model_without_a_tokenizer_says_which_one_it_needs(call: Call, tmp_path: Path, pth: bytes) -> None:
    (tmp_path / "raven.pth").write_bytes(pth)
    ended = call("-m", "raven.pth", "-p", "hello")
    assert_refused(ended, 3, "no tokenizer")
    assert "2100 tokens" in ended.stderr


@pytest.mark.parametrize(
    ("n_vocab", "fragment"),
    [
        pytest.param(2101, "fewer tokens than the model: 2100 against 2101", id="too few ids"),
        pytest.param(2099, "more tokens than the model: 2100 against 2099", id="too many ids"),
    ],
)
def test_a_tokenizer_of_another_size_is_refused(call: Call, tmp_path: Path, n_vocab: int, fragment: str) -> None:
    path = write_model(tmp_path, n_layer=1, n_embd=16, n_vocab=n_vocab)
    assert_refused(call("-m", str(path), "-p", "hello"), 3, fragment)


@pytest.mark.parametrize(
    ("content", "fragment"),
    [
        pytest.param(None, "No such file", id="none"),
        pytest.param(b"{", "not a tokenizer.json", id="no JSON"),
        pytest.param(b"\xff\xfe", "not a tokenizer.json", id="no text"),
    ],
)
def test_a_tokenizer_file_is_refused(
    call: Call, tmp_path: Path, model_file: Path, content: bytes | None, fragment: str
) -> None:
    path = tmp_path / "own.json"
    if content is not None:
        path.write_bytes(content)
    assert_refused(call("-m", str(model_file), "--tokenizer", str(path), "-p", "hello"), 3, "own.json", fragment)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("gpu fp32", id="device"),
        pytest.param("cpu fp23", id="number format"),
        pytest.param("cpu", id="no number format"),
        pytest.param("cpu fp32 fp32", id="too much"),
    ],
)
def test_a_strategy_is_refused_with_a_caret_under_what_is_wrong(call: Call, model_file: Path, text: str) -> None:
    ended = call("-m", str(model_file), "--strategy", text, "-p", "hello")
    message, shown, caret, hint = ended.stderr.splitlines()
    assert (ended.code, ended.stdout) == (2, b"")
    assert message
    assert shown.strip() == text
    assert caret.strip() == "^"
    assert "auto" in hint


def test_a_strategy_for_another_model_is_refused_before_anything_is_loaded(call: Call, model_file: Path) -> None:
    ended = call("-m", str(model_file), "--strategy", "cpu fp32 *99", "-p", "hello")
    assert (ended.code, ended.stdout) == (2, b"")
    message, shown, caret, hint = ended.stderr.splitlines()
    assert message.startswith("these are more layers than the model has")
    assert shown.index("*") == caret.index("^")
    assert "a smaller number" in hint


def test_an_empty_strategy_is_refused(call: Call, model_file: Path) -> None:
    assert_refused(call("-m", str(model_file), "--strategy", " ", "-p", "hello"), 2, "strategy is empty")


@pytest.mark.usefixtures("no_cuda")
def test_a_device_that_is_not_there_is_refused(call: Call, model_file: Path) -> None:
    assert_refused(call("-m", str(model_file), "--strategy", "cuda fp16", "-p", "hello"), 3, "no CUDA device")


@pytest.mark.parametrize(
    ("stdin", "fragment"),
    [
        pytest.param(b"", "prompt is empty", id="nothing"),
        pytest.param(b" \n\n", "prompt is empty", id="white space"),
        pytest.param(b"Gr\xfc\xdfe", "byte 2 is 0xfc", id="Latin-1"),
        pytest.param(b"\xef\xbb\xbfab\xff", "byte 5 is 0xff", id="after a byte order mark"),
        pytest.param("Grüße".encode("utf-16"), "byte 0 is 0xff", id="UTF-16"),
        pytest.param("Grüße".encode()[:3], "byte 2 is 0xc3", id="cut in a character"),
    ],
)
def test_a_piped_prompt_is_refused(call: Call, model_file: Path, stdin: bytes, fragment: str) -> None:
    assert_refused(call("-m", str(model_file), stdin=stdin), 2, fragment)


@pytest.mark.parametrize(
    ("arguments", "fragment"),
    [
        pytest.param(["--temprature", "1"], "--temprature", id="unknown"),
        pytest.param(["--temper", "1"], "--temper", id="no part of one will do"),
        pytest.param(["hello"], "hello", id="a word of its own"),
        pytest.param(["--seed"], "--seed", id="without its value"),
        pytest.param(["-m"], "-m", id="short, without its value"),
        pytest.param(["--json=yes"], "--json", id="a value where none goes"),
    ],
)
def test_a_flag_is_refused(call: Call, arguments: list[str], fragment: str) -> None:
    ended = call("-p", "hello", *arguments)
    assert_refused(ended, 2, fragment)
    assert "--help" in ended.stderr


@pytest.mark.parametrize(
    ("flag", "value"),
    [
        ("--temp", "-0.1"),
        ("--temp", "11"),
        ("--temp", "warm"),
        ("--temp", "nan"),
        ("--temp", ""),
        ("--top-p", "0"),
        ("--top-p", "1.5"),
        ("--top-p", "inf"),
        ("--top-k", "-1"),
        ("--top-k", "2.5"),
        ("--presence", "99"),
        ("--frequency", "x"),
        ("--penalty-decay", "1.01"),
        ("--seed", "-1"),
        ("--seed", "1.5"),
        ("--seed", "99999999999999999999"),
        ("--max-tokens", "0"),
        ("--max-tokens", "many"),
    ],
    ids=lambda text: text or "empty",
)
def test_a_value_of_a_sampling_flag_is_refused(call: Call, model_file: Path, flag: str, value: str) -> None:
    word = flag.removeprefix("--").replace("-", "_")
    assert_refused(call("-m", str(model_file), "-p", "hello", f"{flag}={value}"), 2, word)


@pytest.mark.parametrize(
    ("source", "fragments"),
    [
        pytest.param('user = "{message}"\nstops = "Q:"\n', ["line 2", "stops"], id="a wrong kind"),
        pytest.param('user = "{message}"\n\nsistem = "x"\n', ["line 3", "sistem"], id="an unknown key"),
        pytest.param('user = "hello"\n', ["line 1", "{message}"], id="no place for the message"),
        pytest.param('user = "{message}\n', ["line 1", "TOML"], id="no TOML"),
    ],
)
def test_a_template_file_is_refused_by_line_and_key(
    call: Call, model_file: Path, tmp_path: Path, source: str, fragments: list[str]
) -> None:
    (tmp_path / "own.toml").write_text(source)
    ended = call("-m", str(model_file), "--template", "own.toml", "-p", "hello")
    assert_refused(ended, 2, "own.toml", *fragments)


@pytest.mark.parametrize(
    ("arguments", "fragment"),
    [
        pytest.param(["--template", "ravenchat"], "no template named ravenchat", id="an unknown name"),
        pytest.param(["--template", "none.toml"], "none.toml", id="no such file"),
        pytest.param(["--system", "@none.txt"], "none.txt", id="no such system text"),
        pytest.param(["--system", "@latin.txt"], "not UTF-8 at byte 1", id="a system text in Latin-1"),
        pytest.param(["--system", "@"], "system text", id="a system text without a name"),
        pytest.param(["--template", "completion", "--system", "x"], "no place for a system text", id="no place"),
    ],
)
def test_a_template_or_system_text_is_refused(
    call: Call, model_file: Path, tmp_path: Path, arguments: list[str], fragment: str
) -> None:
    (tmp_path / "latin.txt").write_bytes(b"B\xe4r")
    assert_refused(call("-m", str(model_file), "-p", "hello", *arguments), 2, fragment)


def _of_version(data: bytes, version: str) -> bytes:
    """The same file with another version of the format in its header."""
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8 : 8 + length])
    header["__metadata__"]["version"] = version
    raw = json.dumps(header).encode()
    raw += b" " * (-len(raw) % 8)
    return struct.pack("<Q", len(raw)) + raw + data[8 + length :]


@pytest.mark.parametrize(
    ("change", "fragment"),
    [
        pytest.param(lambda _: None, "no conversation file", id="none"),
        pytest.param(lambda _: b"", "damaged", id="empty"),
        pytest.param(lambda data: data[:-1], "damaged", id="cut"),
        pytest.param(lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:], "damaged", id="one bit"),
        pytest.param(lambda _: b"not a conversation " * 99, "no conversation file", id="a text"),
        pytest.param(lambda data: _of_version(data, "2"), "version 2", id="newer"),
    ],
)
def test_a_conversation_file_is_refused(
    call: Call,
    model_file: Path,
    tmp_path: Path,
    conversation: bytes,
    change: Callable[[bytes], bytes | None],
    fragment: str,
) -> None:
    data = change(conversation)
    if data is not None:
        (tmp_path / "a.state").write_bytes(data)
    assert_refused(call("-m", str(model_file), "-p", "hello", "--state", "a.state"), 4, "a.state", fragment)


def test_a_conversation_with_another_model_is_refused_by_both_names(
    call: Call, tmp_path: Path, conversation: bytes
) -> None:
    (tmp_path / "a.state").write_bytes(conversation)
    other = write_model(tmp_path, "other.pth", n_layer=1, n_embd=16)
    assert_refused(call("-m", str(other), "-p", "hello", "--state", "a.state"), 4, "tiny", "other")


def test_a_conversation_with_another_tokenizer_is_refused(call: Call, tmp_path: Path, conversation: bytes) -> None:
    (tmp_path / "a.state").write_bytes(conversation)
    table = json.loads(TOKENIZER.read_text(encoding="utf-8"))
    table["model"]["merges"] = table["model"]["merges"][:-1]
    (tmp_path / "other.json").write_text(json.dumps(table), encoding="utf-8")
    ended = call("-p", "hello", "--state", "a.state", "--tokenizer", "other.json")
    assert_refused(ended, 4, "another tokenizer")


@pytest.mark.parametrize("command", ["info", "text", "verify"])
@pytest.mark.parametrize(
    ("change", "fragment"),
    [
        pytest.param(lambda _: b"", "damaged", id="empty"),
        pytest.param(lambda data: _of_version(data, "2"), "version 2", id="newer"),
        pytest.param(lambda _: b"not a conversation " * 99, "no conversation file", id="a text"),
    ],
)
def test_a_conversation_file_that_is_looked_at_is_refused(
    call: Call, tmp_path: Path, conversation: bytes, change: Callable[[bytes], bytes], fragment: str, command: str
) -> None:
    (tmp_path / "a.state").write_bytes(change(conversation))
    ended = call("state", command, "a.state")
    assert ended.code == 4
    assert fragment in ended.stderr
    assert ended.stderr.count("\n") == 2
    assert "Traceback" not in ended.stderr
    if fragment != "version 2":  # of which a text can be told
        assert_refused(ended, 4, "a.state")


@pytest.mark.parametrize(
    ("arguments", "fragments"),
    [
        pytest.param(["-c", "--state", "a.state"], ["--state", "-c"], id="-c and --state"),
        pytest.param(["-c", "-r", "one"], ["-c", "-r"], id="-c and -r"),
        pytest.param(["-r", "one", "--state", "a.state"], ["-r", "--state"], id="-r and --state"),
        pytest.param(["-c", "--system", "x"], ["--system"], id="-c and --system"),
        pytest.param(["-r", "one", "--system", "x"], ["--system"], id="-r and --system"),
        pytest.param(["-c", "--incognito"], ["-c", "--incognito"], id="-c and --incognito"),
        pytest.param(["-r", "one", "--incognito"], ["-r", "--incognito"], id="-r and --incognito"),
        pytest.param(["--replay"], ["--replay"], id="--replay alone"),
        pytest.param(["-n", "0"], ["-n", "'0'"], id="-n 0"),
        pytest.param(["-n", "65"], ["-n", "'65'"], id="-n 65"),
        pytest.param(["-n", "two"], ["-n", "'two'"], id="-n two"),
        pytest.param(["-n", "9" * 5000], ["-n"], id="-n of 5000 digits"),
        pytest.param(["--snapshots", "0"], ["--snapshots"], id="--snapshots 0"),
        pytest.param(["--snapshots", "1.5"], ["--snapshots"], id="--snapshots 1.5"),
    ],
)
def test_flags_that_make_no_sense_are_refused(call: Call, arguments: list[str], fragments: list[str]) -> None:
    assert_refused(call("-p", "hello", *arguments), 2, *fragments)


def test_an_empty_place_for_the_conversation_is_refused(call: Call) -> None:
    assert_refused(call("-p", "hello", "--save-state", ""), 1, "cannot write")


@pytest.mark.parametrize("way", ["none", "a tilde"])
def test_no_home_folder_is_told(call: Call, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    def state(*_: str, **__: bool) -> str:
        if way == "none":
            raise RuntimeError("Could not determine home directory.")
        return "~/.local/state/rwkvchat"  # as platformdirs said before

    monkeypatch.setattr("platformdirs.user_state_dir", state)
    assert_refused(call("-p", "hello"), 1, "no home folder")


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["--tmep", "1"], "did you mean --temp? rwkvchat --help lists what there is"),
        (["--temp", "1", "doctor"], "doctor comes first: rwkvchat doctor, then its flags; rwkvchat --help lists what "),
        (["modles", "list"], "did you mean models? rwkvchat --help lists what there is"),
        (["models", "lst"], "did you mean list? rwkvchat models --help lists what there is"),
        (["completion", "bsh"], "did you mean bash? rwkvchat completion --help lists what there is"),
        (["run", "--strem"], "did you mean --stream? rwkvchat run --help lists what there is"),
        (["Hello there"], "a prompt is given with -p, a model with -m; rwkvchat --help lists what there is"),
    ],
)
def test_what_was_meant_is_told(call: Call, arguments: list[str], hint: str) -> None:
    ended = call(*arguments)
    assert_refused(ended, 2)
    assert hint in ended.stderr.splitlines()[1]


@pytest.mark.parametrize("flags", [["-n", "2"], ["--json"]])
def test_flags_of_one_prompt_are_refused_in_a_chat(call: Call, flags: list[str]) -> None:
    assert_refused(call(*flags, terminal=True), 2, flags[0])


def test_a_place_that_cannot_be_saved_to_is_refused_before_the_reply(call: Call, model_file: Path) -> None:
    flags = ("-m", str(model_file), "-p", "hello", "--save-state")
    assert_refused(call(*flags, "none/a.state"), 1, "no folder none")
    Path("folder").mkdir()
    assert_refused(call(*flags, "folder"), 1, "is a folder")


def test_a_file_that_cannot_be_replaced_is_told_after_the_reply(call: Call, model_file: Path) -> None:
    if os.name == "nt" or os.geteuid() == 0:
        pytest.skip("needs a user whom permissions bind")
    Path("locked").mkdir(mode=0o500)
    ended = call("-m", str(model_file), "-p", "hello", "--max-tokens", "2", "--save-state", "locked/a.state")
    assert ended.code == 1
    assert ended.stdout.endswith(b"\n")
    assert "cannot write" in ended.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(["--top-p", "0"], 2, id="settings"),
        pytest.param(["--tokenizer", "none.json"], 3, id="tokenizer"),
        pytest.param(["--state", "none.state"], 4, id="conversation"),
    ],
)
def test_a_process_of_its_own_is_refused_in_the_same_way(program: Program, arguments: list[str], code: int) -> None:
    assert_refused(program.run("-p", "hello", *arguments), code)


def test_hostile_names_are_made_harmless_in_errors(call: Call) -> None:
    assert_refused(call("-p", "hello", "-m", "x\x1b[31mred\u202e.pth"), 3)
    assert_refused(call("-p", "hello", "--template", "[/red]\x1b]0;x\x07.toml"), 2, "[/red]")
