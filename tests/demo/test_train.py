"""Training: resumed runs see the same data, the schedule, and the file that comes out."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors import safe_open
from safetensors.torch import load_file
from tokenizers import Tokenizer

from rwkvchat.catalogue import find_model
from rwkvchat.demo import TOKENIZER
from rwkvchat.demo.batches import END, PARTS, Encoder, batch, long_batch
from rwkvchat.demo.publish import publish
from rwkvchat.demo.train import SLOW, Plan, Progressed, Run, schedule, widened

TINY = Plan(steps=6, size=2, length=64, long_size=2, long_length=96, long_share=0.6)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(Tokenizer.from_file(str(TOKENIZER)))


def test_a_batch_is_a_function_of_seed_and_step(encoder: Encoder) -> None:
    assert batch(encoder, 1, 7, range(3), 64) == batch(encoder, 1, 7, range(3), 64)
    assert batch(encoder, 1, 7, range(3), 64) != batch(encoder, 1, 8, range(3), 64)
    assert batch(encoder, 2, 7, range(3), 64) != batch(encoder, 1, 7, range(3), 64)


def test_processes_share_the_rows_of_one_batch(encoder: Encoder) -> None:
    whole = batch(encoder, 1, 3, range(4), 64).ids
    assert batch(encoder, 1, 3, range(1, 4, 2), 64).ids == whole[1::2]


def test_documents_are_parted_by_end_of_text_and_begin_without_it(encoder: Encoder) -> None:
    rows = batch(encoder, 1, 1, range(8), 512).ids
    assert all(row[0] != END for row in rows)
    assert sum(END in row for row in rows) >= 4  # a long talk fills the others


def test_the_batches_of_a_long_talk_go_on_where_the_one_before_ended(encoder: Encoder) -> None:
    first, second, other = (long_batch(encoder, 1, step, range(2), 128).ids for step in (0, 1, PARTS))
    assert [row[-1] for row in first] == [row[0] for row in second]
    assert [row[-1] for row in second] != [row[0] for row in other]
    assert [len(row) for row in first + second] == [129] * 4


def test_replies_weigh_more_than_prompts(encoder: Encoder) -> None:
    weights = {weight for row in batch(encoder, 1, 1, range(4), 256).weights for weight in row}
    assert weights == {0.1, 1.0, 4.0}


def test_the_rate_warms_up_and_falls() -> None:
    plan = Plan(steps=1000)
    rates = [schedule(plan, Progressed(step=step)) for step in (0, 49, 500, 999)]
    assert rates[0] < rates[1] > rates[2] > rates[3] > 0


def test_a_resumed_run_equals_one_that_was_never_stopped(tmp_path: Path) -> None:
    for folder in ("whole", "parts"):
        (tmp_path / folder).mkdir()
    whole = Run(TINY, tmp_path / "whole", "cpu")
    losses = [loss for loss, _ in whole.steps(compiled=False)]
    first = Run(TINY, tmp_path / "parts", "cpu")
    steps = first.steps(compiled=False)
    begun = [next(steps)[0], next(steps)[0]]
    first.save()
    second = Run(TINY, tmp_path / "parts", "cpu")
    second.load()
    begun += [loss for loss, _ in second.steps(compiled=False)]
    assert begun == losses
    assert whole.done.long_steps == second.done.long_steps == 3
    for mine, other in zip(whole.network.parameters(), second.network.parameters(), strict=True):
        assert torch.equal(mine, other)


def test_a_run_that_ended_in_the_middle_of_a_talk_is_extended_from_the_next_one(tmp_path: Path) -> None:
    first = Run(TINY, tmp_path, "cpu")
    for _ in first.steps(compiled=False):
        pass
    first.save()
    assert first.done.long_steps % PARTS
    longer = Run(replace(TINY, steps=TINY.steps + 2), tmp_path, "cpu")
    longer.load()
    for _ in longer.steps(compiled=False):
        pass
    assert longer.done.step == TINY.steps + 2


def test_the_state_of_a_long_talk_is_carried_into_its_next_batch(tmp_path: Path) -> None:
    run = Run(TINY, tmp_path, "cpu")
    steps = run.steps(compiled=False)
    while run.done.long_steps < 1:
        next(steps)
    end = run.carried
    _, before = run.next_batch()
    assert before is end
    assert end.abs().sum() > 0
    assert run.next_batch()[1] is None


def test_a_published_checkpoint_is_a_model_of_the_program(tmp_path: Path) -> None:
    run = Run(TINY, tmp_path, "cpu")
    next(run.steps(compiled=False))
    run.save()
    publish([run.checkpoint], tmp_path / "model.safetensors", {"seed": 1})
    found = find_model(str(tmp_path / "model.safetensors"), str(TOKENIZER))
    assert found.name == "raven-nano"
    assert found.profile.template == "raven-chat"
    with safe_open(tmp_path / "model.safetensors", "pt") as file:
        assert json.loads(file.metadata()["recipe"])["seed"] == 1


def test_a_run_begins_with_a_published_file_or_with_another_runs_checkpoint(tmp_path: Path) -> None:
    first = Run(TINY, tmp_path, "cpu")
    next(first.steps(compiled=False))
    first.save()
    publish([first.checkpoint], tmp_path / "model.safetensors", {})
    for file, close in ((first.checkpoint, 0.0), (tmp_path / "model.safetensors", 1e-3)):
        second = Run(TINY, tmp_path, "cpu")
        second.begin(file)
        assert second.done == Progressed()
        for mine, other in zip(first.network.parameters(), second.network.parameters(), strict=True):
            torch.testing.assert_close(mine, other, rtol=close, atol=close)
        next(second.steps(compiled=False))
        second.save()


def test_a_run_can_begin_with_a_longer_memory(tmp_path: Path) -> None:
    first = Run(TINY, tmp_path, "cpu")
    next(first.steps(compiled=False))
    first.save()
    second = Run(TINY, tmp_path, "cpu")
    second.begin(first.checkpoint, slower=1.5)
    changed = dict(second.network.named_parameters())
    for name, before in first.network.named_parameters():
        if not name.endswith("time_decay"):
            assert torch.equal(changed[name], before)
            continue
        assert torch.equal(changed[name][before > SLOW], before[before > SLOW])
        slow = before < SLOW - 0.5
        assert slow.any()
        torch.testing.assert_close(changed[name][slow], before[slow] - 1.5)
        assert changed[name].argsort().equal(before.argsort())


def test_of_several_checkpoints_the_mean_is_published(tmp_path: Path) -> None:
    run = Run(TINY, tmp_path, "cpu")
    for _ in run.steps(compiled=False):
        if run.done.step in {1, 3}:
            run.save()
            publish([run.checkpoint], tmp_path / f"{run.done.step}.safetensors", {})
    # One of them is a run's own file, the other one was published.
    publish([tmp_path / "1.safetensors", run.checkpoint], tmp_path / "mean.safetensors", {})
    first, last, mean = (load_file(tmp_path / f"{name}.safetensors") for name in ("1", "3", "mean"))
    assert mean.keys() == first.keys()
    for name, tensor in mean.items():
        torch.testing.assert_close(
            tensor, ((first[name].float() + last[name].float()) / 2).half(), rtol=2e-3, atol=1e-5
        )
    assert not torch.equal(mean["emb.weight"], first["emb.weight"])


def test_importing_the_package_does_not_import_torch() -> None:
    code = "import sys, rwkvchat.demo; raise SystemExit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_tokens_that_were_added_are_read_as_in_small_letters_and_seldom_written(tmp_path: Path) -> None:
    tokenizer = Tokenizer.from_file(str(TOKENIZER))
    run = Run(TINY, tmp_path, "cpu")
    for _ in run.steps(compiled=False):
        break
    run.save()
    tensors = load_file(run.checkpoint)
    had = tokenizer.get_vocab_size() - 500
    tables = [name for name, tensor in tensors.items() if len(tensor.shape) == 2 and len(tensor) == had + 500]
    earlier = tensors | {name: tensors[name][:had] for name in tables}
    wide = widened(earlier, tokenizer)
    assert {name: t.shape for name, t in wide.items()} == {name: t.shape for name, t in tensors.items()}
    capital, small = (tokenizer.token_to_id(text) for text in ("\u0120WHAT", "\u0120what"))
    assert capital >= had > small
    assert torch.equal(wide["weights.emb.weight"][capital], tensors["weights.emb.weight"][small])
    assert torch.equal(wide["weights.head.weight"][capital], tensors["weights.head.weight"][:had].mean(0))
    assert widened(tensors, tokenizer) is tensors
