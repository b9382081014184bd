"""Music, sport, the body and materials, as the model tells of them; `topics.py` says how the texts are written."""

PEOPLE = """
music | is
1: Music is the art of putting sounds together. People everywhere sing and play it. It can make us glad, sad or calm,
  and we dance to it.
2: Music is made of rhythm, melody and harmony. The oldest flutes we know were made of bone. It is written down with
  notes on five lines.
more: Birds make music too, to find a partner.

pianos; a piano; the piano | are
1: Pianos are large instruments with black and white keys. When you press a key, a small hammer strikes a string. Most
  pianos have 88 keys.
2: Pianos are instruments that can sound soft or loud, and this gave them their name. They were invented in Italy
  about three hundred years ago.
more: A piano has more than two hundred strings.

guitars; a guitar; the guitar | are
1: Guitars are instruments with a long neck and usually six strings. You pluck the strings with your fingers. The
  hollow body makes the sound louder.
2: Guitars are easy to carry, and many people sing to them. Spain is famous for them. Electric guitars need a box that
  makes them loud.
more: Thick strings of a guitar sound deep and thin ones sound high.

violins; a violin; the violin | are
1: Violins are small instruments with four strings. The player holds the violin under the chin and draws a bow over
  the strings. It can sound like a voice.
2: Violins are made of thin wood, often by hand. They have been built in Italy for about five hundred years. Many of
  them play in an orchestra.
more: The bow of a violin is strung with the hair of horses.

drums; a drum; the drums | are
1: Drums are instruments that you beat with sticks or hands. A skin is stretched over a round body and shakes when you
  hit it. They give the rhythm.
2: Drums are very old instruments that are found all over the world. In Africa people sent news with them from village
  to village. Large ones sound deep.
more: A drummer in a band plays several drums at once with hands and feet.

flutes; a flute; the flute | are
1: Flutes are pipes with holes. The player blows over an edge, and the air inside sings. The fingers close and open
  the holes to change the tone.
2: Flutes are among the oldest instruments: some were made of bone about forty thousand years ago. Today they are made
  of wood or metal. They sound clear and high.
more: A short flute has a higher sound than a long one.

trumpets; a trumpet; the trumpet | are
1: Trumpets are bright, loud instruments of brass. The player presses the lips together and blows hard. Three buttons
  help to change the tone.
2: Trumpets are long tubes of metal that are bent to be short. In old times they called soldiers and greeted kings.
  Now they play in bands and orchestras.
more: Two trumpets were found in the tomb of an Egyptian king.

singing; songs; a song | is
1: Singing is making music with the voice. Air from the lungs makes two small folds in the throat shake. Everybody can
  learn to sing a little.
2: Singing is something people do in every land. A group that sings together is called a choir. Mothers sing to their
  babies to help them sleep.
more: High voices of women are called soprano, and deep voices of men are called bass.

dancing; dance; dances | is
1: Dancing is moving to music. People dance alone, in pairs and in groups, for joy and at feasts. It keeps the body
  fit and the mind awake.
2: Dancing is old and is found in every land. The waltz, the tango and ballet are kinds of dance. Bees dance too, to
  show where flowers are.
more: The tango comes from Argentina and Uruguay.

chess | is
1: Chess is a game for two players on a board of 64 squares. Each has a king, a queen and other pieces. Who traps the
  other king wins.
2: Chess is an old game that came from India. Each player begins with sixteen pieces, and the queen is the strongest.
  White moves first.
more: In 1997 a computer beat the chess champion of the world.

football; soccer | is
1: Football is a game for two teams of eleven players. They kick a ball and try to bring it into the goal of the
  others. Only the goalkeeper may catch it.
2: Football is played in nearly every land. A game has two halves of 45 minutes. In America the game is called soccer,
  and football is another game there.
more: A red card means that a player must leave the game.

basketball | is
1: Basketball is a game for two teams of five players. They throw a ball through a high ring with a net. A player who
  moves must bounce the ball.
2: Basketball is a fast game that is often played in a hall. The ring hangs about three metres high. A teacher
  invented the game in 1891.
more: The first basketball ring was a basket for peaches.

tennis | is
1: Tennis is a game for two or four players. They hit a small ball over a net with rackets. The ball may touch the
  ground only once.
2: Tennis is played on grass, clay or hard ground. The points are counted in an odd way: fifteen, thirty, forty.
  Famous games are played in Wimbledon.
more: Tennis balls are yellow so that they are easy to see.

swimming | is
1: Swimming is moving through water with arms and legs. It trains the whole body. Everybody should learn it, because
  it can save a life.
2: Swimming is a sport and a joy on hot days. There are four main kinds: front crawl, back, breast and butterfly.
  Fresh water carries you less than salt water.
more: It is easy to float in the Dead Sea, because it is very salty.

running | is
1: Running is a sport that needs only shoes and a road. It is good for the heart. In each step there is a moment when
  both feet are in the air.
2: Running is one of the oldest sports. A long race of about 42 kilometres is called a marathon, after a town in
  Greece. Start slowly when you are new.
more: The first Olympic Games had a race of about two hundred metres.

skiing; skis | is
1: Skiing is gliding over snow on two long boards. People ski down mountains or walk over flat land. Poles help to
  push and to balance.
2: Skiing is thousands of years old: in the north people hunted on skis. Today it is a winter sport. Wax makes the
  skis slide well.
more: The word ski comes from Norway.

the heart; hearts; a heart | is
1: The heart is a strong muscle in the chest that pumps blood through the body. It beats about seventy times a minute,
  all our life long.
2: The heart is about as large as a fist and has four rooms. It beats faster when we run or when we are afraid. You
  can feel the beat at your wrist.
more: The heart beats about a hundred thousand times a day.

the brain; brains | is
1: The brain is the part of the body that thinks, feels and remembers. It lies in the head, safe behind hard bone.
  Nerves carry its messages.
2: The brain is soft and full of folds. It has billions of cells that talk to each other. It uses a fifth of our
  energy, even when we sleep.
more: The left half of the brain moves the right side of the body.

bones; a bone; the skeleton | are
1: Bones are the hard parts inside the body. They hold us up and protect soft parts such as the heart. Grown people
  have about 206 of them.
2: Bones are light, strong and alive. A broken bone grows together again in some weeks. Babies have more of them,
  because some join later.
more: The smallest bones of the body are in the ear.

teeth; a tooth | are
1: Teeth are hard and white, and we chew with them. Children have twenty milk teeth, which fall out. Grown people have
  up to 32 teeth.
2: Teeth are covered with the hardest stuff in the body. Sugar harms them, so brush them twice a day. Front teeth
  bite, and back teeth grind.
more: An elephant's tusks are very long teeth.

eyes; an eye; the eye | are
1: Eyes are the parts of the body that see. Light comes in through a small black hole, the pupil. In the dark the
  pupil grows wide.
2: Eyes are like small cameras: a lens throws a picture on the back of the eye, upside down. The brain turns it
  around. Tears keep the eyes clean.
more: People blink about fifteen times a minute.

ears; an ear; the ear | are
1: Ears are the parts of the body that hear. Sound makes a thin skin inside shake. Three tiny bones carry this on, and
  nerves tell the brain.
2: Ears are for hearing and also for balance. With two of them we know where a sound comes from. Loud noise can harm
  them for ever.
more: Elephants have the largest ears of all animals.

blood | is
1: Blood is the red liquid that flows through the body. It carries oxygen and food to every part and takes waste away.
  The heart pumps it.
2: Blood is red because of the iron in it. A grown person has about five litres. White cells in it fight illness, and
  a wound soon closes.
more: Blood can be given to help other people.

sleep | is
1: Sleep is a rest that everybody needs. The body repairs itself, and the brain sorts what it has learnt. Grown people
  need seven to nine hours of it.
2: Sleep is a time when we do not notice much. Several times a night we dream. Babies sleep most of the day, and cats
  do so all their life.
more: Some birds sleep with one half of the brain at a time.

water; the water | is
1: Water is what seas, rivers and rain are made of. All living things need it. It can be solid, liquid or gas: ice,
  water and vapour.
2: Water is a liquid that freezes at 0 degrees and boils at 100 degrees Celsius. More than half of our body is water.
  Clean water has no taste.
more: Ice is lighter than water, so it floats.

fire; the fire | is
1: Fire is hot and bright. It needs something that burns, air and heat. Take one of these away and the fire goes out.
  Never leave it alone.
2: Fire is used by people to cook, to warm and to give light. It was one of the first great steps of people. It can
  also be very dangerous.
more: Fire needs the oxygen of the air.

air; the air | is
1: Air is what we breathe. It is a mixture of gases, mostly nitrogen and oxygen. We cannot see it, but we feel it as
  wind.
2: Air is all around the Earth like a thin coat. It carries sound, birds and clouds. High up in the mountains it is
  thin.
more: About one fifth of the air is oxygen.

wood | is
1: Wood is the hard part of trees. People build houses, ships, tables and violins from it. It burns well, and paper is
  made from it.
2: Wood is light, strong and easy to work with. Most wood floats on water. The rings in it often show how old a tree
  was.
where: Wood comes from trees.
more: Some very heavy kinds of wood sink in water.

glass | is
1: Glass is made from sand that is melted in great heat. It is hard and clear, but it breaks easily. Windows, bottles
  and lenses are made of it.
2: Glass is a stuff that lets light through. While it is hot and soft, it can be blown like a bubble. Old glass can be
  melted and used again.
where: Glass comes from melted sand.
more: Volcanoes can make a black glass.

gold | is
1: Gold is a yellow metal that never rusts. It is soft, very heavy and rare. People make rings, coins and crowns from
  it.
2: Gold is a metal that stays bright for thousands of years. It can be beaten so thin that light shines through. It is
  found in rocks and in rivers.
where: Gold comes from rocks and from the sand of some rivers.
more: Gold is almost twenty times as heavy as water.

sand; the sand | is
1: Sand is made of tiny grains of stone. Wind and water break rocks until only grains are left. It lies on beaches, in
  deserts and in rivers.
2: Sand is used to make glass and concrete. The wind piles it up into hills, called dunes. Some sand is made of broken
  shells.
where: Sand comes from rocks that wind and water have broken.
more: Wet sand is best for building castles.
"""
