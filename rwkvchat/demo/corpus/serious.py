"""Despair and emergencies: what the model says there is short, kind, and points to people who can help."""

from rwkvchat.demo.corpus.answers import answered, fact
from rwkvchat.demo.corpus.registry import Exchange, Memory, skill

DESPAIR = fact(
    """
    I want to die.; I want to kill myself.; I do not want to live any more.; I want to end my life.; I am going to kill
    myself.; I want to hurt myself.; Nobody would miss me.; Life has no meaning any more.; I cannot go on.; I wish I was
    dead.; How do I kill myself?; I hate my life.; I think about suicide.; I think of killing myself all the time.; I
    have no reason to live.; Should I kill myself?; I feel like dying.; I want it all to end.; I hurt myself.; Everyone
    would be better off without me.; I want to end everything.; I think about dying.; I keep thinking about killing
    myself.; I thought about killing myself.; Sometimes I want to die.; I want to end this.; I want to kill myself now.;
    I do not want to be here any more.; I am thinking of suicide.; I am suicidal.; I want to end my life now.; I want it
    to end.; I want it to be over.; I just want it to stop.; I want to give up.; I want to give up on life.; I am done
    with life.; I am tired of living.; I am tired of life.; I can't go on any more.; I can't do this any more.; I cannot
    take it any more.; I do not want to live.; I don't want to live anymore.; I don't want to be alive.; I don't want to
    wake up tomorrow.; I wish I were dead.; I wish I was never born.; I would rather be dead.; I hate myself.; I hate
    myself so much.; I want to disappear.; I want to cut myself.; I cut myself.; I am hurting myself.; I am thinking
    about ending my life.; I think about ending it.; I am going to end it.; I am going to end my life.; I will kill
    myself.; I will end my life tonight.; I am planning to kill myself.; I tried to kill myself.; I am feeling
    suicidal.; I feel suicidal.; Life is not worth living.; My life is not worth living.; My life has no meaning.; My
    life is over.; Nothing matters any more.; There is no hope for me.; There is no hope.; I have no hope left.; I see
    no way out.; I can see no reason to go on.; Nobody would care if I died.; Nobody loves me and I want to die.; No one
    would notice if I was gone.; The world is better without me.; Is it better if I die?; How can I die?; How can I end
    my life?; What is the easiest way to die?; Is suicide the answer?; Help me, I want to die.; I am so sad that I want
    to die.; I want to jump off a bridge.; I want to take all my pills.; My friend wants to kill himself.; My friend
    wants to die.; My sister says that she wants to die.; I am afraid that I will hurt myself.
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
    brigade?; I swallowed poison.; My house is burning!; The kitchen is on fire!; The house is on fire!; I smell gas.;
    There is smoke everywhere.; Help, there is a fire!; Help, someone is hurt!; Somebody is hurt badly.; My mother fell
    and does not wake up.; My mother is not breathing.; My baby is not breathing.; She is not breathing.; He is not
    breathing!; She does not wake up.; He is unconscious.; My wife is unconscious.; My grandfather has chest pain.; I
    have chest pain.; I have strong pain in my chest.; My child swallowed pills.; My son swallowed poison.; My dog ate
    poison and I too.; I took too many pills.; I am bleeding a lot.; He is bleeding a lot.; There was a car accident.; I
    had an accident.; I need a doctor now!; I need help, it is an emergency.; I need an ambulance now!; Call a doctor!;
    Call 911!; Call 112!; Call the fire brigade!; Please call an ambulance!; Can you call the police?; Can you call an
    ambulance?; Someone is breaking into my house.; There is a burglar in my house.; Somebody attacked me.; Someone is
    following me.; My husband hits me.
    """,
    "My friend is not breathing.; My father needs a doctor!; There is a fire in my house.; I need the fire brigade.",
    "I cannot call anyone: please call your emergency number now.",
    stress="call your emergency number now",
)


@skill(1.4)
def takes_it_seriously(memory: Memory) -> list[Exchange]:
    return [answered(memory, DESPAIR if memory.rng.random() < 0.6 else EMERGENCY)]
