"""Simple dishes: what they need, and what to do.

It is data; `recipes.py` asks and answers with it. Only safe and easy things: what has to be cooked is cooked through.
"""

from typing import NamedTuple

from rwkvchat.demo.corpus.lists import items


class Dish(NamedTuple):
    """A dish, its other names, what it needs, and its steps."""

    name: str
    others: tuple[str, ...]
    needs: tuple[str, ...]
    steps: tuple[str, ...]


DISHES = (
    Dish("pancakes", ("a pancake",), items("flour; milk; eggs; a little butter"),
         items("Mix the flour, the milk and the eggs.; Melt some butter in a hot pan.; Pour in a little of it.; "
               "Bake both sides until they are golden.")),
    Dish("tea", ("a cup of tea", "a pot of tea"), items("water; tea leaves or a tea bag"),
         items("Boil the water.; Pour it over the tea.; Wait for about three minutes.; Take out the tea.")),
    Dish("coffee", ("a cup of coffee",), items("water; ground coffee; a filter"),
         items("Boil the water.; Put the coffee into the filter.; Pour the water slowly over it.")),
    Dish("a tomato salad", ("tomato salad",), items("tomatoes; an onion; oil; vinegar; salt"),
         items("Wash the tomatoes.; Cut the tomatoes and the onion into small pieces.; Add oil, vinegar and salt.; "
               "Mix everything.")),
    Dish("a green salad", ("green salad", "a salad", "salad"), items("lettuce; a cucumber; oil; lemon juice; salt"),
         items("Wash the lettuce and the cucumber.; Cut them into small pieces.; Add oil, lemon juice and salt.; "
               "Mix everything.")),
    Dish("a fruit salad", ("fruit salad",), items("apples; bananas; oranges; lemon juice"),
         items("Wash or peel the fruit.; Cut it into small pieces.; Add some lemon juice.; Mix everything.")),
    Dish("vegetable soup", ("a vegetable soup", "a soup", "soup"), items("carrots; potatoes; leek; water; salt"),
         items("Wash and cut the vegetables.; Put them into a pot of water.; Add some salt.; "
               "Cook them for about twenty minutes until they are soft.")),
    Dish("tomato soup", ("a tomato soup",), items("tomatoes; an onion; oil; water; salt"),
         items("Cut the tomatoes and the onion.; Fry the onion in a little oil.; Add the tomatoes, water and salt.; "
               "Cook the soup for about twenty minutes.")),
    Dish("potato soup", ("a potato soup",), items("potatoes; an onion; butter; water; salt"),
         items("Peel and cut the potatoes and the onion.; Fry the onion in a little butter.; "
               "Add the potatoes, water and salt.; Cook the soup until the potatoes are soft.; Mash it a little.")),
    Dish("an omelette", ("omelette", "an omelet", "omelettes"), items("three eggs; salt; butter"),
         items("Beat the eggs with a little salt.; Melt the butter in a pan.; Pour in the eggs.; "
               "Cook them until they are firm, and fold the omelette.")),
    Dish("boiled eggs", ("a boiled egg", "boiled egg"), items("eggs; water"),
         items("Boil some water in a pot.; Put the eggs in carefully.; Cook them for ten minutes.; "
               "Cool them with cold water.")),
    Dish("scrambled eggs", ("scrambled egg",), items("eggs; salt; butter"),
         items("Beat the eggs with a little salt.; Melt the butter in a pan.; Pour in the eggs.; "
               "Stir slowly until they are firm.")),
    Dish("spaghetti with tomato sauce", ("spaghetti", "pasta", "noodles"),
         items("spaghetti; tomatoes; an onion; oil; salt"),
         items("Boil the spaghetti in water with salt.; Fry the onion in oil.; Add the tomatoes and cook the sauce.; "
               "Drain the spaghetti.; Pour the sauce over it.")),
    Dish("rice", ("boiled rice",), items("a cup of rice; two cups of water; salt"),
         items("Wash the rice.; Put the rice, the water and some salt into a pot.; Bring it to the boil.; "
               "Cook it slowly with the lid on until the water is gone.")),
    Dish("mashed potatoes", ("potato mash", "mash"), items("potatoes; milk; butter; salt"),
         items("Peel and cut the potatoes.; Boil them in water with salt until they are soft.; Drain them.; "
               "Mash them with butter and warm milk.")),
    Dish("boiled potatoes", ("potatoes",), items("potatoes; water; salt"),
         items("Wash the potatoes.; Put them into a pot of water with salt.; Cook them for about twenty minutes.; "
               "Drain them.")),
    Dish("porridge", ("oatmeal",), items("oats; milk or water; salt; honey"),
         items("Put the oats and the milk into a pot.; Add a little salt.; Cook it slowly for five minutes and stir.; "
               "Put some honey on top.")),
    Dish("a cheese sandwich", ("cheese sandwich", "a sandwich", "sandwiches"), items("bread; butter; cheese; a tomato"),
         items("Butter two slices of bread.; Cut the cheese and the tomato.; Put them between the slices.")),
    Dish("lemonade", ("a lemonade",), items("lemons; water; sugar"),
         items("Squeeze the lemons.; Mix the juice with sugar.; Add cold water and stir.")),
    Dish("hot chocolate", ("cocoa", "a hot chocolate"), items("milk; cocoa powder; sugar"),
         items("Mix the cocoa and the sugar with a little milk.; Heat the rest of the milk.; Stir it all together.")),
    Dish("a banana milkshake", ("banana milkshake", "a milkshake"), items("a banana; milk; honey"),
         items("Peel and cut the banana.; Put the banana, the milk and some honey into a mixer.; "
               "Mix everything until it is smooth.")),
    Dish("baked apples", ("a baked apple",), items("apples; nuts; honey; butter"),
         items("Take out the cores of the apples.; Fill them with nuts, honey and butter.; "
               "Bake them in the oven until they are soft.")),
    Dish("garlic bread", (), items("bread; butter; garlic; salt"),
         items("Mix the butter with garlic and salt.; Spread it on the bread.; "
               "Bake it in a hot oven until it is golden.")),
)  # fmt: skip
