import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startEmbedder } from '../../src/proxy/cache/embedder.js';
import { readAnswers, scoreAnswers, type Verdicts } from './score.js';

// npm run bench:agreement -- [--model DIR] [--json]
// How often two answers to one question are rightly found to agree or to differ, and how often nothing is said.

const { values } = parseArgs({
  options: {
    model: { type: 'string', default: fileURLToPath(new URL('../../models/starter', import.meta.url)) },
    json: { type: 'boolean', default: false },
  },
});
const rows = readAnswers(new URL('../../bench/agreement/answers.jsonl', import.meta.url));
const embedder = await startEmbedder({
  modelDir: values.model,
  workerUrl: new URL('../embed-worker.js', import.meta.url),
});
try {
  const embed = (texts: readonly string[]) => embedder.embed(texts);
  const report = { dev: await scoreAnswers(rows, 'dev', embed), test: await scoreAnswers(rows, 'test', embed) };
  if (values.json) console.log(JSON.stringify(report));
  else for (const split of ['dev', 'test'] as const) print(split, report[split]);
} finally {
  await embedder.close();
}

function print(split: string, verdicts: Verdicts): void {
  const words = {
    same: 'the same, reworded',
    contradicts: 'wrong in one point',
    other: 'to a neighbouring question',
    elsewhere: 'to any other question',
  };
  console.log(`${split.padEnd(28)} same  different  unclear`);
  for (const against of ['same', 'contradicts', 'other', 'elsewhere'] as const) {
    const { same, different, unclear } = verdicts[against];
    const cells = [String(same).padStart(4), String(different).padStart(9), String(unclear).padStart(7)];
    console.log(`  ${words[against].padEnd(26)} ${cells.join('  ')}`);
  }
}
