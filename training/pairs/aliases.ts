/**
 * Names that stand for the same thing wherever a developer writes them. Words that also mean something else in plain
 * English (`go`, `node`, `rest`) are not listed, because the rewriting rules replace them without looking around.
 */
export const aliases: readonly (readonly string[])[] = parse(`
javascript, js
typescript, ts
python, py
ruby, rb
golang, go lang
c#, csharp, c sharp
c++, cpp
kubernetes, k8s
postgresql, postgres
mongodb, mongo
elasticsearch, elastic search
repository, repo
repositories, repos
database, db
databases, dbs
directory, folder, dir
directories, folders, dirs
environment variable, env var, environment var
environment variables, env vars
environment, env
application, app
applications, apps
configuration, config
configure, set up, setup
configuration file, config file
documentation, docs
dependency, dep
dependencies, deps
package, pkg
parameter, param
parameters, params
argument, arg
arguments, args
function, func
functions, funcs
variable, var
variables, vars
authentication, auth
authorization, authz
administrator, admin
development, dev
production, prod
temporary, temp
maximum, max
minimum, min
regular expression, regex, regexp
regular expressions, regexes
asynchronous, async
synchronous, sync
string, str
integer, int
boolean, bool
character, char
characters, chars
object-relational mapper, orm
command line, cli, terminal
command-line interface, cli
user interface, ui
operating system, os
virtual machine, vm
virtual machines, vms
continuous integration, ci
pull request, pr, merge request
pull requests, prs
github actions, gh actions
amazon web services, aws
google cloud platform, gcp, google cloud
infrastructure as code, iac
internationalization, i18n
localization, l10n
accessibility, a11y
application programming interface, api
representational state transfer, rest api
uniform resource locator, url
server-side rendering, ssr
single page application, spa
object-oriented programming, oop
garbage collection, gc
garbage collector, gc
cross-origin resource sharing, cors
cross-site request forgery, csrf
cross-site scripting, xss
content security policy, csp
transport layer security, tls
secure shell, ssh
domain name system, dns
load balancer, lb
machine learning, ml
artificial intelligence, ai
large language model, llm
natural language processing, nlp
comma-separated values, csv
portable document format, pdf
graphical user interface, gui
integrated development environment, ide
visual studio code, vscode, vs code
intellij idea, intellij
macos, mac os, osx, os x
microsoft windows, windows
ubuntu linux, ubuntu
amazon s3, s3
elastic compute cloud, ec2
nodejs, node.js, node js
reactjs, react.js, react
vuejs, vue.js, vue
angularjs, angular.js
nextjs, next.js
expressjs, express.js
dotnet, .net
asp.net, aspnet
web socket, websocket
web sockets, websockets
java virtual machine, jvm
data frame, dataframe
primary key, pk
foreign key, fk
hash map, hashmap
hash table, hashtable
linked list, linkedlist
key-value store, key value store
unit test, unit-test
unit tests, unit-tests
json web token, jwt
json web tokens, jwts
file name, filename
file names, filenames
time zone, timezone
time stamp, timestamp
white space, whitespace
user name, username
host name, hostname
back end, backend, back-end
front end, frontend, front-end
full stack, full-stack, fullstack
open source, open-source
multi-threading, multithreading
dead lock, deadlock
check out, checkout
log in, login, sign in
log out, logout, sign out
dockerfile, docker file
makefile, make file
gitlab ci, gitlab pipelines
powershell, pwsh
statement, stmt
expression, expr
implementation, impl
specification, spec
information, info
milliseconds, ms
seconds, secs
megabytes, mb
gigabytes, gb
kilobytes, kb
`);

/** Verbs and plain words that a request may exchange without asking for anything else. */
export const synonyms: readonly (readonly string[])[] = parse(`
delete, remove, erase
deleting, removing
deletes, removes
create, make
creating, making
find, locate, look up, search for
get, retrieve, obtain, fetch
getting, retrieving, fetching
show, display, print
showing, displaying
change, modify, alter
changing, modifying
fix, resolve, solve, repair
fixing, resolving, solving
problem, issue, trouble
problems, issues
verify, check, make sure
check if, test whether, determine if, see if, check whether, find out if
use, utilize, make use of
using, with the help of
build, construct
start, launch, run
stop, halt, terminate
quickly, fast
biggest, largest
smallest, tiniest
begin with, start with
ends with, end in
begins with, starts with
contains, includes, has
contain, include
combine, join, merge
split, break up, divide
copy, duplicate
duplicate, repeated
duplicates, repeated values
empty, blank
unique, distinct
elements, items, entries
element, item, entry
newest, most recent, latest
oldest, earliest
example, sample
explain, describe, clarify
explanation, description
difference, distinction
differences, distinctions
advantages, benefits, pros, upsides
disadvantages, drawbacks, cons, downsides
whole, entire, complete
each, every
automatically, without manual work
simultaneously, at the same time, in parallel
periodically, regularly, at intervals
convert, transform, turn
calculate, compute, work out
recursively, including subdirectories
current directory, working directory
current folder, this directory, current directory
under, below
only, just
large, big, huge
small, tiny, little
correctly, properly
wrong, incorrect
allow, permit, let
prevent, avoid, stop
improve, enhance, optimize
speed up, make faster, accelerate
slow, sluggish
causes, leads to
shows, displays
returns, gives
iterate over, loop through, loop over, go through
iterating over, looping over
invoke, call
replace, substitute
insert, add
append, add to the end
approach, way
several, many
purpose, goal
correct, proper
select, choose, pick
store, save
load, read in
hide, conceal
require, need
requires, needs
permission, access right
permissions, access rights
crashes, fails
hangs, freezes, gets stuck
meaning, definition
alternative, replacement, substitute
alternatives, replacements, substitutes
beginner, newbie, novice
tutorial, guide, walkthrough
recommended, suggested
films, movies
film, movie
teacher, instructor, professor
inexpensive, cheap
cheapest, least expensive
flight, plane
photo, picture, image
buy, purchase
help, assist
vertically, vertical
horizontally, horizontal
backwards, in reverse order, reversed
sort, order, arrange
sorted, ordered
sorting, ordering
undo, take back, roll back
revert, back out
kill, terminate, end
halt, stop
enable, turn on, activate, switch on
disable, turn off, deactivate, switch off
all, every, each of the
combine, squash
rename, change the name of
delete, get rid of, drop
missing values, nan, null values
rows, records
row, record
field, column
fields, columns
key, identifier
command, instruction
line by line, one line at a time
recursive, recursively
per, for each, by
daily, every day
hourly, every hour
weekly, every week
monthly, every month
mock, stub, fake
deploy, host, publish
containerize, dockerize, put in a container
dedupe, deduplicate, remove duplicates from
time complexity, big o, running time, complexity
memory, ram
heap memory, memory limit, heap size
cpu, processor
e-mail, email, email address, e-mail address
phone number, telephone number
website, web site, site
web page, page
url, link, address
download, fetch, pull down
upload, send up
connection refused, cannot connect, could not connect
not working, does not work, doesn't work, broken, fails
not found, cannot be found, missing
slow, takes too long
randomly, at random
loop, iterate
repeatedly, again and again
nested, multi-level
validate, check the validity of
validation, validity check
authenticate, sign in, log in
restrict, limit
limit, cap
size, how big
length, how long
speed, how fast
cost, price, how much
why does, what makes, how come
when should i, at what point should i
is it better to, should i
is there a way to, is it possible to, can i
which, what
array, list
dictionary, dict, map
text, string
number, integer
method, function
property, attribute
script, program
server, host
folder, path
tag, label
test, unit test
object, instance
snippet, piece of code
syntax, how do you write
equivalent, counterpart
generate, create, produce
output, print
wait, sleep, pause
trim, strip
lowercase, lower case
uppercase, upper case
quick sort, quicksort
mergesort, merge sort
bubblesort, bubble sort
microservices, microservice architecture
certificate, cert
credentials, login data
token, access token
logs, log files
folder structure, directory layout
container, docker container
image, docker image
column, table column
constraint, restriction
merge, combine
rebase, replay commits
client, consumer
callback, callback function
component, ui component
style, css
build, compile
compile, build
plugin, extension, add-on
release, version
setting, option, preference
settings, options, preferences
improve, get better at, enhance
earn money, make money
purchase, buy
company, firm, business
film, movie
mobile, phone, cell phone
university, college
exam, examination
weight loss, losing weight
advice, tips, suggestions
trip, journey
doctor, physician
rich, wealthy
famous, well known
country, nation
salary, wage
people, persons
photo, picture
illness, disease, sickness
money, cash
car, vehicle
scared, afraid
shortcut, keyboard shortcut, hotkey
`);

function parse(block: string): readonly (readonly string[])[] {
  return block
    .trim()
    .split('\n')
    .map(line => line.split(', '));
}
