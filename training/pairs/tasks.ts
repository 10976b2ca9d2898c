/** Things people ask an assistant to do. Every line is one meaning, its phrasings parted by `|`. */
export interface TaskGroup {
  /** Names of sibling lists: one of them may be named in the request ("in Python"). Empty: no place is named. */
  readonly places: readonly string[];
  /** How a place is named; `{}` stands for it. */
  readonly join: readonly string[];
  readonly lines: string;
}

/** Small jobs in code, askable for every language. */
const codeTasks: TaskGroup = {
  places: ['language'],
  join: ['in {}', 'using {}', 'with {}', 'for {}'],
  lines: `
reverse a string|flip a string backwards|invert the characters of a string
check if a string is a palindrome|test whether a word reads the same backwards
sort a list of numbers|put numbers in ascending order|order an array of integers
sort a dictionary by value|order a map by its values
sort objects by a property|sort an array of objects by a field|order records by a key
remove duplicates from a list|dedupe an array|get only the unique elements of a list|drop repeated values from an array
read a file line by line|iterate over the lines of a text file|process a file one line at a time
read a whole file into a string|load the contents of a file as text
write text to a file|save a string to disk|output a string into a file
append text to a file|add a line to the end of an existing file
check if a file exists|test for the existence of a file|see whether a path is present on disk
delete a file|remove a file from disk
copy a file|duplicate a file to another location
list all files in a directory|get the file names in a folder|enumerate folder contents
create a directory if it does not exist|make a folder unless it is already there|mkdir with parents
get the current date and time|what is the time now|obtain today's timestamp
parse a date from a string|convert a string to a date|turn text into a datetime object
format a date as a string|convert a date to text|print a datetime in a custom format
calculate the difference between two dates|days between two dates|how far apart are two dates
convert a string to an integer|parse an int from text|turn a string into a number
convert a number to a string|integer to text|stringify a number
convert a list to a string|join the elements of an array with commas|concatenate list items into one string
split a string by a delimiter|break a string on commas|tokenize text by a separator
concatenate two strings|join two strings together|append one string to another
check if a string contains a substring|find whether text includes a word|search for a substring
replace all occurrences in a string|substitute every match in text|global find and replace
trim whitespace from a string|strip leading and trailing spaces|remove spaces at both ends of text
convert a string to lowercase|make text lower case
convert a string to uppercase|make text upper case|capitalize all letters
capitalize the first letter of each word|title case a string
count the occurrences of a character in a string|how many times does a letter appear in text
count word frequencies in a text|build a histogram of words|how often does each word occur
find the length of a list|get the size of an array|number of elements in an array
find the largest number in an array|get the maximum value of a list|biggest element in an array
find the smallest number in an array|get the minimum value of a list|least element of an array
sum the elements of an array|add up all numbers in a list|total of a list of numbers
calculate the average of a list|mean of an array of numbers
find the second largest number in an array|runner-up maximum of a list
check if a list is empty|test for an empty array|see if a collection has no elements
merge two lists|combine two arrays into one|join arrays together
merge two dictionaries|combine two maps|merge two objects into one
flatten a nested list|turn a list of lists into one list|flatten a multidimensional array
split a list into chunks|divide an array into batches of equal size|chunk an array
get the last element of a list|access the final item of an array
get the first element of a list|access the initial item of an array
remove an element from a list by index|delete the item at a position of an array
remove an element from a list by value|delete a given item from an array
insert an element at the beginning of a list|prepend to an array
append an element to a list|push an item onto an array
find the index of an element in a list|position of an item in an array|locate an item's index
find the intersection of two lists|common elements of two arrays|which items are in both lists
find the difference between two lists|items in one array that are missing from another
filter a list by a condition|keep only array elements that match a predicate
map a function over a list|apply a function to each element of an array|transform every item in a list
iterate over a dictionary|loop through the keys and values of a map
check if a key exists in a dictionary|test if a map has a key
get all keys of a dictionary|list the keys of a map
swap two variables|exchange the values of two variables
generate a random number|get a random integer in a range|produce a random value between two bounds
generate a random string|create a random alphanumeric token
generate a uuid|create a unique identifier|make a guid
shuffle a list|randomize the order of an array
pick a random element from a list|choose an array item at random
compute the factorial of a number|factorial function
generate the fibonacci sequence|print the first fibonacci numbers|nth fibonacci number
check if a number is prime|primality test|determine whether an integer is prime
find all prime numbers up to n|sieve of eratosthenes|list primes below a limit
find the greatest common divisor|compute the gcd of two integers
round a number to two decimal places|limit a float to 2 decimals
check if a number is even or odd|parity of an integer
raise a number to a power|compute an exponent
compute the square root of a number|sqrt of a value
convert a decimal number to binary|decimal to binary conversion|show an int in base 2
convert celsius to fahrenheit|temperature conversion from c to f
reverse a linked list|invert the pointers of a singly linked list
detect a cycle in a linked list|find out whether a linked list loops
implement a stack|write a last-in first-out container
implement a queue|write a first-in first-out container
implement a binary search|search a sorted array by halving
implement a binary search tree|write a bst with insert and lookup
traverse a binary tree in order|inorder tree traversal
find the depth of a binary tree|height of a tree
implement an lru cache|write a least recently used cache|cache that evicts the oldest used entry
implement a hash map from scratch|write my own hash table
implement quicksort|write a quick sort function
implement merge sort|write a mergesort function
implement a debounce function|delay calls until input stops|write debounce
implement a throttle function|limit how often a function is called
memoize a function|cache the results of a function call
deep copy an object|clone a nested object|make a full copy including nested values
compare two objects for equality|deep equality check of two objects
parse json|read a json string into an object|decode a json document
convert an object to json|serialize an object as json|json encode
pretty print json|format json with indentation
read a csv file|parse comma-separated data|load a csv
write data to a csv file|export rows as csv|save a table as csv
parse xml|read an xml document
read a yaml file|parse yaml configuration
make an http get request|fetch data from a url|call a rest endpoint with get
send a post request with json|post a json body to an api|http post with a json payload
download a file from a url|save a remote file to disk
upload a file with a form|send a multipart file upload
set request headers|add custom http headers to a request
handle http errors|check the response status of a request
set a timeout on an http request|abort a request that takes too long
retry a failed request|repeat an http call with exponential backoff
scrape a web page|extract data from a website
parse html|extract elements from an html page
validate an email address|check whether an email is well formed|email validation
validate a phone number|check whether a phone number is well formed
hash a password|store passwords securely|password hashing
encrypt a string with aes|symmetric encryption of text
decrypt an aes encrypted string|decrypt a ciphertext with aes
compute the sha256 of a file|sha-256 checksum of a file
encode a string in base64|base64 encode text
decode a base64 string|turn base64 back into text
url encode a string|percent-encode query parameters
read environment variables|get the value of an env var
set an environment variable|export an env var in code
parse command line arguments|read cli flags|handle argv options
read user input from the console|prompt the user for input|read from stdin
print without a newline|output text on the same line
print to stderr|write to standard error
run a shell command|execute an external program|call a subprocess
get the output of a shell command|capture stdout of a subprocess
exit a program with an error code|quit with a non-zero status
sleep for a few seconds|pause execution|wait before continuing
measure the execution time of a function|time how long code takes|benchmark a piece of code
schedule a task to run every hour|run a job periodically|execute code on a timer
run tasks in parallel|execute functions concurrently|parallelize work over cores
create a thread|start a new thread|spawn a thread
lock a shared resource between threads|protect a critical section with a mutex
use async and await|write asynchronous functions|await a promise
wait for several async tasks to finish|await multiple promises together|run async calls in parallel and collect the results
cancel a running task|abort an asynchronous operation
catch an exception|handle errors with try and catch|error handling
throw a custom exception|raise your own error type|define a custom error class
log messages to a file|set up logging|write logs to disk
write a unit test|test a function|add a test case
mock a dependency in a test|stub out a function for testing|fake an api in unit tests
mock the current time in tests|freeze the clock in a unit test
define a class|create a class with a constructor|declare a class
inherit from a class|extend a base class|subclass
implement an interface|make a class conform to an interface
create a singleton|only one instance of a class
overload a method|several functions with the same name
override a method|replace a parent's method in a subclass
define an enum|declare an enumeration of constants
define a constant|declare a value that cannot change
check the type of a variable|find out what type a value is
check if a variable is null|test for null|see if a value is undefined
use optional parameters|default values for function arguments
pass a function as an argument|use a callback function|higher-order function
return multiple values from a function|give back two results
write a generic function|use type parameters
write a recursive function|solve a problem by recursion
use a regular expression|match text against a pattern|regex matching
extract numbers from a string|find all digits in text
extract urls from a text|find all links in a string
remove punctuation from a string|strip symbols out of text
remove html tags from a string|strip markup from text
connect to a database|open a database connection
execute a sql query|run a query against a database
prevent sql injection|use parameterized queries|safe sql with user input
insert many rows at once|bulk insert into a table
use a transaction|commit several statements atomically
pool database connections|reuse db connections
send an email|send mail via smtp
create a zip file|compress files into an archive
extract a zip file|unzip an archive
resize an image|scale a picture to a new size
generate a pdf|create a pdf document
generate a qr code|make a qr code image
draw a line chart|plot data as a line graph
create a rest api|build a web service with json endpoints
create a simple web server|serve http on a port
create a websocket server|accept websocket connections
connect to a websocket|open a websocket client
implement rate limiting|limit requests per user|throttle api clients
implement pagination|page through results|return results in pages
implement jwt authentication|issue and check json web tokens
upload a file to s3|store an object in an s3 bucket
download a file from s3|get an object out of an s3 bucket
publish a message to kafka|produce kafka events
consume messages from kafka|read events from a kafka topic
publish a message to rabbitmq|send to a rabbitmq exchange
cache results in redis|use redis as a cache
compare two version numbers|is one semantic version newer than another
find anagrams in a list of words|group words that are anagrams
check balanced parentheses|validate matching brackets
find the longest common prefix of strings|shared beginning of several words
find the longest substring without repeating characters|longest run of distinct letters
find two numbers that add up to a target|two sum problem
rotate an array|shift array elements to the right by k
transpose a matrix|swap rows and columns of a 2d array
multiply two matrices|matrix multiplication
find the shortest path in a graph|dijkstra's algorithm
topologically sort a graph|order tasks by their dependencies
generate all permutations of a list|every ordering of the elements
generate all subsets of a set|power set
compute the edit distance of two strings|levenshtein distance
convert a roman numeral to an integer|roman numerals to numbers
solve fizzbuzz|print fizz and buzz for multiples of three and five
build a trie|prefix tree implementation
stream a large file|process a big file without loading it into memory
watch a file for changes|react when a file is modified
get the file extension from a path|extension of a filename
get the file size|how big is a file
get the absolute path of a file|resolve a relative path
find the memory usage of a program|how much ram does my process use
profile code performance|find the slow parts of a program
fix a memory leak|find what keeps memory from being freed
format code automatically|set up a code formatter
add type annotations|annotate functions with types
document a function|write a docstring or doc comment
publish a package|release a library to the registry
create a virtual environment|isolate project dependencies
add a dependency to a project|install a library for a project
read command output line by line|stream the output of a child process
convert a timestamp to a date|unix epoch to readable date
convert local time to utc|change a time zone to utc
add days to a date|date plus n days
get the day of the week for a date|which weekday is a date
truncate a string to a length|cut text after n characters with an ellipsis
pad a string with zeros|left-pad a number with leading zeros
repeat a string n times|multiply a string
convert camelcase to snake_case|camel case to snake case
convert snake_case to camelcase|snake case to camel case
slugify a title|make a url slug from text
group a list by a key|bucket objects by a field
zip two lists together|pair up elements of two arrays
transpose a dictionary|swap keys and values of a map
`,
};

/** Jobs around a repository; no place is named. */
const gitTasks: TaskGroup = {
  places: [],
  join: [],
  lines: `
undo the last commit but keep the changes|git undo last commit keep changes|soft reset the latest commit
undo the last commit and discard the changes|git hard reset the latest commit|throw away the last commit completely
revert a commit that was already pushed|git undo a pushed commit|back out a published commit
change the last commit message|git amend commit message|reword the latest commit
change an old commit message|git reword an earlier commit
change the author of a commit|git fix the commit author
add a file to the last commit|git amend with a forgotten file
squash several commits into one|git combine commits|merge my last commits into a single commit
split a commit into two|git break one commit apart
discard all local changes|git throw away uncommitted changes|reset the working tree to head
discard changes in one file|git restore a single file|undo edits to one file
unstage a file|git remove a file from the index but keep it|take a file out of staging
stage only part of a file|git add hunks interactively
stash uncommitted changes|git save work in progress for later
apply a stash|git bring stashed changes back
delete a stash|git drop a stash entry
create a new branch|git make a branch and switch to it
rename a branch|git change a branch name
delete a local branch|git remove a branch on my machine
delete a remote branch|git remove a branch from origin
switch to another branch|git change branches|git checkout another branch
list all branches|git show local and remote branches
merge a branch into main|git bring a feature branch into main
rebase a branch onto main|git replay my commits on top of main
resolve merge conflicts|git fix conflicts after a merge
abort a merge|git cancel a merge in progress
abort a rebase|git cancel a rebase in progress
cherry-pick a commit|git copy one commit to another branch
find which commit introduced a bug|git bisect a regression
see who changed a line|git blame a file
show the history of a file|git log for one file
show changes between two branches|git diff two branches|compare branches
show changes of a commit|git see what a commit did
search the commit history for a string|git find the commit that added a text
restore a deleted file|git bring a removed file back
recover a deleted branch|git restore a branch i removed
recover lost commits|git find commits after a hard reset
remove a file from git but keep it locally|git untrack a file
ignore files|git use a gitignore|keep files out of version control
remove a large file from the history|git purge a big blob from all commits
remove a password from the git history|git purge a secret from all commits
clone a repository|git copy a remote repo to my computer
clone only one branch|git single branch clone
make a shallow clone|git clone without history
add a remote|git connect a local repo to a remote url
change the remote url|git point origin to another url
push a new branch to the remote|git publish a branch with upstream tracking
force push safely|git push with lease
pull without merging|git pull with rebase
update a fork from upstream|git sync my fork with the original
create a tag|git tag a release
delete a tag|git remove a tag
push tags|git publish tags
add a submodule|git include another repo inside a repo
update submodules|git pull the latest submodule commits
remove a submodule|git delete a submodule
set up user name and email|git configure author identity
store git credentials|git stop asking for my password
set up an ssh key for github|use ssh with git instead of a password
remove untracked files|git clean the working directory
see the current branch name|git which branch am i on
count the commits in a repository|git number of commits
compare a file with the last commit|git diff head for a file
create a patch file|git export a diff as patch
apply a patch file|git import a patch
write a good commit message|commit message conventions
add a pre-commit hook|git run checks before each commit
review a pull request|look over a merge request
open a pull request from the command line|create a pr with the github cli
`,
};

/** Containers, clusters, servers, shells. */
const operationsTasks: TaskGroup = {
  places: [],
  join: [],
  lines: `
list running docker containers|docker show active containers
list all docker containers including stopped ones|docker show every container
stop all docker containers|docker halt every running container
remove all stopped docker containers|docker delete exited containers
remove unused docker images|docker clean up dangling images
free disk space used by docker|docker prune everything unused
open a shell in a docker container|docker exec into a running container|get a terminal inside a container
view the logs of a docker container|docker show container output
copy a file from a docker container to the host|docker cp out of a container
copy a file into a docker container|docker cp into a container
build a docker image|docker build from a dockerfile
build a docker image without cache|docker ignore cached layers
make a docker image smaller|reduce the size of a docker image|shrink docker images
write a dockerfile for a node app|containerize a node.js application
write a dockerfile for a python app|containerize a python application
use a multi-stage docker build|dockerfile with several stages
mount a volume in docker|docker share a host folder with a container
map a port in docker|docker expose a container port on the host
pass environment variables to a docker container|docker set env vars
connect two docker containers|docker let containers talk to each other
push an image to docker hub|publish a docker image
restart a docker container automatically|docker restart policy
run docker without sudo|docker as a normal user
limit the memory of a docker container|docker cap ram
start services with docker compose|docker compose up in the background
stop services with docker compose|docker compose down
rebuild a docker compose service|docker compose force a new build
get the ip address of a docker container|docker find container ip
list pods in kubernetes|kubectl show all pods
view the logs of a pod|kubectl read pod output
open a shell in a pod|kubectl exec into a pod
restart a deployment|kubectl rolling restart
scale a deployment|kubectl change the number of replicas
roll back a deployment|kubectl undo a rollout
delete a pod|kubectl remove a pod
describe why a pod is pending|kubernetes pod stuck in pending
debug a pod in crashloopbackoff|kubernetes pod keeps crashing
fix imagepullbackoff|kubernetes cannot pull the image
forward a port to a pod|kubectl port-forward
create a secret in kubernetes|kubectl store a secret
create a configmap from a file|kubectl configmap from file
switch the kubernetes context|kubectl use another cluster
set the default namespace|kubectl change namespace
set resource limits for a pod|kubernetes cpu and memory limits
expose a deployment with a service|kubernetes make a deployment reachable
configure an ingress with tls|kubernetes https ingress
drain a node|kubernetes evict all pods from a node
find a file by name|search for a file on the command line
find files larger than 100 mb|locate big files on disk
find files modified in the last 7 days|recently changed files in the past week
find text in files recursively|grep a string in all files|search file contents in a directory
count lines in a file|number of lines of a text file|wc line count
count files in a directory|how many files are in a folder
show the last lines of a log file|tail a log
follow a log file live|tail a log continuously
show disk usage by directory|which folders take most space
check free disk space|how much disk space is left
check memory usage on linux|how much ram is used
find the process using a port|which program listens on a port
kill a process on a port|free a port that is in use
kill a process by name|stop a program by its name
run a process in the background|keep a command running after logout
change file permissions|chmod a file
make a script executable|allow running a shell script
change the owner of a file|chown a file
create a symbolic link|symlink a file
extract a tar.gz file|untar an archive
create a tar.gz archive|compress a folder with tar
copy files over ssh|scp a file to a server
sync two directories|rsync folders
generate an ssh key|create an ssh key pair
copy an ssh key to a server|passwordless ssh login
create a cron job|schedule a command with cron
run a command every 5 minutes|cron every five minutes
list cron jobs|show my crontab
create a systemd service|run a program as a linux service
view logs of a systemd service|journalctl for one unit
restart a systemd service|systemctl restart a unit
set an environment variable permanently|persist an env var in bash
add a directory to path|extend the path variable
replace text in many files|sed find and replace across files
rename many files at once|batch rename files
delete files older than 30 days|remove old files by age
print a column of a file|awk select a field
sort a file and remove duplicates|sort unique lines
loop over files in bash|bash for each file in a folder
check if a variable is set in bash|bash test for an empty variable
check if a command exists in bash|bash is a program installed
read a file line by line in bash|bash while read loop
pass arguments to a bash script|bash positional parameters
redirect output to a file|save command output
redirect stderr to stdout|merge standard error into output
discard the output of a command|silence a command
download a file with curl|curl save to file
send a post request with curl|curl post json
send headers with curl|curl add a header
follow redirects with curl|curl redirect handling
test if a port is open|check whether a server port is reachable
find my ip address|what is my public ip
flush the dns cache|clear dns entries
look up dns records|dig a domain
renew a let's encrypt certificate|certbot renew ssl
create a self-signed certificate|generate a test tls certificate
check when an ssl certificate expires|tls certificate expiry date
set up nginx as a reverse proxy|nginx forward requests to an app
redirect http to https in nginx|nginx force ssl
enable gzip in nginx|nginx compress responses
serve static files with nginx|nginx host a folder
increase the upload size in nginx|nginx client body too large
rewrite urls in apache|htaccess rewrite rules
enable cors|allow cross-origin requests
disable cors checks|turn off cross-origin protection
deploy an app to heroku|heroku push an application
host a static site on s3|s3 website hosting
create a lambda function|deploy an aws lambda
set up github actions|github ci workflow for a project
cache dependencies in github actions|speed up github workflows with a cache
run a github action on a schedule|cron in github workflows
store secrets in github actions|github workflow secrets
trigger a jenkins job|start a jenkins build remotely
destroy terraform resources|terraform tear everything down
import existing resources into terraform|terraform adopt infrastructure
store terraform state remotely|terraform remote backend
`,
};

/** Tables and queries, askable for every database. */
const sqlTasks: TaskGroup = {
  places: ['database'],
  join: ['in {}', 'with {}', 'on {}'],
  lines: `
create a table|define a new table
drop a table|delete a table completely
delete all rows from a table|empty a table
add a column to a table|extend a table with a new field
drop a column from a table|remove a field of a table
rename a column|change a column's name
rename a table|change a table's name
change the type of a column|alter a column's data type
list all tables|show the tables of a database
list all databases|show every database on the server
show the columns of a table|describe a table's structure
create a database|make a new database
drop a database|delete a database
create a user|add a database account
grant privileges to a user|give a user access to a database
revoke privileges from a user|take database rights away
reset the root password|forgotten admin password of the database
find duplicate rows|show records that occur more than once
delete duplicate rows|remove repeated records but keep one
get the last inserted id|auto-increment value of the new row
insert or update a row|upsert a record|insert on conflict update
update a column from another table|update with a join
select the top 10 rows|limit a query to ten results
get the second highest salary|second largest value of a column
count rows per group|group by with a count
find rows without a match in another table|anti join two tables
join three tables|query across three tables
select rows between two dates|filter by a date range
select rows where a column is null|filter for missing values
concatenate columns|join two fields into one string
pivot rows into columns|crosstab query
rank rows within a group|row number per partition
get the latest row per group|newest record for each user
calculate a running total|cumulative sum
paginate query results|limit and offset
paginate with a cursor|keyset pagination
create an index|add an index to speed up lookups
drop an index|remove an index
create a composite index|index on several columns
find slow queries|log queries that take long
explain a query plan|see how a query is executed
optimize a slow query|make a query faster
add a foreign key|reference another table
add a unique constraint|forbid equal values in a column
set a default value for a column|column default
create a view|save a query as a view
create a stored procedure|write a database procedure
create a trigger|run code when a row changes
start a transaction|begin and commit a transaction
back up a database|dump a database to a file
restore a database from a backup|load a dump file
import a csv file into a table|load csv data
export a query to csv|save query results as csv
copy a table|duplicate a table with its data
check the size of a database|how much space does a database use
kill a running query|stop a long database session
show active connections|who is connected to the database
fix too many connections|connection limit reached
store json in a column|json data type
query a json column|filter by a json field
do full text search|search words in a text column
do a case-insensitive search|ignore case in a where clause
set up replication|replicate a database to a second server
shard a table|partition a large table
migrate the schema|run database migrations
run a database in docker|database container for development
connect from the command line|open the database shell
escape special characters in a query|quote values safely
convert a timestamp to a date|cast datetime to date
generate test data|fill a table with random rows
`,
};

/** Pages, styles, components and the tools around them. */
const webTasks: TaskGroup = {
  places: ['frontend', 'metaframework'],
  join: ['in {}', 'with {}', 'in a {} app'],
  lines: `
fetch data from an api|load remote data in a component
show a loading spinner|display a busy indicator while data loads
handle form input|read what a user types in a form
validate a form|check form fields before submit
submit a form without reloading|send a form asynchronously
upload an image|send a picture from the browser
pass data to a child component|give props to a child
pass data to a parent component|send data up from a child
share state between components|global state management
keep state after a refresh|persist state in local storage
navigate to another page|change the route in code|redirect the user
read url query parameters|get search params from the address
protect a route|only logged in users may see a page
create a 404 page|handle unknown routes
lazy load a component|split code by route
render a list|loop over items in a template
render something conditionally|show an element only if a condition holds
re-render when data changes|update the view after a change
avoid unnecessary re-renders|stop a component from rendering too often
run code when a component mounts|do something on first render
clean up when a component unmounts|remove listeners on destroy
debounce a search field|wait until typing stops before searching
implement infinite scroll|load more items at the bottom
implement dark mode|toggle a dark theme
create a modal dialog|show a popup window
create a dropdown menu|make a select menu
create a tooltip|hint on hover
create a responsive navbar|mobile friendly navigation bar
sort a table by column|clickable table headers
drag and drop items|reorder a list by dragging
test a component|unit test for ui components
set up authentication|log users in
set up internationalization|translate the user interface
use environment variables|env vars in the frontend build
deploy the app|put the site into production
reduce the bundle size|make the javascript bundle smaller
improve the lighthouse score|make the page load faster
fix a hydration mismatch|server and client html differ
use typescript|add types to components
use tailwind|style with tailwind css
animate a transition|fade elements in and out
handle errors globally|error boundary for the ui
connect to a websocket|live updates in the browser
create a custom hook or composable|reuse stateful logic
set the page title|change the document title
optimize images|serve smaller pictures
generate a sitemap|sitemap for search engines
`,
};

const styleTasks: TaskGroup = {
  places: [],
  join: [],
  lines: `
center a div|center an element horizontally and vertically|css put a box in the middle
center text in a div|css align text in the middle
make a sticky header|css header stays on top while scrolling
make a sticky footer|css footer at the bottom of the page
make two columns|css two column layout
make a responsive grid|css grid that adapts to the screen
hide an element|css make something invisible
hide the scrollbar|css no scrollbar
make text bold|css font weight
change the font size|css bigger text
change the background color|css background colour
add a background image|css picture behind content
add a shadow to a box|css drop shadow
round the corners of a box|css border radius
truncate text with an ellipsis|css cut long text with dots
style a link on hover|css hover colour
remove the underline from links|css no text decoration
remove bullets from a list|css list without dots
make an image responsive|css image fits its container
overlay text on an image|css caption over a picture
rotate an element|css transform rotate
animate an element with keyframes|css animation
use css variables|custom properties in css
override bootstrap styles|css beat the framework's rules
style a checkbox|css custom checkbox
disable a button|html button not clickable
open a link in a new tab|html target blank
embed a video|html video player
add a favicon|html tab icon
create a table|html table markup
create a form|html form markup
select an element by id|javascript get element by id
select elements by class|javascript query selector all
add a class to an element|javascript classlist add
remove a class from an element|javascript classlist remove
listen for a click|javascript add an event listener
prevent the default action of a form|javascript stop form submission
get the value of an input|javascript read a text field
scroll to an element|javascript scroll into view
copy text to the clipboard|javascript clipboard write
detect when a user leaves the page|javascript beforeunload
store data in local storage|javascript localstorage set item
read a cookie|javascript get a cookie value
set a cookie|javascript write a cookie
delete a cookie|javascript clear a cookie
match an email with a regex|regular expression for email addresses
match a url with a regex|regular expression for web addresses
match a phone number with a regex|regular expression for phone numbers
match a date with a regex|regular expression for dates
match an ip address with a regex|regular expression for ipv4
match everything except a word with a regex|regular expression negative match
match text between two strings with a regex|regular expression capture between markers
match across lines with a regex|regular expression multiline
match whole words only with a regex|regular expression word boundary
make a regex non-greedy|regular expression lazy quantifier
use a named group in a regex|regular expression named capture
use lookahead in a regex|regular expression positive lookahead
ignore case in a regex|regular expression case-insensitive flag
escape special characters in a regex|regular expression escaping
`,
};

const dataTasks: TaskGroup = {
  places: ['numeric'],
  join: ['in {}', 'with {}', 'using {}'],
  lines: `
drop rows with missing values|remove nan rows
fill missing values|replace nan with a default
rename columns|change column names of a dataframe
select columns|keep only some columns of a dataframe
filter rows by a value|rows where a column equals something
filter rows by several conditions|combine filters with and
sort by a column|order rows by a column
group by and sum|aggregate totals per group
group by and count|number of rows per group
merge two dataframes|join two tables on a key
concatenate dataframes|stack tables on top of each other
pivot a table|reshape long to wide
melt a table|reshape wide to long
apply a function to a column|transform every value of a column
convert a column to datetime|parse dates in a column
convert a column to numbers|cast text to numeric
iterate over rows|loop through a dataframe
drop duplicate rows|deduplicate a dataframe
drop a column|delete a column of a dataframe
add a column|new column from existing ones
reset the index|make the index a column
read a csv file|load csv data
read an excel file|load a spreadsheet
write to csv|save as csv
read a huge csv in chunks|process a big csv piece by piece
reshape an array|change the dimensions of an array
create an array of zeros|array filled with 0
transpose an array|swap the axes
compute the mean along an axis|column averages
normalize data|scale features to one range
one-hot encode a column|categorical to dummy variables
split into training and test data|hold out a test set
train a linear regression|fit a line to data
train a classifier|fit a classification model
train a neural network|fit a deep model
save a trained model|store model weights
load a saved model|restore model weights
use the gpu|run on cuda
fix a shape mismatch|dimensions do not match
avoid overfitting|regularise a model
tune hyperparameters|grid search
plot a histogram|distribution chart
plot a bar chart|bars per category
plot a scatter plot|points of two variables
save a figure to a file|export a plot as png
set axis labels|name the axes of a plot
rotate tick labels|slanted x axis labels
change the figure size|bigger plots
compute a correlation matrix|correlations between columns
detect outliers|find extreme values
`,
};

/** Everything above, in one list. */
export const taskGroups: readonly TaskGroup[] = [
  codeTasks,
  gitTasks,
  operationsTasks,
  sqlTasks,
  webTasks,
  styleTasks,
  dataTasks,
];
