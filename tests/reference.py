"""A naive RWKV-4 in float64 numpy: one token at a time, straight from the formulas. Slow on purpose; the oracle."""

from collections.abc import Mapping, Sequence

import numpy as np

Array = np.ndarray


def norm(x: Array, weight: Array, bias: Array, epsilon: float = 1e-5) -> Array:
    return (x - x.mean()) / np.sqrt(x.var() + epsilon) * weight + bias


def sigmoid(x: Array) -> Array:
    return 1 / (1 + np.exp(-x))


class Reference:
    """The network of a checkpoint's tensors, given as float64 arrays under RWKV-LM's names."""

    def __init__(self, weights: Mapping[str, Array], epsilon: float = 1e-5) -> None:
        self.epsilon = epsilon  # the last norm's is not changed by it
        self.w = {name: np.squeeze(np.asarray(tensor, dtype=np.float64)) for name, tensor in weights.items()}
        self.n_layer = 1 + max(int(name.split(".")[1]) for name in self.w if name.startswith("blocks."))

    def initial_state(self) -> Array:
        """(n_layer, 5, C): att shift, num, den, max, ffn shift."""
        state = np.zeros((self.n_layer, 5, self.w["ln_out.weight"].size))
        state[:, 3] = -1e30
        return state

    def forward(self, ids: Sequence[int], state: Array) -> tuple[Array, Array]:
        """Logits after the last id, and the new state."""
        state = state.copy()
        for token in ids:
            x = norm(self.w["emb.weight"][token], *self.norm("blocks.0.ln0"))
            for layer in range(self.n_layer):
                x = x + self.time_mixing(layer, x, state[layer])
                x = x + self.channel_mixing(layer, x, state[layer])
        return self.w["head.weight"] @ norm(x, self.w["ln_out.weight"], self.w["ln_out.bias"]), state

    def norm(self, name: str) -> tuple[Array, Array, float]:
        return self.w[f"{name}.weight"], self.w[f"{name}.bias"], self.epsilon

    def time_mixing(self, layer: int, x: Array, state: Array) -> Array:
        w = {name: self.w[f"blocks.{layer}.att.{name}"] for name in ("time_decay", "time_first")}
        xx = norm(x, *self.norm(f"blocks.{layer}.ln1"))
        mixed = {c: self.mix(f"blocks.{layer}.att.time_mix_{c}", xx, state[0]) for c in "kvr"}
        k = self.w[f"blocks.{layer}.att.key.weight"] @ mixed["k"]
        v = self.w[f"blocks.{layer}.att.value.weight"] @ mixed["v"]
        r = sigmoid(self.w[f"blocks.{layer}.att.receptance.weight"] @ mixed["r"])
        num, den, top = state[1].copy(), state[2].copy(), state[3].copy()
        q = np.maximum(top, w["time_first"] + k)
        e1, e2 = np.exp(top - q), np.exp(w["time_first"] + k - q)
        wkv = (e1 * num + e2 * v) / (e1 * den + e2)
        older = top - np.exp(w["time_decay"])
        q = np.maximum(older, k)
        e1, e2 = np.exp(older - q), np.exp(k - q)
        state[0], state[1], state[2], state[3] = xx, e1 * num + e2 * v, e1 * den + e2, q
        return self.w[f"blocks.{layer}.att.output.weight"] @ (r * wkv)

    def channel_mixing(self, layer: int, x: Array, state: Array) -> Array:
        xx = norm(x, *self.norm(f"blocks.{layer}.ln2"))
        k = self.w[f"blocks.{layer}.ffn.key.weight"] @ self.mix(f"blocks.{layer}.ffn.time_mix_k", xx, state[4])
        r = self.w[f"blocks.{layer}.ffn.receptance.weight"] @ self.mix(f"blocks.{layer}.ffn.time_mix_r", xx, state[4])
        state[4] = xx
        return sigmoid(r) * (self.w[f"blocks.{layer}.ffn.value.weight"] @ np.maximum(k, 0) ** 2)

    def mix(self, name: str, xx: Array, before: Array) -> Array:
        return xx * self.w[name] + before * (1 - self.w[name])
