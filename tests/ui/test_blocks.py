"""Messages between triple quotes."""

import pytest

from rwkvchat.ui.blocks import as_line, inside, is_open

Q = '"""'


@pytest.mark.parametrize(
    ("text", "open_", "message"),
    [
        ("", False, None),
        ("hello", False, None),
        (f"say {Q}", False, None),
        ('""', False, None),
        (Q, True, None),
        (f"{Q}\n", True, None),
        (f"{Q}hello", True, None),
        (f"{Q}\none\n", True, None),
        (f"{Q}{Q}", False, ""),
        (f"{Q}\n{Q}", False, ""),
        (f"{Q}one{Q}", False, "one"),
        (f"{Q}one\n two {Q}  \n", False, "one\n two "),
        (f"{Q}\n\none\n\n{Q}", False, "\none\n"),
        (f"{Q}one{Q}\ntwo", False, None),
        (f"{Q}\none{Q}\ntwo", True, None),
        (f"{Q}\n{Q}Doc.{Q}\nimport os\n{Q}", False, f"{Q}Doc.{Q}\nimport os"),
    ],
)
def test_a_block_goes_from_quotes_to_quotes(text: str, open_: bool, message: str | None) -> None:
    assert is_open(text) is open_
    assert inside(text) == message


@pytest.mark.parametrize(
    "message", ["hello", "exit", " quit ", "a\\", "/a\\", f"{Q}Doc.{Q}", f"{Q}", f"{Q}a\nb", f"a{Q}"]
)
def test_any_message_can_be_put_into_the_line(message: str) -> None:
    line = as_line(message)
    assert not is_open(line)
    assert (line if inside(line) is None else inside(line)) == message


def test_a_message_that_begins_with_a_slash_gets_another() -> None:
    assert as_line("/etc") == "//etc"
