"""Models in a chat: the list, and one that is not here, from a hub of the tests' own."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from checkpoints import random_weights, write_pth
from hub_cases import quick_hub
from hub_server import Hub
from shells import SessionShell
from talks import Start

from rwkvchat.demo import TOKENIZER
from rwkvchat.errors import HubError, Interrupted, NotHereError
from rwkvchat.preferences import Preferences

NAME = "someone/rwkv-tiny/tiny.pth"


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Hub]:
    """A hub with one small model in it, and its tokenizer."""
    path = write_pth(tmp_path / "tiny.pth", random_weights(1, 16, 2100))
    with quick_hub(monkeypatch, tmp_path / "hf") as hub:
        hub.add("someone/rwkv-tiny", {"tiny.pth": path.read_bytes(), "tokenizer.json": TOKENIZER.read_bytes()})
        path.unlink()
        yield hub


def test_a_model_that_is_not_here_is_offered_and_goes_on_with_the_talk(
    shell: SessionShell, start: Start, hub: Hub
) -> None:
    shell.say("one")
    other = start()
    shell.other = lambda: other
    shell.answer_to_questions = True
    shown = shell.say(f"/model {NAME}")
    assert shell.questions == ["download it?"]
    assert f"{NAME} is not on this machine" in shown
    assert f"{NAME} is here, and its checksums are right" in shown
    assert shell.taken is not None
    assert shell.taken.name == "tiny"
    assert "one" in shell.session.memory_text()
    assert shell.session is other


def test_a_no_downloads_nothing_and_changes_nothing(shell: SessionShell, hub: Hub) -> None:
    shell.say("one")
    before = shell.session.stamp()
    shown = shell.say(f"/model {NAME}")
    assert shown[-1] == "nothing was downloaded"
    assert shell.taken is None
    assert shell.session.stamp() == before
    assert hub.sent == 0


@pytest.mark.parametrize("why", ["nobody there", "offline", "offline in the environment"])
def test_nothing_is_offered_where_nothing_can_come_of_it(
    shell: SessionShell, hub: Hub, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if why == "nobody there":
        shell.interactive = False
    elif why == "offline":
        shell.preferences = Preferences(offline=True)
    else:
        monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(NotHereError) as caught:
        shell.say(f"/model {NAME}")
    assert "rwkvchat models get" in caught.value.hint
    assert hub.seen == []
    assert shell.questions == []


def test_what_the_hub_does_not_have_is_told_and_the_model_that_is_here_goes_on(shell: SessionShell, hub: Hub) -> None:
    with pytest.raises(HubError):
        shell.say("/model someone/rwkv-nothing")
    shell.say("one")


def test_ctrl_c_stops_a_download_and_means_afterwards_what_it_meant(
    shell: SessionShell, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*arguments: object) -> Path:
        signal.raise_signal(signal.SIGINT)
        raise AssertionError("nothing came of it")

    pressed = []
    before = signal.signal(signal.SIGINT, lambda *_: pressed.append("in the chat"))
    try:
        monkeypatch.setattr("rwkvchat.download.fetch", interrupted)
        shell.answer_to_questions = True
        with pytest.raises(Interrupted, match="stopped while the model was coming"):
            shell.say(f"/model {NAME}")
        assert "goes on" in shell.stderr.getvalue()
        assert pressed == []
        signal.raise_signal(signal.SIGINT)
        assert pressed == ["in the chat"]
    finally:
        signal.signal(signal.SIGINT, before)
    assert shell.taken is None


def test_the_list_marks_the_model_at_hand_and_what_is_here(shell: SessionShell, hub: Hub) -> None:
    shell.session.source = "raven-nano"
    shown = shell.say("/models")
    assert shown[1].split() == ["*", "raven-nano", *shown[1].split()[2:]]
    assert shown[1].endswith("ships")
    assert sum(line.startswith("* ") for line in shown) == 1
    assert len(shown) <= 24
    assert not any("-hf" in line for line in shown)
    assert any("raven-3b-hf" in line for line in shell.say("/models HF"))
    shell.preferences = Preferences(models={"rob": "~/robin.pth"})
    assert "Names of your own: rob for ~/robin.pth." in shell.say("/models")
