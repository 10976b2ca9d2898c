import { featureSessions } from './agents/features.js';
import { repairSessions } from './agents/repairs.js';
import { agentRequests } from './agents/session.js';
import { classifierRequests } from './classifiers.js';
import { draft, question } from './clients.js';
import { commitRequests } from './commits.js';
import { conversations } from './conversations.js';
import { pastedRequests } from './pasted.js';
import { dataQuestions } from './questions/data.js';
import { errorQuestions } from './questions/errors.js';
import { gitQuestions } from './questions/git.js';
import { pythonRustQuestions } from './questions/python-rust.js';
import { shellQuestions } from './questions/shell.js';
import { typescriptQuestions } from './questions/typescript.js';
import { titleFor } from './titles.js';
import { togetherPairs } from './together.js';
import type { ClientName, Draft, Moment, Question } from './types.js';

/**
 * One developer's day, in order. Written by hand for the demo; nobody's recorded prompts are in it. What comes back
 * during the day comes back later than it was first asked, and sessions keep their own order.
 */
export function demoDay(): readonly Moment[] {
  const placed = [
    ...questionThreads(),
    ...spread([...featureSessions, ...repairSessions].map(agentRequests)),
    ...spread(conversations.map(talk => talk.map(turn => [turn]))),
    ...spread(togetherPairs.map(pair => [pair])),
    ...spread(pastedRequests.map(({ again, ...first }) => [[first], ...comeBack(first, again)])),
    ...spread(classifierRequests.map(request => [[request]])),
    ...spread(commitRequests.map(request => [[request]])),
  ];
  placed.sort((a, b) => a.at - b.at);
  let count = 0;
  return placed.map(({ drafts }) =>
    drafts.map(request => ({ id: `r${String((count += 1)).padStart(3, '0')}`, ...request })),
  );
}

/** Requests sent together, with their place in the day: 0 is its start, 1 the start of its last hour. */
interface Placed {
  readonly at: number;
  readonly drafts: readonly Draft[];
}

/** Starts the threads one after the other over the day; the moments of one thread follow each other closely. */
function spread(threads: readonly (readonly (readonly Draft[])[])[]): readonly Placed[] {
  return threads.flatMap((moments, index) =>
    moments.map((drafts, step) => ({ at: (index + 0.5) / threads.length + step * 0.012, drafts })),
  );
}

/** Every question in each of its forms. How long after the first time a form comes depends on its place only. */
function questionThreads(): readonly Placed[] {
  const asked = interleave([
    withClient('continue', gitQuestions),
    withClient('ask', shellQuestions),
    withClient('ask', dataQuestions),
    withClient('continue', typescriptQuestions),
    withClient('continue', pythonRustQuestions),
    withClient('ask', errorQuestions),
  ]);
  return asked.flatMap(({ client, question: family }, index) =>
    forms(client, family, index).map((drafts, form) => ({
      at: (index / asked.length) * 0.7 + form * (0.03 + (index % 5) * 0.012),
      drafts,
    })),
  );
}

function forms(client: ClientName, family: Question, index: number): readonly (readonly Draft[])[] {
  const { topic, text, again = 0, reworded = [], near = {} } = family;
  const first = draft(client, { kind: 'fresh', topic }, question(text));
  // Assistants name a new conversation; a third of these questions open one.
  const opening = index % 3 === 0 && client === 'continue' ? [first, titleFor(topic, text)] : [first];
  return [
    opening,
    ...Object.entries(near).map(([other, words]) => [
      draft(client, { kind: 'near-miss', topic: other, of: topic }, question(words)),
    ]),
    ...reworded.map(words => [draft(client, { kind: 'reworded', topic, of: topic }, question(words))]),
    ...comeBack(first, again),
  ];
}

function comeBack(first: Draft, times: number): readonly (readonly Draft[])[] {
  return Array.from({ length: times }, () => [{ ...first, kind: 'repeat', of: first.topic }]);
}

function withClient(client: ClientName, questions: readonly Question[]) {
  return questions.map(question => ({ client, question }));
}

/** One of each list in turn, until all are used. */
function interleave<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(...lists.map(list => list.length));
  return Array.from({ length: longest }, (_, index) => lists.flatMap(list => list.slice(index, index + 1))).flat();
}
