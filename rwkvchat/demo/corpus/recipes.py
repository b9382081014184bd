"""Recipes of simple dishes."""

from rwkvchat.demo.corpus.recipe_data import DISHES, Dish
from rwkvchat.demo.corpus.registry import Check, Exchange, Memory, Wording, one_of, skill

ASK_RECIPE = Wording(
    (
        "How do I make {dish}?",
        "How do you make {dish}?",
        "How can I make {dish}?",
        "How to make {dish}",
        "How is {dish} made?",
        "How do I cook {dish}?",
        "How do I prepare {dish}?",
        "Give me a recipe for {dish}.",
        "Give me the recipe for {dish}.",
        "Tell me a recipe for {dish}.",
        "Write a recipe for {dish}.",
        "Write down a recipe for {dish}.",
        "I need a recipe for {dish}.",
        "I want to make {dish}.",
        "I would like to cook {dish}.",
        "Do you know a recipe for {dish}?",
        "Do you know how to make {dish}?",
        "Do you have a recipe for {dish}?",
        "Can you tell me how to make {dish}?",
        "Can you give me a recipe for {dish}?",
        "Tell me how to make {dish}.",
        "Explain how to make {dish}.",
        "Show me how to make {dish}.",
        "What is the recipe for {dish}?",
        "What's a good recipe for {dish}?",
        "Recipe for {dish}",
        "A recipe for {dish}, please.",
        "Teach me how to make {dish}.",
        "A simple recipe for {dish}, please.",
        "Could you give me a recipe for {dish}?",
    ),
    (
        "Could you tell me how to make {dish}?",
        "I would like a recipe for {dish}.",
        "Tell me how to cook {dish}.",
        "I want a recipe for {dish}.",
        "Can you tell me a recipe for {dish}?",
        "How would you make {dish}?",
    ),
)
ASK_ANY_RECIPE = Wording(
    (
        "Give me a recipe.",
        "Tell me a recipe.",
        "Do you know a recipe?",
        "Do you know any recipes?",
        "Write a recipe.",
        "A simple recipe, please.",
        "I want to cook something.",
        "What can I cook today?",
        "What can I cook?",
        "Can you give me a recipe?",
        "I need a recipe.",
        "Write down a recipe.",
        "A recipe, please.",
        "Give me an easy recipe.",
        "Show me a simple recipe.",
        "Do you have a recipe for me?",
        "Could you tell me an easy recipe?",
    ),
    ("Can you tell me a recipe?", "Do you know an easy recipe?", "Could you give me a recipe?",
     "Tell me something simple to cook."),
)  # fmt: skip
ASK_NEEDS_THEN = Wording(
    ("What do I need?", "What do I need for that?", "What do I need for it?", "What are the ingredients?",
     "What do I have to buy?", "Which ingredients do I need?", "Tell me the ingredients again.",
     "What do I need again?", "What goes into it?", "Say the ingredients again.", "What is in it?",
     "What should I buy?"),
    ("Tell me the ingredients.", "What do I need to buy for it?", "Which ingredients are in it?"),
)  # fmt: skip


def listed(things: tuple[str, ...]) -> str:
    """Things as a sentence has them: flour, milk and eggs."""
    return f"{', '.join(things[:-1])} and {things[-1]}" if len(things) > 1 else things[0]


def needs(dish: Dish) -> str:
    return f"For {dish.name} you need {listed(dish.needs)}."


def recipe(dish: Dish) -> str:
    """What a dish needs, and its steps as a numbered list."""
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate(dish.steps, 1))
    return f"{needs(dish)}\n{steps}"


def names_needs(dish: Dish) -> Check:
    """The reply is the list of what is needed, alone or before the steps."""
    return lambda reply: reply.strip().split("\n")[0] == needs(dish)


@skill(0.7)
def gives_a_recipe(memory: Memory) -> list[Exchange]:
    """A recipe that is asked for, or any; sometimes what it needs is asked again."""
    rng = memory.rng
    dish = rng.choice(DISHES)
    if rng.random() < 0.15:
        recipes = tuple(map(recipe, DISHES))
        exchanges = [Exchange(memory.ask(ASK_ANY_RECIPE), recipe(dish), one_of(*recipes))]
    else:
        asked = rng.choice((dish.name, dish.name, dish.name.removeprefix("a ").removeprefix("an "), *dish.others))
        question = memory.ask(ASK_RECIPE, dish=asked)
        exchanges = [Exchange(question, recipe(dish), one_of(recipe(dish)), dish.name)]
    if rng.random() < 0.12:
        exchanges.append(Exchange(memory.ask(ASK_NEEDS_THEN), needs(dish), names_needs(dish), dish.name))
    return exchanges
