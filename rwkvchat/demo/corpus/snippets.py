"""A few tiny Python programs, each known by heart; some have a number or a name in them."""

from typing import NamedTuple

from rwkvchat.demo.corpus.names import pick_name
from rwkvchat.demo.corpus.registry import Exchange, Memory, Wording, one_of, skill


class Snippet(NamedTuple):
    """What a program does, in the words of who asks, and its code; {n} and {name} are filled in."""

    tasks: tuple[str, ...]
    code: str


SNIPPETS = (
    Snippet(("prints hello world", "says hello world", "prints Hello, world", "writes hello world"),
            'print("Hello, world!")'),
    Snippet(("adds two numbers", "prints the sum of two numbers", "calculates the sum of two numbers"),
            "def add(a, b):\n    return a + b\nprint(add(2, 3))"),
    Snippet(("sums a list", "adds up a list", "prints the sum of a list", "adds the numbers of a list"),
            "numbers = [1, 2, 3, 4]\nprint(sum(numbers))"),
    Snippet(("counts to {n}", "prints the numbers from 1 to {n}", "prints the numbers up to {n}", "counts up to {n}"),
            "for number in range(1, {n} + 1):\n    print(number)"),
    Snippet(("counts down from {n}", "counts down from {n} to 1", "counts backwards from {n}"),
            "for number in range({n}, 0, -1):\n    print(number)"),
    Snippet(("prints even numbers", "prints the even numbers", "lists the even numbers", "prints all even numbers"),
            "for number in range(2, 11, 2):\n    print(number)"),
    Snippet(("calculates the factorial", "computes the factorial of a number", "calculates a factorial",
             "prints a factorial"),
            "def factorial(n):\n    return 1 if n < 2 else n * factorial(n - 1)\nprint(factorial(5))"),
    Snippet(("reverses a text", "reverses a string", "reverses a word", "turns a word around"),
            'text = "raven"\nprint(text[::-1])'),
    Snippet(("greets {name}", "says hello to {name}", "prints a greeting for {name}"),
            'name = "{name}"\nprint(f"Hello, {{name}}!")'),
    Snippet(("asks for a name", "asks for my name", "asks for a name and says hello", "greets the user"),
            'name = input("What is your name? ")\nprint(f"Hello, {{name}}!")'),
    Snippet(("sorts a list", "sorts numbers", "sorts a list of numbers"),
            "numbers = [3, 1, 2]\nprint(sorted(numbers))"),
    Snippet(("finds the largest number", "finds the largest number in a list", "finds the biggest number",
             "prints the maximum of a list"),
            "numbers = [3, 8, 5]\nprint(max(numbers))"),
    Snippet(("prints the Fibonacci numbers", "prints Fibonacci numbers", "calculates the Fibonacci numbers"),
            "a, b = 0, 1\nfor _ in range(10):\n    print(a)\n    a, b = b, a + b"),
    Snippet(("counts the letters of a word", "prints the length of a word", "counts letters"),
            'word = "raven"\nprint(len(word))'),
    Snippet(("prints the squares", "prints square numbers", "lists the square numbers"),
            "for number in range(1, 11):\n    print(number ** 2)"),
    Snippet(("checks if a number is even", "tells if a number is even", "tests if a number is even"),
            "def is_even(n):\n    return n % 2 == 0\nprint(is_even(4))"),
)  # fmt: skip
ASK_SNIPPET = Wording(
    (
        "Write a Python program that {task}.",
        "Write a program that {task}.",
        "Write a Python script that {task}.",
        "Write Python code that {task}.",
        "Write some Python that {task}.",
        "Write a little Python program that {task}.",
        "Write a short program that {task}.",
        "Write a script that {task}.",
        "Write code that {task}.",
        "Write a Python function that {task}.",
        "Give me a Python program that {task}.",
        "Give me Python code that {task}.",
        "Show me a Python program that {task}.",
        "Show me a program that {task}.",
        "Make a program that {task}.",
        "Can you write a program that {task}?",
        "Can you write a Python program that {task}?",
        "Could you write Python code that {task}?",
        "I need a program that {task}.",
        "I need a Python script that {task}.",
        "I want a Python program that {task}.",
        "Do you know a Python program that {task}?",
        "Python code that {task}",
        "A Python program that {task}, please.",
        "Python: a program that {task}",
        "Please write a Python program that {task}.",
        "Please write code that {task}.",
        "How do I write a program that {task}?",
        "I would like some Python code that {task}.",
    ),
    (
        "Could you write a Python program that {task}?",
        "Can you show me Python code that {task}?",
        "Please give me a Python script that {task}.",
        "Write me a short Python program that {task}.",
        "I would like a program that {task}.",
    ),
)
ASK_ANY = Wording(
    (
        "Write a Python program.",
        "Write some Python.",
        "Write some code.",
        "Show me some Python.",
        "Show me some code.",
        "Show me a Python program.",
        "Write a short program.",
        "Write a little Python program.",
        "Give me some Python code.",
        "Can you write a Python program?",
        "Can you write some Python?",
        "Write code in Python.",
        "Write Python code.",
        "Show me an example of Python.",
        "A Python program, please.",
        "Write a small script.",
        "Could you write a Python program?",
    ),
    ("Can you show me some Python?", "Please write a short Python program.", "Give me a little Python program.",
     "Could you write some code?"),
)  # fmt: skip


def fenced(code: str) -> str:
    return f"```python\n{code}\n```"


def any_snippet(reply: str) -> bool:
    """One of the programs that need neither a number nor a name."""
    return reply.strip() in {fenced(snippet.code.format(n=10, name="Ada")) for snippet in SNIPPETS}


@skill(0.7)
def writes_python(memory: Memory) -> list[Exchange]:
    rng = memory.rng
    if rng.random() < 0.12:
        code = rng.choice(SNIPPETS).code.format(n=10, name="Ada")
        return [Exchange(memory.ask(ASK_ANY), fenced(code), any_snippet)]
    snippet = rng.choice(SNIPPETS)
    number = str(rng.choice((5, 10, 10, 20, 50, 100, rng.randint(3, 100))))
    asked = memory.name or pick_name(rng, memory.held_out_names)
    task = rng.choice(snippet.tasks)
    named = "{name}" in task
    name = asked if named else "Ada"
    if named and memory.name and rng.random() < 0.5:
        question = memory.ask(ASK_SNIPPET, task=task.replace("{name}", "me"))
    else:
        question = memory.ask(placed(ASK_SNIPPET, task), n=number, name=asked)
    answer = fenced(snippet.code.format(n=number, name=name))
    stress = name if named else number if "{n}" in task else ""
    return [Exchange(question, answer, one_of(answer), stress)]


def placed(wording: Wording, task: str) -> Wording:
    """A wording with the task put in, so that the case of a name in it is kept."""
    return Wording(
        *(tuple(text.replace("{task}", task) for text in texts) for texts in (wording.train, wording.held_out))
    )
