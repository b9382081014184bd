"""Streaming on bytes: any way of splitting a reply gives the same text, and stop texts never show."""

import itertools
import random
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rwkvchat.dialogue.stream import Cut, ReplyStream, StopMatcher, StreamDecoder
from rwkvchat.errors import SettingsError

# Few letters, so that stop texts begin, break off and overlap often; parts of characters; bytes that are never UTF-8.
LETTERS = ["a", "b", "\n", "é", "è", "€", "₭", "😀", "🚀"]
PIECES = [letter.encode() for letter in LETTERS] * 2 + [
    b"\xe2",
    b"\x82",
    b"\xac",
    b"\xf0\x9f",
    b"\xff",
    b"\xc3",
    b"\xa9",
]

COUNTS = pytest.mark.parametrize(
    "count", [pytest.param(3_000, id="quick"), pytest.param(1_000_000, id="nightly", marks=pytest.mark.nightly)]
)

streams = st.lists(st.sampled_from(PIECES), max_size=24).map(b"".join)
stop_lists = st.lists(st.text(st.sampled_from(LETTERS[:6]), min_size=1, max_size=4), max_size=4)
exactly = settings(derandomize=True, deadline=None, max_examples=400)


def split(stream: bytes, cuts: Sequence[int]) -> list[bytes]:
    """The stream in pieces, cut at the given places; a place given twice makes an empty piece."""
    borders = [0, *sorted(cut % (len(stream) + 1) for cut in cuts), len(stream)]
    return [stream[start:end] for start, end in itertools.pairwise(borders)]


def first_stop(stream: bytes, stops: Sequence[str]) -> tuple[str | None, int]:
    """The oracle: the stop complete at the earliest byte, the longest of them; and where it begins."""
    for end in range(len(stream) + 1):
        done = [stop for stop in stops if stream[:end].endswith(stop.encode())]
        if done:
            longest = max(done, key=lambda stop: len(stop.encode()))
            return longest, end - len(longest.encode())
    return None, len(stream)


def may_begin(stream: bytes, stops: Sequence[str]) -> int:
    """The oracle for what is held: the longest end of the stream that begins a stop."""
    beginnings = {stop.encode()[:length] for stop in stops for length in range(1, len(stop.encode()))}
    return max((len(part) for part in beginnings if stream.endswith(part)), default=0)


def random_cases(count: int) -> Iterator[tuple[list[bytes], list[str]]]:
    """Replies as tokens, with stop texts; the same ones every time."""
    draw = random.Random(4)
    for _ in range(count):
        stream = b"".join(draw.choices(PIECES, k=draw.randrange(14)))
        stops = ["".join(draw.choices(LETTERS[:6], k=draw.randint(1, 4))) for _ in range(draw.randrange(4))]
        yield split(stream, [draw.randrange(99) for _ in range(draw.randrange(10))]), stops


def check_reply(tokens: Sequence[bytes], stops: Sequence[str]) -> Cut[int] | None:
    """Stream a reply and hold it to every promise; the state before a token is its number."""
    reply: ReplyStream[int] = ReplyStream(stops)
    shown, longest = "", max((len(stop.encode()) for stop in stops), default=0)
    for number, token in enumerate(tokens):
        shown += reply.feed(token, number)
        assert reply.states_held <= max(longest, 1)
        if reply.cut is not None:
            break
    shown += reply.finish()
    stop, cut = first_stop(b"".join(tokens), stops)
    assert shown == b"".join(tokens)[:cut].decode(errors="replace")
    assert (reply.cut is not None) == (stop is not None)
    if reply.cut is not None:
        kept = b"".join(tokens[: reply.cut.kept])
        assert (kept + reply.cut.tail.encode()).decode(errors="replace") == shown
        assert reply.cut.before == reply.cut.kept
        assert len(kept) <= cut
        assert (len(kept) == cut) == (reply.cut.tail == "")
    return reply.cut


@exactly
@given(st.one_of(streams, st.binary(max_size=40)), st.lists(st.integers(0, 99), max_size=12))
def test_decoding_in_pieces_is_decoding_the_whole(stream: bytes, cuts: list[int]) -> None:
    decoder = StreamDecoder()
    texts = [decoder.feed(piece) for piece in split(stream, cuts)]
    assert "".join(texts) + decoder.finish() == stream.decode(errors="replace")


def test_a_character_is_given_when_it_is_complete() -> None:
    decoder = StreamDecoder()
    assert [decoder.feed(bytes([byte])) for byte in "é€".encode()] == ["", "é", "", "", "€"]


def test_one_bad_byte_does_not_hold_up_what_follows() -> None:
    decoder = StreamDecoder()
    assert decoder.feed(b"\xffab") == "\ufffdab"
    assert decoder.pending == b""


def test_a_cut_off_character_becomes_a_replacement_at_the_end() -> None:
    decoder = StreamDecoder()
    assert decoder.feed("a€".encode()[:-1]) == "a"
    assert decoder.pending == b"\xe2\x82"
    assert decoder.finish() == "\ufffd"


@exactly
@given(streams, stop_lists, st.lists(st.integers(0, 99), max_size=12))
def test_stops_are_found_alike_however_the_stream_is_split(stream: bytes, stops: list[str], cuts: list[int]) -> None:
    matcher = StopMatcher(stops)
    shown, fed = b"", b""
    for piece in split(stream, cuts):
        shown += matcher.feed(piece)
        fed += piece
        if matcher.matched is None:
            assert matcher.held == may_begin(fed, stops)
            assert len(shown) == len(fed) - matcher.held
    matched, cut = first_stop(stream, stops)
    assert matcher.matched == matched
    if matched is not None:
        assert matcher.cut == cut
        assert matcher.held == 0
    assert shown + matcher.finish() == stream[:cut]


@pytest.mark.parametrize(
    ("stops", "stream", "matched", "cut"),
    [
        pytest.param(["\n\nBob:"], "Hi.\n\nBob: and", "\n\nBob:", 3, id="in the middle"),
        pytest.param(["ab", "abc"], "xabc", "ab", 1, id="the one complete first"),
        pytest.param(["b", "abb"], "aabb", "b", 2, id="a short one before the long one around it"),
        pytest.param(["bc", "abc", "c"], "xabc", "abc", 1, id="the longest of those complete at once"),
        pytest.param(["aab"], "aaab", "aab", 1, id="one that overlaps itself"),
        pytest.param(["ab", "bcd"], "abcd", "ab", 0, id="the second begins inside the first"),
        pytest.param(["abcx", "bcd"], "abcd", "bcd", 1, id="the second begins inside a first that breaks off"),
        pytest.param(["é"], "eé", "é", 1, id="two bytes"),
        pytest.param(["é", "é"], "é", "é", 0, id="the same twice"),
    ],
)
def test_the_match_is_the_stop_complete_at_the_earliest_byte(
    stops: list[str], stream: str, matched: str, cut: int
) -> None:
    for pieces in ([stream.encode()], [bytes([byte]) for byte in stream.encode()]):
        matcher = StopMatcher(stops)
        assert b"".join(map(matcher.feed, pieces)) == stream.encode()[:cut]
        assert (matcher.matched, matcher.cut) == (matched, cut)


def test_without_stops_nothing_is_held() -> None:
    matcher = StopMatcher([])
    assert matcher.feed("a\n€".encode()) == "a\n€".encode()
    assert (matcher.held, matcher.matched, matcher.finish()) == (0, None, b"")


def test_only_what_may_begin_a_stop_is_held() -> None:
    matcher = StopMatcher(["\n\nBob:"])
    assert matcher.feed(b"one\n\nBo") == b"one"
    assert matcher.feed(b"b") == b""
    assert matcher.held == 5
    assert matcher.feed(b"by\n") == b"\n\nBobby"
    assert matcher.finish() == b"\n"


def test_after_a_match_nothing_more_comes() -> None:
    matcher = StopMatcher(["."])
    assert matcher.feed(b"a.b") == b"a"
    assert (matcher.feed(b"c.d"), matcher.finish()) == (b"", b"")
    assert (matcher.matched, matcher.cut) == (".", 1)


@pytest.mark.parametrize("stop", [pytest.param("", id="empty"), pytest.param("\udcff", id="a raw byte")])
def test_a_stop_that_is_no_text_is_refused(stop: str) -> None:
    with pytest.raises(SettingsError, match="stop text") as caught:
        StopMatcher(["ok", stop])
    assert caught.value.hint


def test_long_stops_and_streams_take_linear_time() -> None:
    # Quadratic work would be 10^9 steps here.
    matcher = StopMatcher(["a" * 30_000 + "b"])
    shown = sum(len(matcher.feed(b"a" * 4)) for _ in range(15_000))
    assert shown == 60_000 - matcher.held == 30_000
    assert matcher.feed(b"b") == b""
    assert matcher.cut == 30_000


@exactly
@given(streams, stop_lists, st.lists(st.integers(0, 99), max_size=12))
def test_the_way_back_gives_the_shown_text(stream: bytes, stops: list[str], cuts: list[int]) -> None:
    check_reply(split(stream, cuts), stops)


@COUNTS
def test_random_replies_keep_every_promise(count: int) -> None:
    cuts = [check_reply(tokens, stops) for tokens, stops in random_cases(count)]
    found = [cut for cut in cuts if cut is not None]
    print(f"{count} replies, {len(found)} cut by a stop, {sum(cut.tail != '' for cut in found)} of them inside a token")
    assert count // 10 < len(found) < count


@COUNTS
def test_random_bytes_stream_as_they_decode(count: int) -> None:
    draw = random.Random(5)
    for _ in range(count):
        stream = draw.randbytes(draw.randrange(9)) + b"".join(draw.choices(PIECES, k=draw.randrange(5)))
        decoder = StreamDecoder()
        cut = draw.randrange(len(stream) + 1)
        assert decoder.feed(stream[:cut]) + decoder.feed(stream[cut:]) + decoder.finish() == stream.decode(
            errors="replace"
        )
    print(f"{count} random streams")


@pytest.mark.parametrize(
    ("tokens", "cut", "shown"),
    [
        pytest.param([b"Hi", b".", b"\n\n", b"Bob", b":"], Cut(2, "", 2), "Hi.", id="at a border"),
        pytest.param([b"Hi", b".\n\n", b"Bob:"], Cut(1, ".", 1), "Hi.", id="inside a token"),
        pytest.param([b"Hi", b".\n\nBob: so"], Cut(1, ".", 1), "Hi.", id="all in one token"),
        pytest.param([b"\n\nBob:"], Cut(0, "", 0), "", id="at once"),
        pytest.param([b"\n\n", b"\n", b"Bob:"], Cut(0, "\n", 0), "\n", id="a beginning that breaks off"),
        pytest.param([b"a", b"\xe2", b"\x82\xac\n", b"\nBob:"], Cut(1, "€", 1), "a€", id="character begun before"),
        pytest.param(
            [b"a\xf0", b"\x9f", b"\x98", b"\x80\n\nBob:"], Cut(0, "a😀", 0), "a😀", id="character in four tokens"
        ),
        pytest.param(
            [b"\xe2", b"\x82\xac\xe2", b"\x82\xac\n\nBob:"], Cut(0, "€€", 0), "€€", id="characters in a chain"
        ),
        pytest.param([b"\xe2\x82", b"\n\nBob:"], Cut(1, "", 1), "\ufffd", id="character cut off"),
        pytest.param([b"\xe2\x82", b"x\n\nBob:"], Cut(1, "x", 1), "\ufffdx", id="character broken by a letter"),
        pytest.param([b"\xe2", b"\xe2", b"\x82\xac\n\nBob:"], Cut(1, "€", 1), "\ufffd€", id="character begun anew"),
        pytest.param([b"a", b"", b"\n\nBob:"], Cut(2, "", 2), "a", id="a token without text stays"),
        pytest.param(
            [b"\xe2", b"", b"\x82\xac\n\nBob:"], Cut(0, "€", 0), "€", id="a token without text in a character"
        ),
        pytest.param([b"a", b"\x80\n\nBob:"], Cut(1, "\ufffd", 1), "a\ufffd", id="a byte that is wrong anyhow"),
    ],
)
def test_a_cut_goes_back_to_a_border(tokens: list[bytes], cut: Cut[int], shown: str) -> None:
    reply: ReplyStream[int] = ReplyStream(["\n\nBob:"])
    assert "".join(reply.feed(token, number) for number, token in enumerate(tokens)) == shown
    assert reply.cut == cut
    assert (reply.finish(), reply.feed(b"more", 9), reply.states_held) == ("", "", 0)
    assert check_reply(tokens, ["\n\nBob:"]) == cut


def test_a_reply_without_a_stop_shows_everything() -> None:
    reply: ReplyStream[int] = ReplyStream(["\n\nBob:"])
    assert reply.feed(b"so\n\n", 0) == "so"
    assert reply.feed(b"Bo\xc3", 1) == "\n\nBo"
    assert (reply.finish(), reply.cut, reply.states_held) == ("\ufffd", None, 0)


def test_a_state_is_let_go_when_no_cut_can_reach_it() -> None:
    reply: ReplyStream[int] = ReplyStream(["\n\nBob:"])
    tokens = [b"word", b".\n", b"\n", b"so", b"\xe2", b"\x82\xac", b"\xe2", b"x", b""]
    held = []
    for number, token in enumerate(tokens):
        reply.feed(token, number)
        held.append(reply.states_held)
    assert held == [0, 1, 2, 0, 1, 0, 1, 0, 0]


@pytest.mark.parametrize(
    "token",
    [
        pytest.param(b"word ", id="words"),
        pytest.param(b"", id="tokens without text"),
        pytest.param(b"\xe2", id="characters never complete"),
        pytest.param(b"\x82\xac\xe2", id="characters across every border"),
        pytest.param(b"\n", id="always a stop's beginning"),
        pytest.param(b"\xff", id="bytes that are never UTF-8"),
    ],
)
def test_endless_replies_hold_few_states(token: bytes) -> None:
    reply: ReplyStream[int] = ReplyStream(["\n\n\n\n\nBob:", "\n\nAlice:"])
    reply.feed(b"\n\nAl\xe2", 0)
    most = 0
    for number in range(2_000):
        reply.feed(token, number)
        most = max(most, reply.states_held)
    assert most <= 6
