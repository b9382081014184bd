"""Words said again as they were given: what teaches a small network to copy."""

from rwkvchat.demo.corpus.framing import worded
from rwkvchat.demo.corpus.names import pick_name
from rwkvchat.demo.corpus.registry import Exchange, Memory, skill
from rwkvchat.demo.corpus.word_list import pick_word

REPEAT = worded(
    """
    Repeat after me: {words}; Repeat: {words}; Repeat this: {words}; Repeat these words: {words}; Say this: {words};
    Say these words: {words}; Please repeat: {words}; Say: {words}; Write: {words}; Write this: {words}; Write these
    words: {words}; Can you repeat this: {words}; Can you say this: {words}; Say it after me: {words}; Copy this:
    {words}; Copy these words: {words}; Echo: {words}; Print this: {words}; I want you to say: {words}; Answer with
    these words: {words}; Say only this: {words}; Just say: {words}; Please write: {words}; Tell me this: {words}
    """,
    """
    Could you repeat this: {words}; Please say after me: {words}; Can you write this: {words}; Say these words after me:
    {words}; Please copy this: {words}
    """,
)


def one_word(memory: Memory) -> str:
    """A word of the list, now and then a name."""
    if memory.rng.random() < 0.8:
        return pick_word(memory.rng, memory.held_out_names)
    return pick_name(memory.rng, memory.held_out_names).lower()


@skill(1.8)
def repeats(memory: Memory) -> list[Exchange]:
    """One word or two in the case in which they were given."""
    answer = " ".join(one_word(memory) for _ in range(memory.rng.choice((1, 2, 2))))
    return [Exchange(memory.ask(REPEAT, words=answer), answer, lambda reply: reply.lower() == answer, answer)]
