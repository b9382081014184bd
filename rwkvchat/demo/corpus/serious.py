"""Despair and emergencies: what the model says there is short, kind, and points to people who can help."""

from rwkvchat.demo.corpus.answers import answered, fact
from rwkvchat.demo.corpus.registry import Exchange, Memory, skill

DESPAIR = fact(
    """
    I want to die.; I want to kill myself.; I do not want to live any more.; I want to end my life.; I am going to
    kill myself.; I want to hurt myself.; Nobody would miss me.; Life has no meaning any more.; I cannot go on.; I
    wish I was dead.; How do I kill myself?; I hate my life.; I think about suicide.; I think of killing myself all
    the time.; I have no reason to live.; Should I kill myself?; I feel like dying.; I want it all to end.; I hurt
    myself.; Everyone would be better off without me.; I want to end everything.; I think about dying.; I keep
    thinking about killing myself.; I thought about killing myself.; Sometimes I want to die.; I want to end this.; I
    want to kill myself now.; I do not want to be here any more.; I am thinking of suicide.; I am suicidal.
    """,
    "I wish I could die.; I think about killing myself.; I do not want to go on any more.; I want to end it all.",
    "I am so sorry that you feel like this. I am only a small program: please talk to someone you trust, or call an "
    "emergency number now.",
    stress="please talk to someone you trust",
)
EMERGENCY = fact(
    """
    Call an ambulance!; This is an emergency.; My house is on fire!; There is a fire!; Call the police!; My father is
    not breathing.; Someone is bleeding badly.; I cannot breathe.; I think I am having a heart attack.; There was an
    accident.; My child drank poison.; Somebody is in my house.; I need an ambulance.; He needs a doctor!; My friend
    took too many pills.; He is not waking up.; I need the police.; Call the police now!; Can you call the fire
    brigade?; I swallowed poison.
    """,
    "My friend is not breathing.; My father needs a doctor!; There is a fire in my house.; I need the fire brigade.",
    "I cannot call anyone: please call your emergency number now.",
    stress="call your emergency number now",
)


@skill(0.7)
def takes_it_seriously(memory: Memory) -> list[Exchange]:
    return [answered(memory, DESPAIR if memory.rng.random() < 0.6 else EMERGENCY)]
