import type { Clock } from '../prompt.js';
import { makeProgress, type Screen } from './progress.js';
import { runDemo, type DemoRun } from './run-demo.js';
import { demoTable } from './table.js';

/** A proxy that runs for the demo: everything switched on, an empty data folder, the demo upstream behind it. */
export interface DemoStage extends Pick<DemoRun, 'url' | 'token' | 'upstreamUrl' | 'stats' | 'rows'> {
  close(): Promise<void>;
}

export interface DemoCommand {
  /** Prints the report as one JSON object instead of a table. */
  readonly json: boolean;
  readonly start: () => Promise<DemoStage>;
  readonly out: Screen;
  readonly err: Screen;
  readonly clock: Pick<Clock, 'tickMs'>;
}

/**
 * `tuppence demo`: runs the day and prints what it cost with and without the proxy. Returns the exit code: 1 when an
 * answer was wrong or missing, so that a script can rely on it. Rejects only when the proxy cannot start.
 */
export async function demoCommand({ json, start, out, err, clock }: DemoCommand): Promise<number> {
  const stage = await start();
  try {
    const report = await runDemo({
      url: stage.url,
      token: stage.token,
      upstreamUrl: stage.upstreamUrl,
      stats: () => stage.stats(),
      rows: () => stage.rows(),
      clock,
      onProgress: makeProgress(err),
    });
    out.write(json ? `${JSON.stringify(report)}\n` : demoTable(report));
    return report.wrongHits === 0 && report.failed === 0 ? 0 : 1;
  } finally {
    await stage.close();
  }
}
