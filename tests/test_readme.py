"""What the README promises against what the program has."""

import importlib
import re
from pathlib import Path

from rwkvchat.catalogue import DEMO
from rwkvchat.cli.flags import COMMANDS, parse_flags
from rwkvchat.cli.welcome import RAVENS
from rwkvchat.commands import in_order
from rwkvchat.model_list import as_table, told_models

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def command_table() -> str:
    """The README's table of commands, as the registry has them."""
    rows = ((each.signature.replace("|", r"\|"), each.help) for each in in_order())
    return "\n".join(f"| `{signature}` | {text} |" for signature, text in rows)


def test_the_table_of_commands_is_that_of_the_registry() -> None:
    assert command_table() in README


def test_the_table_of_models_is_that_of_the_program() -> None:
    _, rows = as_table(told_models(), {"cpu": 1 << 50, "cuda": None})
    shown = [row[:4] for row in rows if row[0] == DEMO or row[0] in RAVENS]
    assert len(shown) == 5
    assert "\n".join(f"| {' | '.join(row)} |" for row in shown) in README


def test_every_table_has_a_line_of_titles_without_which_it_is_no_table() -> None:
    for table in re.findall(r"(?:^\|.*\n)+", README, re.MULTILINE):
        titles, line = table.splitlines()[:2]
        assert line == "|---" * (titles.count("|") - 1) + "|"


def test_every_flag_in_an_example_is_one() -> None:
    examples = re.findall(r"^    (?:.*\| )?rwkvchat (.*?)(?:  +.*)?$", README, re.MULTILINE)
    assert len(examples) >= 6
    for example in examples:
        words = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', example)]
        if words and words[0] in COMMANDS:
            importlib.import_module(f"rwkvchat.cli.{words[0]}").command_line().parse_args(words[1:])
        else:
            parse_flags(words)


def test_no_address_of_a_package_registry_is_named() -> None:
    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "pyproject.toml"):
        assert "whl" not in (ROOT / name).read_text(encoding="utf-8")
