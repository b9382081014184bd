"""How one question is typed by many people: case, punctuation, courtesy, a slip of the finger.

It knows sentences with slots; it knows nothing of what they mean.
"""

from random import Random

BEFORE = ("please ", "hey, ", "ok, ", "so, ", "well, ", "now ", "and ", "hi, ", "hello, ", "um, ", "oh, ", "then ")
AFTER = (" please", ", please", " now", " then", ", ok?", ", thanks")
KEPT_CASE = ("name", "new", "hero")


def vary(rng: Random, template: str, slots: dict[str, str]) -> str:
    """Fill a template's slots after varying its surface; the slots in KEPT_CASE keep their case."""
    text = template
    lower = rng.random() < 0.35
    if len(text) > 8 and not text.startswith("{") and rng.random() < 0.12:
        text = rng.choice(BEFORE) + text[0].lower() + text[1:]
        text = text if lower else text[0].upper() + text[1:]
    if rng.random() < (0.7 if lower else 0.2):
        text = text.rstrip(".?!")
        if len(text) > 12 and rng.random() < 0.08:
            text += rng.choice(AFTER)
    elif rng.random() < 0.05:
        text = text.rstrip(".") + rng.choice("!.?")
    if rng.random() < 0.04:
        text = with_typo(rng, text)
    if lower:
        text = lowered(text)
        slots = {key: value if key in KEPT_CASE else value.lower() for key, value in slots.items()}
    filled = text.format(**slots)
    return filled[0].upper() + filled[1:] if not lower and template.startswith("{") else filled


def lowered(template: str) -> str:
    """Lower case; the names of slots are lower case already."""
    return template.lower()


def with_typo(rng: Random, template: str) -> str:
    """Two neighbouring letters of one longer word swapped, one dropped or one doubled; slots are left alone."""
    words = template.split(" ")
    places = [i for i, word in enumerate(words) if len(word) > 3 and word.isalpha()]
    if not places:
        return template
    place = rng.choice(places)
    word = words[place]
    at = rng.randrange(1, len(word) - 1)
    slips = (
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
    )
    words[place] = rng.choice(slips)
    return " ".join(words)
