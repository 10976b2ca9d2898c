import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cardOf } from './card.js';
import { fitAll, measureFit } from './measure.js';
import { RowsError, readRows } from './rows.js';
import { priorFile, weightsFile } from './write.js';

// npm run train:route -- --data DIR [--root DIR] [--json]
// Fits what the router expects before it knows its user, and writes it with its card.

const usage = 'Usage: npm run train:route -- --data DIR [--root DIR] [--json]   (DIR holds mmlu.jsonl and gsm8k.jsonl)';

try {
  process.exitCode = main();
} catch (error) {
  if (!(error instanceof RowsError) && !isArgumentError(error)) throw error;
  console.error(`${error.message}\n${usage}`);
  process.exitCode = 1;
}

function main(): number {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      root: { type: 'string', default: '.' },
      json: { type: 'boolean', default: false },
    },
  });
  if (values.data === undefined) {
    console.error(`The training data is not part of the project: name its folder.\n${usage}`);
    return 1;
  }
  const sets = {
    mmlu: readRows(join(values.data, 'mmlu.jsonl')),
    gsm8k: readRows(join(values.data, 'gsm8k.jsonl')),
  } as const;
  const fitted = fitAll(sets);
  const figures = measureFit(sets, fitted);
  const write = (path: string, text: string) => writeFileSync(join(values.root, path), text);
  write('src/proxy/route/gain/prior.ts', priorFile(fitted.prior));
  write('src/proxy/route/answer/weights.ts', weightsFile(fitted.doubt));
  write('docs/routing-prior.md', cardOf(fitted, figures));
  console.log(values.json ? JSON.stringify({ ...fitted, ...figures }) : cardOf(fitted, figures));
  return 0;
}

/** What `parseArgs` throws for an option that it does not know or that lacks its value. */
function isArgumentError(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
