"""The settings of the program: the file, the environment, flags, and where each value comes from."""

import os
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rwkvchat.config import Folders
from rwkvchat.errors import SettingsError, UsageError, WeightsError
from rwkvchat.params import SETTINGS
from rwkvchat.preferences import TABLE, Entry, Preferences, Source
from rwkvchat.settings import commented, load_preferences, settings_path
from rwkvchat.settings_file import read_settings_file, toml_key, toml_text

Load = Callable[..., Preferences]


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path / "state", tmp_path / "data", tmp_path / "cache", tmp_path / "config")


@pytest.fixture
def load(folders: Folders) -> Load:
    """The settings that follow from the text of a file, and variables."""

    def load(text: str = "", **variables: str) -> Preferences:
        folders.config.mkdir(exist_ok=True)
        folders.settings.write_text(text, encoding="utf-8")
        return load_preferences(folders, variables)

    return load


def flags(**values: object) -> dict[str, Entry]:
    return {name: Entry(value, Source("flag", f"--{name}")) for name, value in values.items()}


def test_without_a_file_all_is_as_it_comes(folders: Folders) -> None:
    assert load_preferences(folders, {}) == Preferences()
    assert not folders.config.exists()


def test_the_environment_goes_over_the_file_and_flags_over_both(load: Load, folders: Folders) -> None:
    text = 'theme = "light"\nsnapshots = 5\nplain = true\ntemp = 0.1\ntop-p = 0.2\ntop_k = 3\n'
    found = load(text, RWKVCHAT_SNAPSHOTS="6", RWKVCHAT_PLAIN="off", RWKVCHAT_TOP_P="0.5", RWKVCHAT_TOP_K="4")
    found = found.over(flags(plain=True, top_k="5"))
    assert (found.theme, found.snapshots, found.plain) == ("light", 6, True)
    assert found.sampling == {"temp": "0.1", "top_p": "0.5", "top_k": "5"}
    assert {name: str(source) for name, source in found.sources.items()} == {
        "theme": f"{folders.settings} line 1",
        "snapshots": "RWKVCHAT_SNAPSHOTS",
        "plain": "--plain",
        "temp": f"{folders.settings} line 4",
        "top_p": "RWKVCHAT_TOP_P",
        "top_k": "--top_k",
    }


def test_every_setting_can_be_given_in_the_file_and_in_the_environment(load: Load) -> None:
    lines = {name: f"{name} = {toml_text(each.example)}" for name, each in TABLE.items()}
    in_file = load("\n".join(lines.values()))
    in_environment = load(**{each.variable: str(each.example).lower() if isinstance(each.example, bool)
                             else str(each.example) for each in TABLE.values()})  # fmt: skip
    assert set(in_file.sources) == set(in_environment.sources) == set(TABLE)
    for name in TABLE:
        if name not in in_file.sampling:
            assert getattr(in_file, name) == getattr(in_environment, name)
    assert in_file.sampling == in_environment.sampling
    assert set(in_file.sampling) == {setting.word for setting in SETTINGS.values()}


def test_a_file_that_explains_itself_says_nothing_until_lines_are_taken_into_use(load: Load) -> None:
    text = commented()
    assert load(text) == Preferences()
    used = "\n".join(line.removeprefix("# ") for line in text.splitlines() if "=" in line or line.startswith("# ["))
    assert set(tomllib.loads(used)) == {*TABLE, "models", "commands"}
    assert load(used).commands == {"r": "/retry temp=0.9"}
    assert all(each.help in text and each.values in text for each in TABLE.values())


def test_a_preset_counts_as_less_than_what_stands_beside_it(load: Load) -> None:
    found = load('temp = 0.9\npreset = "raven"\n')
    assert (found.sampling["temp"], found.sampling["presence"]) == ("0.9", "0.4")
    assert str(found.sources["presence"]) == "preset raven"
    greedy = found.over(flags(preset="greedy", top_p="0.5"))
    assert (greedy.sampling["temp"], greedy.sampling["presence"], greedy.sampling["top_p"]) == ("0", "0", "0.5")


def test_a_tokenizer_belongs_to_the_model_beside_which_it_is_given(load: Load) -> None:
    found = load('model = "a.pth"\ntokenizer = "a.json"\n')
    assert (found.model, found.tokenizer) == ("a.pth", "a.json")
    assert found.over(flags(temp="1")).tokenizer == "a.json"
    other = found.over(flags(model="b.pth"))
    assert other.tokenizer is None
    assert "tokenizer" not in other.sources
    assert found.over(flags(model="b.pth", tokenizer="b.json")).tokenizer == "b.json"


def test_the_tokenizer_that_is_settled_is_for_its_model_alone(load: Load, tmp_path: Path) -> None:
    found = load(f'model = "big"\ntokenizer = "a.json"\n[models]\nbig = "{tmp_path}/a.pth"\n')
    assert found.tokenizer_for(f"{tmp_path}/a.pth") == "a.json"
    assert found.tokenizer_for(f"{tmp_path}/b.pth") is None
    assert found.tokenizer_for(None) is None
    assert Preferences(tokenizer="a.json").tokenizer_for("a.pth") is None


def test_names_of_the_users_own(load: Load, folders: Folders) -> None:
    found = load('model = "big"\n[models]\nbig = "~/raven-7b.pth"\n"v1.5" = "raven-1b5"\n[commands]\nr = "/retry"\n')
    assert found.weights("big") == "~/raven-7b.pth"
    assert found.weights("v1.5") == "raven-1b5"
    assert found.weights("else") == "else"
    assert found.commands == {"r": "/retry"}
    assert str(found.sources["models.v1.5"]) == f"{folders.settings} line 4"
    assert str(found.sources["commands.r"]) == f"{folders.settings} line 6"


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        pytest.param('\nthemee = "dark"', 2, "no setting named themee", "did you mean theme?", id="unknown"),
        pytest.param('"a b" = 1', 1, "no setting named a b", "config show", id="unknown and like nothing"),
        pytest.param("# x\n\ntemp = 20", 3, "temp cannot be 20", "from 0 to 10", id="out of range"),
        pytest.param(
            "temperature = 1", 1, "no setting named temperature", "it is called temp", id="another name of it"
        ),
        pytest.param("max = 5", 1, "no setting named max", "it is called max_tokens", id="a command's name for it"),
        pytest.param("temp = true", 1, "temp cannot be 'true'", "a number", id="another kind"),
        pytest.param("top_p = 0", 1, "would keep no token", "temp 0", id="a value with a reason of its own"),
        pytest.param("snapshots = 0", 1, "snapshots cannot be 0", "from 1", id="too small"),
        pytest.param("snapshots = 1.5", 1, "snapshots cannot be 1.5", "whole", id="no whole number"),
        pytest.param("snapshots = true", 1, "snapshots cannot be true", "whole", id="a truth for a number"),
        pytest.param('stats = "maybe"', 1, "stats cannot be 'maybe'", "true or false", id="no switch"),
        pytest.param("model = 3", 1, "model cannot be 3", "in quotes", id="no text"),
        pytest.param('model = ""', 1, "model cannot be ''", "in quotes", id="an empty text"),
        pytest.param('theme = "drak"', 1, "no theme named drak", "did you mean dark?", id="theme"),
        pytest.param('preset = "gredy"', 1, "no preset named gredy", "did you mean greedy?", id="preset"),
        pytest.param('template = "rven-chat"', 1, "no template named rven-chat", "raven-chat", id="template"),
        pytest.param('strategy = "cpu fp33"', 1, "fp33 is not a number format", "cpu fp32", id="strategy"),
        pytest.param("top_p = 0.3\ntop-p = 0.2", 2, "top_p is given twice", "line 1", id="twice"),
        pytest.param("models = 3", 1, "models is no table", "[models]", id="no table"),
        pytest.param("[modles]\na = 'b'", 1, "no table [modles]", "did you mean models?", id="unknown table"),
        pytest.param("[sampling]\ntemp = 1", 1, "no table [sampling]", "write temp above", id="settings in a table"),
        pytest.param('[models]\ntheme = "x"', 2, "theme stands in the table [models]", "above", id="below a table"),
        pytest.param("[models]\na = 3", 2, "a cannot be 3", "name or path", id="alias of no text"),
        pytest.param('[models]\n"a b" = "c"', 2, "'a b' cannot be a name", "one word", id="alias of two words"),
        pytest.param('[commands]\nr = "retry"', 2, "r cannot be 'retry'", "with a slash", id="alias of no command"),
        pytest.param("commands = {r = 3}", 1, "r cannot be 3", "with a slash", id="table in one line"),
        pytest.param("a =", 1, "not valid TOML: invalid value", "in quotes", id="no value"),
        pytest.param("a = 1\nb = 2\na = 3", 3, "not valid TOML: cannot overwrite", "quotes", id="the same key again"),
        pytest.param('\n\nmodel = """\n', 3, "not valid TOML", "quotes", id="never ends"),
        pytest.param('model = """\nx\n"""\ntemp = 50', 4, "temp cannot be 50", "from 0", id="after many lines of text"),
    ],
)
def test_what_is_wrong_is_said_with_file_line_and_what_was_meant(
    load: Load, folders: Folders, text: str, line: int, message: str, hint: str
) -> None:
    with pytest.raises(UsageError) as caught:
        load(text)
    assert caught.value.message.startswith(f"{folders.settings} line {line}: ")
    assert message in caught.value.message
    assert hint in caught.value.hint
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("RWKVCHAT_TEMP", "hot", "RWKVCHAT_TEMP: temp cannot be 'hot'"),
        ("RWKVCHAT_MARKDOWN", "maybe", "RWKVCHAT_MARKDOWN: markdown cannot be 'maybe'"),
        ("RWKVCHAT_PRESET", "none", "RWKVCHAT_PRESET: there is no preset named none"),
        ("RWKVCHAT_CONFIG", "/no/such/file", "RWKVCHAT_CONFIG: there is no file"),
    ],
)
def test_a_bad_variable_is_named(load: Load, name: str, value: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        load(**{name: value})
    assert caught.value.message.startswith(message)


def test_an_unknown_variable_is_a_remark_since_another_version_may_know_it(load: Load) -> None:
    found = load(RWKVCHAT_THEMEE="dark", RWKVCHAT_TRACEBACK="1", RWKVCHAT_KERNELS="off", OTHER="x")
    (remark,) = found.remarks
    assert "RWKVCHAT_THEMEE" in remark
    assert "did you mean RWKVCHAT_THEME?" in remark
    assert found.sources == {}


def test_an_empty_variable_is_none(load: Load) -> None:
    assert load("temp = 0.5", RWKVCHAT_TEMP="", RWKVCHAT_CONFIG="", NO_COLOR="").sampling == {"temp": "0.5"}


@pytest.mark.parametrize(("word", "on"), [("1", True), ("YES", True), ("on", True), ("0", False), ("no", False)])
def test_a_switch_in_the_environment_may_be_written_in_several_ways(load: Load, word: str, on: bool) -> None:
    assert load(RWKVCHAT_PLAIN=word).plain is on


def test_no_color_of_all_programs_is_respected(load: Load) -> None:
    found = load("color = true", NO_COLOR="1", RWKVCHAT_COLOR="1")
    assert found.no_color
    assert str(found.sources["color"]) == "NO_COLOR"


def test_another_file_can_be_named(load: Load, folders: Folders, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text("temp = 0.3\n", encoding="utf-8")
    assert settings_path(folders, {"RWKVCHAT_CONFIG": str(other)}) == other
    assert load("temp = 0.9", RWKVCHAT_CONFIG=str(other)).sampling == {"temp": "0.3"}
    assert settings_path(folders, {}) == folders.settings


def test_a_file_that_cannot_be_read_is_told(load: Load, folders: Folders, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot read the settings in"):
        load(RWKVCHAT_CONFIG=str(tmp_path))
    folders.settings.write_bytes(b"# fine\ntheme = '\xff'\n")
    with pytest.raises(SettingsError, match="line 2: this is not UTF-8"):
        load_preferences(folders, {})


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(folders: Folders) -> None:
    folders.config.mkdir()
    folders.settings.write_bytes(b"\xef\xbb\xbf# mine\r\ntemp = 0.5\r\n")
    found = load_preferences(folders, {})
    assert (found.sampling, found.sources["temp"].line) == ({"temp": "0.5"}, 2)


def test_an_error_that_a_value_leads_to_later_says_where_it_stands(load: Load, folders: Folders) -> None:
    found = load('model = "gone.pth"')
    with pytest.raises(WeightsError) as caught, found.blaming("model"):
        raise WeightsError("there is no such file", "check the path")
    assert caught.value.message == f"{folders.settings} line 1: there is no such file"
    for name, preferences in (("strategy", found), ("model", found.over(flags(model="other")))):
        with pytest.raises(WeightsError, match=r"^no$"), preferences.blaming(name):
            raise WeightsError("no", "")


NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)


@settings(deadline=None)
@given(st.lists(st.tuples(NAMES, st.text(st.characters(exclude_categories=["Cs"]), max_size=8)), max_size=6))
def test_whatever_stands_in_a_file_is_found_in_its_line(tmp_path_factory: pytest.TempPathFactory, pairs: list) -> None:
    known = dict(pairs)
    path = tmp_path_factory.mktemp("lines") / "a.toml"
    lines = ["# names", "[models]", *(f"{toml_key(name)} = {toml_text(text)}" for name, text in known.items())]
    path.write_bytes("\n".join(lines).encode())
    found = read_settings_file(path)
    assert found.table["models"] == known
    assert {name: found.line("models", name) for name in known} == {name: i for i, name in enumerate(known, 3)}


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX paths")
def test_reading_the_settings_needs_no_torch_and_no_terminal() -> None:
    import subprocess

    code = "import sys, rwkvchat.settings; sys.exit(bool({'torch', 'rich', 'prompt_toolkit'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
