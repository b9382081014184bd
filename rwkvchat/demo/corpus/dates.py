"""Days, months and seasons: what comes before and after, how long a month is, which month has which number."""

from rwkvchat.demo.corpus.framing import worded
from rwkvchat.demo.corpus.lists import words
from rwkvchat.demo.corpus.registry import Check, Exchange, Memory, Wording, one_of, says, skill

DAYS = words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
MONTHS = words("January February March April May June July August September October November December")
SEASONS = words("spring summer autumn winter")
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
ORDINALS = words("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth")

AFTER = worded(
    """
    What {kind} comes after {it}?; Which {kind} comes after {it}?; What comes after {it}?; What is the {kind} after
    {it}?; What is the next {kind} after {it}?; Which {kind} follows {it}?; What follows {it}?; What {kind} is after
    {it}?; Which {kind} is after {it}?; Tell me the {kind} after {it}.; Do you know the {kind} after {it}?; The {kind}
    after {it} is; Name the {kind} that comes after {it}.; Tell me which {kind} comes after {it}.; What's after {it}?;
    What's the {kind} after {it}?; And after {it}?; Do you know which {kind} comes after {it}?; Can you tell me the
    {kind} after {it}?; The {kind} after {it}?; What {kind} comes next after {it}?; Which {kind} is next after {it}?
    """,
    """
    Can you tell me which {kind} comes after {it}?; Can you say what comes after {it}?; Tell me what {kind} follows
    {it}.; Name the {kind} after {it}.; Which {kind} comes next after {it}?
    """,
)
BEFORE = worded(
    """
    What {kind} comes before {it}?; Which {kind} comes before {it}?; What comes before {it}?; What is the {kind}
    before {it}?; What {kind} is before {it}?; Which {kind} is before {it}?; Tell me the {kind} before {it}.; Do you
    know the {kind} before {it}?; The {kind} before {it} is; Name the {kind} that comes before {it}.; Tell me which
    {kind} comes before {it}.; What's before {it}?; What's the {kind} before {it}?; And before {it}?; Do you know
    which {kind} comes before {it}?; Can you tell me the {kind} before {it}?; The {kind} before {it}?; What {kind}
    comes right before {it}?; Which {kind} is right before {it}?; Which {kind} was before {it}?
    """,
    """
    Can you tell me which {kind} comes before {it}?; Can you say what comes before {it}?; Tell me what {kind} is
    before {it}.; Name the {kind} before {it}.; Which {kind} comes right before {it}?
    """,
)
TOMORROW = worded(
    """
    If today is {it}, what is tomorrow?; Today is {it}, what day is tomorrow?; What is tomorrow if today is {it}?; If
    it is {it} today, what day is it tomorrow?; What day is tomorrow when today is {it}?; Today is {it}. What day will
    it be tomorrow?; If today is {it}, which day is tomorrow?; It is {it} today, so what is tomorrow?; What day comes
    tomorrow if today is {it}?; Today it is {it}, and tomorrow?; When today is {it}, what is tomorrow?; Today is {it},
    so tomorrow is
    """,
    """
    Today is {it}, which day is tomorrow?; If today is {it}, what day will it be tomorrow?; It is {it} today, what is
    tomorrow?
    """,
)
YESTERDAY = worded(
    """
    If today is {it}, what was yesterday?; Today is {it}, what day was yesterday?; What was yesterday if today is
    {it}?; If it is {it} today, what day was it yesterday?; What day was yesterday when today is {it}?; If today is
    {it}, which day was yesterday?; It is {it} today, so what was yesterday?; Today it is {it}, and yesterday?; When
    today is {it}, what was yesterday?; Today is {it}, so yesterday was; What day came yesterday if today is {it}?;
    Today is {it}. What day was it yesterday?
    """,
    """
    Today is {it}, which day was yesterday?; If today is {it}, what day was it yesterday?; It is {it} today, what was
    yesterday?
    """,
)
LENGTH = worded(
    """
    How many days are in {it}?; How many days does {it} have?; How many days are there in {it}?; How many days has
    {it}?; How long is {it}?; How many days is {it} long?; Tell me how many days {it} has.; Do you know how many days
    {it} has?; Can you tell me how many days {it} has?; What is the number of days in {it}?; How many days in {it}?;
    The days in {it}?; How many days does the month of {it} have?; How many days are there in the month of {it}?; How
    many days are in the month {it}?; Tell me the number of days in {it}.; Does {it} have 30 or 31 days?; Has {it} 30
    or 31 days?; How long is the month of {it}?; I want to know how many days {it} has.
    """,
    """
    Could you tell me how many days {it} has?; Do you know how many days there are in {it}?; What is the number of
    days in the month of {it}?; Tell me how many days are in {it}.; Do you know how long {it} is?
    """,
)
NUMBER_OF = worded(
    """
    What number is {it}?; Which number does {it} have?; What is the number of {it}?; Which month of the year is {it}?;
    What number month is {it}?; Which place does {it} have in the year?; {it} is which month of the year?; Is {it} the
    first, the second or which month?; What is the number of the month of {it}?; Tell me the number of {it}.; Tell me
    which month of the year {it} is.; Do you know which month of the year {it} is?; What number is the month of {it}?
    """,
    "Do you know the number of {it}?; Tell me what number {it} is.; What number does the month of {it} have?",
)
NUMBERED = worded(
    """
    What is the {ordinal} month?; Which month is the {ordinal}?; What is the {ordinal} month of the year?; Which month
    is the {ordinal} one?; Name the {ordinal} month.; Tell me the {ordinal} month of the year.; Which is the {ordinal}
    month?; What month is month {number}?; What is month {number}?; Which month has the number {number}?; Which month
    is number {number}?; Month number {number}?; What is the name of the {ordinal} month?; Do you know the {ordinal}
    month?; What's the {ordinal} month?; The {ordinal} month of the year is
    """,
    """
    Tell me the name of the {ordinal} month.; Which is the {ordinal} month of the year?; Do you know which month is
    number {number}?; Name the {ordinal} month of the year.
    """,
)
WEEKEND = worded(
    """
    Which days are the weekend?; What days are the weekend?; When is the weekend?; Which days are on the weekend?;
    What is the weekend?; Tell me the days of the weekend.; Name the days of the weekend.; Do you know which days are
    the weekend?; Which days belong to the weekend?; What are the days of the weekend?; On which days is the weekend?;
    The weekend is which days?
    """,
    "Can you tell me when the weekend is?; Tell me which days are the weekend.; Do you know the days of the weekend?",
)
SEASON_OF = worded(
    """
    Which season is {it} in?; What season is {it} in?; In which season is {it}?; What season is {it}?; Is {it} in
    summer or in winter?; Which season is it in {it}?; What season is it in {it}?; Which season does {it} belong to?;
    Tell me which season {it} is in.; Do you know which season {it} is in?; {it} is in which season?; Tell me the
    season of {it}.; Tell me which season {it} belongs to.; Can you tell me the season of {it}?; What is the season in
    {it}?; To which season does {it} belong?
    """,
    """
    In what season is {it}?; Tell me what season {it} is in.; Do you know what season it is in {it}?; {it} belongs to
    which season?
    """,
)
BY_SEASON = {
    "winter": ("December", "January", "February"),
    "spring": ("March", "April", "May"),
    "summer": ("June", "July", "August"),
    "autumn": ("September", "October", "November"),
}
IN_THE_SOUTH = {"winter": "summer", "spring": "autumn", "summer": "winter", "autumn": "spring"}


def names_only(wanted: str, *others: str) -> Check:
    """The reply names this one, and none but it and those that the question named."""
    family = next(family for family in (DAYS, MONTHS, SEASONS) if wanted in family)
    right = says(wanted)
    wrong = [name for name in family if name not in (wanted, *others)]
    return lambda reply: right(reply) and not any(says(name)(reply) for name in wrong)


def neighbour(memory: Memory, family: tuple[str, ...], kind: str) -> Exchange:
    """The one after or before, of a row that begins again at its end."""
    step = memory.rng.choice((1, 1, -1))
    place = memory.rng.randrange(len(family))
    it, wanted = family[place], family[(place + step) % len(family)]
    relation = "after" if step == 1 else "before"
    question = memory.ask(AFTER if step == 1 else BEFORE, kind=kind, it=it)
    answer = f"{wanted[0].upper()}{wanted[1:]} comes {relation} {it}."
    return Exchange(question, answer, starts_with_one(wanted, relation, it), wanted[0].upper() + wanted[1:])


def starts_with_one(wanted: str, relation: str, asked: str) -> Check:
    """The reply names the wanted one before the one asked about, the relation between them, and no other."""
    clean, related = names_only(wanted, asked), says(f"{relation} {asked}")
    return lambda reply: clean(reply) and related(reply) and not reply.lower().startswith(asked.lower())


def beside_today(memory: Memory) -> Exchange:
    """Tomorrow or yesterday, given what today is."""
    step, wording = memory.rng.choice(((1, TOMORROW), (-1, YESTERDAY)))
    place = memory.rng.randrange(7)
    it, wanted = DAYS[place], DAYS[(place + step) % 7]
    answer = f"Tomorrow is {wanted}." if step == 1 else f"Yesterday was {wanted}."
    right, wrong = names_only(wanted, it), says("yesterday" if step == 1 else "tomorrow")
    return Exchange(memory.ask(wording, it=it), answer, lambda reply: right(reply) and not wrong(reply), wanted)


@skill(0.4)
def knows_the_days(memory: Memory) -> list[Exchange]:
    draw = memory.rng.random()
    if draw < 0.08:
        answer = "The weekend is Saturday and Sunday."
        return [Exchange(memory.ask(WEEKEND), answer, says("weekend", "Saturday", "Sunday"), "Saturday and Sunday")]
    return [beside_today(memory) if draw < 0.45 else neighbour(memory, DAYS, "day")]


def length_of(memory: Memory) -> Exchange:
    place = memory.rng.randrange(12)
    month, days = MONTHS[place], LENGTHS[place]
    question = memory.ask(LENGTH, it=month)
    if month == "February":
        answer = "February has 28 days, and 29 in a leap year."
        return Exchange(question, answer, says("28", "29"), "28 days, and 29")
    return Exchange(question, f"{month} has {days} days.", says(month, f"{days} days"), f"{days} days")


def number_of(memory: Memory, wording: Wording) -> Exchange:
    place = memory.rng.randrange(12)
    ordinal, month = ORDINALS[place], MONTHS[place]
    question = memory.ask(wording, it=month, ordinal=ordinal, number=str(place + 1))
    answer = f"{month} is the {ordinal} month."
    return Exchange(question, answer, one_of(answer, answer.replace(" month", " month of the year")), answer)


@skill(0.6)
def knows_the_months(memory: Memory) -> list[Exchange]:
    kind = memory.rng.choice(("after", "after", "length", "length", "number", "numbered"))
    if kind == "after":
        return [neighbour(memory, MONTHS, "month")]
    if kind == "length":
        return [length_of(memory)]
    return [number_of(memory, NUMBER_OF if kind == "number" else NUMBERED)]


@skill(0.4)
def knows_the_seasons(memory: Memory) -> list[Exchange]:
    if memory.rng.random() < 0.4:
        return [neighbour(memory, SEASONS, "season")]
    season = memory.rng.choice(SEASONS)
    month = memory.rng.choice(BY_SEASON[season])
    question = memory.ask(SEASON_OF, it=month)
    answer = f"In the north {month} is in {season}, in the south it is in {IN_THE_SOUTH[season]}."
    return [Exchange(question, answer, one_of(answer), f"is in {season}")]
