"""The layers of the house, read from every module's imports."""

import ast
import importlib.util
import re
import sys
import tomllib
from pathlib import Path

import pytest

import rwkvchat

PACKAGE = Path(rwkvchat.__file__).parent
ROOT = Path(__file__).parent.parent

LAYERS: list[tuple[str, ...]] = [
    ("errors", "params", "events", "files", "staging", "sizes", "line_plot"),
    ("engine", "dialogue"),
    ("demo",),
    (
        "session_record",
        "snapshots",
        "recall",
        "reply",
        "talk",
        "session",
        "storage",
        "audit",
        "documents",
        "catalogue",
        "hub",
        "known_models",
        "needs",
        "model_list",
        "config",
        "convert",
        "integrity",
        "worker",
        "benchmark",
        "benchmark_bounds",
        "benchmark_entries",
        "benchmark_gpu",
        "benchmark_process",
        "benchmark_profile",
        "benchmark_runner",
        "benchmark_scaling",
        "benchmark_speed",
        "benchmark_start",
        "benchmark_subject",
        "machine_rates",
        "random_checkpoint",
        "random_network",
        "machine",
        "doctor",
        "presets",
        "remembered",
        "settings_file",
    ),
    ("ui",),
    ("autosave", "download", "preferences", "settings"),
    ("commands",),
    ("shell",),
    ("app", "signals", "status"),
    ("cli",),
    ("__main__",),
]
"""From the ground up: a module imports from layers before its own, and from its own."""

APART = [("engine", "dialogue"), ("dialogue", "torch"), ("ui", "torch"), ("commands", "torch"), ("engine", "rich"),
         ("engine", "tokenizers"), ("engine", "prompt_toolkit"), ("dialogue", "rich"), ("hub", "torch"),
         ("hub", "rich"), ("ui", "rwkvchat.engine"), ("ui", "rwkvchat.session")]  # fmt: skip

STANDARD_LIBRARY_ONLY = LAYERS[0]


def modules() -> dict[str, Path]:
    """Every module of the package by its name without ``rwkvchat.``."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        if name:
            found[name] = path
    return found


def imports(path: Path) -> set[str]:
    """Full names of the modules that a file imports, at its top or anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            found.add(node.module or "")
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def layer_of(name: str) -> int:
    top = name.partition(".")[0]
    for number, layer in enumerate(LAYERS):
        if top in layer:
            return number
    raise AssertionError(f"{name} has no place in LAYERS")


@pytest.mark.parametrize("name", sorted(modules()))
def test_a_module_imports_only_from_its_own_layer_and_those_below(name: str) -> None:
    for imported in imports(modules()[name]):
        if not imported.startswith("rwkvchat."):
            continue
        inner = imported.removeprefix("rwkvchat.")
        if inner in rwkvchat.__all__:
            continue
        assert layer_of(inner) <= layer_of(name), f"{name} imports {imported}"


@pytest.mark.parametrize(("layer", "other"), APART, ids=[f"{a} without {b}" for a, b in APART])
def test_what_must_not_know_of_each_other_does_not(layer: str, other: str) -> None:
    for name, path in modules().items():
        if name.split(".")[0] != layer:
            continue
        names = imports(path) | {i.removeprefix("rwkvchat.") for i in imports(path)}
        assert not [i for i in names if i == other or i.startswith(f"{other}.")], name


@pytest.mark.parametrize("name", STANDARD_LIBRARY_ONLY)
def test_the_ground_floor_needs_the_standard_library_alone(name: str) -> None:
    outside = {i.split(".")[0] for i in imports(modules()[name])} - set(sys.stdlib_module_names) - {"rwkvchat"}
    assert not outside


def test_every_module_says_what_it_is() -> None:
    for name, path in modules().items():
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), name


def test_files_are_short_enough_to_be_read() -> None:
    for name, path in modules().items():
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 450, name


def test_no_module_asserts_or_catches_everything_silently() -> None:
    for name, path in modules().items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not isinstance(node, ast.Assert), name
            assert not (isinstance(node, ast.ExceptHandler) and node.type is None), name


def test_the_package_under_test_is_the_installed_one() -> None:
    assert PACKAGE != ROOT / "rwkvchat", (
        "the tests have imported the checkout; install it with `pip install .` and run plain `pytest`, "
        "since `python -m pytest` puts the checkout first"
    )


def test_every_folder_of_the_checkout_is_packaged() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = set(project["tool"]["setuptools"]["packages"])
    folders = {p.parent for p in (ROOT / "rwkvchat").rglob("*.py")}
    assert listed == {".".join(f.relative_to(ROOT).parts) for f in folders} | {"rwkvchat.prompts"}


def test_templates_and_the_model_travel_with_the_package() -> None:
    from rwkvchat.demo import MODEL, TOKENIZER
    from rwkvchat.dialogue.template import prompts_folder, template_names

    names = sorted(path.stem for path in (ROOT / "prompts").glob("*.toml"))
    assert template_names() == names
    assert len(names) == 8
    assert prompts_folder() == PACKAGE / "prompts"
    assert MODEL.parent == TOKENIZER.parent == PACKAGE / "demo"
    assert MODEL.stat().st_size <= 16_000_000
    assert TOKENIZER.is_file()


def test_the_top_level_holds_what_it_should() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    allowed = {"chat.py", "rwkvchat", "prompts", "tests", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md",
               "CONTRIBUTING.md", "setup.py", "MANIFEST.in", "build"}  # fmt: skip
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert {name for name in found if not name.endswith(".egg-info")} <= allowed


def test_chat_py_is_the_same_program() -> None:
    spec = importlib.util.spec_from_file_location("chat", ROOT / "chat.py")
    assert spec is not None
    assert spec.loader is not None
    chat = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(chat)
    from rwkvchat.cli import main

    assert chat.main is main


def test_versions_agree() -> None:
    first = re.search(r"^## \[?(\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert first is not None
    assert first[1] == rwkvchat.__version__
