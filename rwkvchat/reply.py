"""Replies while they are sampled, one or several side by side. Knows no tree and keeps nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from rwkvchat.dialogue.conversation import Turn
from rwkvchat.dialogue.stream import ReplyStream
from rwkvchat.dialogue.tokenizer import Tokenizer
from rwkvchat.dialogue.writing import one_reading
from rwkvchat.engine.generate import advance
from rwkvchat.engine.model import Model
from rwkvchat.engine.sampling import Sampler
from rwkvchat.engine.state import Snapshot
from rwkvchat.events import StopReason
from rwkvchat.params import SamplingParams


class Reply:
    """A reply to a message, drawn token by token.

    ``draw`` chooses a token; whoever feeds it sets ``here`` to the place after it before the next draw. So the token
    that ends a reply is never fed.
    """

    def __init__(
        self,
        tokenizer: Tokenizer,
        message: Turn,
        params: SamplingParams,
        seed: int,
        asked: Snapshot,
        begun: Turn | None = None,
        here: Snapshot | None = None,
    ) -> None:
        """Args:
        asked: the place after the message. begun: a reply that was cut, to go on with from the place ``here``.
        """
        self.message = message
        self.params = params
        self.seed = seed
        self.here = asked if here is None else here
        """The place that the next token is drawn from."""
        self.ids = list(begun.ids) if begun else []
        self.readings: tuple[int, ...] | None = None
        """How its ids were read, if not each by itself."""
        self.reason: StopReason | None = None
        """Why it ended; None while it goes on."""
        self.text = message.prefix
        """All that there is to show."""
        self._told = len(begun.text) if begun else 0
        self._asked = asked
        self._tokenizer = tokenizer
        self._sampler = Sampler(params, seed, asked.logits.numel(), drawn=self.ids)
        self._stream: ReplyStream[Snapshot | None] = ReplyStream(message.stops)
        for token in self.ids:
            self._take(token, None)

    def news(self) -> str:
        """What there is to show since the last time; of a reply that goes on, since it was cut."""
        text = self.text[self._told :]
        self._told += len(text)
        return text

    def draw(self, *, stopped: bool = False) -> int | None:
        """The next token, which is to be fed; None if the reply is at its end.

        Args:
            stopped: the user wants no more.
        """
        token = self._sampler.draw(self.here.logits)
        if stopped:
            self._end("interrupted")
        elif token == self._tokenizer.end_of_text:
            self._end("end")
        elif len(self.ids) >= self.params.max_tokens:
            self._end("length")
        else:
            self.ids.append(token)
            self._take(token, self.here)
            if self._stream.cut is not None:
                self.reason = "stop"
        return None if self.reason else token

    def roll_back(self, model: Model) -> None:
        """Where a stop text cut it: be at the place before that, reading again what has to be; once, at its end."""
        if (cut := self._stream.cut) is None:
            return
        here = cut.before
        if here is None:  # the stop text began before the reply was cut and continued
            here = self._asked
            for token in self.ids[: cut.kept]:
                here = model.forward([token], here.state)
        tail = self._tokenizer.encode(cut.tail) if cut.tail else []
        self.here = model.forward(tail, here.state) if tail else here
        self.ids = self.ids[: cut.kept] + tail
        self.readings = (1,) * cut.kept + one_reading(tail)

    def turn(self, parent: int) -> Turn:
        """Its turn under a message, when it is at its end and rolled back."""
        readings = (1,) * len(self.ids) if self.readings is None else self.readings
        return Turn(
            "reply", tuple(self.ids), readings, self.text, parent, self.message.closing,
            params=replace(self.params, seed=None), seed=self.seed, stop_reason=self.reason,
        )  # fmt: skip

    def _end(self, reason: StopReason) -> None:
        self.reason = reason
        self._show(self._stream.finish())

    def _take(self, token: int, before: Snapshot | None) -> None:
        self._show(self._stream.feed(self._tokenizer.token_bytes(token), before))

    def _show(self, text: str) -> None:
        self.text += text.lstrip() if self.message.trim_reply and not self.text else text


def sample(model: Model, replies: Sequence[Reply], stopped: Callable[[], bool]) -> Iterator[Reply]:
    """Sample replies side by side; gives each one whenever it has news or is at its end.

    A token is fed only when the next one is wanted, so whoever stops has fed nothing that is not in the reply.
    """
    running = list(replies)
    while running:
        going = []
        for reply in running:
            token = reply.draw(stopped=stopped())
            if token is None:
                reply.roll_back(model)
            else:
                going.append((reply, token))
            yield reply
        if going:
            places = advance(model, [token for _, token in going], [reply.here for reply, _ in going])
            for (reply, _), place in zip(going, places, strict=True):
                reply.here = place
        running = [reply for reply, _ in going]
