import { parseArgs } from 'node:util';
import { RowsError, readRows } from '../../training/route/rows.js';
import { embedAll } from './embed.js';
import { flips } from './flips.js';
import { measure } from './measure.js';
import { printReport, type Report } from './print.js';

// npm run bench:route -- --data FILE.jsonl [--train FILE.jsonl] [--json]
// How well the router orders prompts by what a strong model gains on them.

const usage = 'Usage: npm run bench:route -- --data FILE.jsonl [--train FILE.jsonl] [--json]';

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      train: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  if (values.data === undefined) {
    console.error(`No data comes with the project: name a file of outcomes.\n${usage}`);
    return 1;
  }
  const rows = readRows(values.data);
  const labels = values.train === undefined ? undefined : readRows(values.train);
  const vectors = await embedAll(rows);
  const labelVectors = labels === undefined ? undefined : await embedAll(labels);
  const report: Report = {
    data: values.data,
    train: values.train ?? null,
    ...measure({ rows, vectors }, labels && { rows: labels, vectors: labelVectors }),
    flips: flips(rows),
  };
  if (values.json) console.log(JSON.stringify(report));
  else printReport(report);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof RowsError) && !(error instanceof TypeError && 'code' in error)) throw error;
  console.error(`${error.message}\n${usage}`);
  process.exitCode = 1;
}
