import type { Router } from 'express';
import { loweredSentence, looseTiers, reopenedSentence } from '../../../protocol/evidence.js';
import type { CacheRoom } from '../../rooms/cache.js';
import { give, queryOf, readLimit, refuse, shownId } from './answer.js';

export interface CacheOptions {
  readonly cache: Pick<CacheRoom, 'list' | 'show' | 'remove' | 'clear' | 'info' | 'evidence' | 'reopen' | 'resetBars'>;
}

export function cacheRoutes(api: Router, { cache }: CacheOptions): void {
  api.get('/cache', (request, response) => {
    response.json({ ...cache.info(), list: cache.list(readLimit(request)) });
  });
  api.get('/cache/evidence', (_request, response) => {
    response.json(cache.evidence());
  });
  api.post('/cache/reopen', (request, response) => {
    const named = queryOf(request).get('tier');
    const tier = looseTiers.find(name => name === named);
    if (tier === undefined) refuse(response, 400, "'tier' must be gate or semantic.");
    else response.json({ done: reopenedSentence(tier, cache.reopen(tier)) });
  });
  api.delete('/cache/bars', (request, response) => {
    const partition = queryOf(request).get('partition') ?? '';
    if (!/^[0-9a-f]{0,64}$/.test(partition)) {
      refuse(response, 400, "'partition' must be the beginning of a partition's name, in hexadecimal digits.");
    } else response.json({ done: loweredSentence(cache.resetBars(partition)) });
  });
  api.get('/cache/:id', (request, response) => {
    give(response, cache.show(request.params.id), `No entry '${shownId(request)}' is in the cache.`);
  });
  api.delete('/cache/:id', (request, response) => {
    const removed = cache.remove(request.params.id) ? { removed: 1 } : undefined;
    give(response, removed, `No entry '${shownId(request)}' is in the cache.`);
  });
  api.delete('/cache', (request, response) => {
    const query = queryOf(request);
    const scope = (name: string) => query.get(name) ?? undefined;
    response.json({ removed: cache.clear({ workspace: scope('workspace'), namespace: scope('namespace') }) });
  });
}
