"""The user: what they tell of themselves, one thing or several at once, how it is recalled and corrected.

It knows nothing of who the model is; what can be told, and in which words, is in `slots.py`.
"""

from functools import partial

from rwkvchat.demo.corpus.names import COMMON_NAMES, held_out_name, pick_close_name, pick_name
from rwkvchat.demo.corpus.registry import Check, Exchange, Memory, Wording, add_skill, one_of, says, skill
from rwkvchat.demo.corpus.slots import SLOTS, pick_kind, pick_value, with_article
from rwkvchat.demo.corpus.values import COLOURS, FOODS, PETS

__all__ = ["COLOURS", "COMMON_NAMES", "FOODS", "held_out_name", "pick_name"]  # what others take from here

NOTHING_KNOWN = "You have not told me anything about yourself yet."
BARE = Wording(
    ("{v}", "{v}.", "It is {v}.", "It's {v}.", "Well, {v}.", "I would say {v}.", "That is {v}.", "Ok, it is {v}."),
    ("I would say it is {v}.", "Ok, {v}, I would say."),
)
ABOUT_ME = Wording(
    (
        "What do you know about me?",
        "What do you remember about me?",
        "Tell me what you know about me.",
        "What have I told you?",
        "What did I tell you about me?",
        "Tell me about me.",
        "Tell me about myself.",
        "What have I told you about myself?",
        "Tell me everything you know about me.",
        "What do you know of me?",
        "Do you know anything about me?",
        "Do you remember anything about me?",
        "Say what you know about me.",
        "List what you know about me.",
        "Describe me.",
        "Who am I and what do you know about me?",
        "Sum up what you know about me.",
        "What did you learn about me?",
        "Repeat what I told you about me.",
        "Do you remember what I told you?",
        "What did I say about myself?",
        "Can you tell me what you know about me?",
        "Do you know me?",
        "What do you know so far about me?",
    ),
    (
        "Do you remember what you know about me?",
        "Tell me what you remember about me.",
        "List everything you know about me.",
        "Can you say what I told you about me?",
        "What did I tell you about myself?",
    ),
)
OPENINGS = ("{c}.", "{c}.", "{c}.", "Hello, {c}.", "Hi, {c}.", "Hey! {c}.", "Let me introduce myself: {c}.",
            "About me: {c}.", "Good morning, {c}.", "Remember this: {c}.", "You should know that {c}.", "So, {c}.",
            "I want to introduce myself: {c}.", "Let me tell you something about me: {c}.")  # fmt: skip
HELD_OUT_OPENINGS = ("Good evening, {c}.", "Something about me: {c}.", "Hello! Let me introduce myself: {c}.")


def said(memory: Memory, name: str) -> str:
    """The sentence that tells a known slot back."""
    return SLOTS[name].said(memory.known[name], memory.known.get("kind", ""))


def inside(sentence: str) -> str:
    """A sentence as it goes into another one."""
    return sentence[0].lower() + sentence[1:].rstrip(".")


def tells_back(memory: Memory, name: str) -> Check:
    """The reply says the slot's value: a name anywhere, other things in their sentence."""
    return says(memory.known[name] if name == "name" else inside(said(memory, name)))


def fields(memory: Memory, value: str, **more: str) -> dict[str, str]:
    """What the wordings of a slot may ask for."""
    return {"v": value, "a": with_article(value), "kind": memory.known.get("kind", ""), **more}


def tell(memory: Memory, name: str) -> list[Exchange]:
    """A slot is told, or corrected where it was told before."""
    rng, slot, old = memory.rng, SLOTS[name], memory.known.get(name, "")
    value = pick_value(memory, name)
    if old and name in ("name", "pet") and rng.random() < 0.35:
        value = pick_close_name(rng, old, memory.held_out_names)
    if name == "pet":
        memory.known["kind"] = pick_kind(memory)
    memory.known[name] = value
    corrected = old not in ("", value) and rng.random() < 0.8
    wording = slot.correct if corrected else slot.tell
    shown = {"old": slot.shown(old), "new": slot.shown(value)} if corrected else {}
    question = memory.ask(wording, **fields(memory, value, **shown))
    reply = reply_to_correction(memory, name) if corrected else reply_to_telling(memory, name)
    stress = (memory.known["kind"], value) if name == "pet" else value
    return [Exchange(question, reply, tells_back(memory, name), stress)]


def reply_to_telling(memory: Memory, name: str) -> str:
    """What the model says to a thing told for the first time: it says it back."""
    if name == "name":
        return memory.reply(
            "Nice to meet you, {v}!",
            "Hello, {v}! I am Raven Nano.",
            "Pleased to meet you, {v}. What can I do for you?",
            "Thank you, {v}. I will remember your name.",
            v=memory.name,
        )
    sentence = said(memory, name)
    if memory.name and memory.rng.random() < 0.35:
        return f"Thank you, {memory.name}. {sentence}"
    return memory.reply("I will remember that {inside}.", "Good to know! {sentence}", inside=inside(sentence),
                        sentence=sentence)  # fmt: skip


def reply_to_correction(memory: Memory, name: str) -> str:
    """What the model says to a correction: the new value, never the old one."""
    if name == "name":
        return memory.reply(
            "All right, I will call you {v} from now on.",
            "Sorry, {v}! I will remember that.",
            "Thank you, {v}. Now I have it right.",
            v=memory.name,
        )
    sentence = said(memory, name)
    return memory.reply("All right, {inside}.", "Sorry! {sentence}", inside=inside(sentence), sentence=sentence)


def recall(memory: Memory, name: str) -> list[Exchange]:
    """A slot is asked for; where it was not told, the reply says so, and it may be told then."""
    if name == "pet":
        return recall_pet(memory)
    if name not in memory.known:
        return unknown(memory, name, "")
    slot = SLOTS[name]
    question = memory.ask(slot.ask, **fields(memory, memory.known[name]))
    return [Exchange(question, reply_to_asking(memory, name), tells_back(memory, name), memory.known[name])]


def recall_pet(memory: Memory) -> list[Exchange]:
    """The name of a pet; who has told of a cat may ask for a dog."""
    rng, known = memory.rng, memory.known
    kind = known.get("kind", "")
    if "pet" not in known:
        return unknown(memory, "pet", "pet" if rng.random() < 0.3 else rng.choice(PETS))
    if rng.random() < 0.08:
        other = rng.choice([other for other in PETS if other != kind])
        return unknown(memory, "pet", other, may_tell=False)
    asked = "pet" if rng.random() < 0.25 else kind
    question = memory.ask(SLOTS["pet"].ask, v=known["pet"], kind=asked)
    return [Exchange(question, reply_to_asking(memory, "pet"), tells_back(memory, "pet"), (kind, known["pet"]))]


def reply_to_asking(memory: Memory, name: str) -> str:
    """The sentence that tells a slot back, in one of its forms."""
    sentence = said(memory, name)
    form = memory.rng.random()
    if form < 0.25:
        return f"You told me that {inside(sentence)}."
    if name == "name":
        return f"You are {memory.name}." if form < 0.45 else sentence
    if memory.name and form < 0.4:
        return f"{sentence[:-1]}, {memory.name}."
    return sentence


def unknown(memory: Memory, name: str, kind: str, may_tell: bool = True) -> list[Exchange]:
    """A question for something that was never told; after "What is it?" the user may tell it in a word."""
    slot = SLOTS[name]
    what = slot.what.format(kind=kind)
    answers = (f"You have not told me {what} yet.", f"I do not know {what} yet. What is it?")
    answer = memory.rng.choice(answers)
    exchanges = [Exchange(memory.ask(slot.ask, kind=kind), answer, one_of(*answers), what)]
    if may_tell and answer == answers[1] and kind != "pet" and memory.rng.random() < 0.5:
        value = pick_value(memory, name)
        memory.known |= {name: value, "kind": kind} if kind else {name: value}
        question = memory.ask(BARE, v=value)
        exchanges.append(Exchange(question, reply_to_telling(memory, name), tells_back(memory, name), value))
    return exchanges


def joined(memory: Memory, clauses: list[str]) -> str:
    """Clauses as one sentence, or as several."""
    if memory.rng.random() < 0.3:
        return ". ".join([clauses[0], *(clause[0].upper() + clause[1:] for clause in clauses[1:])])
    mark = memory.rng.choice((", ", ", ", " and "))
    last = memory.rng.choice((" and ", ", and ", ", "))
    return mark.join(clauses[:-1]) + last + clauses[-1]


@skill(0.4)
def introduces_themselves(memory: Memory) -> list[Exchange]:
    """Two to four things told in one message; the reply says them all back, in the order of the slots."""
    rng, known = memory.rng, memory.known
    names = rng.sample(list(SLOTS), rng.choice((2, 2, 3, 3, 4)))
    if rng.random() < 0.6 and "name" not in names:
        names[0] = "name"
    if rng.random() < 0.7:
        names.sort(key=list(SLOTS).index)
    filled: dict[str, str] = {}
    clauses = []
    for name in names:
        known[name] = value = pick_value(memory, name)
        if name == "pet":
            known["kind"] = pick_kind(memory)
        clause = rng.choice(SLOTS[name].clauses[:4])
        clauses.append(clause.replace("{v}", f"{{v_{name}}}").replace("{a}", f"{{a_{name}}}"))
        filled |= {f"v_{name}": value, f"a_{name}": with_article(value), "kind": known.get("kind", "")}
    text = joined(memory, clauses)
    wording = Wording(
        *(tuple(capital(form.replace("{c}", text)) for form in forms) for forms in (OPENINGS, HELD_OUT_OPENINGS))
    )
    question = memory.ask(wording, **filled)
    told = [name for name in SLOTS if name in names]
    sentences = " ".join(said(memory, name) for name in told if name != "name")
    opening = f"Nice to meet you, {memory.name}!" if "name" in names else memory.reply("Good to know!", "Thank you!")
    checks = [tells_back(memory, name) for name in told]
    return [
        Exchange(
            question,
            f"{opening} {sentences}",
            lambda reply: all(check(reply) for check in checks),
            tuple(known[name] for name in told),
        )
    ]


def capital(text: str) -> str:
    return text[0].upper() + text[1:]


@skill(0.25)
def knows_the_user(memory: Memory) -> list[Exchange]:
    """All that was told, in the order of the slots."""
    sentences = [said(memory, name) for name in SLOTS if name in memory.known]
    answer = " ".join(sentences) or NOTHING_KNOWN
    stress = tuple(memory.known[name] for name in SLOTS if name in memory.known)
    return [Exchange(memory.ask(ABOUT_ME), answer, one_of(answer), stress)]


@skill(0.6)
def recalls_what_was_told(memory: Memory) -> list[Exchange]:
    """One of the things that were told, the older ones more often; first it is told if nothing was."""
    before = [] if memory.known else introduces_themselves(memory)
    names = [name for name in memory.known if name in SLOTS]
    return before + recall(memory, memory.rng.choice(names[: len(names) // 2 + 1] + names))


WEIGHTS = {"name": (0.5, 0.6)}
for slot_name in SLOTS:
    telling, asking = WEIGHTS.get(slot_name, (0.2, 0.2))
    add_skill(f"tells_{slot_name}", partial(tell, name=slot_name), telling)
    add_skill(f"recalls_{slot_name}", partial(recall, name=slot_name), asking)
