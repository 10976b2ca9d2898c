import express from 'express';
import type { Router } from 'express';
import type { Profile, RoutingPreview, SimilarityPreview } from '../../../protocol/api.js';
import { checkWish, type WhatIf, type WhatIfWish } from '../../../protocol/what-if.js';
import { queryOf, refuse } from './answer.js';
import { readSpanMs } from './span.js';

export interface PreviewOptions {
  readonly previews: {
    /** Rejects with an error that has a reason and a sentence for the user when the model cannot run. */
    similarity(): Promise<SimilarityPreview>;
    routing(spanMs: number): Promise<RoutingPreview>;
    profile(spanMs: number): Promise<Profile>;
    /** Rejects with an error that has a reason and a sentence for the user when the wish makes no sense. */
    whatIf(spanMs: number, wish: WhatIfWish): Promise<WhatIf>;
  };
}

/** What the recorded past was like, and what other thresholds would have done with it. */
export function previewRoutes(api: Router, { previews }: PreviewOptions): void {
  api.get('/preview/similarity', async (_request, response) => {
    try {
      response.json(await previews.similarity());
    } catch (error) {
      if (!(error instanceof Error && 'reason' in error)) throw error;
      refuse(response, 503, error.message);
    }
  });
  for (const [path, read] of [
    ['/preview/routing', previews.routing],
    ['/profile', previews.profile],
  ] as const) {
    api.get(path, async (request, response) => {
      const spanMs = readSpanMs(queryOf(request).get('since') ?? '30d');
      if (spanMs === undefined) refuse(response, 400, "'since' must be a span such as 24h, 7d or 30d.");
      else response.json(await read(spanMs));
    });
  }
  api.post('/preview/what-if', express.json({ limit: '64kb', type: () => true }), async (request, response) => {
    const spanMs = readSpanMs(queryOf(request).get('since') ?? '30d');
    if (spanMs === undefined) {
      refuse(response, 400, "'since' must be a span such as 24h, 7d or 30d.");
      return;
    }
    try {
      response.json(await previews.whatIf(spanMs, checkWish(request.body)));
    } catch (error) {
      if (!(error instanceof Error && 'reason' in error)) throw error;
      refuse(response, 400, error.message);
    }
  });
}
