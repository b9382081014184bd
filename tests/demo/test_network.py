"""The trainable network against a recurrence in float64, and against the program's own engine."""

from pathlib import Path

import torch
from safetensors.torch import save_file

import rwkvchat
from rwkvchat.demo.muon import orthogonal
from rwkvchat.demo.network import CHUNK, Network, Shape, weighted_key_values

SMALL = Shape(vocab=40, layers=2, embd=32)


def shaken(shape: Shape, seed: int = 1) -> Network:
    """A network none of whose matrices is zero."""
    torch.manual_seed(seed)
    network = Network(shape)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.1)
    return network


def recurrence(w: torch.Tensor, u: torch.Tensor, k: torch.Tensor, v: torch.Tensor) -> torch.Tensor:
    """The WKV by its definition, one step after the other: k, v (T, C)."""
    above = below = torch.zeros_like(w)
    rows = []
    for key, value in zip(k, v, strict=True):
        rows.append((above + torch.exp(u + key) * value) / (below + torch.exp(u + key)))
        above = torch.exp(w) * above + torch.exp(key) * value
        below = torch.exp(w) * below + torch.exp(key)
    return torch.stack(rows)


def test_the_chunked_wkv_equals_the_recurrence() -> None:
    torch.manual_seed(1)
    channels, length = 16, 4 * CHUNK
    w, u = -torch.exp(torch.randn(channels)), torch.randn(channels)
    k, v = torch.randn(2, length, channels) * 3, torch.randn(2, length, channels)
    columns = [t.reshape(-1, channels).T.contiguous() for t in (k, v)]
    chunked, sums = weighted_key_values(w, u, *columns, torch.zeros(2, 2, channels))
    chunked = chunked.T.view(2, length, channels)
    assert sums.shape == (2, 2, channels)
    for row in range(2):
        exact = recurrence(w.double(), u.double(), k[row].double(), v[row].double())
        torch.testing.assert_close(chunked[row].double(), exact, rtol=1e-5, atol=1e-5)


def test_a_prefix_has_the_same_logits_whatever_follows() -> None:
    network = shaken(SMALL)
    ids = torch.randint(0, 40, (1, 50), generator=torch.Generator().manual_seed(1))
    torch.testing.assert_close(network(ids)[0][:, :20], network(ids[:, :20])[0])


def test_a_text_in_two_parts_is_the_text_as_a_whole() -> None:
    network = shaken(SMALL)
    ids = torch.randint(0, 40, (3, 4 * CHUNK), generator=torch.Generator().manual_seed(1))
    whole, end = network(ids)
    first, middle = network(ids[:, : 3 * CHUNK])
    second, then = network(ids[:, 3 * CHUNK :], middle)
    torch.testing.assert_close(torch.cat((first, second), dim=1), whole)
    torch.testing.assert_close(then, end)
    assert not torch.allclose(network(ids[:, 3 * CHUNK :])[0], second)


def test_it_has_the_names_of_rwkv_lm() -> None:
    names = set(Network(SMALL).state_dict())
    assert {"emb.weight", "blocks.0.ln0.weight", "blocks.1.att.time_mix_v", "blocks.1.ffn.key.weight"} <= names
    assert "blocks.1.ln0.weight" not in names
    assert {"ln_out.bias", "head.weight"} <= names


def test_the_engine_of_the_program_computes_the_same(tmp_path: Path) -> None:
    network = shaken(SMALL)
    save_file(network.state_dict(), tmp_path / "model.safetensors")
    model = rwkvchat.load_model(tmp_path / "model.safetensors", strategy="cpu fp32")
    ids = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4, 6, 2, 6, 4, 3, 3, 8, 3, 2, 7, 9, 5, 0, 2, 8]
    ours = network(torch.tensor([ids]))[0][0].detach()
    theirs = model.score(ids, model.initial_state())
    torch.testing.assert_close(theirs, ours, rtol=1e-3, atol=1e-4)


def test_orthogonal_matrices_have_singular_values_near_one() -> None:
    torch.manual_seed(1)
    values = torch.linalg.svdvals(orthogonal(torch.randn(2, 32, 128)))
    assert values.min() > 0.5
    assert values.max() < 1.3
