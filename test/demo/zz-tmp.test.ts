import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import type { DemoReport } from '../../src/proxy/demo/report.js';

// The whole of `tuppence demo` as a user runs it: the built program, a real proxy, real connections.

const program = fileURLToPath(new URL('../../../../tmp/f/dist/cli.js', import.meta.url));
let report: DemoReport;
let progress: string;

beforeAll(async () => {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] };
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, 'demo', '--json'], { env });
  report = JSON.parse(stdout) as DemoReport;
  progress = stderr;
}, 60_000);

describe('the demo', () => {
  test('answers every prompt of the day, none of them wrongly', () => {
    expect(report.requests).toBeGreaterThanOrEqual(320);
    expect(report).toMatchObject({ demo: true, failed: 0, wrongHits: 0 });
    expect(report.served['near-miss'].hits).toBe(0);
  });

  test('serves from every tier of the cache', () => {
    expect(report.served.repeat.hits).toBe(report.served.repeat.of);
    expect(report.hits.exact).toBeGreaterThanOrEqual(60);
    expect(report.hits.gate + report.hits.semantic).toBeGreaterThan(10);
    expect(report.hits.coalesced + report.hits.exact).toBeGreaterThanOrEqual(report.served.repeat.of + 8);
  });

  test('saves at least two fifths of what the day would have cost, and the sums agree', () => {
    expect(report.savedUsd / report.baselineUsd).toBeGreaterThanOrEqual(0.4);
    expect(report.spentUsd).toBeGreaterThan(0);
    expect(report.baselineUsd - report.spentUsd).toBeCloseTo(report.savedUsd, 5);
    expect(report.savedBy.cache + report.savedBy.routing).toBeCloseTo(report.savedUsd, 5);
  });

  test('accounts for every prompt once', () => {
    const { exact, gate, semantic, coalesced } = report.hits;
    const { cheap, standard, strong, asRequested } = report.routed;
    expect(exact + gate + semantic + coalesced + cheap + standard + strong + asRequested).toBe(report.requests);
    expect(report.reasons.reduce((sum, reason) => sum + reason.requests, 0)).toBe(report.requests);
    expect(report.examples.length).toBeGreaterThan(0);
  });

  test('measures what it adds, and tells how far it is on stderr only', () => {
    expect(report.addedLatencyMs.p50).not.toBeNull();
    expect(progress).toContain(`Prompt ${report.requests} of ${report.requests}`);
  });
});
