import type { CaseResult, Result, TargetResult } from './result.js';

/** The result for people: one block a case, one line a target. Times are milliseconds. */
export function printTable(result: Result, line: (text: string) => void): void {
  for (const one of result.cases) {
    line('');
    line(heading(one));
    line(
      row([
        'target',
        'p10',
        'p50',
        'p99',
        'first byte',
        'added',
        'at p10',
        'x least',
        'first +',
        'ratio',
        'CPU/req',
        'req/s',
        'n',
      ]),
    );
    for (const target of one.targets) {
      line(row(cells(target)));
      const odd = oddities(target);
      if (odd !== '') line(`    ${odd}`);
    }
  }
  const { startToListeningMs, idleRssMb } = result.process;
  line('');
  line(`start to listening: ${startToListeningMs.p50} ms (least ${startToListeningMs.min} ms)`);
  line(`idle memory: ${idleRssMb === null ? 'not known here' : `${idleRssMb} MB`}`);
  line(`Node ${result.node}, ${result.cpus} cores${result.quick ? ', quick run: figures are rough' : ''}`);
}

function heading(one: CaseResult): string {
  return one.entries === undefined ? one.name : `${one.name}, ${one.entries} entries`;
}

function cells(target: TargetResult): readonly string[] {
  const { totalMs, firstByteMs } = target;
  return [
    target.target,
    text(totalMs.p10),
    text(totalMs.p50),
    text(totalMs.p99),
    text(firstByteMs.p50),
    text(target.addedP50Ms),
    text(target.addedP10Ms),
    text(target.timesPassThrough),
    text(target.addedFirstByteP50Ms),
    text(target.ratioP50),
    text(target.cpuMsPerRequest),
    text(target.requestsPerS),
    String(target.samples),
  ];
}

/** What makes the line above less than it seems: errors, and replies that were served in another way. */
function oddities(target: TargetResult): string {
  const parts = Object.entries(target.outcomes).map(([outcome, count]) => `${count} ${outcome}`);
  const errors = target.errors === 0 ? [] : [`${target.errors} errors, the first: ${target.firstError ?? ''}`];
  return [...(parts.length > 1 ? parts : []), ...errors].join(', ');
}

function text(value: number | null): string {
  return value === null ? '-' : String(value);
}

function row(values: readonly string[]): string {
  return values.map((value, i) => (i === 0 ? value.padEnd(24) : value.padStart(i === 4 ? 11 : 8))).join('');
}
