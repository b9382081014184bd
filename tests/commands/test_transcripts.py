"""Every command in whole conversations, to be read beside this: ``transcripts/*.txt`` show what a user types and sees.

A line that begins with ``>> `` was typed, what follows it is shown for it: answers, notices, and behind ``! `` errors
with their hints.
What another run would show otherwise (speeds, ids, dates, places) stands there as a word in capitals. With
``TRANSCRIPTS=write`` in the environment the files are written anew, to be read before they are believed.
"""

import io
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from shells import SessionShell
from talks import FREE, GREEDY, Start, always, counting

from rwkvchat.commands import COMMANDS
from rwkvchat.commands.registry import by_word
from rwkvchat.errors import RwkvchatError
from rwkvchat.preferences import Preferences
from rwkvchat.storage.keeper import Keeper

FILES = sorted((Path(__file__).parent / "transcripts").glob("*.txt"))

CODE = """ Two ways:

```python
print("one")
```

- or

  ```sh
  echo two
  ```
"""

TAKE_ANYTHING = {"prefix", "sessions", "models"}
"""Commands for which any text will do."""

MODELS = {
    "numbers": (counting, GREEDY),
    "letters": (always(*(f" {letter}\n\nBob" for letter in "abcdefgh")), FREE),
    "code": (always(f"{CODE}\n\nBob"), GREEDY),
}
"""Who answers: counts the questions; one letter of eight, as chance has it; a reply with code in it."""

VARIABLE = [
    (r"\d{8}-\d{6}-[0-9a-z]{4}", "YYYYMMDD-HHMMSS-XXXX"),
    (r"\d{4}-\d\d-\d\d \d\d:\d\d", "YYYY-MM-DD HH:MM"),
    (r"\d+ tokens/s", "N tokens/s"),
    (r"\d+\.\d s,", "N s,"),
    (r"in \d+\.\d\d MB", "in N MB"),
    (r"\d+\.\d MB of", "N MB of"),
    (r"(seed +|seed=)\d{6,}", r"\1N"),
]


class Shell(SessionShell):
    """A chat whose standard output and errors are one screen, as in a terminal."""

    def __init__(self, folder: Path, start: Start, model: str, keeper: Keeper) -> None:
        # Named from here, so that lines are as long wherever the tests run.
        super().__init__(start(MODELS[model][0], MODELS[model][1]), Path(), keeper)
        self.renderer.out.file = self.renderer.err.file = self.screen = io.StringIO()
        self.folder = folder
        self.preferences = Preferences(commands={"r": "/retry temp=0.5", "loop": "/loop", "hm": "/btw Really?"})
        self.answer(self.session.open)

    def give(self, line: str) -> str:
        """A line; gives what is shown for it."""
        start = len(self.screen.getvalue())
        try:
            self.say(line.replace("\\n", "\n"))
        except RwkvchatError as error:
            self.screen.write(f"! {error.message}\n! {error.hint}\n")
        if self.draft:
            self.screen.write(f"[in the input line: {self.draft}]\n")
            self.draft = ""
        shown = self.screen.getvalue()[start:].replace(str(self.folder), "FOLDER")
        for pattern, word in VARIABLE:
            shown = re.sub(pattern, word, shown)
        return shown


def play(lines: list[str], shell: Shell) -> str:
    """A transcript of what is typed."""
    return "\n\n".join(f">> {line}\n{shell.give(line).strip(chr(10))}".rstrip() for line in lines) + "\n"


@pytest.fixture
def played(
    request: pytest.FixtureRequest, start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Path, str, str]]:
    """A file, what stands in it, and what its lines lead to now."""
    path: Path = request.param
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("HF_HOME", "hub")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("TERM", "xterm")
    for name in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "RWKVCHAT_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("rwkvchat.commands.model.rooms", lambda: {"cpu": 8 * 10**9, "cuda": None})
    _tools(monkeypatch)
    Path("notes.txt").write_text("A raven stole the ring.\n")
    Path("bad.txt").write_bytes(b"\xff\xfe")
    written = path.read_text(encoding="utf-8")
    title, rest = written.split("\n\n", 1)
    model = re.search(r"answered by (\w+)", title)
    lines = [line.removeprefix(">> ") for line in rest.splitlines() if line.startswith(">> ")]
    keeper = Keeper(tmp_path / "data" / "sessions")
    shell = Shell(tmp_path, start, model[1] if model else "numbers", keeper)
    yield path, written, f"{title}\n\n{play(lines, shell)}"
    keeper.close()


def _tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clipboard that is a variable."""
    held: list[str] = []

    def copy(text: str, terminal: object) -> str:
        held.append(text)
        return "a tool"

    def paste() -> str:
        if not held:
            raise RwkvchatError("cannot read the clipboard: it holds no text", "paste with the terminal's own key")
        return held[-1]

    monkeypatch.setattr("rwkvchat.commands.copying.copy", copy)
    monkeypatch.setattr("rwkvchat.commands.copying.paste", paste)


@pytest.mark.parametrize("played", FILES, indirect=True, ids=[path.stem for path in FILES])
def test_what_is_typed_leads_to_what_the_transcript_shows(played: tuple[Path, str, str]) -> None:
    path, written, text = played
    if os.environ.get("TRANSCRIPTS") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == written


def uses() -> dict[str, set[bool]]:
    """For each command whether a transcript uses it well, and whether one shows it refused."""
    found: dict[str, set[bool]] = {name: set() for name in COMMANDS}
    for path in FILES:
        for line, shown in re.findall(r"(?m)^>> /(.*)\n((?:(?!>> ).*\n)*)", path.read_text(encoding="utf-8")):
            command = by_word().get(line.partition(" ")[0])
            if command is not None:
                found[command.name].add(not re.search("(?m)^! ", shown))
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_a_transcript_with_good_and_bad_arguments(name: str) -> None:
    assert uses()[name] == ({True} if name in TAKE_ANYTHING else {True, False})
