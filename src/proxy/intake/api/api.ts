import express from 'express';
import type { Router } from 'express';
import { cacheRoutes } from './cache.js';
import type { CacheOptions } from './cache.js';
import { embeddingModelRoutes } from './embedding-models.js';
import type { EmbeddingModelOptions } from './embedding-models.js';
import { exportRoutes } from './export.js';
import type { ExportOptions } from './export.js';
import { figureRoutes } from './figures.js';
import type { FigureOptions } from './figures.js';
import { keyRoutes } from './keys.js';
import type { KeyOptions } from './keys.js';
import { liveRoute } from './live.js';
import type { LiveOptions } from './live.js';
import { previewRoutes } from './previews.js';
import type { PreviewOptions } from './previews.js';
import { processRoutes } from './process.js';
import type { ProcessOptions } from './process.js';
import { requestRoutes } from './requests.js';
import type { RequestOptions } from './requests.js';
import { routingRoutes } from './routing.js';
import type { RoutingOptions } from './routing.js';
import { settingsRoutes } from './settings.js';
import type { SettingsOptions } from './settings.js';

/** What Tuppence's own routes look into, group by group. */
export type ApiOptions = FigureOptions &
  RequestOptions &
  ExportOptions &
  CacheOptions &
  SettingsOptions &
  KeyOptions &
  PreviewOptions &
  RoutingOptions &
  EmbeddingModelOptions &
  ProcessOptions &
  LiveOptions & {
    /** Something may have been changed by one of these routes. */
    readonly changed: () => void;
  };

/** Tuppence's own routes. The door has checked the token. */
export function makeApi(options: ApiOptions): Router {
  const api = express.Router();
  api.use((request, response, next) => {
    if (request.method !== 'GET') response.on('finish', options.changed);
    next();
  });
  figureRoutes(api, options);
  requestRoutes(api, options);
  exportRoutes(api, options);
  cacheRoutes(api, options);
  settingsRoutes(api, options);
  keyRoutes(api, options);
  previewRoutes(api, options);
  routingRoutes(api, options);
  embeddingModelRoutes(api, options);
  processRoutes(api, options);
  liveRoute(api, options);
  return api;
}
