"""Plants and food, as the model tells of them; `topics.py` says how the texts are written."""

PLANTS_AND_FOOD = """
trees; a tree | are
1: Trees are tall plants with a trunk of wood. They take in carbon dioxide from the air and give off oxygen. Their
  roots hold the soil and drink water from it.
2: Trees are among the oldest living things: some are thousands of years old. Where winters are cold, each year adds a
  ring to their wood. Birds and squirrels live in them.
where: Trees grow where it is not too dry and not too cold.
more: The tallest trees are more than a hundred metres high.

flowers; a flower | are
1: Flowers are the part of a plant that makes seeds. Their colours and their smell call bees and butterflies, which
  carry pollen from one flower to the next.
2: Flowers are bright and often smell sweet, so that insects find them. After some time the flower falls off and a
  fruit with seeds takes its place.
where: Flowers grow in gardens, meadows, forests and even in deserts.
more: Some flowers close at night and open again in the morning.

grass; the grass | is
1: Grass is a plant with long, thin leaves that covers meadows and lawns. When it is cut or eaten, it grows again from
  below. Cows, sheep and horses live on it.
2: Grass is among the most useful plants. Wheat, rice and corn are grasses, and people all over the world eat their
  seeds. Bamboo is a very tall grass.
where: Grass grows in meadows, gardens and plains on all continents.
more: Grass has flowers too, but they are small and green.

roses; a rose | are
1: Roses are flowers with many soft petals and a sweet smell. They are red, pink, white or yellow. Their stems have
  sharp thorns, so pick them with care.
2: Roses are bushes that people have planted in gardens for thousands of years. A red rose is a sign of love. Oil of
  roses is used in perfume.
where: Roses grow in gardens and hedges of the northern half of the world.
more: The fruit of the rose is red and makes a good tea.

sunflowers; a sunflower | are
1: Sunflowers are tall plants with large yellow flowers. The young flowers turn with the sun during the day. Their
  seeds are good to eat and give oil.
2: Sunflowers are plants that can grow taller than a man in one summer. One flower can hold more than a thousand
  seeds. Birds like these seeds very much.
where: Sunflowers grow in sunny fields and gardens; they come from North America.
more: Old sunflowers no longer turn: they look to the east.

cactuses; a cactus; cacti | are
1: Cactuses are plants of dry lands that keep water in their thick stems. They have spines in place of leaves. The
  spines keep thirsty animals away.
2: Cactuses are plants that can live for months without rain. Their roots spread wide under the ground to catch every
  drop. Some bloom for a single night.
where: Almost all cactuses grow in the dry lands of America.
more: A large cactus can be as tall as a house.

mushrooms; a mushroom | are
1: Mushrooms are not plants: they belong to the fungi. They have no leaves and need no light. Some are good to eat and
  others are very poisonous.
2: Mushrooms are the fruit of a net of thin threads in the ground. They grow quickly after rain. Never eat a wild
  mushroom that you do not know well.
where: Mushrooms grow in forests, meadows and on dead wood.
more: Mushrooms help to turn dead leaves and wood into soil.

bamboo; the bamboo | is
1: Bamboo is a giant grass with hollow stems. Some kinds grow almost a metre in one day. People build houses, bridges
  and furniture from it.
2: Bamboo is light and very strong. Pandas eat almost nothing else. Many kinds bloom only once in many years, and then
  the old plants die.
where: Bamboo grows in warm lands of Asia, Africa and America.
more: Young stems of bamboo can be cooked and eaten.

leaves; a leaf | are
1: Leaves are the green parts of a plant. They catch the light of the sun and make sugar from water and air. In this
  way a plant feeds itself.
2: Leaves are green because of a stuff that catches light. In autumn many trees take it back, and yellow and red
  colours can be seen. Then the leaves fall.
more: The needles of a pine tree are leaves too.

seeds; a seed | are
1: Seeds are small parts of a plant from which a new plant grows. They hold food for the first days. Water and warmth
  wake them up.
2: Seeds are made by flowers. Some fly with the wind, some float on water, and some are carried away by birds. A bean
  and a nut are large seeds.
more: Some seeds sleep in the ground for many years before they grow.

apples; an apple | are
1: Apples are round fruits with a thin skin that is red, green or yellow. They grow on trees and are ripe in autumn.
  Juice, cakes and vinegar are made from them.
2: Apples are fruits that came from the mountains of central Asia. There are thousands of kinds of them. Kept cool,
  many stay fresh through the winter.
where: Apples grow on trees in mild lands with cold winters.
more: Apples float on water because a part of them is air.

bananas; a banana | are
1: Bananas are long, curved fruits with a thick skin. They are picked when they are green, and they turn yellow later.
  They are soft, sweet and easy to eat.
2: Bananas are fruits of a plant that looks like a tree but has no wood. They grow in large bunches. The bananas that
  we buy have no real seeds.
where: Bananas grow in warm, wet lands.
more: Bananas first came from the forests of Asia.

oranges; an orange | are
1: Oranges are round, sweet fruits full of juice, with a thick skin. They grow on trees that stay green all year. They
  are rich in vitamin C.
2: Oranges are fruits that came from Asia and now grow in many warm lands. The colour was named after the fruit. Many
  people drink their juice for breakfast.
where: Oranges grow on trees in warm lands.
more: The white flowers of the orange tree smell very sweet.

lemons; a lemon | are
1: Lemons are yellow fruits with very sour juice. They grow on trees in warm lands. People use them for drinks, cakes,
  fish and tea.
2: Lemons are sour fruits that are rich in vitamin C. Sailors once ate them on long journeys so that they did not fall
  ill. Their skin smells fresh.
where: Lemons grow on trees in warm lands.
more: A lemon tree can have flowers and fruit at the same time.

strawberries; a strawberry | are
1: Strawberries are soft red fruits with tiny yellow seeds on the outside. They are sweet and smell good. Cakes, jam
  and ice cream are made with them.
2: Strawberries are summer fruits of small plants that grow near the ground. The plants send out long stems, and new
  plants grow from them. Fresh ones do not keep long.
where: Strawberries grow in gardens and fields; small wild ones grow in forests.
more: The white flower of a strawberry has five petals.

tomatoes; a tomato | are
1: Tomatoes are red, round and full of juice. People use them as a vegetable, but they are fruits with seeds. They are
  good in salad, in soup and on pizza.
2: Tomatoes are fruits that came from South America. For a long time people in Europe did not dare to eat them. They
  need much sun and warmth.
where: Tomatoes grow in sunny gardens and in houses of glass.
more: There are yellow, green and even black tomatoes.

potatoes; a potato | are
1: Potatoes are vegetables that grow under the ground. They can be boiled, baked or fried, but they should not be
  eaten raw. Chips are made from them.
2: Potatoes are food for people all over the world. They came from the mountains of South America. The green parts of
  the plant are poisonous.
where: Potatoes grow under the ground in fields of many lands.
more: A new potato plant grows from the eyes of an old potato.

carrots; a carrot | are
1: Carrots are long orange roots that are good to eat, raw or cooked. They are sweet and crisp. Rabbits and horses
  like them too.
2: Carrots are vegetables that grow under the ground with green leaves above. Long ago most of them were purple or
  white. They are good for the eyes.
where: Carrots grow under the ground in gardens and fields.
more: A carrot is the root of the plant.

onions; an onion | are
1: Onions are vegetables made of many layers, one around the other. They are used in soups and salads all over the
  world. Cooked slowly, they become sweet.
2: Onions are bulbs that grow in the ground. When you cut them, they give off a gas that makes your eyes water. A
  cool, sharp knife helps.
where: Onions grow in gardens and fields of many lands.
more: People have grown onions for about five thousand years.

rice | is
1: Rice is the seed of a grass that often grows in fields under water. It is the daily food of a large part of all
  people. It is boiled in water.
2: Rice is a grain that has been grown in Asia for many thousand years. Its small white seeds become soft when they
  are cooked. It goes well with vegetables.
where: Rice grows in warm, wet lands, often in fields under water.
more: Brown rice is rice that still has its outer skin.

bread | is
1: Bread is a food baked from flour and water. Yeast fills the dough with bubbles and makes it rise. The outside
  becomes hard and brown, the inside stays soft.
2: Bread is one of the oldest foods that people make. It is baked from wheat, rye and other grains. In some lands it
  is flat, in others it is tall and round.
more: Old bread is still good for soup and for crumbs.

cheese | is
1: Cheese is a food made from milk. The milk becomes thick, the water is pressed out, and then the cheese ripens for
  days or years. Some kinds have holes.
2: Cheese is a way to keep milk for a long time. It is made from the milk of cows, sheep or goats. Some cheese is soft
  and mild, some is hard and strong.
more: The holes in cheese come from bubbles of gas.

milk | is
1: Milk is a white drink that mothers make for their young. People drink the milk of cows, goats and sheep. Butter,
  cheese and yoghurt are made from it.
2: Milk is the first food of every young mammal. It holds water, fat, sugar and much that bones need. It stays fresh
  for longer in a cold place.
where: Milk comes from cows, goats, sheep and other mammals.
more: When milk stands for a while, the cream rises to the top.

eggs; an egg | are
1: Eggs are what birds lay so that their young can grow. Inside the hard shell are the white and the yellow yolk.
  People eat them boiled or fried.
2: Eggs are laid by birds, fish, frogs, snakes and insects. A hen's egg needs about three weeks until a chick comes
  out. The shell lets a little air in.
where: The eggs that we eat come from hens.
more: A fresh egg sinks in water, and an old one floats.

honey | is
1: Honey is a sweet food that bees make from nectar. It keeps for many years when it is well closed. It can be clear
  and gold or dark and thick.
2: Honey is the winter food of bees. Its taste and colour depend on the flowers that the bees visited. People used it
  to sweeten food long before they had sugar.
where: Honey comes from the hives of bees.
more: For one jar of honey bees visit more than a million flowers.

salt; the salt | is
1: Salt is a white mineral that makes food taste better. It is found in the sea and under the ground. People need a
  little of it to live.
2: Salt is what makes the sea salty. Before there was ice in every house, people used it to keep meat and fish for the
  winter. It was once very costly.
where: Salt comes from the sea and from mines under the ground.
more: Salt makes ice melt, so it is put on roads in winter.

chocolate | is
1: Chocolate is a sweet food made from the beans of the cocoa tree. The beans are roasted, ground and mixed with
  sugar. It melts in the mouth.
2: Chocolate is made from cocoa. Long ago people in Mexico drank cocoa as a bitter drink without sugar. It is not good
  for dogs and can make them very ill.
where: Chocolate comes from the cocoa tree, which grows in warm, wet lands.
more: White chocolate holds the fat of the bean but not its dark part.

tea | is
1: Tea is a drink made from the leaves of the tea plant and hot water. It first came from China. People drink it hot
  or cold, with milk or with lemon.
2: Tea is drunk all over the world. Green tea and black tea come from the same plant; only the work on the leaves is
  different. It wakes you up a little.
where: Tea comes from warm lands such as India, China and Kenya.
more: Tea made from herbs has no tea leaves in it at all.

coffee | is
1: Coffee is a dark, hot drink made from roasted beans. It smells strong and tastes bitter. Many people drink it in
  the morning because it wakes them up.
2: Coffee is made from the seeds of a small red fruit. The first coffee plants came from Africa, from Ethiopia. The
  beans are green before they are roasted.
where: Coffee grows in warm lands such as Brazil, Vietnam and Ethiopia.
more: Coffee can be drunk with milk and sugar.

soup; the soup | is
1: Soup is a warm food that you eat with a spoon. It is made from water with vegetables, meat, fish or beans. It warms
  you up on cold days.
2: Soup is an easy meal: cut some vegetables, boil them in water and add a little salt. There are clear soups and
  thick soups, and a few are eaten cold.
more: Soup often tastes even better on the next day.

pizza; a pizza | is
1: Pizza is a flat bread with tomatoes and cheese, baked in a very hot oven. It comes from Italy. People put
  mushrooms, ham or olives on it too.
2: Pizza is a food that came from the city of Naples in Italy. The thin dough is baked for only a few minutes. It is
  often cut into pieces and eaten by hand.
where: Pizza comes from Italy.
more: The green leaves on a pizza are often basil.

pasta | is
1: Pasta is a food made from flour and water, sometimes with eggs. It is boiled in water with salt and eaten with a
  sauce. Spaghetti are long and thin.
2: Pasta is a favourite food of Italy. There are hundreds of shapes: long, short, round and like small wheels. Dry
  pasta keeps for years.
more: Pasta is often eaten with tomatoes and cheese.
"""
