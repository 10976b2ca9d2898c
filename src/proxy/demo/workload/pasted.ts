import { draft, question } from './clients.js';
import { buildLog, serverLog, sourceFile, sqlSchema, testOutput } from './paste.js';
import type { Draft } from './types.js';

/** Long contexts: 10 to 60 kB each. Some are sent again, as one does when the first answer was closed by mistake. */
export const pastedRequests: readonly (Draft & { readonly again: number })[] = [
  paste(
    'paste-pool-exhausted',
    'Requests pile up from the middle of this log on. What runs out, and why does it not recover?',
    serverLog(
      420,
      '09:03:30.001 ERROR [session] timeout: no connection from the pool after 30000 ms (20 in use, 61 waiting)',
    ),
    1,
  ),
  paste(
    'paste-docker-oom',
    'The image build stops here on CI but not on my machine. What is the cause?',
    buildLog(260, '#23 41.20 process "/bin/sh -c npm run build" did not complete successfully: exit code: 137'),
  ),
  paste(
    'paste-review-invoice',
    'Review this module for mistakes that would cost money: rounding, missing limits, wrong sums.',
    sourceFile('invoice', 48),
  ),
  paste(
    'paste-schema-cascade',
    'Which deletes in this schema reach further than someone would expect? List the longest chains.',
    sqlSchema(70),
    1,
  ),
  paste(
    'paste-flaky-upload',
    'One test fails about every tenth run. Say what you would look at first.',
    testOutput(345, ' × test/upload/merge.test.ts > resumes after a lost part  AssertionError: expected 3 to be 4'),
  ),
  paste(
    'paste-clock-skew',
    'Two services disagree about the time in this log. Which one is wrong, and by how much?',
    serverLog(300, '09:02:30.499 WARN [webhook] signature refused: timestamp 312 s in the future'),
  ),
  paste(
    'paste-review-session',
    'Rewrite the session module so that nothing is awaited in sequence that could run together. Keep every signature.',
    sourceFile('session', 60),
  ),
  paste(
    'paste-schema-index',
    'Which indexes in this schema are redundant, and which query patterns have none?',
    sqlSchema(95),
  ),
  paste(
    'paste-build-slow',
    'Why are the cached layers not used from the middle of this build on?',
    buildLog(520, '#17 12.02 CACHE MISS [stage-1 5/12] COPY . . (context changed: .git/index)'),
    1,
  ),
  paste(
    'paste-search-types',
    'Write the input types that this file expects but does not declare.',
    sourceFile('search', 38),
  ),
  paste(
    'paste-memory-leak',
    'Memory grows all night. Find the first sign of it in this log and explain what keeps the objects alive.',
    serverLog(700, '09:05:50.950 WARN [queue] MaxListenersExceededWarning: 11 drain listeners added to [Socket]'),
  ),
  paste(
    'paste-review-report',
    'Explain to a new colleague what this module does, function by function, and what to clean up first.',
    sourceFile('report', 205),
    1,
  ),
];

function paste(topic: string, ask: string, text: string, again = 0): Draft & { readonly again: number } {
  return { ...draft('review', { kind: 'pasted', topic }, question(`${ask}\n\n\`\`\`\n${text}\n\`\`\``)), again };
}
