import type { TaskGroup } from './task-group.js';

/** What people ask that is no developer's matter: money, health, learning, travel, a household. */
export const lifeTasks: TaskGroup = {
  places: [],
  join: [],
  lines: `
lose weight fast|lose weight quickly|drop some pounds in a short time|slim down fast|get rid of extra weight quickly
gain weight|put on weight|get heavier in a healthy way
build muscle|gain muscle|get more muscular|grow muscles
get rid of belly fat|lose belly fat|reduce fat around the waist
sleep better|improve my sleep|get better sleep at night|have a good night's sleep
fall asleep faster|get to sleep quicker|stop lying awake
wake up early|get up early in the morning|become an early riser
stop snoring|cure snoring|get rid of snoring
quit smoking|stop smoking cigarettes|give up smoking
stop drinking alcohol|quit drinking|give up alcohol
reduce stress|deal with stress|lower my stress level|cope with stress
overcome anxiety|deal with anxiety|get over anxiety
overcome depression|get out of depression|deal with depression
get rid of acne|cure acne|treat pimples|remove pimples from the face
get rid of dark circles|remove dark circles under the eyes|reduce circles under my eyes
stop hair loss|prevent hair from falling out|reduce hair fall
grow hair faster|make hair grow quickly|speed up hair growth
grow taller|increase my height|get taller
whiten teeth at home|make my teeth whiter|get white teeth
cure a cold|get rid of a cold fast|treat a common cold
treat a headache|get rid of a headache|cure headache at home
lower blood pressure|reduce high blood pressure|bring down my blood pressure
improve my memory|get a better memory|increase memory power
improve concentration|focus better while studying|increase my concentration
stop procrastinating|overcome procrastination|quit putting things off
become more confident|gain confidence|build self confidence|boost my confidence
be happy|become a happier person|find happiness in life
control anger|manage my anger|deal with anger
make friends|find new friends|get more friends
talk to strangers|start a conversation with people i do not know|overcome shyness with strangers
get over a breakup|move on after a breakup|forget my ex
know if someone likes me|tell whether a person has a crush on me|find out if somebody is interested in me
ask someone out|invite somebody on a date|ask a person for a date
find a girlfriend|get a girlfriend|meet a girl to date
find a boyfriend|get a boyfriend|meet a guy to date
improve my relationship|make a relationship better|have a stronger relationship
earn money online|make money on the internet|make money online|earn from home through the internet
make money from home|earn an income from home|work from home for money
become rich|get rich|become a millionaire|make a lot of money
save money|put aside more money|spend less money
invest money|invest in stocks|start investing in the stock market
start a business|start my own company|set up a business|launch a startup
get funding for a startup|raise money for a startup|find investors for my startup
buy a house|purchase a home|get my first house
rent an apartment|find a flat to rent|get an apartment
get a loan|borrow money from a bank|apply for a bank loan
improve my credit score|raise credit score|fix a bad credit score
open a bank account|set up a bank account|get an account at a bank
close a bank account|cancel a bank account|terminate my account at the bank
transfer money abroad|send money to another country|make an international transfer
pay less tax|save on taxes|lower my taxes
file a tax return|submit my taxes|do my tax declaration
find a job|get a job|look for work|land a job
get a job without experience|find work with no experience|get hired without any experience
prepare for an interview|get ready for a job interview|do well in an interview
write a resume|make a good cv|create a resume
negotiate a salary|ask for more salary|get a better pay offer
ask for a raise|get a pay rise|request a salary increase
quit a job|resign from my job|leave my company
change my career|switch careers|move into another profession
become a software engineer|start a career as a software developer|get into programming as a job
become a data scientist|start a career in data science|get into data science
become a doctor|get into medicine|start a medical career
become a pilot|get a pilot licence|start a career as a pilot
become a writer|start a career as an author|get into writing
become an actor|start an acting career|get into acting
become a model|start a modelling career|get into modelling
learn english|improve my english|get better at english|master the english language
speak english fluently|become fluent in english|improve my spoken english
improve my vocabulary|learn more words|build a better vocabulary
improve my handwriting|get better handwriting|write more neatly
learn a language quickly|master a foreign language fast|pick up a new language in a short time
learn to code|start programming|get into coding|learn programming from scratch
learn to draw|get better at drawing|improve my drawing skills
learn to sing|improve my singing voice|become a better singer
learn guitar|start playing the guitar|teach myself the guitar
learn piano|start playing the piano|teach myself the piano
learn chess|get better at chess|improve my chess game
learn mathematics|get better at maths|improve my math skills
learn physics|get better at physics|understand physics
learn to cook|start cooking|get better at cooking
learn to drive|start driving a car|get better at driving
learn to swim|start swimming|teach myself swimming
study for an exam|prepare for a test|get ready for exams
crack an entrance exam|pass an entrance test|clear an admission exam
get into a good university|be admitted to a top college|get accepted by a good school
get a scholarship|win a scholarship|find money for my studies
study abroad|go to university in another country|get a degree abroad
write an essay|compose an essay|start writing an essay
write a book|start writing a novel|get a book written
publish a book|get my book published|find a publisher
give a speech|speak in public|improve public speaking
read faster|increase my reading speed|become a faster reader
develop a reading habit|read more books|make reading a habit
get a visa|apply for a visa|obtain a travel visa
get a passport|apply for a passport|obtain a passport
move to another country|emigrate|settle abroad
travel cheaply|travel on a budget|see the world with little money
travel alone|go on a solo trip|travel by myself
book cheap flights|find cheap air tickets|get low fares on flights
pack a suitcase|pack for a trip|prepare luggage for travel
get rid of jet lag|overcome jet lag|deal with jet lag
boil eggs|cook an egg in water|make boiled eggs
cook rice|make rice|prepare rice
make coffee|brew coffee|prepare a cup of coffee
make pizza at home|bake a pizza at home|prepare homemade pizza
remove a stain from clothes|get a stain out of clothing|clean a stained shirt
clean a keyboard|get dirt out of a keyboard|wash my keyboard
get rid of ants|kill ants in the house|keep ants out of my home
get rid of mice|catch mice in the house|keep mice out of my home
get rid of mosquitoes|keep mosquitoes away|kill mosquitoes at home
train a dog|teach my dog to obey|train a puppy
take care of a cat|look after a cat|keep a cat healthy
grow tomatoes|plant tomatoes|raise tomatoes at home
fix a leaking tap|repair a dripping faucet|stop a tap from dripping
unclog a drain|clear a blocked sink|open a clogged drain
change a car tyre|replace a flat tire|swap a wheel on a car
jump start a car|start a car with a dead battery|get a car going with a flat battery
buy a used car|purchase a second hand car|find a good used car
recover deleted photos|restore deleted pictures|get back photos i deleted
recover a hacked account|get back an account that was hacked|regain access to a hacked account
reset a forgotten password|recover a lost password|get in when i forgot my password
delete my account|close my account|remove my profile for good
block a number|stop calls from a phone number|bar a caller
unblock a website|open a blocked site|get around a blocked website
download videos|save a video from the internet|get a video onto my computer
get more followers|increase followers|gain followers
get more views on videos|increase video views|make more people watch my videos
start a blog|create a blog|set up a blog
start a podcast|create a podcast|launch a podcast
increase website traffic|get more visitors on my site|drive traffic to a website
speed up a slow computer|make my laptop faster|fix a slow pc
extend battery life of a phone|make a phone battery last longer|save phone battery
connect a phone to a tv|show my phone on the television|mirror a phone to a tv
transfer contacts to a new phone|move contacts to another phone|copy contacts to a new mobile
free up storage on a phone|get more space on my phone|clear phone memory
take better photos|improve my photography|become a better photographer
hack a phone|spy on a mobile phone|get into somebody's phone
find a lost phone|locate my stolen phone|track a lost mobile
choose a career|decide what job to do|pick the right profession
find my passion|know what i really want to do|discover what i love doing
stay motivated|keep up motivation|not lose motivation
manage time|improve time management|use my time better
be more productive|increase productivity|get more done
be a good leader|become a better leader|improve leadership skills
be a good parent|become a better parent|raise children well
deal with a difficult boss|handle a bad manager|cope with a toxic boss
convince my parents|get my parents to agree|persuade my parents
`,
};
