"""The benchmark measures what it says, on sizes that are soon done."""

import json

import pytest
from checkpoints import build
from fakes import small_tokenizer

from rwkvchat import benchmark
from rwkvchat.benchmark import filled_tokenizer, measure_resuming, measure_states
from rwkvchat.cli.bench import run
from rwkvchat.engine.model import run as finish


def test_every_move_is_measured_with_states_of_the_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(benchmark, "SIZES", {"tiny": (2, 8)})
    monkeypatch.setattr(benchmark, "VOCABULARY", 300)
    monkeypatch.setattr(benchmark, "ROUNDS", 2)
    costs = measure_states("tiny")
    assert costs.snapshot_megabytes == (2 * 5 * 8 + 300) * 4 / 1e6
    assert set(costs.milliseconds) == {
        "undo", "redo", "goto", "fork", "switch", "reset", "retry", "autosave", "save", "load",
    }  # fmt: skip
    assert all(time > 0 for time in costs.milliseconds.values())


def test_a_resumed_conversation_is_the_one_that_was_saved(tmp_path: object) -> None:
    vocabulary = small_tokenizer()
    model = build(tmp_path, n_vocab=vocabulary.size)  # type: ignore[arg-type]
    costs = finish(measure_resuming(model, vocabulary, 500))
    assert costs.tokens >= 500
    assert costs.same_bits


def test_a_filled_vocabulary_reads_any_text_and_has_the_size() -> None:
    vocabulary = filled_tokenizer(400)
    assert vocabulary.size == 400
    assert vocabulary.decode(vocabulary.encode("Bob: é\n\n<7>")) == "Bob: é\n\n<7>"


def test_the_command_shows_it_or_prints_it_as_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(benchmark, "SIZES", {"tiny": (2, 8)})
    monkeypatch.setattr(benchmark, "ROUNDS", 1)
    assert run(["conversation", "--json", "--tokens", "50", "--strategy", "cpu fp32"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["states"][0]["size"] == "tiny"
    assert found["resuming"][0]["same_bits"] is True
    assert run(["conversation", "--tokens", "0"]) == 0
    shown = capsys.readouterr().out
    assert "undo" in shown
    assert "tiny" in shown


def test_the_drawing_of_replies_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rendering", "--json"]) == 0
    costs = json.loads(capsys.readouterr().out)
    assert costs["markdown_microseconds"] > 0 < costs["plain_microseconds"]
    assert run(["rendering"]) == 0
    assert "plain text" in capsys.readouterr().out
