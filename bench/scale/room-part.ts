import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { parseSettings } from '../../src/protocol/settings.js';
import { openCache } from '../../src/proxy/cache/cache.js';
import { openSql } from '../../src/proxy/store/open.js';
import { storeFile } from './fill.js';
import { asPrompt, question, questionCount, rephrased, unknown } from './questions.js';
import { round, spread, type Spread } from './timing.js';

const rounds = 2_000;

export interface RoomFigures {
  /** Whole lookups of questions nobody asked before: memory, table, gate, embedding, graph. */
  readonly semanticMiss: Spread;
  /** Whole lookups of stored questions in other words. */
  readonly semanticHit: Spread;
  readonly exactHit: Spread;
  /** Share of the rephrased questions that were served. */
  readonly served: number;
  /** From opening the store to the first semantic answer, with the saved index in place. */
  readonly startToReadyMs: number;
  /** What that took of processors, all threads together: the same on a machine that has more to do beside. */
  readonly startCpuMs: number;
  /** Exact hits while model and index were loading: prompts pass meanwhile. */
  readonly exactWhileLoading: Spread & { readonly maxMs: number };
  readonly rssMb: number;
}

/** The cache room over a filled store, in a process of its own so that its memory is its own. */
export async function measureRoom(folder: string, modelDir: string, workerUrl: URL): Promise<RoomFigures> {
  const began = performance.now();
  const beganCpuMs = cpuMs();
  const settings = parseSettings({
    // A kept folder may be days old.
    cache: {
      gate: false,
      semantic: true,
      budgetMs: 1_000,
      maxBytes: Number.MAX_SAFE_INTEGER,
      looseTtlS: 2_592_000,
    },
  });
  const { driver } = openSql(storeFile(folder));
  const cache = openCache({
    driver,
    folder,
    settings: () => settings,
    clock: { nowMs: () => Date.now(), tickMs: () => performance.now() },
    newId: randomUUID,
    costOf: () => null,
    noted: () => undefined,
    file: storeFile(folder),
    model: { id: 'starter', folder: modelDir, builtIn: true },
    verifierDir: modelDir,
    corpusFile: '',
    wantedModel: () => undefined,
    workerUrl,
    env: {},
  });
  cache.warm();

  const outcomes = new Map<string, number>();
  const lookUp = async (text: string): Promise<number> => {
    const { prompt, fingerprint } = asPrompt(text);
    const start = performance.now();
    const recalled = await cache.recall(prompt, fingerprint);
    const tookMs = performance.now() - start;
    if (recalled.kind === 'miss') recalled.leave.failed();
    const name = recalled.kind === 'flight' ? 'flight' : recalled.outcome;
    outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
    return tookMs;
  };
  const loadingMs: number[] = [];
  while (cache.info().semantic !== 'ready') {
    if (cache.info().semantic === 'failed') throw new Error(cache.info().trouble);
    loadingMs.push(await lookUp(question(loadingMs.length % 100)));
    // A pause between prompts, as a person makes: the worker needs a core of its own.
    await setTimeout(1);
  }
  const startToReadyMs = round(performance.now() - began);
  const startCpuMs = cpuMs() - beganCpuMs;
  await cache.settled();

  const missMs: number[] = [];
  const hitMs: number[] = [];
  const exactMs: number[] = [];
  for (let i = 0; i < 50; i++) await lookUp(unknown(-i));
  outcomes.clear();
  for (let i = 0; i < rounds; i++) {
    // Alternating, so that a slow moment of the machine falls on all of them.
    missMs.push(await lookUp(unknown(i)));
    const before = outcomes.get('hit-semantic') ?? 0;
    const tookMs = await lookUp(rephrased((i * 7) % questionCount));
    if ((outcomes.get('hit-semantic') ?? 0) > before) hitMs.push(tookMs);
    exactMs.push(await lookUp(question(i % 100)));
  }
  const figures: RoomFigures = {
    semanticMiss: spread(missMs),
    semanticHit: spread(hitMs),
    exactHit: spread(exactMs),
    served: round(hitMs.length / rounds),
    startToReadyMs,
    startCpuMs,
    exactWhileLoading: { ...spread(loadingMs), maxMs: round(Math.max(...loadingMs)) },
    rssMb: Math.round(process.memoryUsage.rss() / 2 ** 20),
  };
  await cache.close();
  driver.close();
  return figures;
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return Math.round((user + system) / 1000);
}
