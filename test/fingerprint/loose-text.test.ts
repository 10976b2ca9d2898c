import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { looseText } from '../../src/proxy/fingerprint/loose-text.js';

describe('a text that may be matched loosely', () => {
  test.each([
    'how do I delete a branch in git',
    'delete a branch in git',
    'How do I undo my last commit?',
    'what is a mutex',
    'tcp vs udp',
    'how do I get the current date in javascript',
    'how do I pull the latest changes from remote in git',
    'generate a random number in java',
    'how do I send an email from node.js',
    'what does this keyword mean in javascript',
    'why is the sky blue in css examples',
    'is it possible to override a static method in java',
    'how do I build a news feed in react',
    'drop a column in postgres',
    'how do I fix ECONNREFUSED 3000 in node',
    'what is I/O and how does TCP/IP use it',
    'where is package.json stored',
    'what does setup.py do',
    'how do I install Node.js on Ubuntu 22.04',
    'restart nginx in linux',
    'find items in one list that are not in another list',
  ])('%j', text => expect(looseText(text)).toEqual({ ok: true }));
});

describe('a text that may only be repeated', () => {
  test.each([
    ['', 'short'],
    ['continue', 'short'],
    ['yes please', 'short'],
    ['try again', 'short'],
    ['docker volumes', 'short'],
    ['Oracle connection problem', 'short'],
    ['fix it', 'short'],
    ['why does this fail', 'deictic'],
    ['what does that mean', 'deictic'],
    ['can you explain the code above', 'deictic'],
    ['explain this function to me', 'deictic'],
    ['what is wrong with my code', 'deictic'],
    ['please refactor it to use async', 'deictic'],
    ['why do I get this error', 'deictic'],
    ['what happened in python today', 'fresh'],
    ['what is the latest version of node', 'fresh'],
    ['what is the current time', 'fresh'],
    ['how is the weather in Berlin', 'fresh'],
    ['what is the price of bitcoin', 'fresh'],
    ['is angularjs still supported', 'fresh'],
    ['write a poem about git', 'creative'],
    ['tell me a programming joke', 'creative'],
    ['give me a random number', 'creative'],
    ['suggest ten names for a startup', 'creative'],
    ['delete my old branches', 'acting'],
    ['drop the users table', 'acting'],
    ['deploy the application', 'acting'],
    ['what is my name and age', 'personal'],
    ['look at src/server/app.ts and find the bug', 'path'],
    ['what does utils.ts export', 'path'],
    ['list the files in /home/anna/projects', 'path'],
    ['summarise https://example.com for me', 'url'],
    ['send the report to anna@example.com', 'secret'],
    ['is sk-abcdefghijklmnopqrstuvwx a valid key', 'secret'],
    ['why is +49 170 1234567 not matched', 'secret'],
    ['what does ```x = 1``` print', 'code'],
    ['why does this break:\nfunction f() {\n  return 1;\n}', 'code'],
    ['Traceback (most recent call last):\nValueError', 'code'],
    ['word '.repeat(61), 'long'],
    ['x'.repeat(601), 'long'],
  ])('%j is %s', (text, why) => expect(looseText(text)).toEqual({ ok: false, why }));

  test('stays so with a greeting and thanks around it', () => {
    const refused = fc.constantFrom(
      'fix it',
      'continue',
      'what does that mean',
      'write a poem about git',
      'drop the users table',
    );
    const greeting = fc.constantFrom('', 'please ', 'hey, ', 'ok ');
    fc.assert(
      fc.property(refused, greeting, fc.constantFrom('', '.', ' thanks', ' please'), (text, front, back) => {
        expect(looseText(front + text + back).ok).toBe(false);
      }),
    );
  });

  test('is told from any text without failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 700 }), text => {
        expect(typeof looseText(text).ok).toBe('boolean');
      }),
    );
  });
});
