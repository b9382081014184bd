"""Prompt templates: how a conversation is written down for a model, read from TOML.

Knows the text around messages; knows nothing of token ids, models or terminals.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from rwkvchat.errors import TemplateError, did_you_mean
from rwkvchat.files import check_path

CLEANINGS = ("none", "strip", "single")


@dataclass(frozen=True, slots=True)
class PromptTemplate:
    """One way to write a conversation down.

    The text a model reads is ``opening, user turn, reply, closing, user turn, reply, closing, ...``;
    a closing is fed only when the next user turn is (see `Session`).
    """

    name: str
    user: str
    """The user's turn up to where the reply begins; ``{message}`` stands for what was typed."""
    description: str = ""
    opening: str = ""
    """Read once, first; ``{system}`` stands for the system text. With no system text there is no opening."""
    system: str = ""
    """The system text used where the user gives none."""
    user_with_input: str = ""
    """Used instead of `user` when the message has a blank line: what follows it is the ``{input}``."""
    closing: str = ""
    """What ends a reply when another turn follows."""
    stops: tuple[str, ...] = ()
    """Texts that end a reply and are not part of it."""
    clean: str = "strip"
    """What is done to a message: ``none``, ``strip`` (white space at its ends), ``single`` (also no blank lines)."""
    trim_reply: bool = True
    """Whether white space at a reply's beginning is left out when it is shown."""

    def opening_text(self, system: str | None = None) -> str:
        """The text read before the first turn, which may be empty.

        Args:
            system: the system text; None takes the template's own, ``""`` means none.

        Raises:
            TemplateError: a system text was given and the template has no place for one.
        """
        text = self.system if system is None else system.strip()
        if "{system}" not in self.opening:
            if system and text:
                raise TemplateError(
                    f"the template {self.name} has no place for a system text",
                    "choose another (--template, or /template in a chat), or put {system} into its opening",
                )
            return self.opening
        return self.opening.replace("{system}", text) if text else ""

    def user_turn(self, message: str) -> str:
        """The text of a user's turn, up to where the reply begins."""
        message = self.cleaned(message)
        if self.user_with_input:
            instruction, blank, given = message.partition("\n\n")
            if blank:
                # One pass, so that a message that itself says "{input}" is left alone.
                parts = {"{message}": instruction.strip(), "{input}": given.strip()}
                return re.sub(r"\{message\}|\{input\}", lambda m: parts[m.group()], self.user_with_input)
        return self.user.replace("{message}", message)

    def cleaned(self, message: str) -> str:
        """The message as this template's models expect it."""
        if self.clean == "none":
            return message
        message = message.replace("\r\n", "\n").strip()
        return re.sub(r"\n+", "\n", message) if self.clean == "single" else message


def prompts_folder() -> Path:
    """The folder of the templates that ship, in an installed package and in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "prompts"
    return installed if installed.is_dir() else package.parent / "prompts"


def template_names() -> list[str]:
    """Names of the templates that ship, sorted."""
    return sorted(path.stem for path in prompts_folder().glob("*.toml"))


def load_template(name_or_path: str) -> PromptTemplate:
    """Read a template by the name of one that ships, or by the path of a TOML file.

    Raises:
        TemplateError: there is none of that name, or the file is broken; names line and key.
    """
    if name_or_path in template_names():
        return _read(prompts_folder() / f"{name_or_path}.toml")
    if Path(name_or_path).name == name_or_path and not name_or_path.endswith(".toml"):
        meant, known = did_you_mean(name_or_path, template_names()), ", ".join(template_names())
        raise TemplateError(
            f"there is no template named {name_or_path}", f"{meant}choose one of {known}, or give a .toml file"
        )
    return _read(Path(name_or_path))


def _read(path: Path) -> PromptTemplate:
    try:
        path = path.expanduser()
        source = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reason = f"it is not UTF-8 at byte {error.start}"
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
    except (RuntimeError, ValueError):  # no such home folder; a zero byte
        reason = "there can be no such path"
    else:
        return parse_template(source, name=path.stem, where=str(path))
    raise TemplateError(f"cannot read the template {str(path)!r}: {reason}", check_path(path))


def parse_template(source: str, name: str, where: str) -> PromptTemplate:
    """Build a template from TOML text; ``where`` names the source in errors.

    Raises:
        TemplateError: it is broken; names line and key.
    """
    try:
        table: dict[str, Any] = tomllib.loads(source)
    except (ValueError, RecursionError) as error:  # the library lets more than its own error out
        raise TemplateError(f"{where}: not valid TOML: {error}", "quote texts, and write \\n for a new line") from error
    for key, problem in _problems(table):
        found = re.search(rf"^[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*=", source, re.MULTILINE)
        line = f", line {source.count(chr(10), 0, found.start()) + 1}" if found else ""
        raise TemplateError(f"{where}{line}: {key}: {problem}", "prompts/*.toml show how a template is written")
    return PromptTemplate(**{"name": name, **table, "stops": tuple(table.get("stops", ()))})


def _problems(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with a template's table, as keys and sentences."""
    known = {f.name for f in fields(PromptTemplate)} - {"name"}
    for key, value in table.items():
        if key not in known:
            yield key, f"unknown key (known: {', '.join(sorted(known))})"
        elif key == "stops":
            if not isinstance(value, list) or not all(isinstance(stop, str) and stop for stop in value):
                yield key, "must be a list of texts that are not empty"
        elif key == "trim_reply":
            if not isinstance(value, bool):
                yield key, "must be true or false"
        elif not isinstance(value, str):
            yield key, "must be a text in quotes"
    if "{message}" not in table.get("user", ""):
        yield "user", "must be there and contain {message}"
    with_input = table.get("user_with_input")
    if with_input and not {"{message}", "{input}"} <= set(re.findall(r"\{\w+\}", with_input)):
        yield "user_with_input", "must contain {message} and {input}"
    if table.get("clean", "strip") not in CLEANINGS:
        yield "clean", f"must be one of {', '.join(CLEANINGS)}"
