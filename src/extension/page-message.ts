import * as z from 'zod';
import { pageCommands, pageRoutes } from '../protocol/panel.js';
import type { FromPage } from '../protocol/panel.js';

const messageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  z.strictObject({
    kind: z.literal('api'),
    id: z.number().int().min(0),
    call: z.strictObject({
      method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
      path: z.string().startsWith('/').max(2_000),
      body: z.unknown().optional(),
    }),
  }),
  z.strictObject({ kind: z.literal('command'), command: z.enum(pageCommands) }),
]);

/** A message of the page, or undefined for anything that is none. */
export function readPageMessage(value: unknown): FromPage | undefined {
  const parsed = messageSchema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

/** Whether the page may make this call. A page that was taken over must not reach keys, settings or the cache. */
export function pageMayCall(call: { readonly method: string; readonly path: string }): boolean {
  return pageRoutes.some(route => route.test(`${call.method} ${call.path}`));
}
