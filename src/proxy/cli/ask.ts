import { request } from 'undici';
import { readRunning, readToken } from '../data-folder.js';

/** The proxy that serves this data folder, asked over HTTP; undefined when none runs. */
export async function askRunning(
  folder: string,
  method: 'GET' | 'DELETE' | 'PATCH',
  path: string,
  body?: unknown,
): Promise<{ readonly status: number; readonly value: unknown } | undefined> {
  const running = readRunning(folder);
  if (running === undefined) return undefined;
  try {
    const response = await request(`http://127.0.0.1:${running.port}/api${path}`, {
      method,
      headers: { authorization: `Bearer ${readToken(folder)}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headersTimeout: 10_000,
    });
    // 401: somebody else listens on the port that this folder's last proxy had.
    if (response.statusCode === 401 || response.statusCode === 403) {
      await response.body.dump();
      return undefined;
    }
    return { status: response.statusCode, value: await response.body.json() };
  } catch {
    // The note was left behind by a proxy that was killed; the files can be read directly.
    return undefined;
  }
}
