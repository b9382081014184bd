"""Birds, ravens first, as the model tells of them; `topics.py` says how the texts are written."""

BIRDS = """
ravens; a raven; the raven | are
1: Ravens are large black birds of the crow family. They are among the cleverest of all birds: they solve puzzles,
  hide food for later and remember faces for a long time.
2: Ravens are clever black birds with a deep, rough voice. They can copy sounds and even human words. A pair often
  stays together for life and builds its nest on a cliff or in a tall tree.
where: Ravens live in mountains, forests and deserts and on coasts.
food: Ravens eat nearly everything: insects, seeds, eggs, small animals and dead animals.
more: Ravens like to play: they slide down snow and do tricks in the air.

crows; a crow; the crow | are
1: Crows are black birds of the same family as ravens, but they are smaller. They are very clever: some of them use
  simple tools, and they remember people who were unkind to them.
2: Crows are clever birds with a loud, rough call. In the evening they often gather in large groups and sleep in the
  same trees. A pair builds a nest of sticks high above the ground.
where: Crows live in fields, forests and cities in most parts of the world.
food: Crows eat insects, worms, seeds, fruit, eggs and what people throw away.
more: Some crows drop nuts on hard ground to break them open.

owls; an owl; the owl | are
1: Owls are birds that mostly hunt at night. Their soft feathers let them fly almost without a sound, and their very
  good ears find a mouse even in the dark.
2: Owls are hunters with large eyes and a round face. They cannot move their eyes, so they turn their heads far around
  instead. They swallow a mouse whole and later spit out the bones.
where: Owls live in forests, fields and old barns in most parts of the world.
food: Owls eat mice, small birds, frogs and large insects.
more: Many owls do not build a nest but use a hole in a tree.

penguins; a penguin; the penguin | are
1: Penguins are black and white birds that cannot fly but swim very well. Their wings work like paddles, and thick
  feathers and a layer of fat keep them warm in cold water.
2: Penguins are birds that find their food in the sea and raise their young on land. Emperor penguin fathers stand on
  the ice in winter and keep the egg warm on their feet.
where: Most penguins live on coasts in the south of the world, many of them in Antarctica.
food: Penguins eat fish, squid and other small animals of the sea.
more: Penguins often slide over the snow on their bellies.

eagles; an eagle; the eagle | are
1: Eagles are large birds of prey with strong wings, a hooked beak and sharp claws. They can see a small animal from
  very far away, and then they dive down to catch it.
2: Eagles are hunters that sail high in the air on wide wings. They build large nests of sticks on cliffs or in tall
  trees and use them again for many years.
where: Eagles live in mountains, in forests and near water in most parts of the world.
food: Eagles eat fish, rabbits, birds and other animals.
more: Eagles see far better than people do.

parrots; a parrot; the parrot | are
1: Parrots are birds with a strong, curved beak and often with bright colours. Many of them can copy the words of
  people. They use their feet like hands to hold nuts and fruit.
2: Parrots are clever, noisy birds that often live in groups. Some kinds grow very old, more than fifty years. Their
  beak is strong enough to crack hard nuts.
where: Most parrots live in warm forests of South America, Africa, Asia and Australia.
food: Parrots eat seeds, nuts, fruit and flowers.
more: Parrots have two toes in front and two behind, which helps them to climb.

sparrows; a sparrow; the sparrow | are
1: Sparrows are small brown and grey birds with a short, strong beak. They hop on the ground and look for seeds, and
  many of them live close to people in towns.
2: Sparrows are lively little birds that like to be together. They build nests of grass in holes, under roofs and in
  bushes, and they bathe in dust to clean their feathers.
where: Sparrows live in towns, gardens and fields in many parts of the world.
food: Sparrows eat seeds, insects and crumbs.
more: A sparrow weighs only about thirty grams.

ducks; a duck; the duck | are
1: Ducks are water birds with a flat beak and feet like paddles. Their feathers are oily and keep the water out, so a
  duck stays dry when it swims.
2: Ducks are good swimmers that look for food in ponds and rivers, often with the head under water and the tail up.
  The young can swim soon after they hatch.
where: Ducks live on ponds, lakes, rivers and coasts almost everywhere.
food: Ducks eat water plants, seeds, snails and insects.
more: Many ducks fly to warmer places for the winter.

geese; a goose; the goose | are
1: Geese are large water birds with a long neck and a loud voice. When they travel far, they fly in the shape of a V,
  which saves them strength.
2: Geese are birds that eat grass like sheep. A pair often stays together for many years. People once kept geese as
  guards, because they cry out when strangers come.
where: Geese live near lakes and rivers in Europe, Asia and North America.
food: Geese eat grass, leaves, roots and seeds.
more: A young goose is called a gosling.

swans; a swan; the swan | are
1: Swans are large water birds with a long, curved neck. Most of them are white, and the young ones are grey. They
  glide over lakes and need a long run to take off.
2: Swans are among the heaviest birds that can fly. A pair often stays together for life and guards its nest bravely:
  it hisses at everyone who comes too near.
where: Swans live on lakes, ponds and slow rivers.
food: Swans eat water plants and grass.
more: The swans of Australia are black.

chickens; a chicken; hens; a hen | are
1: Chickens are farm birds that people keep for their eggs and meat. They can fly only a little. The male is called a
  rooster, the female a hen and the young one a chick.
2: Chickens are birds that scratch the ground for food and sleep on a perch at night. A hen keeps her eggs warm for
  about three weeks until the chicks hatch.
where: Chickens live on farms all over the world.
food: Chickens eat grain, seeds, worms and insects.
more: Chickens know each other and keep an order in their group.

ostriches; an ostrich; the ostrich | are
1: Ostriches are the largest birds alive. They cannot fly, but they run very fast on two strong legs. One of their
  eggs weighs more than a kilogram.
2: Ostriches are tall birds with a long neck, long legs and soft feathers. They can kick hard when they are in danger.
  They do not really hide their heads in the sand.
where: Ostriches live in the open grasslands and dry lands of Africa.
food: Ostriches eat grass, leaves, seeds and small animals.
more: Ostriches have only two toes on each foot.

flamingos; a flamingo; the flamingo | are
1: Flamingos are tall pink birds with long thin legs and a bent beak. Their colour comes from the food they eat, and
  young flamingos are grey.
2: Flamingos are water birds that stand together in large groups, often on one leg. They hold their beak upside down
  in the water and take tiny animals and plants out of it.
where: Flamingos live on shallow, salty lakes and coasts, mostly in warm lands.
food: Flamingos eat tiny shrimps, other small water animals and water plants.
more: Flamingos build their nests of mud.

pigeons; a pigeon; the pigeon | are
1: Pigeons are birds with a small head and a round body that live in cities all over the world. They coo softly and
  nod their heads when they walk.
2: Pigeons are good fliers that find their way home from very far away. For this reason people used them for a long
  time to carry letters.
where: Pigeons live in most cities of the world; wild ones live on cliffs.
food: Pigeons eat seeds, grain and crumbs.
more: Pigeons feed their young with a kind of milk that they make in the throat.

seagulls; a seagull; gulls; a gull | are
1: Seagulls are white and grey birds of the coast with a loud cry. They fly and swim well, and they often follow ships
  to pick up what falls into the water.
2: Seagulls are clever birds that eat almost anything. They drum on the ground with their feet so that worms come up,
  and some of them steal bread from people on the beach.
where: Seagulls live on coasts, but also on lakes and in towns.
food: Seagulls eat fish, crabs, worms, eggs and rubbish.
more: Seagulls can drink salt water.

peacocks; a peacock; the peacock | are
1: Peacocks are large birds with a shining blue neck and very long green feathers at the back. They spread these
  feathers like a fan to please the females.
2: Peacocks are proud birds that show a fan of long feathers with spots like eyes. The feathers fall out every year
  and grow again. The females are brown and plain.
where: Wild peacocks live in the forests of India and other parts of Asia.
food: Peacocks eat seeds, fruit, insects and small snakes.
more: Peacocks have a loud cry that can be heard far away.

hummingbirds; a hummingbird; the hummingbird | are
1: Hummingbirds are tiny, shining birds that drink nectar from flowers. They beat their wings so fast that the air
  hums, and they can stand still in the air.
2: Hummingbirds are very small birds; the smallest kind weighs about two grams. They can even fly backwards. Because
  they are so busy, they need to drink nectar all day long.
where: Hummingbirds live in North and South America.
food: Hummingbirds eat nectar and tiny insects.
more: The heart of a hummingbird can beat a thousand times a minute.

magpies; a magpie; the magpie | are
1: Magpies are black and white birds with a long tail that shines blue and green. They belong to the crow family and
  are as clever as their relatives.
2: Magpies are noisy, curious birds. They build a large round nest with a roof of twigs. Some magpies know themselves
  in a mirror, which very few animals do.
where: Magpies live in fields, parks and towns in Europe, Asia and North America.
food: Magpies eat insects, seeds, fruit, eggs and small animals.
more: Old stories say that magpies steal shiny things, but they rarely do.

birds; a bird | are
1: Birds are animals with feathers, two wings and a beak. Most of them can fly, and all of them lay eggs. Their bones
  are light, and many of them are hollow.
2: Birds are the only animals alive that have feathers. They descend from small dinosaurs. Many of them sing to find a
  partner and to tell others that a place is taken.
where: Birds live in all parts of the world, even in Antarctica.
food: Birds eat seeds, fruit, insects, fish or meat; each kind has its own food.
more: There are about ten thousand kinds of birds.
"""
