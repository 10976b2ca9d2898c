import express from 'express';
import type { Router } from 'express';
import { z } from 'zod';
import type { KeyChange, ModelOffers } from '../../../protocol/api.js';
import { refuse } from './answer.js';

export interface KeyOptions {
  /** Rejects with an error that has a reason and a sentence for the user when the key cannot be taken. */
  readonly changeKey: (change: KeyChange) => Promise<readonly string[]>;
  readonly offers: () => Promise<ModelOffers>;
}

const changeSchema = z.strictObject({
  provider: z.string().min(1).max(100),
  // What a header can carry; anything else would fail only when it is used.
  key: z
    .string()
    .regex(/^\s*[\x21-\x7e]{1,4096}\s*$/)
    .nullable(),
});

/** Keys on their way into memory, and the models they open. What is answered never holds a key. */
export function keyRoutes(api: Router, { changeKey, offers }: KeyOptions): void {
  api.put('/keys', express.json({ limit: '16kb', type: () => true }), async (request, response) => {
    const change = changeSchema.safeParse(request.body);
    if (!change.success) {
      refuse(
        response,
        400,
        'A key comes as {provider, key}: visible characters without spaces, or null to take it away.',
      );
      return;
    }
    try {
      response.json({ providers: await changeKey(change.data) });
    } catch (error) {
      if (!(error instanceof Error && 'reason' in error)) throw error;
      refuse(response, 400, error.message);
    }
  });
  api.get('/models', async (_request, response) => {
    response.json(await offers());
  });
}
