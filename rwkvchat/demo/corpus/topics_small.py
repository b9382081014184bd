"""Fish, reptiles, insects and other animals, as the model tells of them; `topics.py` says how the texts are written."""

SMALL_ANIMALS = """
fish; a fish | are
1: Fish are animals that live in water and breathe through gills. They swim with fins and a strong tail, and most of
  them are covered with scales.
2: Fish are very old animals that lived long before the dinosaurs. Many of them swim in large groups, called schools.
  Most of them lay eggs in the water.
where: Fish live in seas, lakes and rivers all over the world.
food: Fish eat water plants, insects, worms or smaller fish.
more: Fish sleep with open eyes, because most of them cannot close them.

sharks; a shark; the shark | are
1: Sharks are fish with many sharp teeth and a skeleton that has no bones. They smell blood from far away. When they
  lose a tooth, a new one takes its place.
2: Sharks are very old animals that lived before the dinosaurs. Most of them are harmless to people. The largest one,
  the whale shark, eats only tiny animals and small fish.
where: Sharks live in all the oceans.
food: Most sharks eat fish, squid and other animals of the sea.
more: The skin of a shark feels like sandpaper.

octopuses; an octopus; the octopus | are
1: Octopuses are soft animals of the sea with eight arms, three hearts and blue blood. They can change their colour in
  a moment to hide or to show their mood.
2: Octopuses are among the cleverest animals without bones. They open jars and slip through tiny holes. In danger they
  squirt dark ink and swim away.
where: Octopuses live in all the oceans, many of them among rocks.
food: Octopuses eat crabs, shells and fish.
more: Each arm of an octopus can taste what it touches.

jellyfish; a jellyfish; the jellyfish | are
1: Jellyfish are soft animals that drift in the sea. They have no bones, no heart and no brain. Their long threads can
  sting, so it is better not to touch them.
2: Jellyfish are made almost only of water. They are older than fish and dinosaurs. Some of them glow in the dark, and
  some are larger than a man.
where: Jellyfish live in all the oceans.
food: Jellyfish eat small fish and tiny animals that float in the water.
more: Most jellyfish swim by opening and closing like an umbrella.

crabs; a crab; the crab | are
1: Crabs are animals with a hard shell and ten legs, and the first two are claws. Most of them walk sideways. When
  they grow, they leave the old shell and make a new one.
2: Crabs are animals of the coast that hide under stones and in the sand. The hermit crab lives in the empty shell of
  a snail and moves when it grows too large.
where: Crabs live in all the oceans and on beaches, and some live on land.
food: Crabs eat water plants, worms, shells and dead animals.
more: A crab that has lost a leg can grow a new one.

starfish; a starfish; the starfish | are
1: Starfish are animals of the sea that look like stars. Most of them have five arms. A lost arm can grow again. They
  walk on hundreds of tiny feet.
2: Starfish are not fish: they have no bones, no gills and no brain. They can push their stomach out of the body to
  eat a shell that they have opened.
where: Starfish live on the ground of all the oceans.
food: Starfish eat shells, snails and other small animals.
more: Starfish have a simple eye at the end of each arm.

snails; a snail; the snail | are
1: Snails are small, slow animals that carry their house on the back. They creep on one soft foot and leave a trail of
  slime. In dry weather they close the door and wait.
2: Snails are soft animals with a round shell. Many of them have eyes at the tips of long feelers. They have thousands
  of tiny teeth on the tongue.
where: Snails live in gardens and forests, in ponds and in the sea.
food: Most snails eat leaves, fruit and dead plants.
more: A garden snail needs more than a minute to creep one metre.

worms; a worm; earthworms; an earthworm | are
1: Worms are long, soft animals without legs. Earthworms live in the soil and eat dead leaves. They make the soil
  loose and rich, so that plants grow well.
2: Worms are animals that have no bones and no ears. Earthworms have no eyes either: they feel light with their skin.
  When it rains, earthworms often come up to the surface.
where: Earthworms live in the soil of gardens, fields and forests.
food: Earthworms eat dead leaves and soil.
more: An earthworm breathes through its skin.

turtles; a turtle; the turtle; tortoises | are
1: Turtles are animals with a hard shell, and many can pull their head and legs into it. They are slow on land, but
  sea turtles swim very well.
2: Turtles are very old animals: they lived already with the dinosaurs. Some of them live for more than a hundred
  years. They have no teeth but a sharp beak.
where: Turtles live in seas, rivers and ponds, and tortoises live on land.
food: Turtles eat plants, jellyfish, worms and snails.
more: Sea turtles lay their eggs in the sand of the beach where they were born.

crocodiles; a crocodile; the crocodile | are
1: Crocodiles are large reptiles with a long mouth full of teeth and a strong tail. They lie still in the water like a
  log and wait for animals that come to drink.
2: Crocodiles are relatives of birds and lived already with the dinosaurs. The mother guards her nest and carries the
  young to the water, softly, in her mouth.
where: Crocodiles live in the rivers, lakes and coasts of warm lands.
food: Crocodiles eat fish, birds and other animals.
more: A crocodile grows new teeth all its life.

snakes; a snake; the snake | are
1: Snakes are reptiles without legs. They smell with their tongue and feel when the ground shakes. They can swallow
  animals that are thicker than their own head.
2: Snakes are quiet hunters that swallow their food whole. Most of them are harmless, but some have poison in their
  teeth. From time to time they slip out of their old skin.
where: Snakes live in most warm and mild lands, in forests, deserts and water.
food: Snakes eat mice, frogs, birds, eggs and other animals.
more: Snakes have no eyelids, so they never close their eyes.

lizards; a lizard; the lizard | are
1: Lizards are reptiles with four legs, a long tail and dry skin with scales. They lie in the sun to get warm. In
  danger many of them drop their tail and run away.
2: Lizards are quick animals that like warm stones. A lost tail often grows again. Some can run up walls, and the
  chameleon can change its colour.
where: Lizards live in most warm and mild lands, under stones, in trees and in deserts.
food: Lizards eat insects, spiders and worms, and some eat plants.
more: The largest lizard, the Komodo dragon, is about three metres long.

frogs; a frog; the frog | are
1: Frogs are animals with wet skin and long back legs that live near water. They jump far and swim well. They catch
  insects with a long, sticky tongue.
2: Frogs are animals that begin life in the water as tadpoles with a tail. Later they grow legs and come on land. On
  warm nights the males sing loudly.
where: Frogs live in ponds, wet meadows and forests in most parts of the world.
food: Frogs eat flies, worms, snails and other small animals.
more: Frogs drink through their skin.

dinosaurs; a dinosaur | were
1: Dinosaurs were animals that lived many millions of years ago. Some were as small as chickens, others were longer
  than a bus. Many ate plants, and some hunted.
2: Dinosaurs were the rulers of the land for a very long time. The last large ones died out about 66 million years
  ago, and the birds of today descend from small ones.
where: Dinosaurs lived on all the continents.
food: Many dinosaurs ate plants, and others ate meat.
more: We know dinosaurs from their bones, which turned to stone.

ants; an ant; the ant | are
1: Ants are small insects that live together in large nests. Each of them has its work: some look for food, some care
  for the young. The queen lays the eggs.
2: Ants are very strong: they can carry many times their own weight. They find their way by smell and follow each
  other in long lines.
where: Ants live in nests under the ground, in wood and in hills, almost everywhere.
food: Ants eat seeds, insects, dead animals and sweet juice.
more: Ants talk to each other with smells and by touch.

bees; a bee; the bee; honeybees | are
1: Bees are insects that collect nectar from flowers and make honey of it. On their way they carry pollen from flower
  to flower, so that fruit can grow.
2: Bees are busy insects. Honeybees live in hives with one queen and thousands of workers. They dance to tell each
  other where flowers are.
where: Honeybees live in hives and hollow trees, and many other bees live in the ground.
food: Bees eat nectar, pollen and honey.
more: A honeybee usually dies after it has stung a person.

wasps; a wasp; the wasp | are
1: Wasps are insects with thin waists and often yellow and black stripes. Many of them build nests of paper, which
  they make of wood. They can sting more than once.
2: Wasps are hunters that catch flies and caterpillars for their young. In late summer they come to our tables,
  because they like sweet things. It is best to stay calm.
where: Wasps live in nests in the ground, in trees and under roofs.
food: Wasps eat insects, fruit and sweet juice.
more: In cold lands only the young queens live through the winter.

flies; a fly; the fly | are
1: Flies are small insects with two wings and large eyes. They taste with their feet and can walk on the ceiling. They
  are so quick that they are hard to catch.
2: Flies are insects that begin life as small white worms, called maggots. They can spread illness, but they also
  clean up dead things and visit flowers.
where: Flies live almost everywhere, in houses, fields and forests.
food: Flies eat sweet juice, fruit, rubbish and dead things.
more: A fly beats its wings about two hundred times a second.

mosquitoes; a mosquito; the mosquito | are
1: Mosquitoes are small insects with thin legs and a high hum. Only the females bite: they need blood for their eggs.
  In warm lands some of them spread illness.
2: Mosquitoes are insects that lay their eggs in still water. They find people by the breath and the warmth of the
  body. Many birds, bats and fish eat them.
where: Mosquitoes live near still water almost everywhere, but not in Antarctica.
food: Mosquitoes drink nectar, and the females also drink blood.
more: Male mosquitoes never bite.

butterflies; a butterfly; the butterfly | are
1: Butterflies are insects with large, colourful wings. They begin life as caterpillars, then rest inside a shell and
  come out with wings. They fly by day.
2: Butterflies are light insects that drink nectar with a long tongue. They taste with their feet. The colours on
  their wings are made of tiny scales, like dust.
where: Butterflies live in meadows, gardens and forests, on all continents but Antarctica.
food: Butterflies drink nectar, and their caterpillars eat leaves.
more: Monarch butterflies fly thousands of kilometres to spend the winter in Mexico.

ladybirds; a ladybird; ladybugs; a ladybug | are
1: Ladybirds are small round beetles, often red with black spots. Gardeners like them because they eat the small
  insects that harm plants. In many lands they bring luck.
2: Ladybirds are beetles that warn birds with their bright colour: they taste bad. The number of their spots does not
  show their age. They spend the winter in groups.
where: Ladybirds live in gardens, fields and forests in most parts of the world.
food: Most ladybirds eat small insects that suck on plants.
more: In danger a ladybird lets a yellow drop come out of its legs.

spiders; a spider; the spider | are
1: Spiders are small animals with eight legs, and most of them have eight eyes. Many of them spin webs of silk to
  catch insects. Most are harmless to people.
2: Spiders are not insects: they have eight legs, and insects have six. Their silk is thin but very strong. Young
  spiders let the wind carry them away on a thread.
where: Spiders live almost everywhere, in houses, gardens, forests and deserts.
food: Spiders eat flies and other insects.
more: Some spiders build a new web every day and eat the old one.

insects; an insect | are
1: Insects are small animals with six legs and a body of three parts. Many of them have wings. There are more kinds of
  insects than of all other animals together.
2: Insects are animals without bones: their hard skin holds them together. Bees, ants, flies and beetles are insects.
  Without them many plants would have no fruit.
where: Insects live on all continents, on land and in fresh water.
food: Insects eat leaves, nectar, wood, blood or other insects; each kind has its own food.
more: About a million kinds of insects are known.
"""
