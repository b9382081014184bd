"""Opposites, groups of words that rhyme, and plurals; `language.py` makes questions of them."""

from rwkvchat.demo.corpus.lists import items, words

OPPOSITES = items("""
    hot: cold; big: small; tall: short; long: short; high: low; deep: shallow; wide: narrow; thick: thin; light: dark;
    heavy: light; day: night; new: old; young: old; good: bad; right: wrong; left: right; true: false; yes: no; happy:
    sad; rich: poor; strong: weak; hard: soft; easy: difficult; fast: slow; early: late; first: last; full: empty;
    open: closed; wet: dry; clean: dirty; loud: quiet; sweet: bitter; safe: dangerous; clever: stupid; beautiful: ugly;
    cheap: expensive; alive: dead; awake: asleep; sick: healthy; hungry: full; near: far; inside: outside; up: down;
    over: under; in: out; on: off; before: after; north: south; east: west; summer: winter; morning: evening; black:
    white; man: woman; boy: girl; king: queen; friend: enemy; love: hate; laugh: cry; win: lose; give: take; buy: sell;
    start: stop; begin: end; push: pull; ask: answer; always: never; everything: nothing; more: less; same: different;
    war: peace
""")
"""Both directions are asked; where a word stands in several pairs, each of its partners is right, the first is told."""
NO_OPPOSITE = words("""
    table chair raven tree apple seven bread river pencil window blue green music Monday bottle mountain carrot
    guitar house cloud spoon elephant yellow paper twelve dog garden shoe bridge tea button potato stone clock milk
    purple bicycle moon
""")
RHYMES = tuple(
    words(group)
    for group in items("""
        cat hat bat rat mat; dog fog log frog; house mouse; tree bee sea key knee; moon spoon soon noon; star car far
        jar; day say play way May; night light bright right; sun fun run one; cake lake snake make; boat coat goat
        float; ring king sing wing thing; ball wall tall fall small; book look cook hook; bear hair chair pear; sky fly
        high try eye pie; rain train plane chain; bed red head bread; door floor four more; fish dish wish; snow go
        slow toe; cold gold old told; blue you shoe new true; mice nice ice rice; name game same flame; fox box socks;
        ten pen men hen; pig big wig dig; green queen seen bean; sweet feet meat street; song long strong; raven haven;
        money honey funny sunny; flower shower power tower
    """)
)
NO_RHYME = words("""
    orange silver month purple wolf elephant octopus breakfast Wednesday umbrella penguin hospital chimney computer
    banana animal chocolate bicycle vegetable hedgehog crocodile
""")
IRREGULAR = items("""
    mouse: mice; goose: geese; foot: feet; tooth: teeth; man: men; woman: women; child: children; person: people; die:
    dice; sheep: sheep; deer: deer; fish: fish; leaf: leaves; wolf: wolves; knife: knives; life: lives; wife: wives;
    half: halves; calf: calves; shelf: shelves; loaf: loaves; thief: thieves; potato: potatoes; tomato: tomatoes; hero:
    heroes; cactus: cacti; snowman: snowmen; piano: pianos; photo: photos; roof: roofs
""")
REGULAR = items("""
    box: boxes; fox: foxes; bus: buses; glass: glasses; dress: dresses; watch: watches; dish: dishes; brush: brushes;
    peach: peaches; match: matches; baby: babies; city: cities; country: countries; story: stories; cherry: cherries;
    fly: flies; puppy: puppies; butterfly: butterflies; family: families; boy: boys; day: days; key: keys; cat: cats;
    dog: dogs; raven: ravens; tree: trees; book: books; car: cars; table: tables; bird: birds; egg: eggs; apple:
    apples; king: kings; friend: friends; flower: flowers; shoe: shoes; train: trains; bear: bears; cow: cows; hat:
    hats; cloud: clouds; star: stars; name: names; rose: roses; cake: cakes; garden: gardens; song: songs; stone:
    stones
""")
