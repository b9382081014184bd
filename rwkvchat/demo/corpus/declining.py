"""The one graceful way to say what the model does not know or cannot do, and the strict check of it.

It knows no questions; `outside.py` asks them.
"""

import re
from random import Random

SUGGESTIONS = (
    "tell you about ravens",
    "tell you about the moon",
    "tell you about bees",
    "tell you a story",
    "tell you a joke",
    "tell you a riddle",
    "write a poem",
    "name the capital of France",
    "name the opposite of hot",
    "count to 20",
    "add small numbers",
    "spell a word",
    "remember your name",
    "explain the command /undo",
)
FRAMES = (
    "{why} I am a small demonstration model, but I can {one} or {two}. A real Raven knows more: rwkvchat -m raven-1b5",
    "{why} I am only a small demonstration model: ask me to {one} or to {two}, or load a real Raven with "
    "rwkvchat -m raven-1b5",
)
UNKNOWN = ("I do not know about that.", "That is outside what I know.")
NO_CAPITAL = ("I do not know that capital.",)
NO_CODE = ("I cannot write that code.",)
NOT_ABLE = ("I cannot do that.", "That is more than I can do.")
NO_PICTURES = ("I cannot see or draw pictures.",)
NO_WORDS = ("I did not understand that.",)
ONLY_ENGLISH = ("I only speak English.",)
OFFLINE = ("I cannot see the time, the news, the internet or your files.",)
NO_OPINION = ("I have no opinion on that.",)
NO_ADVICE = ("I cannot give advice on that.",)
NO_HARM = ("I will not help with that.",)
NO_ROLE = ("I cannot play that part.",)
TOO_HARD = ("That is too hard for me.",)
REASONS = (
    *UNKNOWN, *NO_CAPITAL, *NO_CODE, *NOT_ABLE, *NO_PICTURES, *NO_WORDS, *ONLY_ENGLISH, *OFFLINE, *NO_OPINION,
    *NO_ADVICE, *NO_HARM, *NO_ROLE, *TOO_HARD, "No.",
)  # fmt: skip
LIMITS = r"That is (?:too|more|beyond)\b[^.!?]*\.|I (?:can )?only [^.!?]*\.|I do not know (?:that|the|of)\b[^.!?]*\."
"""Reasons of other families, which tell of a limit."""


def decline(rng: Random, reasons: tuple[str, ...]) -> str:
    """A reply that says why not, what the model is, two things it can do, and where more is to be had."""
    one, two = rng.sample(SUGGESTIONS, 2)
    return rng.choice(FRAMES).format(why=rng.choice(reasons), one=one, two=two)


def _pattern() -> re.Pattern[str]:
    """Every decline, and nothing else."""
    why = "|".join((*map(re.escape, REASONS), LIMITS))
    known = "|".join(map(re.escape, SUGGESTIONS))
    frames = []
    for frame in FRAMES:
        parts = re.split(r"(\{\w+\})", frame)
        slots = {"{why}": f"(?:{why})", "{one}": f"({known})", "{two}": f"({known})"}
        frames.append("".join(slots.get(part, re.escape(part)) for part in parts))
    return re.compile("|".join(frames))


PATTERN = _pattern()


def declines(reply: str) -> bool:
    """Whether a reply is one of the declines, to the letter, with two different suggestions."""
    found = PATTERN.fullmatch(reply.strip())
    suggested = [text for text in found.groups() if text] if found else []
    return len(set(suggested)) == 2
