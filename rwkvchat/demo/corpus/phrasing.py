"""How one question is typed by many people: case, punctuation, courtesy, spelling, a slip of the finger.

It knows sentences with slots; it knows nothing of what they mean.
"""

import re
from functools import lru_cache
from random import Random

BEFORE = (
    "please ", "hey, ", "ok, ", "so, ", "well, ", "now ", "and ", "hi, ", "hello, ", "um, ", "oh, ", "then ", "pls ",
)  # fmt: skip
AFTER = (" please", ", please", " now", " then", ", ok?", ", thanks", " pls", " plz", " thx")
MARKS = ("!", "?", ".", "!!", "??", "...", " ?", " !")
KEPT_CASE = frozenset(("name", "new", "old", "hero", "v", "v_name", "v_city", "v_pet"))
AMERICAN = {
    "colour": "color", "colours": "colors", "favourite": "favorite", "favourites": "favorites", "grey": "gray",
    "neighbour": "neighbor", "neighbours": "neighbors", "centre": "center", "metre": "meter", "metres": "meters",
    "litre": "liter", "litres": "liters", "kilometre": "kilometer", "kilometres": "kilometers", "mum": "mom",
    "maths": "math", "programme": "program", "theatre": "theater", "humour": "humor", "honour": "honor",
    "practise": "practice", "licence": "license", "jewellery": "jewelry", "tyre": "tire", "behaviour": "behavior",
    "flavour": "flavor", "harbour": "harbor", "summarise": "summarize", "organise": "organize", "realise": "realize",
    "recognise": "recognize", "apologise": "apologize", "capitalise": "capitalize", "catalogue": "catalog",
}  # fmt: skip
BRITISH_WORD = re.compile(rf"(?<![{{/\w])(?:{'|'.join(AMERICAN)})(?![}}\w])", re.IGNORECASE)
PLAIN = {american: british for british, american in AMERICAN.items()}
PLAIN |= {"pls": "please", "plz": "please", "thx": "thanks"}
TEXTED = {"you": "u", "are": "r", "your": "ur", "please": "pls", "thanks": "thx", "because": "cuz", "and": "n"}
BESIDE = dict(zip("abcdefghijklmnopqrstuvwxyz", "snvfrghjoklknmpowtdyibecux", strict=True))
"""The letter beside each on a keyboard."""


@lru_cache(maxsize=10_000)
def american(template: str) -> str:
    """A template in American spelling."""
    return BRITISH_WORD.sub(lambda found: like(found[0], AMERICAN[found[0].lower()]), template)


def like(word: str, other: str) -> str:
    """Another word, with a capital if the first one has it."""
    return other.capitalize() if word[0].isupper() else other


def essence(text: str) -> str:
    """What is left of a wording without case, punctuation, American spelling and short forms."""
    words = re.sub(r"[^\w\s{}+*/=-]", "", text.lower()).split()
    return " ".join(PLAIN.get(word, word) for word in words)


@lru_cache(maxsize=10_000)
def essences(wordings: tuple[str, ...]) -> frozenset[str]:
    """The essences of wordings."""
    return frozenset(map(essence, wordings))


def vary(rng: Random, template: str, slots: dict[str, str], barred: tuple[str, ...] = ()) -> str:
    """Fill a template's slots after varying its surface; the slots in KEPT_CASE keep their case.

    No courtesy is added that would make one of the barred wordings of it.
    """
    text = american(template) if rng.random() < 0.3 else template
    lower = rng.random() < 0.35
    polite = with_courtesy(rng, text, lower)
    if polite != text and (not barred or essence(polite) not in essences(barred)):
        text = polite
    if rng.random() < (0.7 if lower else 0.2):
        text = unmarked(text)
    elif rng.random() < 0.05:
        text = unmarked(text) + rng.choice(MARKS)
    if rng.random() < 0.06:
        text = with_typo(rng, text)
    if lower:
        text = as_texted(rng, text.lower())
        slots = {key: value if key in KEPT_CASE else value.lower() for key, value in slots.items()}
    elif rng.random() < 0.09 and not KEPT_CASE & slots.keys():
        return text.format(**slots).upper()
    filled = text.format(**slots)
    if lower or text[0] != "{" or text[1 : text.index("}")] in KEPT_CASE:
        return filled
    return filled[0].upper() + filled[1:]


def unmarked(text: str) -> str:
    """A template without the marks at its end, and without the space before them."""
    return text.rstrip(".?!").rstrip()


def with_courtesy(rng: Random, text: str, lower: bool) -> str:
    """Sometimes with a word before it, or after it."""
    if len(text) > 8 and text[0] != "{" and rng.random() < 0.12:
        before = rng.choice(BEFORE)
        text = before + (text if text.startswith(("I ", "I'")) else text[0].lower() + text[1:])
        text = text if lower else text[0].upper() + text[1:]
    if len(text) > 12 and rng.random() < 0.03:
        text = unmarked(text) + rng.choice(AFTER)
    return text


def as_texted(rng: Random, text: str) -> str:
    """Sometimes without apostrophes, rarely with the short forms of text messages."""
    draw = rng.random()
    if draw < 0.3:
        return text.replace("'", "")
    if draw < 0.34:
        return " ".join(TEXTED.get(word, word) for word in text.split(" "))
    return text


def with_typo(rng: Random, template: str) -> str:
    """One longer word with letters swapped, dropped, doubled or mistaken; slots are left alone."""
    words = template.split(" ")
    places = [i for i, word in enumerate(words) if len(word) > 3 and word.isalpha()]
    if not places:
        return template
    place = rng.choice(places)
    word = words[place]
    at = rng.randrange(1, len(word) - 1)
    slip = rng.randrange(4)
    if slip == 0:
        words[place] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    elif slip == 1:
        words[place] = word[:at] + word[at + 1 :]
    elif slip == 2:
        words[place] = word[:at] + word[at] + word[at:]
    else:
        words[place] = word[:at] + BESIDE.get(word[at], "e") + word[at + 1 :]
    return " ".join(words)
