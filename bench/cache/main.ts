import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseSettings } from '../../src/protocol/settings.js';
import { type Embedder, startEmbedder } from '../../src/proxy/cache/embedder.js';
import { BadFileError, type Pair, readPairs, readTitles } from './pairs.js';
import { decide, policyNames } from './policies.js';
import { areaUnderCurve, dot, type PolicyScore, scorePolicy } from './scores.js';
import { scoreStream, type StreamScore } from './stream.js';

// npm run bench:cache -- --pairs FILE.jsonl [--titles FILE.jsonl] [--model DIR] [--json]
// Decides labelled pairs, and a stream of distinct questions, with the shipped matching and the default settings.

const usage = 'Usage: npm run bench:cache -- [--pairs FILE.jsonl] [--titles FILE.jsonl] [--model DIR] [--json]';
const starterModel = fileURLToPath(new URL('../../models/starter', import.meta.url));
const workerUrl = new URL('../embed-worker.js', import.meta.url);
const batchTexts = 256;

interface PairsReport {
  readonly pairs: number;
  readonly positives: number;
  readonly negatives: number;
  /** Of the model's cosine alone. */
  readonly auc: number | null;
  readonly policies: Readonly<Record<(typeof policyNames)[number], PolicyScore>>;
}

interface Report extends Partial<PairsReport> {
  readonly model: string;
  readonly similarity: number;
  readonly stream?: StreamScore;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      pairs: { type: 'string' },
      titles: { type: 'string' },
      model: { type: 'string', default: starterModel },
      json: { type: 'boolean', default: false },
    },
  });
  if (values.pairs === undefined && values.titles === undefined)
    throw new BadFileError('--pairs', `not given. ${usage}`);
  const pairs = values.pairs === undefined ? undefined : readPairs(values.pairs);
  const titles = values.titles === undefined ? undefined : readTitles(values.titles);
  const embedder = await startEmbedder({ modelDir: values.model, workerUrl });
  try {
    const { similarity } = parseSettings({}).cache;
    const report: Report = {
      ...(pairs === undefined ? {} : await scorePairs(pairs, embedder)),
      ...(titles === undefined ? {} : { stream: scoreStream(titles, await embedAll(embedder, titles), similarity) }),
      model: embedder.modelId,
      similarity,
    };
    if (!values.json) printTable(report);
    else console.log(JSON.stringify(report));
  } finally {
    await embedder.close();
  }
}

async function scorePairs(pairs: readonly Pair[], embedder: Embedder): Promise<PairsReport> {
  const { cache } = parseSettings({});
  const labels = pairs.map(({ label }) => label);
  const left = await embedAll(
    embedder,
    pairs.map(({ a }) => a),
  );
  const right = await embedAll(
    embedder,
    pairs.map(({ b }) => b),
  );
  const cosines = left.map((vector, at) => dot(vector, right[at] ?? new Float32Array(vector.length)));
  const decisions = pairs.map(({ a, b }, at) => decide(a, b, cosines[at] ?? 0, cache));
  const scored = (name: (typeof policyNames)[number]): PolicyScore =>
    scorePolicy(
      decisions.map(decision => decision[name]),
      labels,
    );
  const positives = labels.filter(label => label === 1).length;
  return {
    pairs: pairs.length,
    positives,
    negatives: pairs.length - positives,
    auc: areaUnderCurve(cosines, labels),
    policies: {
      default: scored('default'),
      gate: scored('gate'),
      semantic: scored('semantic'),
      cos85: scored('cos85'),
      cos90: scored('cos90'),
      cos95: scored('cos95'),
    },
  };
}

async function embedAll(embedder: Embedder, texts: readonly string[]): Promise<readonly Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let at = 0; at < texts.length; at += batchTexts) {
    vectors.push(...(await embedder.embed(texts.slice(at, at + batchTexts))));
  }
  return vectors;
}

function printTable(report: Report): void {
  console.log(`model ${report.model}, cosine floor ${report.similarity}`);
  if (report.policies !== undefined) {
    console.log(
      `${report.pairs ?? 0} pairs: ${report.positives ?? 0} with one answer, ${report.negatives ?? 0} with two; AUC of the cosine ${percent(report.auc ?? null)}`,
    );
    console.log('policy      hits  false hits   recall  precision');
    for (const name of policyNames) {
      const { hits, falseHits, recall, precision } = report.policies[name];
      console.log(
        `${name.padEnd(10)}${String(hits).padStart(6)}${String(falseHits).padStart(12)}${percent(recall).padStart(9)}${percent(precision).padStart(11)}`,
      );
    }
  }
  if (report.stream !== undefined) {
    const { titles, repeats, gate, gatePer1000, semantic, semanticPer1000 } = report.stream;
    console.log(`${titles} distinct questions in a stream (${repeats} literal repeats left out)`);
    console.log(
      `served by the gate ${gate} (${gatePer1000} per 1,000), by gate or semantic ${semantic} (${semanticPer1000} per 1,000)`,
    );
  }
}

function percent(share: number | null): string {
  return share === null ? '-' : `${(share * 100).toFixed(1)} %`;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
