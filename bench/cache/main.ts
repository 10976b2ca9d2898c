import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseSettings } from '../../src/protocol/settings.js';
import { loadVerifier } from '../../src/proxy/cache/verify/verifier-file.js';
import { type Embedder, startEmbedder } from '../../src/proxy/cache/embedder.js';
import { deciderFor } from './calibrated.js';
import { BadFileError, type Pair, readPairs, readTitles } from './pairs.js';
import { pairsLines, streamLines } from './print.js';
import { type PairsReport, reportPairs } from './report.js';
import { scoreStream, type StreamScore } from './stream.js';

// npm run bench:cache -- --pairs FILE.jsonl [--titles FILE.jsonl] [--model DIR] [--json]
// Decides labelled pairs, and a stream of distinct questions, with the shipped matching and the default settings.

const usage = 'Usage: npm run bench:cache -- [--pairs FILE.jsonl] [--titles FILE.jsonl] [--model DIR] [--json]';
const starterModel = fileURLToPath(new URL('../../models/starter', import.meta.url));
const corpusFile = fileURLToPath(new URL('../../models/corpus/dev.jsonl', import.meta.url));
const workerUrl = new URL('../embed-worker.js', import.meta.url);
const batchTexts = 256;

interface Report extends Partial<PairsReport> {
  readonly model: string;
  readonly similarity: number;
  readonly errorBound: number;
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
    const settings = parseSettings({}).cache;
    const decider = await deciderFor(values.model, {
      starterDir: starterModel,
      corpusFile,
      embedder,
      verifier: loadVerifier(starterModel),
      cache: settings,
    });
    const { verifier, cache } = decider;
    const { similarity, errorBound } = cache;
    const sides = pairs && (await embedPairs(embedder, pairs));
    if (pairs !== undefined && sides !== undefined) {
      decider.know(texts(pairs, 'a'), sides.a);
      decider.know(texts(pairs, 'b'), sides.b);
    }
    const ofTitles = titles && (await embedAll(embedder, titles));
    if (titles !== undefined && ofTitles !== undefined) decider.know(titles, ofTitles);
    const report: Report = {
      ...(pairs === undefined || sides === undefined ? {} : reportPairs(pairs, sides, verifier, cache)),
      ...(titles === undefined || ofTitles === undefined
        ? {}
        : { stream: scoreStream(titles, ofTitles, verifier, cache) }),
      model: embedder.modelId,
      similarity,
      errorBound,
    };
    if (!values.json) print(report);
    else console.log(JSON.stringify(report));
  } finally {
    await embedder.close();
  }
}

async function embedPairs(embedder: Embedder, pairs: readonly Pair[]) {
  return { a: await embedAll(embedder, texts(pairs, 'a')), b: await embedAll(embedder, texts(pairs, 'b')) };
}

function texts(pairs: readonly Pair[], side: 'a' | 'b'): readonly string[] {
  return pairs.map(pair => pair[side]);
}

async function embedAll(embedder: Embedder, texts: readonly string[]): Promise<readonly Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let at = 0; at < texts.length; at += batchTexts) {
    vectors.push(...(await embedder.embed(texts.slice(at, at + batchTexts))));
  }
  return vectors;
}

function print({ model, similarity, errorBound, stream, ...pairs }: Report): void {
  console.log(`model ${model}, cosine floor ${similarity}, error bound ${errorBound}`);
  if (hasPairs(pairs)) console.log(pairsLines(pairs).join('\n'));
  if (stream !== undefined) console.log(streamLines(stream).join('\n'));
}

function hasPairs(report: Partial<PairsReport>): report is PairsReport {
  return report.policies !== undefined;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
