import type { TaskGroup } from './task-group.js';

/** Small jobs in code, askable for every language. */
export const codeTasks: TaskGroup = {
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
