import { z } from 'zod';
import type { ChildStart, KeepRunning } from '../../protocol/control.js';

const keepRunningSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('no') }),
  z.strictObject({
    kind: z.literal('until-idle'),
    idleMinutes: z
      .number()
      .positive()
      .max(7 * 24 * 60),
  }),
]);

const childStartSchema = z.strictObject({
  version: z.string().min(1),
  dataFolder: z.string().min(1).nullable(),
  keys: z.record(z.string(), z.string()),
  // Checked setting by setting later: one that is wrong must not keep the proxy from starting.
  settings: z.unknown().default({}),
  keepRunning: keepRunningSchema,
});

/** What the editor sent does not have the shape that was agreed on. */
export class BadMessageError extends Error {
  override readonly name = 'BadMessageError';
  readonly reason = 'bad-message';
}

/** Throws {@link BadMessageError}. Values are never in its message, because keys are among them. */
export function readChildStart(value: unknown): ChildStart {
  return read(childStartSchema, value, 'initializationOptions');
}

/** Throws {@link BadMessageError}. */
export function readKeepRunning(value: unknown): KeepRunning {
  return read(keepRunningSchema, value, 'tuppence/keep-running');
}

function read<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new BadMessageError(`${what}: '${issue?.path.join('.') ?? ''}' cannot be used (${issue?.code ?? 'unknown'}).`);
}
