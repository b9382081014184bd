"""What a session tells a user interface while it works. Plain values; no terminal, no tensors."""

from dataclasses import dataclass
from typing import Literal

StopReason = Literal["stop", "end", "length", "interrupted"]
"""Why a reply ended: a stop text, the end-of-text token, the limit on tokens, the user."""


@dataclass(frozen=True, slots=True)
class Loading:
    """A model is being built: ``done`` of ``total`` layers."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Prefilling:
    """A prompt is being read: ``done`` of ``total`` tokens."""

    done: int
    total: int


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


Event = Loading | Prefilling | Chunk | Finished
