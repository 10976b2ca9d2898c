import { parseArgs } from 'node:util';
import { measureAll } from './measure-all.js';
import { serveMock } from './mock.js';
import { servePassThrough } from './pass-through.js';
import { printTable } from './table.js';
import { UsageError, planFrom } from './plan.js';

// `npm run bench:overhead`: what Tuppence adds to a request, measured against the same request sent directly, one by
// one in the same run, and against a proxy that does nothing. Mock provider and that proxy are this same program in
// processes of their own, told so by `--be-mock` and `--be-pass-through`.

const usage = `npm run bench:overhead -- [--quick] [--json] [--dialect chat|responses|completions|messages|all]
                          [--entries N] [--mock-port N]
                          [--peer name=url]... [--peer-header name:header=value]...`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      'be-mock': { type: 'boolean' },
      'be-pass-through': { type: 'string' },
      json: { type: 'boolean' },
      quick: { type: 'boolean' },
      dialect: { type: 'string' },
      entries: { type: 'string' },
      'mock-port': { type: 'string' },
      peer: { type: 'string', multiple: true },
      'peer-header': { type: 'string', multiple: true },
    },
  });
  if (values['be-mock'] === true) {
    await serveMock(Number(values['mock-port'] ?? 0));
    return 0;
  }
  if (values['be-pass-through'] !== undefined) {
    await servePassThrough(values['be-pass-through']);
    return 0;
  }
  const plan = planFrom({
    quick: values.quick === true,
    dialect: values.dialect,
    entries: values.entries,
    mockPort: values['mock-port'],
    peers: values.peer ?? [],
    peerHeaders: values['peer-header'] ?? [],
  });
  const result = await measureAll(plan, line => process.stderr.write(`${line}\n`));
  if (values.json === true) process.stdout.write(`${JSON.stringify(result)}\n`);
  else printTable(result, line => process.stdout.write(`${line}\n`));
  return result.cases.some(({ targets }) => targets.some(target => target.samples === 0)) ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  // A mistyped flag is the caller's to mend: one sentence, no stack.
  const mistyped = error instanceof UsageError || (error instanceof TypeError && 'code' in error);
  process.stderr.write(mistyped ? `${error.message}\n${usage}\n` : `${(error as Error).stack ?? String(error)}\n`);
  process.exitCode = mistyped ? 2 : 1;
}
