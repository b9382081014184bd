"""Machines and other things people make, as the model tells of them; `topics.py` says how the texts are written."""

MACHINES = """
bicycles; a bicycle; bikes; a bike | are
1: Bicycles are machines with two wheels that you move with your legs. They need no fuel. A chain carries the force
  from the pedals to the back wheel.
2: Bicycles are one of the best ways to travel a short way. The faster they roll, the easier it is to balance. They
  are quiet and keep you fit.
more: On a bicycle you need much less strength than for walking the same way.

cars; a car | are
1: Cars are machines with four wheels and a motor that carry a few people. Some burn petrol, and others have a
  battery. A wheel in front of the driver turns them.
2: Cars are a fast way to travel on roads. The first ones were built in Germany in the years after 1885. Belts keep
  the people in them safe.
more: A car needs a longer way to stop when the road is wet.

trains; a train | are
1: Trains are rows of wagons that run on rails. The first ones were pulled by steam engines. Today most of them run on
  electricity or diesel.
2: Trains are a good way to carry many people at once. The fastest ones go more than 300 kilometres an hour. They
  cannot turn, but follow the rails.
more: Some trains drive under the ground below a city.

ships; a ship; boats; a boat | are
1: Ships are large vehicles that travel on water. They float because they push away as much water as they weigh. They
  carry most goods between the continents.
2: Ships are old: people have sailed the sea for thousands of years. First they had sails and oars, then steam, and
  now large motors. Small ships are called boats.
more: The front of a ship is called the bow, and the back is called the stern.

airplanes; an airplane; planes; a plane; aeroplanes | are
1: Airplanes are machines that fly. Their wings lift them up when they move fast through the air. Motors push them
  forward. They cross an ocean in some hours.
2: Airplanes are a fast way to travel far. The Wright brothers flew the first one with a motor in 1903, for only
  twelve seconds. Most fly about ten kilometres high.
more: The black box of an airplane is in fact orange.

rockets; a rocket | are
1: Rockets are machines that fly into space. They push hot gas out at the back, and this drives them forward. They
  carry their own oxygen, since there is no air in space.
2: Rockets are needed to bring people and satellites into space. In 1969 a very large one, the Saturn V, took people
  to the moon. Small ones are used as fireworks.
more: Rockets were invented in China about eight hundred years ago.

computers; a computer | are
1: Computers are machines that follow instructions very fast. Inside, they work with zeros and ones. A list of
  instructions for them is called a program.
2: Computers are used to write, count, draw and play. The first ones were as large as a room. Now a small one is in
  every phone and in most cars.
more: A computer does only what its program says.

robots; a robot | are
1: Robots are machines that do work by themselves. They have sensors to feel, a computer to decide, and motors to
  move. Many of them build cars.
2: Robots are useful where work is hard, dull or dangerous. Some drive on Mars, some clean floors, and some help
  doctors. Only few look like people.
more: The word robot comes from a Czech play of 1920.

telephones; a telephone; phones; a phone | are
1: Telephones are machines that carry your voice over long distances. They turn sound into electricity and back into
  sound. The first ones had wires.
2: Telephones are a way to talk with people who are far away. Today most are small computers that send messages and
  take pictures. They use radio waves.
more: Alexander Graham Bell got his patent for the telephone in 1876.

clocks; a clock; watches; a watch | are
1: Clocks are machines that show the time. The short hand shows the hours, and the long hand shows the minutes. A
  small clock on the arm is called a watch.
2: Clocks are older than you may think: long ago people used the shadow of the sun, water or sand. Later came clocks
  with wheels and weights.
more: The hands of a clock turn as the shadow of a sundial does in the north.

cameras; a camera; photos; a photo | are
1: Cameras are machines that make pictures with light. A lens gathers the light and throws a small picture on a film
  or a sensor. Our eyes work in a similar way.
2: Cameras are used to keep what we see. For the first photos people had to sit still for minutes. Now every phone can
  take a picture in a moment.
more: The word photography means drawing with light.

wheels; a wheel | are
1: Wheels are round things that turn around a middle. With them, heavy loads are easy to move. Cars, bicycles, clocks
  and mills need them.
2: Wheels are among the great inventions of people. They are more than five thousand years old. The first ones were
  heavy and made of wood.
more: A wheel with teeth is called a gear.

bridges; a bridge | are
1: Bridges are roads over water, valleys or other roads. The first ones were logs over a stream. They are built of
  wood, stone, steel or concrete.
2: Bridges are built to carry heavy loads without falling. An arch of stone is strong, because its weight presses the
  stones together. Long bridges hang on steel ropes.
more: A bridge of steel grows a little longer on hot days.

houses; a house | are
1: Houses are buildings where people live. They have walls, a roof, doors and windows. They keep out rain and wind and
  hold the warmth inside.
2: Houses are built of wood, stone, bricks or clay. In cold lands the roofs are often steep, so that snow slides off.
  In hot lands thick walls keep the rooms cool.
more: A house of snow is called an igloo.

books; a book | are
1: Books are pages bound together to be read. Before printing, they were copied by hand. This took months, so books
  were rare and costly.
2: Books are a way to keep stories and knowledge. Printing made them cheap, so that many people could read. In a
  library you can borrow them.
more: Some books for blind people are read with the fingers.

paper; the paper | is
1: Paper is made from the fibres of plants, mostly wood. It was invented in China about two thousand years ago. We
  write, print and wrap things with it.
2: Paper is thin, light and easy to write on. Old paper can be made into new paper. Before it, people wrote on clay,
  on skins and on bark.
more: Wasps make paper too, for their nests.

pencils; a pencil | are
1: Pencils are sticks of wood with a dark core for writing and drawing. The core is not lead but graphite and clay.
  Rubber takes the lines away again.
2: Pencils are simple tools that write under water and upside down. Hard ones make thin grey lines, and soft ones make
  thick black lines. A knife makes them sharp.
more: One pencil can draw a line that is several kilometres long.

candles; a candle | are
1: Candles are sticks of wax with a wick in the middle. The flame melts the wax, and the wick drinks it up and burns
  it. They give a soft light.
2: Candles are an old kind of lamp. They were made of animal fat or of wax from bees. Now they stand on birthday
  cakes, one for every year.
more: A candle goes out under a glass, because fire needs air.

money; coins; a coin | is
1: Money is what we use to pay. It can be coins, paper or only numbers in a bank. Without it, people would have to
  swap one thing for another.
2: Money is useful because everyone takes it. Long ago people paid with shells, salt and silver. The first coins were
  made more than two thousand years ago.
more: Paper money was first used in China.

RWKV; the RWKV model | is
1: RWKV is a kind of language model that reads one token at a time, like a recurrent network. Its memory is a state of
  fixed size, so long chats stay fast.
2: RWKV is a recurrent network that can be trained like a transformer. I am a very small RWKV-4 model myself, and
  larger ones know much more.
more: RWKV stands for Receptance Weighted Key Value.

rwkvchat; this program | is
1: Rwkvchat is a chat program for the terminal that runs RWKV-4 Raven models. I am the small model that comes with it.
  Type /help to see the commands.
2: Rwkvchat is the program you are using now. It runs RWKV models on your own computer. You can go back, try a reply
  again and save a chat.
more: A larger model is started with rwkvchat -m PATH/TO/raven.pth
"""
