"""Prompt templates: the exact texts models were trained on, and files that are wrong."""

import random
from pathlib import Path

import pytest

from rwkvchat.dialogue.template import PromptTemplate, load_template, parse_template, prompts_folder, template_names
from rwkvchat.errors import TemplateError

INSTRUCT = (
    "\nBelow is an instruction that describes a task. Write a response that appropriately completes the request."
    "\n\n# Instruction:\nName a star.\n\n# Response:\n"
)
INSTRUCT_INPUT = (
    "\nBelow is an instruction that describes a task, paired with an input that provides further context. "
    "Write a response that appropriately completes the request."
    "\n\n# Instruction:\nTranslate.\n\n# Input:\nun chat\n\n# Response:\n"
)


def parsed(source: str) -> PromptTemplate:
    return parse_template(source, name="mine", where="mine.toml")


@pytest.mark.parametrize(
    ("name", "message", "text"),
    [
        pytest.param("raven-chat", "Name a star.", "Bob: Name a star.\n\nAlice:", id="raven-chat"),
        pytest.param("world", "Name a star.", "User: Name a star.\n\nAssistant:", id="world"),
        pytest.param("raven-instruct", "Name a star.", INSTRUCT, id="raven-instruct"),
        pytest.param("raven-instruct-input", "Name a star.", INSTRUCT, id="raven-instruct-input without input"),
        pytest.param("raven-instruct-input", "Translate.\n\nun chat", INSTRUCT_INPUT, id="raven-instruct-input"),
        pytest.param("alpaca", "Name a star.", "### Instruction: Name a star.\n### Response:", id="alpaca"),
        pytest.param("qa", "A star?", "\nQ & A\n\nQuestion:\nA star?\n\nDetailed Expert Answer:\n", id="qa"),
        pytest.param("qa-short", "A star?", "\nQ: A star?\n\nA:", id="qa-short"),
        pytest.param("completion", " Once  upon\r\n\n\n", " Once  upon\r\n\n\n", id="completion"),
    ],
)
def test_a_users_turn_is_exactly(name: str, message: str, text: str) -> None:
    assert load_template(name).user_turn(message) == text


@pytest.mark.parametrize(
    ("name", "stops", "closing"),
    [
        pytest.param("raven-chat", ("\n\nBob:",), "\n\n", id="raven-chat"),
        pytest.param("world", ("\n\nUser:",), "\n\n", id="world"),
        pytest.param("alpaca", ("\n\n### Instruction:", "\n### Instruction:"), "\n\n", id="alpaca"),
        pytest.param("qa-short", ("\n\nQ:", "\nQ:"), "\n", id="qa-short"),
        pytest.param("completion", (), "", id="completion"),
    ],
)
def test_a_reply_stops_where_the_next_turn_would_begin(name: str, stops: tuple[str, ...], closing: str) -> None:
    template = load_template(name)
    assert (template.stops, template.closing) == (stops, closing)


@pytest.mark.parametrize("name", template_names())
def test_every_template_that_ships_reads_well(name: str) -> None:
    template = load_template(name)
    assert template.name == name
    assert template.description.endswith(".")
    assert "why {x}?" in template.user_turn("why {x}?")
    assert not template.user_turn("why?").endswith(" ")
    # The next turn begins with a stop, so a reply ends before a model speaks for the user.
    following = template.closing + template.user_turn("why?")
    assert not template.stops or following.startswith(template.stops)


def test_the_templates_that_ship_are_found() -> None:
    assert {
        "raven-chat",
        "raven-instruct",
        "raven-instruct-input",
        "alpaca",
        "qa",
        "qa-short",
        "completion",
        "world",
    } <= {*template_names()}
    assert (prompts_folder() / "raven-chat.toml").is_file()


@pytest.mark.parametrize(
    ("clean", "cleaned"),
    [
        pytest.param("none", " \r\na\r\n\r\n\n b \n", id="none"),
        pytest.param("strip", "a\n\n\n b", id="strip"),
        pytest.param("single", "a\n b", id="single"),
    ],
)
def test_a_message_is_cleaned_as_the_template_says(clean: str, cleaned: str) -> None:
    template = parsed(f'user = "{{message}}"\nclean = "{clean}"')
    assert template.cleaned(" \r\na\r\n\r\n\n b \n") == cleaned
    assert template.user_turn(" \r\na\r\n\r\n\n b \n") == cleaned


def test_chat_with_raven_has_no_blank_lines_in_a_message() -> None:
    assert load_template("raven-chat").user_turn("\n one\r\n\r\ntwo \n") == "Bob: one\ntwo\n\nAlice:"


@pytest.mark.parametrize(
    ("message", "text"),
    [
        pytest.param("say {message}", "Q: say {message}", id="message"),
        pytest.param("say {input} and {system}", "Q: say {input} and {system}", id="input and system"),
        pytest.param(
            "say {message}{input}\n\n{message} {input}", "Q: say {message}{input} I: {message} {input}", id="both"
        ),
        pytest.param("a \\1 \\g<0> {0} %s\n\n\\2", "Q: a \\1 \\g<0> {0} %s I: \\2", id="signs of formatting"),
        pytest.param("a\n\nb\n\nc", "Q: a I: b\n\nc", id="more blank lines"),
        pytest.param("a\r\n\r\nb", "Q: a I: b", id="lines of Windows"),
    ],
)
def test_messages_are_taken_literally(message: str, text: str) -> None:
    template = parsed('user = "Q: {message}"\nuser_with_input = "Q: {message} I: {input}"')
    assert template.user_turn(message) == text


def test_a_message_with_placeholders_is_taken_literally_by_what_ships() -> None:
    assert load_template("raven-chat").user_turn("what is {message}?") == "Bob: what is {message}?\n\nAlice:"
    template = load_template("raven-instruct-input")
    assert template.user_turn("Say {input}.\n\n{message}").count("{input}") == 1
    assert "\n\n# Input:\n{message}\n\n# Response:\n" in template.user_turn("Say {input}.\n\n{message}")


def test_the_opening_holds_the_system_text() -> None:
    template = parsed('user = "{message}"\nopening = "\\n{system}\\n\\n"\nsystem = "Be kind."')
    assert template.opening_text() == "\nBe kind.\n\n"
    assert template.opening_text(" Be brief, {system}.\n") == "\nBe brief, {system}.\n\n"
    assert template.opening_text("") == ""


def test_without_a_system_text_there_is_no_opening() -> None:
    assert parsed('user = "{message}"\nopening = "{system}\\n"').opening_text() == ""
    assert parsed('user = "{message}"').opening_text() == ""


def test_an_opening_without_a_place_takes_no_system_text() -> None:
    template = load_template("completion")
    assert template.opening_text() == template.opening_text("") == "\n"
    with pytest.raises(TemplateError, match="completion has no place for a system text") as caught:
        template.opening_text("Be kind.")
    assert "{system}" in caught.value.hint


GOOD = 'description = "d"\nuser = "{message}"\n'


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        pytest.param(GOOD + "stops = x", r"mine\.toml: not valid TOML: .*line 3", id="broken TOML"),
        pytest.param(GOOD + "stops = [", r"mine\.toml: not valid TOML: .*end of document", id="TOML cut off"),
        pytest.param(GOOD + 'user = "{message}"\n', r"mine\.toml: not valid TOML: .*line 3", id="a key twice"),
        pytest.param(GOOD + 'color = "red"', r"mine\.toml, line 3: color: unknown key", id="unknown key"),
        pytest.param(GOOD + 'name = "x"', r"mine\.toml, line 3: name: unknown key", id="a name"),
        pytest.param(GOOD + "[colors]\nred = 1", r"mine\.toml: colors: unknown key", id="a table"),
        pytest.param(GOOD + "stops = 'x'", r"mine\.toml, line 3: stops: must be a list", id="stops no list"),
        pytest.param(GOOD + "\n\nstops = ['x', '']", r"mine\.toml, line 5: stops: .*not empty", id="an empty stop"),
        pytest.param(GOOD + "stops = [1]", r"mine\.toml, line 3: stops: must be a list of texts", id="a stop no text"),
        pytest.param(
            GOOD + "trim_reply = 1", r"mine\.toml, line 3: trim_reply: must be true or false", id="trim no bool"
        ),
        pytest.param(GOOD + "closing = 3", r"mine\.toml, line 3: closing: must be a text", id="closing no text"),
        pytest.param(GOOD + "clean = 'much'", r"mine\.toml, line 3: clean: must be one of none", id="another clean"),
        pytest.param("user = 'Bob:'", r"mine\.toml, line 1: user: .*\{message\}", id="user without message"),
        pytest.param("closing = ''", r"mine\.toml: user: must be there", id="no user"),
        pytest.param("", r"mine\.toml: user: must be there", id="nothing"),
        pytest.param(
            GOOD + "user_with_input = '{message}'",
            r"mine\.toml, line 3: user_with_input: must contain \{message\} and \{input\}",
            id="input without a place",
        ),
    ],
)
def test_a_wrong_file_is_told_by_line_and_key(source: str, problem: str) -> None:
    with pytest.raises(TemplateError, match=problem) as caught:
        parsed(source)
    assert caught.value.hint
    assert caught.value.exit_code == 2


def test_a_path_is_read_and_gives_the_name(tmp_path: Path) -> None:
    for name in ("own.toml", "own.txt"):
        (tmp_path / name).write_text('user = "Ä: {message}"', encoding="utf-8")
        template = load_template(str(tmp_path / name))
        assert (template.name, template.user_turn("a")) == ("own", "Ä: a")


def test_a_name_that_ships_is_not_looked_for_in_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "qa").write_text('user = "mine {message}"', encoding="utf-8")
    (tmp_path / "qa.toml").write_text('user = "mine {message}"', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert load_template("qa").user_turn("a").startswith("\nQ & A")
    assert load_template("./qa").user_turn("a") == load_template("qa.toml").user_turn("a") == "mine a"


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes('user = "Ä: {message}"'.encode("latin-1"))
    (tmp_path / "folder.toml").mkdir()
    cases = {
        "raven-chta": "no template named raven-chta",
        str(tmp_path / "folder"): "No such file",
        str(tmp_path / "none.toml"): "No such file",
        str(tmp_path / "folder.toml"): "directory",
        str(tmp_path / "latin.toml"): "not UTF-8 at byte 8",
    }
    for name, problem in cases.items():
        with pytest.raises(TemplateError, match=problem) as caught:
            load_template(name)
        assert caught.value.hint


@pytest.mark.parametrize(
    "count", [pytest.param(2_000, id="quick"), pytest.param(1_000_000, id="nightly", marks=pytest.mark.nightly)]
)
def test_mutated_files_give_a_template_or_one_clear_error(count: int) -> None:
    draw = random.Random(8)
    sources = [(prompts_folder() / f"{name}.toml").read_text(encoding="utf-8") for name in template_names()]
    parts = [
        '"',
        "'",
        "[",
        "]",
        "=",
        "\n",
        "{",
        "}",
        "\\u",
        "\x00",
        "#",
        "1",
        "true",
        ".",
        "user",
        '"""',
        "{message}",
        "é",
    ]
    refused = []
    for _ in range(count):
        source = draw.choice(sources)
        for _ in range(draw.randint(1, 3)):
            place = draw.randrange(len(source))
            source = source[:place] + draw.choice(parts) + source[place + draw.randrange(6) :]
        try:
            assert "{message}" in parsed(source).user
        except TemplateError as error:
            refused.append(error.message)
    print(f"{count} mutated templates, {len(refused)} refused")
    assert 0 < len(refused) < count
    assert all("mine.toml" in message for message in refused)
