import { setTimeout as sleep } from 'node:timers/promises';
import { questionBody } from './bodies.js';
import { startProxy, type Running } from './children.js';
import { openEndpoint, type Endpoint } from './client.js';
import type { Plan } from './plan.js';
import { cpuMsOf } from './proc.js';
import { questionPairs, type QuestionPair } from './questions.js';
import { caseResult, type CaseResult } from './result.js';
import { alternate, type Target } from './rounds.js';

/**
 * Hits on rephrased questions, with the semantic cache switched on and filled through real requests; and what a
 * question that finds nothing pays for the search. A rephrased question is sent once, so that no answer of its own
 * can serve it.
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
    const warmUps = 60;
    const known = questionPairs(0, plan.entries);
    const strangers = questionPairs(plan.entries, plan.requests);
    if (known.length < plan.requests + warmUps) throw new Error('--entries must be above the number of requests.');
    say(`laying ${known.length} entries into the cache`);
    await ask(tuppence, known);
    const warming = known.slice(plan.requests, plan.requests + warmUps);
    say(`semantic cache ready: ${(await untilReady(tuppence, warming)) ? 'yes' : 'NO'}`);

    const fresh = { cpuMs: () => cpuMsOf(proxy.pid), endpoint: tuppence };
    const targets: readonly Target[] = [
      { name: 'direct', endpoint: direct, nextBody: inTurn(known, 'asked'), wanted: undefined, cpuMs: () => undefined },
      { ...fresh, name: 'tuppence semantic hit', nextBody: inTurn(known, 'rephrased'), wanted: 'hit-semantic' },
      { ...fresh, name: 'tuppence miss, searched', nextBody: inTurn(strangers, 'asked'), wanted: 'miss' },
    ];
    const measured = await alternate(targets, plan.requests);
    say('semantic: done');
    return caseResult({ form: 'json', bodyBytes: 500, concurrency: 1 }, measured, plan.entries);
  } finally {
    await Promise.all([direct.close(), tuppence.close()]);
    await proxy.stop();
  }
}

async function ask(endpoint: Endpoint, pairs: readonly QuestionPair[]): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let pair = pairs[next++]; pair !== undefined; pair = pairs[next++]) {
      await endpoint.send(questionBody(pair.asked));
    }
  };
  await Promise.all(Array.from({ length: 16 }, worker));
}

/** Model and index load in the background: rephrased questions are tried until ten have been served by meaning. */
async function untilReady(endpoint: Endpoint, pairs: readonly QuestionPair[]): Promise<boolean> {
  let hits = 0;
  for (const pair of pairs) {
    const { outcome } = await endpoint.send(questionBody(pair.rephrased));
    if (outcome === 'hit-semantic' && ++hits === 10) return true;
    if (outcome !== 'hit-semantic') await sleep(100);
  }
  return false;
}

function inTurn(pairs: readonly QuestionPair[], which: keyof QuestionPair): () => Buffer {
  let next = 0;
  return () => questionBody(pairs[next++ % pairs.length]?.[which] ?? '');
}
