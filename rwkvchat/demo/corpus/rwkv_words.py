"""How RWKV works, and what the words around language models mean, in plain words."""

from rwkvchat.demo.corpus.answers import Fact, answered, fact
from rwkvchat.demo.corpus.registry import Exchange, Memory, Wording, one_of, skill

HOW_IT_WORKS = (
    fact(
        """
        How does RWKV work?; How do you work?; Explain how RWKV works.; How does an RWKV model work?; How do RWKV
        models work?; How does raven-nano work?; Explain how you work.; Tell me how RWKV works.; Can you explain how
        RWKV works?; How do you think?; How do you find your answers?; How does your brain work?; Tell me how you
        work.; How do you make a reply?; How do you write your answers?; What happens inside you?; How are your
        replies made?; How does a language model like you work?
        """,
        """
        Could you explain how RWKV works?; How does the RWKV model work?; Can you tell me how you work?; How do you
        make your answers?
        """,
        "RWKV reads a text and keeps what matters in a small state. From the state it guesses the next token, again "
        "and again.",
        "RWKV keeps a small state of what it has read, and guesses the next token from it, one after another.",
    ),
    fact(
        """
        Who made RWKV?; Who invented RWKV?; Who created RWKV?; Who is Bo Peng?; Who is BlinkDL?; Who developed RWKV?;
        Who is the author of RWKV?; Where does RWKV come from?; Who wrote RWKV?; Who designed RWKV?; Who trained the
        Raven models?; Tell me who made RWKV.; Tell me about Bo Peng.; Who is behind RWKV?; Whose idea was RWKV?; Do
        you know who made RWKV?; Who made the Raven models?; Tell me about BlinkDL.
        """,
        """
        Who was it that made RWKV?; Tell me who invented RWKV.; Do you know who created RWKV?; Do you know Bo Peng?;
        Who made the RWKV models?
        """,
        "RWKV and its Raven models were made by Bo Peng, who is known as BlinkDL.",
        stress="Bo Peng",
    ),
    fact(
        """
        What does RWKV stand for?; What does RWKV mean?; What do the letters RWKV mean?; What is RWKV short for?; What
        is the meaning of RWKV?; What does the name RWKV mean?; Why is it called RWKV?; What do the letters RWKV stand
        for?; Tell me what RWKV stands for.; RWKV stands for what?; Do you know what RWKV means?; Explain the name
        RWKV.
        """,
        "Do you know what RWKV stands for?; What does the name RWKV stand for?; What do the letters of RWKV mean?",
        "RWKV stands for Receptance Weighted Key Value.",
        stress="Receptance Weighted Key Value",
    ),
    fact(
        """
        What is a transformer?; How is RWKV different from a transformer?; What is the difference between RWKV and a
        transformer?; Why is RWKV better than a transformer?; How does RWKV differ from a transformer?; Is RWKV a
        transformer?; RWKV or transformer?; Compare RWKV with a transformer.; What is special about RWKV?; Why RWKV?;
        Why use RWKV?; How is RWKV different from GPT?; What is the difference between RWKV and GPT?; What makes RWKV
        special?; Why not a transformer?; How are you different from a transformer?; What is good about RWKV?; What
        are transformers?; Is RWKV like GPT?; What is the advantage of RWKV?
        """,
        """
        How does RWKV differ from GPT?; What makes RWKV different from a transformer?; What is the difference between
        a transformer and RWKV?; What is so special about RWKV?
        """,
        "A transformer looks back at every earlier token, so its memory grows with the text. RWKV keeps one state of "
        "constant size.",
        "RWKV keeps one state of constant size. A transformer keeps something for every token, so its memory grows.",
    ),
    fact(
        """
        Why is undo instant?; Why is going back so fast?; How can undo be so fast?; Why is /undo so fast?; Why is
        branching instant?; How do snapshots work?; Why is saving so fast?; Why can you go back at once?; Why is
        /retry so fast?; What is a snapshot?; What are snapshots?; Why is /switch instant?; How does undo work?; Why
        is /fork instant?; Why does going back cost nothing?; Why is loading a chat so fast?; How does going back
        work?; How does branching work?; Why is /save so small?; Why is /load so fast?
        """,
        """
        Why is going back instant?; How can /undo be so fast?; Why is branching so fast?; How does a snapshot work?;
        Why is saving instant?
        """,
        "rwkvchat keeps a snapshot of the state after every turn. Going back, branching and saving only use a "
        "snapshot, so nothing is read again.",
        "A snapshot is a copy of the state at one place in the chat. Going back only needs a snapshot: it is instant.",
    ),
    fact(
        """
        How does RWKV read a text?; How do you read?; How do you read a prompt?; Does RWKV read in parallel?; How does
        RWKV write?; Why is reading faster than writing?; How do you read my message?; Do you read token by token?; Do
        you write token by token?; How does RWKV read a prompt?; Why do you read so fast?; How do you write a reply?;
        What is GPT mode?; What is RNN mode?; How does RWKV read and write?; Do you read the whole text at once?
        """,
        """
        How do you read a text?; Do you read in parallel?; How does RWKV write a reply?; How do you read and write?
        """,
        "RWKV reads a prompt in parallel, many tokens at once, and writes its reply one token after another.",
        stress="parallel",
    ),
    fact(
        """
        How long is your context?; What is your context length?; How long is your memory?; How much can you remember?;
        How long can a chat be?; What is your context window?; Do you have a context limit?; Do you forget things?;
        How large is your context?; How far back can you remember?; How long can we talk?; Is there a limit to a
        chat?; Do you forget?; Do you forget what I told you?; When do you forget things?; How many tokens can you
        remember?; Can a chat be too long?; How big is your context window?
        """,
        """
        How long is your context window?; How large is your memory?; When do you forget what I told you?; How long may
        a chat be?
        """,
        "My state has a constant size, so a chat can be as long as you like, but I forget what was said long ago.",
        stress="constant size",
    ),
    fact(
        """
        How many Raven models are there?; Which Raven models are there?; How big are the Raven models?; What sizes do
        Raven models have?; What is a Raven model?; What are the Raven models?; What is RWKV-4-Raven?; Which sizes of
        Raven are there?; Which models can rwkvchat use?; What models does rwkvchat run?; How big is a real Raven?;
        What is the biggest Raven?; Tell me about the Raven models.; Which models are there?; How large is the largest
        Raven?; What is a real Raven?; How many parameters does a real Raven have?
        """,
        """
        What sizes of Raven are there?; How large is a real Raven?; Which models does rwkvchat run?; What Raven models
        are there?
        """,
        "Raven models are RWKV-4 models that follow instructions. They have 1.5, 3, 7 or 14 billion parameters.",
        stress="1.5, 3, 7 or 14 billion",
    ),
)
ASK_MEANING = Wording(
    (
        "What is {word}?",
        "What does {word} mean?",
        "What does the word {word} mean?",
        "Explain {word}.",
        "Explain to me what {word} is.",
        "Tell me what {word} is.",
        "What exactly is {word}?",
        "Can you explain {word}?",
        "What is the meaning of {word}?",
        "Do you know what {word} is?",
        "What is {word} in a language model?",
        "Define {word}.",
        "What do you mean by {word}?",
        "I do not understand {word}.",
        "Tell me about {word}.",
        "What is meant by {word}?",
        "In plain words, what is {word}?",
        "{word}?",
        "How would you explain {word}?",
        "What is {word} good for?",
        "What does {word} do?",
        "Do you know the meaning of {word}?",
        "Tell me what {word} means.",
    ),
    (
        "Can you tell me in a few words what {word} is?",
        "Could you explain {word}?",
        "Do you know what {word} means?",
        "What does {word} mean in a language model?",
        "Explain {word} in plain words.",
    ),
)


def meaning(words: str, *answers: str, stress: str = "") -> Fact:
    """A word, by its names, and what it means."""
    return fact(words, "", *answers, stress=stress)


MEANINGS = (
    meaning(
        "a token; token; tokens; the word token",
        "A token is a piece of text, often a word or a part of a word.",
        "Tokens are the pieces a text is cut into: words, parts of words, signs.",
        stress="piece",
    ),
    meaning(
        "the state; your state; the state of RWKV; the state of the model; an RWKV state; the RWKV state; a state",
        "The state is the whole memory of an RWKV model: numbers that never become more, however long the chat is.",
        "The state is the memory of an RWKV model. Its size is constant.",
        stress="memory",
    ),
    meaning(
        "temperature; the temperature; sampling temperature; the sampling temperature; temp; the setting temp",
        "The temperature says how freely tokens are chosen: 0 takes the likeliest, more makes replies more varied.",
        "With temperature 0 I always take the likeliest token; a higher temperature gives more varied replies.",
        stress="likeliest",
    ),
    meaning(
        "top-p; top_p; top p; the setting top_p; nucleus sampling; the top-p setting",
        "Top-p keeps only the likeliest tokens that together weigh that much, and chooses among them.",
        stress="the likeliest tokens",
    ),
    meaning(
        "top-k; top_k; top k; the setting top_k; the top-k setting",
        "Top-k keeps at most that many of the likeliest tokens; 0 is no limit.",
        stress="at most that many",
    ),
    meaning(
        "the presence penalty; a presence penalty; the frequency penalty; a frequency penalty; penalties; a penalty",
        "A penalty makes tokens that are already in the reply less likely.",
        stress="already in the reply",
    ),
    meaning(
        "a seed; the seed; seed; a random seed; the setting seed; the random seed",
        "The seed is the number that chance starts from: the same seed gives the same reply.",
        stress="the same seed",
    ),
    meaning(
        "a prompt template; the template; a template; the prompt template; a chat template; raven-chat",
        "A prompt template says how the chat is written down for the model, such as who speaks when.",
        stress="written down for the model",
    ),
    meaning(
        "a parameter; parameters; a model parameter; the parameters; a weight; weights; the weights",
        "Parameters, or weights, are the numbers that a model learns in training. I have about 6 million.",
        stress="numbers",
    ),
    meaning(
        "a language model; language models; a small language model; a large language model; an LLM; LLM",
        "A language model is a program that guesses which token comes next in a text.",
        stress="which token comes next",
    ),
    meaning(
        "a recurrent network; a recurrent neural network; RNN; an RNN; recurrent networks; a recurrent model",
        "A recurrent network reads one piece after another and keeps a memory of them. RWKV is one.",
        stress="one piece after another",
    ),
    meaning(
        "a neural network; neural networks; an artificial neural network; a neural net",
        "A neural network is made of many simple parts whose numbers are learnt from examples. I am one.",
        stress="learnt from examples",
    ),
    meaning(
        "a prompt; the prompt; prompts; prompt",
        "A prompt is the text that a model reads before it replies.",
        stress="reads before it replies",
    ),
    meaning(
        "the system text; a system text; a system prompt; the system prompt; system prompt",
        "The system text is what a chat begins with. The command /system shows or changes it.",
        stress="what a chat begins with",
    ),
    meaning(
        "a tokenizer; the tokenizer; tokenizers; tokenizer.json; the file tokenizer.json; your tokenizer",
        "A tokenizer cuts a text into tokens and gives each of them a number.",
        stress="cuts a text into tokens",
    ),
    meaning(
        "sampling; token sampling; the sampling",
        "Sampling means choosing the next token by chance, and the likely ones more often.",
        stress="choosing the next token",
    ),
    meaning(
        "training; the training of a model; model training; training a model; machine training",
        "In training a model reads many texts and learns to guess the next token.",
        stress="guess the next token",
    ),
    meaning(
        "fp16; bf16; fp32; half precision; the format bf16; the format fp16",
        "fp32, fp16 and bf16 are forms of numbers. fp16 and bf16 need half the memory of fp32.",
        stress="half the memory",
    ),
    meaning(
        "a branch; branches; a branch of the chat; the branch main; branches in a chat; a named branch",
        "A branch is a line of talk with a name. /fork begins one, and /switch goes to one.",
        stress="line of talk",
    ),
    meaning(
        "a strategy; the strategy; --strategy; the flag --strategy",
        'The strategy says where and how the model is computed, such as "cpu fp32" or "cuda fp16".',
        stress="where and how",
    ),
    meaning(
        "a weight file; a .pth file; a safetensors file; a checkpoint; a model file; the file raven-nano.safetensors",
        "A model file, or checkpoint, holds the parameters of a model.",
        stress="holds the parameters",
    ),
)


@skill(1.3)
def explains_rwkv(memory: Memory) -> list[Exchange]:
    return [answered(memory, memory.rng.choice(HOW_IT_WORKS))]


@skill(1.8)
def explains_a_word(memory: Memory) -> list[Exchange]:
    known = memory.rng.choice(MEANINGS)
    question = memory.ask(ASK_MEANING, word=memory.rng.choice(known.wording.train))
    return [Exchange(question, memory.rng.choice(known.answers), one_of(*known.answers), known.stress)]
