import { setTimeout as sleep } from 'node:timers/promises';
import { questionBody } from './bodies.js';
import { startProxy, type Running } from './children.js';
import { openEndpoint, type Endpoint } from './client.js';
import type { Plan } from './plan.js';
import { cpuMsOf } from './proc.js';
import { makeQuestions, type Question } from './questions.js';
import { caseResult, type CaseResult } from './result.js';
import { alternate, type Target } from './rounds.js';

/**
 * Hits on rephrased questions, with the semantic cache switched on and filled through real requests; and what a
 * question that finds nothing pays for the search. This measures speed only: of the wordings, the one that is most
 * often served by meaning (and not by the content gate before it) is taken. A rephrased question is sent once, so that
 * no answer of its own can serve it.
 */
export async function measureSemantic(
  mock: Running,
  plan: Plan['semantic'],
  say: (line: string) => void,
): Promise<CaseResult> {
  const proxy = await startProxy(mock.url, { cache: { semantic: true } });
  const direct = openEndpoint(`${mock.url}/v1`, { authorization: 'Bearer sk-bench' });
  const tuppence = openEndpoint(`${proxy.url}/v1`, { authorization: `Bearer ${proxy.token}` });
  try {
    const known = makeQuestions(0, plan.entries);
    const strangers = makeQuestions(plan.entries, plan.requests);
    say(`laying ${known.length} entries into the cache`);
    await askAll(tuppence, known);
    const sayable = known.filter(question => question.rephrased.length > 0);
    const wording = await bestWording(tuppence, sayable.slice(plan.requests));
    if (wording === undefined) say('no question in other words was served by meaning');

    const ofProxy = { dialect: 'chat' as const, endpoint: tuppence, cpuMs: () => cpuMsOf(proxy.pid) };
    const asked = known.map(question => question.asked);
    const rephrased = sayable.slice(0, plan.requests).map(question => question.rephrased[wording ?? 0] ?? '');
    const targets: readonly Target[] = [
      {
        name: 'direct',
        dialect: 'chat',
        endpoint: direct,
        nextBody: inTurn(asked),
        wanted: undefined,
        cpuMs: () => undefined,
      },
      { ...ofProxy, name: 'tuppence semantic hit', nextBody: inTurn(rephrased), wanted: 'hit-semantic' },
      {
        ...ofProxy,
        name: 'tuppence miss, searched',
        nextBody: inTurn(strangers.map(one => one.asked)),
        wanted: 'miss',
      },
    ];
    const measured = await alternate(targets, plan.requests);
    say('semantic: done');
    return caseResult({ dialect: 'chat', form: 'json', bodyBytes: 500, concurrency: 1 }, measured, plan.entries);
  } finally {
    await Promise.all([direct.close(), tuppence.close()]);
    await proxy.stop();
  }
}

async function askAll(endpoint: Endpoint, questions: readonly Question[]): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let one = questions[next++]; one !== undefined; one = questions[next++]) {
      await endpoint.send('chat', questionBody(one.asked));
    }
  };
  await Promise.all(Array.from({ length: 16 }, worker));
}

/** Tries all wordings on some questions, with pauses at first: model and index load in the background. */
async function bestWording(endpoint: Endpoint, questions: readonly Question[]): Promise<number | undefined> {
  const hits = new Map<number, number>();
  for (const question of questions.slice(0, 40)) {
    for (const [wording, text] of question.rephrased.entries()) {
      const { outcome } = await endpoint.send('chat', questionBody(text));
      if (outcome === 'hit-semantic') hits.set(wording, (hits.get(wording) ?? 0) + 1);
    }
    if (hits.size === 0) await sleep(150);
  }
  return [...hits].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

function inTurn(questions: readonly string[]): () => Buffer {
  let next = 0;
  return () => questionBody(questions[next++ % questions.length] ?? '');
}
