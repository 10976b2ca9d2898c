import type { Request, Response, Router } from 'express';
import type { Followers } from '../followers.js';
import { queryOf } from './answer.js';

export interface LiveOptions {
  readonly followers: Pick<Followers, 'follow'>;
}

/** A comment now and then, so that both ends notice when the other is gone. */
const heartbeatMs = 15_000;
/** What a follower may leave unread: some twenty snapshots. More means that nobody reads. */
const maxUnreadBytes = 512 * 1024;

/** Snapshots as server-sent events, for as long as the caller stays. `?window=1` counts it as an editor's window. */
export function liveRoute(api: Router, { followers }: LiveOptions): void {
  api.get('/live', (request: Request, response: Response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    const write = (text: string) => {
      if (response.writableEnded || response.destroyed) return;
      response.write(text);
      if (response.writableLength > maxUnreadBytes) response.destroy();
    };
    const leave = followers.follow({
      isWindow: queryOf(request).get('window') === '1',
      take: snapshot => write(`data: ${snapshot}\n\n`),
      end: () => response.end(),
    });
    const heartbeat = setInterval(() => write(': still here\n\n'), heartbeatMs).unref();
    response.on('close', () => {
      clearInterval(heartbeat);
      leave();
    });
  });
}
