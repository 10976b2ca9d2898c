import { readRunning, readToken } from '../data-folder.js';
import { provenCall, readText } from '../../proof/proven-call.js';

/** The proxy that serves this data folder, asked over HTTP; undefined when none runs. */
export async function askRunning(
  folder: string,
  method: 'GET' | 'POST' | 'DELETE' | 'PATCH',
  path: string,
  body?: unknown,
  /** How long it may be silent; work over a long past takes its time. */
  idleMs = 10_000,
): Promise<{ readonly status: number; readonly value: unknown } | undefined> {
  const running = readRunning(folder);
  if (running === undefined) return undefined;
  try {
    const response = await provenCall({
      port: running.port,
      token: readToken(folder),
      method,
      path: `/api${path}`,
      ...(body === undefined ? {} : { body }),
      idleMs,
    });
    return { status: response.statusCode ?? 0, value: JSON.parse(await readText(response)) as unknown };
  } catch {
    // The note was left behind by a proxy that was killed, and perhaps somebody else has its port by now; the files can
    // be read directly.
    return undefined;
  }
}
