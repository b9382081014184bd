"""Program code in colours, line by line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.style import Style

from rwkvchat.ui.highlight import LONGEST_LINE, Highlighter

LANGUAGES = [
    "python", "python3", "py", "js", "javascript", "typescript", "jsx", "c", "c++", "cpp", "csharp", "java",
    "go", "rust", "bash", "sh", "shell", "console", "powershell", "html", "css", "json", "yaml", "toml",
    "xml", "sql", "markdown", "ruby", "php", "perl", "r", "swift", "kotlin", "haskell", "lua", "scala",
    "diff", "pycon", "make", "docker", "latex", "text",
]  # fmt: skip

CODE = """\
def f(x):
    '''A text
    over lines.'''
    return {"a": [1, 2.5, 0x1f], 'b': `x`}  # comment
/* a comment
   over lines */ int main(void) { return 0; } // end
<html><p class="x">text</p> <?php echo "$x"; ?>
$ ls -l | grep "x" && echo $HOME <<EOF
- key: value
"""


def colored(language: str, lines: list[str], theme: str = "ansi_dark") -> list[list[tuple[str, str]]]:
    highlighter = Highlighter(language, theme, Style.null())
    return [[(part.text, str(part.style)) for part in highlighter.line(line)] for line in lines]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_character_of_code_is_changed(language: str) -> None:
    shown = colored(language, CODE.splitlines())
    assert ["".join(text for text, _ in line) for line in shown] == CODE.splitlines()


@pytest.mark.parametrize("language", ["python", "js", "c", "bash", "html", "json", "rust", "sql", "java", "go"])
def test_common_languages_are_colored(language: str) -> None:
    assert len({style for line in colored(language, CODE.splitlines()) for _, style in line}) > 2


@settings(deadline=None, derandomize=True)
@given(
    lines=st.lists(st.text(st.sampled_from("ab1 '\"`/*#<>(){}[]\\$:;=-\t\x0c\x85日"), max_size=30), max_size=6),
    language=st.sampled_from(["python", "js", "c", "bash", "html", "php", "ruby", "markdown", "nothing"]),
)
def test_hostile_code_is_shown_as_it_is(lines: list[str], language: str) -> None:
    assert ["".join(text for text, _ in line) for line in colored(language, lines)] == lines


def test_a_text_over_lines_keeps_its_colour() -> None:
    first, second, third, after = colored("python", ['x = """one', "two", 'three"""', "if x: pass"])
    assert first[-1][1] == second[0][1] == third[0][1] == "yellow"
    assert after[0] == ("if", "bright_blue")


def test_a_comment_over_lines_keeps_its_colour() -> None:
    lines = colored("c", ["/* one", "   two", "three */ int x;"])
    assert lines[0] == [("/* one", "dim")]
    assert lines[1] == [("   two", "dim")]
    assert lines[2][0] == ("three */", "dim")
    assert lines[2][-1][1] != "dim"


@pytest.mark.parametrize(("language", "theme"), [("nothing", "ansi_dark"), ("", "ansi_dark"), ("python", "")])
def test_what_nobody_knows_is_left_plain(language: str, theme: str) -> None:
    assert colored(language, ["if x:"], theme) == [[("if x:", "none")]]


def test_a_very_long_line_is_left_plain() -> None:
    line = "if " * LONGEST_LINE
    assert colored("python", [line, "if"]) == [[(line, "none")], [("if", "bright_blue")]]


def test_no_colour_has_a_background() -> None:
    for theme in ("ansi_dark", "xcode", "monokai"):
        highlighter = Highlighter("python", theme, Style.null())
        assert not any(part.style and part.style.bgcolor for part in highlighter.line("if x: pass  # y"))
