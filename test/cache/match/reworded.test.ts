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
  ])('%j and %j', (a, b) => {
    expect(gateKey(b)).not.toBe(gateKey(a));
  });
});
