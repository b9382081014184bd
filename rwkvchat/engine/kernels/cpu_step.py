"""Reading one token of each of some texts on a CPU, many layers in one call: threads that went to sleep between two
layers, or waited there for Python, would leave the memory idle."""

from collections.abc import Iterator, Sequence

import torch

from rwkvchat.engine.kernels.block import FastBlock
from rwkvchat.engine.kernels.cpu import Layers
from rwkvchat.engine.rwkv4 import RNN, Check, Network
from rwkvchat.engine.state import Packed, Snapshot, State, block_of
from rwkvchat.engine.stepping import Stepped, all_finite

CALL_BYTES = 256 << 20
"""Of weights that a call reads at most, if they are of more than one layer: it cannot be stopped on its way."""


class CpuStep:
    """Reads one token of each of some texts."""

    why_not = ""

    def __init__(self, network: Network, blocks: Sequence[FastBlock]) -> None:
        """Use `cpu_step`."""
        self._network = network
        self._kernels = blocks[0].kernels
        self._calls = [Layers([block.layer for block in some]) for some in _stretches(blocks)]

    def __call__(self, tokens: Sequence[int], states: Sequence[State], check: Check) -> Stepped:
        """As `WholeStep`; ``check`` is called before each of the calls."""
        network, count = self._network, len(tokens)
        x = network.ln0(network.embedded(list(tokens)).float())
        before = torch.stack([block_of(state) for state in states], dim=1) if count > 1 else block_of(states[0])
        parts, at = [], 0
        for layers in self._calls:
            check()
            part = before[at : at + 5 * layers.count].view(-1, count, layers.width)
            x, after = self._kernels.layers(layers, x, part)
            parts.append(after)
            at += len(part)
        after = torch.cat(parts) if len(parts) > 1 else parts[0]
        logits = network.logits(x, RNN)
        # Rows of several texts are copied, since each would keep the others alive; a single text's state is as it is.
        snapshots = [Snapshot(Packed.of(after[:, i].contiguous()), logits[i].clone()) for i in range(count)]
        return Stepped(snapshots, all_finite(logits))


def cpu_step(network: Network) -> CpuStep | None:
    """A network's step in as few calls as may be; None where a layer is not computed by the CPU's kernels."""
    blocks = [block for block in network.blocks if isinstance(block, FastBlock)]
    on_cpu = all(device.type == "cpu" for device in network.devices)
    return CpuStep(network, blocks) if on_cpu and len(blocks) == len(network.blocks) else None


def _stretches(blocks: Sequence[FastBlock]) -> Iterator[list[FastBlock]]:
    """Layers that are read in one call."""
    some: list[FastBlock] = []
    size = 0
    for block in blocks:
        if some and size + block.layer.nbytes > CALL_BYTES:
            yield some
            some, size = [], 0
        some.append(block)
        size += block.layer.nbytes
    yield some
