"""What a session tells a user interface while it works. Plain values; no terminal, no tensors."""

import time
from dataclasses import dataclass, field
from typing import Literal

from rwkvchat.params import SamplingParams

StopReason = Literal["stop", "end", "length", "interrupted"]
"""Why a reply ended: a stop text, the end-of-text token, the limit on tokens, the user."""


@dataclass(frozen=True, slots=True)
class Loading:
    """A model is being built: ``done`` of ``total`` layers."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Prefilling:
    """A prompt is being read: ``done`` of ``total`` tokens, ``at`` a time of ``time.monotonic``."""

    done: int
    total: int
    at: float = field(default_factory=time.monotonic, compare=False)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Text of the reply, in order; all chunks together are its shown text."""

    text: str


@dataclass(frozen=True, slots=True)
class Finished:
    """A reply is complete and in the conversation."""

    text: str
    stop_reason: StopReason
    seed: int
    prompt_tokens: int
    completion_tokens: int
    prefill_seconds: float
    decode_seconds: float

    @property
    def prefill_tokens_per_s(self) -> float:
        return self.prompt_tokens / self.prefill_seconds if self.prefill_seconds > 0 else 0.0

    @property
    def decode_tokens_per_s(self) -> float:
        return self.completion_tokens / self.decode_seconds if self.decode_seconds > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Sampling:
    """Several replies are sampled side by side: ``done`` tokens in all, and ``running`` of ``total`` go on."""

    done: int
    running: int
    total: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of several replies is complete: the ``number``-th, from 1, with the settings it was sampled under."""

    number: int
    finished: Finished
    params: SamplingParams


Event = Loading | Prefilling | Chunk | Finished | Sampling | Candidate
