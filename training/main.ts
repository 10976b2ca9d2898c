import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { modelCard } from './card.js';
import { DataError, readCorpus } from './data.js';
import { writeModelFolder } from './model-folder.js';
import { shipped } from './recipe.js';
import { measure, reportLines } from './report.js';
import { type Progress, train } from './train.js';
import { trainVerifier } from './verifier/train-verifier.js';
import { rowsId, verifierFile, verifierJson } from '../src/proxy/cache/verify/verifier-file.js';

// npm run train -- --data DIR [--out DIR] [--json]
// Makes the starter model and its verifier. Progress goes to stderr, the result to stdout.

const usage = 'Usage: npm run train -- --data DIR [--out DIR] [--json]   (DIR may also stand in TUPPENCE_DATA)';

try {
  process.exitCode = main();
} catch (error) {
  if (!(error instanceof DataError) && !isArgumentError(error)) throw error;
  console.error(`${error.message}\n${usage}`);
  process.exitCode = 1;
}

function main(): number {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, out: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const data = values.data ?? process.env['TUPPENCE_DATA'];
  if (data === undefined || data === '') {
    console.error(`The training data is not part of the project: name its folder.\n${usage}`);
    return 1;
  }
  const folder = resolve(values.out ?? join('models', 'starter'));
  const startMs = performance.now();
  const corpus = readCorpus(data, resolve('models', 'corpus'));
  const told: Progress = (step, steps, loss) => {
    process.stderr.write(`step ${step} of ${steps}, loss ${loss.toFixed(4)}\n`);
  };
  const trained = train(corpus, shipped, told);
  const verifier = trainVerifier(corpus, trained, shipped, told);
  const seconds = (performance.now() - startMs) / 1000;
  const report = measure(trained, verifier, corpus);
  const written = writeModelFolder(folder, trained.model, trained.vocabulary);
  const weights = verifierJson({ rows: rowsId(folder), ...verifier });
  writeFileSync(join(folder, verifierFile), weights);
  const bytes = written + Buffer.byteLength(weights);
  writeFileSync(join(folder, 'README.md'), modelCard(shipped, trained, verifier, report));
  if (values.json) {
    console.log(JSON.stringify({ folder, bytes, seconds, vocabulary: trained.vocabulary.size, ...report }));
  } else {
    console.log(`${folder}: ${(bytes / 1e6).toFixed(2)} MB, trained in ${seconds.toFixed(0)} s`);
    console.log(reportLines(report).join('\n'));
  }
  return 0;
}

/** What `parseArgs` throws for an option that it does not know or that lacks its value. */
function isArgumentError(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
