import express from 'express';
import type { Router } from 'express';
import { z } from 'zod';
import { refuse } from './answer.js';

export interface KeysOptions {
  readonly keys: {
    /** Keeps a provider's key in memory; undefined takes it away. */
    setKey(name: string, key: string | undefined): void;
    provider(name: string): object | undefined;
    /** Names of the providers that can be used now. */
    usable(): readonly string[];
  };
}

const keyChangeSchema = z.strictObject({
  provider: z.string().min(1).max(100),
  // What a header can carry; anything else would fail only when it is used.
  key: z
    .string()
    .regex(/^\s*[\x21-\x7e]{1,4096}\s*$/)
    .nullable(),
});

/** Keys by word of whoever holds the token. They stay in memory; nothing here ever repeats one. */
export function keyRoutes(api: Router, { keys }: KeysOptions): void {
  api.put('/keys', express.json({ limit: '16kb', type: () => true }), (request, response) => {
    const change = keyChangeSchema.safeParse(request.body);
    if (!change.success) {
      refuse(
        response,
        400,
        'A key comes as {provider, key}: visible characters without spaces, or null to take it away.',
      );
      return;
    }
    const { provider, key } = change.data;
    if (keys.provider(provider) === undefined) {
      refuse(
        response,
        400,
        `There is no provider '${provider}': name a built-in one, or add it to the setting 'providers'.`,
      );
      return;
    }
    keys.setKey(provider, key ?? undefined);
    response.json({ providers: keys.usable() });
  });
}
