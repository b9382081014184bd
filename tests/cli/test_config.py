"""``rwkvchat config``, and settings that every way of starting the program follows."""

import json
import os
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from programs import Ended, Program

from rwkvchat.preferences import TABLE
from rwkvchat.settings import commented

Call = Callable[..., Ended]

needs_sh = pytest.mark.skipif(os.name == "nt", reason="its editors are shell scripts")


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """The settings file of what `call` starts, which there is not yet."""
    return tmp_path / "config" / "rwkvchat" / "config.toml"


@pytest.fixture
def settle(settings: Path) -> Callable[[str], None]:
    """Writes the settings file."""

    def settle(text: str) -> None:
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(text, encoding="utf-8")

    return settle


Settle = Callable[[str], None]


def test_the_path_is_told_whether_there_is_a_file_or_not_and_whatever_is_in_it(
    call: Call, settings: Path, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert call("config", "path") == (0, f"{settings}\n".encode(), "")
    settle("nonsense =")
    assert call("config", "path") == (0, f"{settings}\n".encode(), "")
    monkeypatch.setenv("RWKVCHAT_CONFIG", "else.toml")
    assert call("config", "path").stdout == b"else.toml\n"


def test_every_setting_is_shown_with_its_value_and_where_that_comes_from(
    call: Call, settings: Path, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle('snapshots = 7\npreset = "raven"\ntemp = 0.25\n[models]\nmine = "raven-1b5"\n[commands]\nr = "/retry"\n')
    monkeypatch.setenv("RWKVCHAT_TOP_P", "0.75")
    shown = call("config", "show", "--plain")
    assert (shown.code, shown.stderr) == (0, "")
    table = tomllib.loads(shown.stdout.decode())  # it can be read as the file itself
    assert (table["snapshots"], table["temp"], table["top_p"], table["presence"]) == (7, 0.25, 0.75, 0.4)
    assert (table["models"], table["commands"]) == ({"mine": "raven-1b5"}, {"r": "/retry"})
    lines = {line.split(" =")[0].removeprefix("# "): line for line in shown.stdout.decode().splitlines()}
    assert set(TABLE) <= set(lines)
    for name, source in {
        "model": "default",
        "strategy": "default",
        "snapshots": f"{settings} line 1",
        "temp": f"{settings} line 3",
        "top_p": "RWKVCHAT_TOP_P",
        "presence": "preset raven",
        "max_tokens": "model raven-nano",
        "plain": "--plain",
        "editor": "not set",
        "mine": f"{settings} line 5",
        "r": f"{settings} line 7",
    }.items():
        assert lines[name].endswith(f"# {source}"), lines[name]

    told = json.loads(call("config", "show", "--json").stdout)
    assert told["path"] == str(settings)
    assert set(told["settings"]) == set(TABLE)
    assert told["settings"]["temp"] == {"value": 0.25, "source": "file", "name": str(settings), "line": 3}
    assert told["settings"]["top_p"] == {"value": 0.75, "source": "environment", "name": "RWKVCHAT_TOP_P"}
    assert told["settings"]["seed"] == {"value": "random", "source": "model", "name": "raven-nano"}
    assert told["settings"]["theme"] == {"value": "dark", "source": "default"}
    assert told["models"]["mine"] == {"value": "raven-1b5", "source": "file", "name": str(settings), "line": 5}


def test_a_model_that_is_not_here_does_not_keep_the_settings_from_being_shown(call: Call, settle: Settle) -> None:
    settle('model = "nowhere.pth"\n')
    shown = call("config", "show")
    assert shown.code == 0
    assert b'model = "nowhere.pth"' in shown.stdout
    assert b"# as the model wants it" in shown.stdout


@pytest.mark.parametrize("arguments", [("config", "show"), ("-p", "x"), ("models", "list"), ("sessions", "list")])
def test_a_mistake_in_the_file_is_told_wherever_it_counts(
    call: Call, settings: Path, settle: Settle, arguments: tuple[str, ...]
) -> None:
    settle('# mine\nthemee = "dark"\n')
    ended = call(*arguments)
    assert (ended.code, ended.stdout) == (2, b"")
    message, hint = ended.stderr.splitlines()
    assert message == f"{settings} line 2: there is no setting named themee"
    assert hint.startswith("did you mean theme?")
    assert call(*arguments, "--no-config").code == 0


def test_the_doctor_comes_all_the_same(call: Call, settle: Settle) -> None:
    settle("temp =\n")
    ended = call("doctor")
    assert ended.code == 0
    assert "line 1: this is not valid TOML" in ended.stderr
    assert b"settings" in ended.stdout


def test_one_reply_follows_file_environment_preset_and_flags(
    call: Call, settle: Settle, model_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flags = ("-m", str(model_file), "-p", "hello", "--json")

    def reply(*arguments: str) -> dict:
        ended = call(*arguments)
        assert ended.code == 0, ended.stderr
        return json.loads(ended.stdout)

    settle(f'model = "tiny"\nmax_tokens = 3\nseed = 11\n[models]\ntiny = "{model_file.as_posix()}"\n')
    by_file = reply("-p", "hello", "--json")
    assert (by_file["model"], by_file["completion_tokens"], by_file["seed"]) == ("tiny", 3, 11)
    assert reply("-m", "tiny", "-p", "hello", "--json")["text"] == by_file["text"]
    monkeypatch.setenv("RWKVCHAT_MAX_TOKENS", "2")
    monkeypatch.setenv("RWKVCHAT_SEDE", "2")
    ended = call("-p", "hello", "--json")
    assert (json.loads(ended.stdout)["completion_tokens"], json.loads(ended.stdout)["seed"]) == (2, 11)
    assert "RWKVCHAT_SEDE" in ended.stderr
    assert call("-p", "hello", "-q").stderr == ""
    assert reply("-p", "hello", "--json", "--max-tokens", "1")["completion_tokens"] == 1
    greedy, by_hand = reply(*flags, "--preset", "greedy"), reply(*flags, "--temp", "0", "--top-p", "1")
    assert greedy["text"] == by_hand["text"]
    alone = reply(*flags, "--no-config", "--max-tokens", "4")
    assert alone["completion_tokens"] == 4
    assert alone["seed"] != 11


def test_a_conversation_that_goes_on_has_its_own_settings_and_those_of_flags(
    call: Call, settle: Settle, keep: Callable[..., Path], tmp_path: Path
) -> None:
    from rwkvchat.storage.session_file import load_session

    path = keep("one")
    before = load_session(path).params
    settle('temp = 0.125\nmax_tokens = 2\npreset = "raven"\nmodel = "nowhere.pth"\n')
    assert call("-r", "one", "-p", "x", "--save-state", "b.state", "--max-tokens", "1", "--preset", "greedy").code == 0
    after = load_session(tmp_path / "b.state").params
    assert (after.max_tokens, after.temperature, after.presence) == (1, 0, 0)
    assert call("--state", "b.state", "-p", "x", "--save-state", "c.state").code == 0
    assert load_session(tmp_path / "c.state").params == after
    assert before.temperature != 0.125


def test_what_a_value_of_the_file_leads_to_names_its_line(call: Call, settings: Path, settle: Settle) -> None:
    settle('model = "big"\n[models]\nbig = "/no/such/file.pth"\n')
    ended = call("-p", "x")
    assert ended.code == 3
    assert ended.stderr.startswith(f"{settings} line 3: ")
    settle('model = "raven-1b6"\n')
    ended = call("-p", "x")
    assert ended.code == 3
    assert ended.stderr.startswith(f"{settings} line 1: there is no model named raven-1b6")
    settle("incognito = true\n")
    ended = call("-c", "-p", "x")
    assert ended.code == 2
    assert ended.stderr.startswith(f"{settings} line 1: -c keeps what is said")
    assert "--no-incognito" in ended.stderr


@needs_sh
def test_editing_makes_a_private_file_that_explains_itself(
    call: Call, settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.delenv("VISUAL", raising=False)
    ended = call("config", "edit")
    assert (ended.code, ended.stdout) == (0, b"")
    assert "is in order" in ended.stderr
    assert settings.read_text(encoding="utf-8") == commented()
    assert settings.stat().st_mode & 0o777 == 0o600
    assert settings.parent.stat().st_mode & 0o777 == 0o700


@needs_sh
def test_editing_opens_the_editor_of_the_user_and_looks_at_what_was_written(
    call: Call, settings: Path, settle: Settle, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settle("temp = 0.5\n")
    script = tmp_path / "my editor.py"
    script.write_text("import sys; open(sys.argv[2], 'a').write(sys.argv[1])\n", encoding="utf-8")
    monkeypatch.setenv("EDITOR", "false")
    monkeypatch.setenv("VISUAL", f"'{sys.executable}' '{script}' 'temp-x = 1\n'")
    ended = call("config", "edit")
    assert ended.code == 2
    assert f"{settings} line 2: there is no setting named temp-x" in ended.stderr
    assert settings.read_text(encoding="utf-8") == "temp = 0.5\ntemp-x = 1\n"


@needs_sh
def test_a_mistake_may_be_mended_at_once(
    call: Call, settings: Path, settle: Settle, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settle("temp = 0.5\n")
    script = tmp_path / "edit.sh"
    script.write_text('grep -q oops "$1" && echo "temp = 0.25" > "$1" || echo "oops" > "$1"\n', encoding="utf-8")
    monkeypatch.setenv("EDITOR", f"sh '{script}'")
    monkeypatch.delenv("VISUAL", raising=False)
    ended = call("config", "edit", stdin=b"y\n", asked=True)
    assert ended.code == 0
    assert "edit it again? [y/N]" in ended.stderr
    assert settings.read_text(encoding="utf-8") == "temp = 0.25\n"
    ended = call("config", "edit", stdin=b"n\n", asked=True)
    assert ended.code == 2
    assert "holds a mistake" in ended.stderr


@needs_sh
def test_a_mistake_in_a_variable_is_not_taken_for_one_in_the_file(
    call: Call, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle("temp = 0.5\n")
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("RWKVCHAT_TEMP", "hot")
    ended = call("config", "edit")
    assert ended.code == 0
    assert "is in order" in ended.stderr


@needs_sh
@pytest.mark.parametrize(
    ("editor", "message"),
    [
        (None, "there is no editor"),
        ("no-such-editor", "no-such-editor cannot be used: No such file or directory"),
        ("false", "ended with code 1"),
        ("'unclosed", "cannot be used: No closing quotation"),
    ],
)
def test_an_editor_that_cannot_be_had_is_told(
    call: Call, monkeypatch: pytest.MonkeyPatch, editor: str | None, message: str
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setenv("PATH", "/bin:/usr/bin" if editor else "")
    if editor:
        monkeypatch.setenv("EDITOR", editor)
    ended = call("config", "edit")
    assert ended.code == 1
    assert message in ended.stderr
    assert "Traceback" not in ended.stderr


@needs_sh
def test_the_editor_of_the_settings_goes_before_those_of_the_environment(
    call: Call, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle('editor = "true"\n')
    monkeypatch.setenv("VISUAL", "false")
    assert call("config", "edit").code == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    "arguments", ["--help", "--version", "models list", "config show", "config --help", "completion zsh", "doctor"]
)
def test_what_does_not_fit_onto_the_disk_is_told(program: Program, arguments: str) -> None:
    import subprocess

    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            program.command(arguments.split(), model=False), stdout=full, stderr=subprocess.PIPE,
            cwd=program.folder, env=program.environment, timeout=120, check=False,
        )  # fmt: skip
    assert ended.returncode == 1
    assert b"no room left" in ended.stderr
    assert b"Exception ignored" not in ended.stderr
