"""How little is imported before it is needed: the input line stands while torch is still on its way."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from programs import PATIENCE, Ended, Program

import rwkvchat
from rwkvchat.cli import main
from rwkvchat.cli.flags import COMMANDS

HEAVY = ("torch", "numpy", "huggingface_hub", "prompt_toolkit", "tokenizers", "rich")

MAIN = "from rwkvchat.cli import main; sys.exit(main(sys.argv[1:]))"

PARSER = """
import rwkvchat.app, rwkvchat.ui.prompt
from rwkvchat.cli.flags import parse_flags
parse_flags(["-m", "raven.pth", "--temp", "1"])
"""


def loaded_after(program: Program, code: str, *arguments: str) -> set[str]:
    """The heavy modules that are in ``sys.modules`` at the end of a process that runs ``code``."""
    note = "import atexit, json, sys; atexit.register(lambda: print(json.dumps(sorted(sys.modules)), file=sys.stderr))"
    ended = subprocess.run(
        [sys.executable, "-c", f"{note}\n{code}", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=program.folder,
        env=program.environment,
        timeout=PATIENCE,
        check=False,
    )
    modules = json.loads(ended.stderr.splitlines()[-1])
    assert "rwkvchat" in modules
    return set(modules) & set(HEAVY)


def test_a_loaded_module_is_noticed(program: Program) -> None:
    assert loaded_after(program, "import rwkvchat, tokenizers") == {"tokenizers"}


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_fits_into_a_usual_window(
    call: Callable[..., Ended], command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = call(*filter(None, [command]), "--help").stdout.decode().splitlines()
    assert len(lines) > 5
    assert [line for line in lines if len(line) > 79] == []


def test_importing_the_package_imports_nothing_heavy(program: Program) -> None:
    assert loaded_after(program, "import rwkvchat") == set()


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--help"], id="help"),
        pytest.param(["--version"], id="version"),
        pytest.param(["--no-such-flag"], id="a bad flag"),
        pytest.param(["-p", "hello", "-m", "none.pth"], id="a missing model"),
        pytest.param(["-p", ""], id="an empty prompt"),
        pytest.param(["-p", "hello", "--top-p", "0"], id="a bad setting"),
        pytest.param(["config", "show"], id="config"),
        pytest.param(["convert", "raven-nano", "a.pth", "--quantize", "i4"], id="a conversion that cannot be"),
        pytest.param(["completion", "bash"], id="completion"),
        pytest.param(["completion", "--words", "-m", ""], id="names of models for a shell"),
        pytest.param(["completion", "--words", "run", "--"], id="flags for a shell"),
    ],
)
def test_what_needs_no_model_does_not_wait_for_torch(program: Program, arguments: list[str]) -> None:
    loaded = loaded_after(program, MAIN, *arguments)
    assert loaded <= {"rich"}


def test_a_bad_setting_is_told_before_torch_is_imported(program: Program) -> None:
    bad = ("--template", "completion", "--system", "You are a bird.")  # for which that template has no place
    loaded = loaded_after(program, MAIN, "-m", str(program.model), "-p", "hello", *bad)
    assert "torch" not in loaded
    assert "tokenizers" in loaded  # so that the process got as far as the model's files


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["sessions", "list", "hello"], id="list"),
        pytest.param(["sessions", "export", "one", "md"], id="export"),
        pytest.param(["state", "info", "one"], id="state info"),
        pytest.param(["-c", "-p", "x", "-m", "none.pth"], id="a start that fails"),
    ],
)
def test_kept_conversations_are_looked_at_without_torch(
    program: Program, keep: Callable[..., Path], arguments: list[str]
) -> None:
    keep("one")
    assert not loaded_after(program, MAIN, *arguments) & {"torch", "numpy", "tokenizers", "prompt_toolkit"}


def test_the_input_line_stands_before_torch_is_imported(program: Program) -> None:
    assert loaded_after(program, PARSER) == {"rich", "prompt_toolkit"}


def test_every_public_name_is_there() -> None:
    for name in rwkvchat.__all__:
        assert getattr(rwkvchat, name) is not None
    assert set(rwkvchat._HOMES) | {"__version__"} == set(rwkvchat.__all__)
    assert callable(rwkvchat.load_model)


def test_a_name_that_is_not_public_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'load_modle'"):
        _ = rwkvchat.load_modle


def test_an_interrupt_while_modules_are_imported_ends_the_program_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupting:
        """Finds the program's main module only to be interrupted."""

        @staticmethod
        def find_spec(*spec: object) -> None:
            if spec[0] == "rwkvchat.cli.program":
                raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "rwkvchat.cli.program", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Interrupting, *sys.meta_path])
    assert main(["--version"]) == 130
