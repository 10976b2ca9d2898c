import { describe, expect, test } from 'vitest';
import { gateKey } from '../../../src/proxy/cache/match/gate-key.js';

describe('one question in two ways has one key', () => {
  test.each([
    // Nouns of action
    ['Rotation of log files in Linux', 'How do I rotate log files in Linux?'],
    ['sorting of a slice in Go', 'sort a slice in Go'],
    ['image compression in PHP', 'How to compress images in PHP'],
    ['vue form validation', 'How do I validate a form in Vue?'],
    ['string to float conversion in Lua', 'convert string to float in Lua'],
    ['kotlin coroutines example', 'give me an example of coroutines in Kotlin'],
    // Two sentences
    ['I use Svelte. How do I share state between tabs?', 'How do I share state between tabs in Svelte?'],
    ['I have a CSV file. How do I read it line by line?', 'How do I read a CSV file line by line?'],
    ['My container does not start after I reboot. Why?', "Why doesn't my container start after I reboot?"],
    [
      'Write a shell script. It should delete empty folders in a directory.',
      'Write a shell script that deletes empty folders in a directory.',
    ],
    // As an order, as a question, in the passive
    ['Can you write a haiku about recursion?', 'Write a haiku about recursion'],
    ['Which linters do you recommend for Ruby?', 'Recommend linters for Ruby'],
    ['Can a foreign key be renamed in Oracle?', 'Can I rename a foreign key in Oracle?'],
    ['python script to rename photos by date', 'write a python script that renames photos by date'],
    ['swap 2 rows in numpy', 'swap two rows in numpy'],
    ['give me four ideas for a hackathon', 'give me 4 ideas for a hackathon'],
    ['If the disk is full, what happens in Redis?', 'What happens in Redis if the disk is full?'],
    // Another first language
    ['How I can to resize the image in CSS?', 'How can I resize the image in CSS?'],
    ['how install redis on ubuntu', 'how to install redis on ubuntu'],
    // Chatter
    ['Quick one. How do I clear the screen in bash?', 'How do I clear the screen in bash?'],
    ['so basically I just want to know how to close a channel in Go', 'how to close a channel in Go'],
    ['what is package-lock.json for ?', 'what is package-lock.json for'],
    ['how do I install redis ??', 'how do I install redis'],
    ['when is a webhook called ?', 'when is a webhook called'],
    ['hey copilot, what is a bloom filter', 'what is a bloom filter'],
    ['What is a bloom filter? Best regards, Anna', 'What is a bloom filter?'],
  ])('%j and %j', (a, b) => {
    expect(gateKey(a)).toBeDefined();
    expect(gateKey(b)).toBe(gateKey(a));
  });
});

describe('what only looks like another way to say it keeps its own key', () => {
  test.each([
    ['right align text in CSS', 'align text in CSS'],
    ['hibernate cascade deletion', 'delete cascade in hibernate'],
    ['What is error handling in Go?', 'How do I handle errors in Go?'],
    ['lazy evaluation of lists in Haskell', 'evaluate lists in Haskell'],
    ['basic authentication in nginx', 'authenticate in nginx'],
    ['implementation of a hash map in Java', 'implement a hash map in Java'],
    ['I use Svelte. How do I share state in React?', 'How do I share state in Svelte?'],
    ['I have a CSV file. How do I read it from S3?', 'How do I read a CSV file?'],
    ['order by desc in SQL', 'order by description in SQL'],
    ['Can you create a table in a trigger?', 'How do I create a table in a trigger?'],
    ['swap 2 rows in numpy', 'swap three rows in numpy'],
    ['python script to rename photos by date', 'python script to rename photos by size'],
    ['func and function in Kotlin', 'function in Kotlin'],
    ['Claude API rate limits', 'API rate limits'],
    ['translate to German: see you. Best regards', 'translate to German: see you'],
    ['what is the regex for ?', 'What is the regex for?'],
    ['Can a key be changed by a trigger?', 'Can I change a key?'],
    // Talk that is content
    ['Next: configure eslint', 'configure eslint'],
    ['Next: how do I add middleware', 'how do I add middleware'],
    ['Copilot, how do I disable inline suggestions?', 'How do I disable inline suggestions?'],
    ['hey gemini, what is the model name', 'what is the model name'],
    ['Translate to Spanish: thank you', 'Translate to Spanish'],
    ['How do I say in Japanese thanks', 'How do I say in Japanese'],
    ['write a quiz in JavaScript, one question at a time', 'write a quiz in JavaScript'],
    ['plot a line in matplotlib, with a title', 'plot a line in matplotlib'],
    ['print a message in C: hello', 'print a message in C'],
    ['write a script that deletes a file, but ask', 'write a script that deletes a file'],
    ['In the title, how do I use a variable in matplotlib', 'how do I use a variable in matplotlib'],
    ['In the morning, how do I run a cron job', 'how do I run a cron job'],
    ['How do I match a word exactly?', 'How do I match a word?'],
    // First words that set the scene
    ['Question about Docker: how do I list networks', 'how do I list networks'],
    ['Hi, quick question about MySQL - how do I dump a table', 'how do I dump a table'],
    ['Sorry if it is Java 8 only. How do I read a file?', 'How do I read a file?'],
    ['sorry for Windows only, how do I list files', 'how do I list files'],
    // An opinion, a right, what happens by itself
    ['Would you store passwords in plain text?', 'store passwords in plain text'],
    ['Could you use Redis as a database?', 'use Redis as a database'],
    ['I need build tools on Windows', 'I need to build tools on Windows'],
    ['I need write permissions on a folder', 'I need to write permissions on a folder'],
    ['passing of arguments in Python', 'pass arguments in Python'],
    ['locking of rows in Postgres', 'lock rows in Postgres'],
    ['Can a primary key be changed automatically?', 'Can I change a primary key automatically?'],
    ['cross validation in sklearn', 'validate cross in sklearn'],
    // A pronoun for the whole or for its parts
    ['I have a repo with submodules. How do I remove them?', 'I have a repo with submodules. How do I remove it?'],
    [
      'I have a list of lists. How do I flatten them in Python?',
      'I have a list of lists. How do I flatten it in Python?',
    ],
    ['I have a string with numbers and want to remove them', 'I have a string with numbers and want to remove it'],
    // Short forms that are names
    ['what is cfg in Rust', 'what is configuration in Rust'],
    ['how to use the cfg attribute in Rust', 'how to use the configuration attribute in Rust'],
    ['func in C#', 'function in C#'],
    ['lib folder in Flutter', 'library folder in Flutter'],
    ['pkg install in FreeBSD', 'package install in FreeBSD'],
    ['desc users', 'description users'],
    ['CMD to run in Dockerfile', 'command to run in Dockerfile'],
    ['filter data base on a column in R', 'filter database on a column in R'],
    ['what does typescript call ??', 'what does typescript call'],
    ['how do I use ??', 'how do I use'],
  ])('%j and %j', (a, b) => {
    expect(gateKey(b)).not.toBe(gateKey(a));
  });
});
