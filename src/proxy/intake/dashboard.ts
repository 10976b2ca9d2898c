import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';

/**
 * The dashboard for a browser: three files that hold no secret, so they are given without a token, like a login page.
 * The page itself asks for figures with the token.
 */
export interface Dashboard {
  /** Whether a path is one of the page's files. */
  serves(path: string): boolean;
  /** Answers with the file; a path it does not serve is a 404. */
  send(path: string, request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** `folder` holds what the build made of `media/`. */
export function makeDashboard(folder: string): Dashboard {
  return {
    serves: path => files.has(path),
    async send(path, request, response) {
      const file = files.get(path);
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        refuse(response, 405, `${path} takes GET, not ${request.method ?? 'that'}.`);
        return;
      }
      const bytes = file === undefined ? undefined : await readFile(join(folder, file.name)).catch(() => undefined);
      if (file === undefined || bytes === undefined) {
        refuse(response, 404, 'The dashboard is not part of this installation: install Tuppence again.');
        return;
      }
      response.writeHead(200, { ...guards, 'content-type': file.type, 'content-length': bytes.length });
      response.end(request.method === 'HEAD' ? undefined : bytes);
    },
  };
}

/** Every path there is. Nothing of a request's path ever reaches the file system. */
const page = { name: 'dashboard.html', type: 'text/html; charset=utf-8' };
const files: ReadonlyMap<string, { readonly name: string; readonly type: string }> = new Map([
  ['/dashboard', page],
  ['/dashboard/', page],
  ['/dashboard/dashboard.js', { name: 'dashboard.js', type: 'text/javascript; charset=utf-8' }],
  ['/dashboard/dashboard.css', { name: 'dashboard.css', type: 'text/css; charset=utf-8' }],
  ['/dashboard/icon.svg', { name: 'dashboard-icon.svg', type: 'image/svg+xml' }],
]);

/**
 * The page runs its own script and talks to its own proxy, nothing else; nobody may frame it or load its parts, and no
 * text can become markup (trusted types without a policy).
 */
const guards: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

function refuse(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { ...guards, 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${sentence}\n`);
}
