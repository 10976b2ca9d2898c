import { draft } from './clients.js';
import type { ChatMessage, Draft } from './types.js';

/** Conversations of several turns. What the assistant said before is part of each further request. */
export const conversations: readonly (readonly Draft[])[] = [
  talk('talk-pagination', [
    [
      'I have an endpoint that returns orders. Should I use offset or cursor pagination?',
      'Cursor pagination, if rows are added while people page. Order by (created_at, id) and return the last pair as the cursor.',
    ],
    [
      'What goes into the cursor when the user can sort by price as well?',
      'The price and the id of the last row, and the name of the sort order, so that a cursor is never used with another order.',
    ],
    ['And how do I page backwards with it?'],
  ]),
  talk('talk-retry', [
    [
      'Our payment client retries on every error. What should it retry on, and what never?',
      'Retry on connection errors, 429 and 503. Never on other 4xx. Retry a timeout only with an idempotency key, because the payment may have gone through.',
    ],
    [
      'How long should it wait between tries?',
      'Start at 500 ms, double up to 8 s, add up to half at random, and obey retry-after when it is there.',
    ],
    ['Write that as a small function in TypeScript.'],
  ]),
  talk('talk-migration', [
    [
      'I need to rename a column on a table with 80 million rows without downtime. What are the steps?',
      'Add the new column, write both, copy in batches of 10,000 by id, read from the new one, stop writing the old one, drop it. Each step is one release.',
    ],
    [
      'Where does it usually go wrong?',
      'In the copy: rows written between two batches by old code. Let a trigger write both columns until all instances run the new code.',
    ],
    ['Show me the trigger for PostgreSQL.'],
  ]),
  talk('talk-cli', [
    [
      'I want a small command line tool in Rust that prints the ten largest folders. Which crates do I need?',
      'clap for arguments and walkdir for the tree; rayon only if it turns out to be slow.',
    ],
    ['How do I keep it from following symbolic links?'],
  ]),
  talk('talk-naming', [
    [
      'I have a function that reads the config, checks it and writes defaults back. What would you call it?',
      'Nothing: split it. readConfig, checkConfig and withDefaults each have an honest name, and the writing belongs to the caller.',
    ],
    ['The writing must happen under a file lock. Where does the lock go then?'],
  ]),
];

function talk(topic: string, turns: readonly (readonly [string, string?])[]): readonly Draft[] {
  const messages: ChatMessage[] = [];
  return turns.map(([said, answer], index) => {
    messages.push({ role: 'user', content: said });
    const turn = draft('continue', { kind: index === 0 ? 'fresh' : 'follow-up', topic: `${topic}-${index}` }, [
      ...messages,
    ]);
    if (answer !== undefined) messages.push({ role: 'assistant', content: answer });
    return turn;
  });
}
