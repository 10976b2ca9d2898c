import type { Response, Router } from 'express';
import type { EmbeddingModel } from '../../../protocol/embedding-model.js';
import type { EmbeddingModelsRoom } from '../../rooms/models.js';
import { refuse } from './answer.js';

export interface EmbeddingModelOptions {
  readonly models: EmbeddingModelsRoom;
}

/** Embedding models: which there are, fetching them, and which one the cache uses. */
export function embeddingModelRoutes(api: Router, { models }: EmbeddingModelOptions): void {
  api.get('/embedding-models', (_request, response) => {
    response.json({ models: models.list() });
  });
  for (const step of ['install', 'cancel', 'use', 'remove'] as const) {
    api.post(`/embedding-models/:id/${step}`, async (request, response) => {
      await answer(response, () => models[step](request.params.id));
    });
  }
}

async function answer(response: Response, work: () => Promise<EmbeddingModel>): Promise<void> {
  try {
    response.json(await work());
  } catch (error) {
    if (!(error instanceof Error && 'reason' in error)) throw error;
    refuse(response, error.reason === 'unknown' ? 404 : 409, error.message);
  }
}
