"""A reply's text while its tokens arrive: characters made whole, stop texts found and held back, the way back.

Works on bytes, whatever way they are split into tokens; knows nothing of vocabularies, models or terminals, and
carries states without looking at them.
"""

import codecs
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from rwkvchat.errors import SettingsError

S = TypeVar("S")
"""What a caller needs to go back to a place in a reply: a snapshot, or anything else."""


class StreamDecoder:
    """UTF-8 as it arrives. All outputs together are the whole stream decoded with ``errors="replace"``."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")

    def feed(self, data: bytes) -> str:
        """The characters that are complete now."""
        return self._decoder.decode(data)

    def finish(self) -> str:
        """The end of the stream: U+FFFD if a character is cut off."""
        return self._decoder.decode(b"", final=True)

    @property
    def pending(self) -> bytes:
        """The bytes, at most three, of a character that is not complete."""
        return self._decoder.getstate()[0]


@dataclass(slots=True)
class _Node:
    """A beginning of stop texts, in the automaton of Aho and Corasick (CACM 18, 1975)."""

    length: int
    next: dict[int, "_Node"]
    shorter: "_Node | None" = None
    """The longest other beginning that this one ends with; None only for the empty beginning."""
    stop: str | None = None
    """The longest stop text that this beginning is or ends with."""


class StopMatcher:
    """Finds the first stop text in a stream of bytes and holds back what may begin one.

    UTF-8 is self-synchronising: bytes match only where characters do. The match is the one that is complete at the
    earliest byte, and of several that are complete there the longest, so the way the stream is split into pieces
    does not matter.
    """

    def __init__(self, stops: Sequence[str]) -> None:
        """Take the stop texts.

        Raises:
            SettingsError: one is empty or not valid Unicode.
        """
        self.matched: str | None = None
        """The stop text that was found."""
        self.cut = 0
        """Where in the whole stream it begins, in bytes."""
        self._node = self._root = _automaton(stops)
        self._held = b""
        self._released = 0

    @property
    def held(self) -> int:
        """How many bytes are held back."""
        return len(self._held)

    def feed(self, data: bytes) -> bytes:
        """The bytes that no stop text can begin in any more; after a match those up to it, then none."""
        if self.matched is not None:
            return b""
        held, node = self._held + data, self._node
        for end, byte in enumerate(data, start=len(self._held) + 1):
            while byte not in node.next and node.shorter is not None:
                node = node.shorter
            node = node.next.get(byte, node)
            if node.stop is not None:
                start = end - len(node.stop.encode())
                self.matched, self.cut, self._held = node.stop, self._released + start, b""
                return held[:start]
        self._node = node
        return self._release(held, len(held) - node.length)

    def finish(self) -> bytes:
        """The end of the stream: what is held, as no stop came."""
        self._node = self._root
        return self._release(self._held, len(self._held))

    def _release(self, held: bytes, count: int) -> bytes:
        self._held = held[count:]
        self._released += count
        return held[:count]


def _automaton(stops: Sequence[str]) -> _Node:
    """The empty beginning, from which all others are reached."""
    root = _Node(0, {})
    for stop in stops:
        node = root
        for byte in _bytes_of(stop):
            node = node.next.setdefault(byte, _Node(node.length + 1, {}))
        node.stop = stop
    # Breadth first, so that shorter beginnings are complete before longer ones look at them.
    waiting = deque([root])
    while waiting:
        node = waiting.popleft()
        for byte, longer in node.next.items():
            shorter = node.shorter
            while shorter is not None and byte not in shorter.next:
                shorter = shorter.shorter
            longer.shorter = root if shorter is None else shorter.next[byte]
            longer.stop = longer.stop or longer.shorter.stop
            waiting.append(longer)
    return root


def _bytes_of(stop: str) -> bytes:
    try:
        encoded = stop.encode()
    except UnicodeEncodeError:
        raise SettingsError(f"the stop text {stop!r} is not valid Unicode", "give characters, not raw bytes") from None
    if not encoded:
        raise SettingsError("a stop text cannot be empty", "leave it out, or give the text that ends a reply")
    return encoded


class Cut(NamedTuple, Generic[S]):
    """Where a stop text cuts a reply, and how to get there: from ``before``, feed ``tail`` encoded anew."""

    kept: int
    """How many of the reply's tokens stay."""
    tail: str
    """The text after those and before the stop; empty if the stop begins where a token does."""
    before: S
    """The state after the tokens that stay."""


@dataclass(slots=True)
class _Place(Generic[S]):
    """A place to which a cut can go back, and what was said from there up to the next such place."""

    token: int
    start: int
    before: S
    said: bytearray


class ReplyStream(Generic[S]):
    """The text of one reply, token by token, and the way back if a stop text cuts it.

    A cut goes back to the border of a token. A border at which a character is incomplete is no place to go back to,
    since the tokens before it and a text after it would not give that character. So the text of the kept tokens
    followed by the tail is always the shown text, and at most one state more is held than there are bytes held back.
    """

    def __init__(self, stops: Sequence[str]) -> None:
        """Take the stop texts; see `StopMatcher`."""
        self.cut: Cut[S] | None = None
        """Set when a stop text was found; feeding ends there."""
        self._matcher = StopMatcher(stops)
        self._shown = StreamDecoder()
        self._read = StreamDecoder()
        self._places: deque[_Place[S]] = deque()
        self._tokens = 0
        self._bytes = 0

    @property
    def states_held(self) -> int:
        """How many states are kept for a way back."""
        return len(self._places)

    def feed(self, token_bytes: bytes, before: S) -> str:
        """Take the reply's next token.

        Args:
            token_bytes: what the token says, which may be nothing or a part of a character.
            before: the state before it was fed.

        Returns:
            The text that can be shown now.
        """
        if self.cut is not None:
            return ""
        self._note(token_bytes, before)
        text = self._shown.feed(self._matcher.feed(token_bytes))
        if self._matcher.matched is not None:
            self.cut = self._find(self._matcher.cut)
            self._places.clear()
            return text + self._shown.finish()
        self._forget()
        return text

    def finish(self) -> str:
        """The end of the reply without a stop text: the rest of its text, U+FFFD if a character is cut off."""
        self._places.clear()
        return self._shown.feed(self._matcher.finish()) + self._shown.finish()

    def _note(self, said: bytes, before: S) -> None:
        # A token that says nothing holds no byte at which a stop could begin.
        if said and _continues(self._read.pending, said):
            self._places[-1].said += said
        elif said:
            self._places.append(_Place(self._tokens, self._bytes, before, bytearray(said)))
        self._read.feed(said)
        self._tokens += 1
        self._bytes += len(said)

    def _forget(self) -> None:
        """Let go of the places before everything that is held back."""
        safe = self._bytes - self._matcher.held
        while self._places and self._places[0].start + len(self._places[0].said) <= safe:
            # The next token may go on with a character that the last one began.
            if len(self._places) == 1 and self._read.pending:
                break
            self._places.popleft()

    def _find(self, cut: int) -> Cut[S]:
        place = next(place for place in self._places if cut < place.start + len(place.said))
        tail = place.said[: cut - place.start].decode("utf-8", errors="replace")
        return Cut(place.token, tail, place.before)


def _continues(pending: bytes, said: bytes) -> bool:
    """Whether what is said goes on with the character that is pending, instead of leaving it broken."""
    return bool(pending) and len((pending + said[:1]).decode("utf-8", errors="replace")) == 1
