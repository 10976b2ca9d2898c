import { z } from 'zod';
import type { ApiAnswer, ApiCall } from '../../protocol/control.js';
import { provenCall, readText } from '../../proof/proven-call.js';
import { BadMessageError } from './start.js';

const apiCallSchema = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  path: z.string().max(2_048),
  body: z.unknown().optional(),
});

/** Checks what the editor asks for. Throws {@link BadMessageError}. */
export function readApiCall(value: unknown): ApiCall {
  const parsed = apiCallSchema.safeParse(value);
  if (!parsed.success) {
    throw new BadMessageError(
      'tuppence/api takes a method (GET, POST, PUT, PATCH or DELETE), a path below /api and, where the route has one, a body.',
    );
  }
  const { method, path, body } = parsed.data;
  const refused = refusePath(path);
  if (refused !== undefined) throw new BadMessageError(`tuppence/api cannot ask for this path: ${refused}.`);
  return body === undefined ? { method, path } : { method, path, body };
}

function refusePath(path: string): string | undefined {
  if (!path.startsWith('/') || path.startsWith('//')) return 'it must begin with one slash';
  if (!/^[\x21-\x7e]*$/.test(path)) return 'it must be encoded as in a URL';
  if (/[\\#]/.test(path)) return 'it must not contain a backslash or a fragment';
  const [bare = ''] = path.split('?', 1);
  if (bare.split('/').some(part => /^(?:\.|%2e){1,2}$/i.test(part))) return 'it must not climb up with dots';
  if (/^\/live(?:\/|$)/i.test(bare)) return 'it never ends; tuppence/snapshot brings what it sends';
  return undefined;
}

/** Asks whoever serves. JSON comes back as a value, all else as text. Rejects with what {@link provenCall} throws. */
export async function callApi(
  at: { readonly port: number; readonly token: string },
  { method, path, body }: ApiCall,
): Promise<ApiAnswer> {
  const response = await provenCall({ ...at, method, path: `/api${path}`, ...(body === undefined ? {} : { body }) });
  const text = await readText(response);
  const isJson = /^application\/(?:[\w.-]+\+)?json\b/i.test(response.headers['content-type'] ?? '');
  return { status: response.statusCode ?? 0, value: isJson ? (JSON.parse(text) as unknown) : text };
}
