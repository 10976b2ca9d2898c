import { sourceFile, testOutput } from '../paste.js';
import type { AgentSession } from './session.js';

/** Sessions in which something new is built. */
export const featureSessions: readonly AgentSession[] = [
  {
    topic: 'agent-csv-export',
    client: 'opencode',
    turns: [
      {
        ask: 'Add a CSV export to the orders page. It should contain what the table shows, with the current filters.',
        steps: [
          [
            'search',
            { pattern: 'OrdersPage', glob: 'packages/web/**/*.tsx' },
            'packages/web/src/orders/page.tsx:14: export function OrdersPage() {\npackages/web/src/routes.tsx:31: { path: "/orders", element: <OrdersPage /> },',
          ],
          ['read_file', { path: 'packages/web/src/orders/page.tsx' }, sourceFile('orders', 16)],
          [
            'edit_file',
            {
              path: 'packages/web/src/orders/page.tsx',
              before: '<Toolbar>',
              after: '<Toolbar>\n  <ExportButton rows={rows} />',
            },
            'Replaced one passage.',
          ],
          [
            'write_file',
            { path: 'packages/web/src/orders/export.ts', content: 'export function toCsv(rows) { /* 38 lines */ }' },
            'Wrote 38 lines.',
          ],
          [
            'run_command',
            { command: 'npx vitest run packages/web/src/orders' },
            testOutput(14, ' ✓ test/orders/export.test.ts (4 tests) 61ms'),
          ],
        ],
        done: 'The orders page has an export button that writes the filtered rows as CSV. Tests of the folder pass.',
      },
      {
        ask: 'Quote fields that hold a semicolon too.',
        steps: [
          [
            'edit_file',
            { path: 'packages/web/src/orders/export.ts', before: '/[",\\n]/', after: '/[",;\\n]/' },
            'Replaced one passage.',
          ],
        ],
        done: 'Fields with a semicolon are quoted now.',
      },
    ],
  },
  {
    topic: 'agent-rate-limit',
    client: 'cline',
    turns: [
      {
        ask: 'The public API needs a rate limit: 60 requests a minute for each key, with a retry-after header when it is exceeded.',
        steps: [
          [
            'list_files',
            { path: 'packages/api/src', depth: '2' },
            'auth/\n  key.ts\n  session.ts\nhttp/\n  app.ts\n  errors.ts\n  routes.ts\nstore/\n  redis.ts\nserver.ts',
          ],
          ['read_file', { path: 'packages/api/src/http/app.ts' }, sourceFile('app', 12)],
          ['read_file', { path: 'packages/api/src/store/redis.ts' }, sourceFile('redis', 9)],
          [
            'write_file',
            {
              path: 'packages/api/src/http/rate-limit.ts',
              content: 'export function rateLimit(options) { /* 52 lines */ }',
            },
            'Wrote 52 lines.',
          ],
          [
            'edit_file',
            {
              path: 'packages/api/src/http/app.ts',
              before: 'app.use(auth);',
              after: 'app.use(auth);\napp.use(rateLimit({ perMinute: 60 }));',
            },
            'Replaced one passage.',
          ],
          [
            'run_command',
            { command: 'npx vitest run packages/api' },
            testOutput(40, ' ✓ test/http/rate-limit.test.ts (6 tests) 112ms'),
          ],
        ],
        done: 'Requests beyond 60 a minute for a key get 429 with retry-after. The window slides in Redis.',
      },
    ],
  },
  {
    topic: 'agent-dark-mode',
    client: 'opencode',
    turns: [
      {
        ask: 'Let the web app follow the dark mode of the system.',
        steps: [
          [
            'search',
            { pattern: '--color-', glob: 'packages/web/**/*.css' },
            Array.from(
              { length: 40 },
              (_, index) =>
                `packages/web/src/theme.css:${index + 3}:  --color-${index}: #${String(100_000 + index * 7_919)};`,
            ).join('\n'),
          ],
          [
            'read_file',
            { path: 'packages/web/src/theme.css' },
            Array.from(
              { length: 90 },
              (_, index) => `${index + 1}  --color-${index}: #${String(100_000 + index * 7_919)};`,
            ).join('\n'),
          ],
          [
            'edit_file',
            {
              path: 'packages/web/src/theme.css',
              before: '}\n',
              after: '}\n@media (prefers-color-scheme: dark) { /* 44 lines */ }\n',
            },
            'Replaced one passage.',
          ],
        ],
        done: 'The colours follow prefers-color-scheme. I did not check the charts.',
      },
    ],
  },
  {
    topic: 'agent-cli-flag',
    client: 'opencode',
    turns: [
      {
        ask: 'Add a --dry-run flag to the import command.',
        steps: [
          [
            'search',
            { pattern: 'import', glob: 'packages/api/src/cli/*.ts' },
            'packages/api/src/cli/import.ts:8: export async function importCommand(args: string[]) {',
          ],
          ['read_file', { path: 'packages/api/src/cli/import.ts' }, sourceFile('import', 8)],
          [
            'edit_file',
            {
              path: 'packages/api/src/cli/import.ts',
              before: 'await store.insert(rows);',
              after: 'if (!dryRun) await store.insert(rows);',
            },
            'Replaced one passage.',
          ],
          [
            'run_command',
            { command: 'node dist/cli.js import --dry-run sample.csv' },
            'Would import 118 rows (3 skipped: no email).',
          ],
        ],
        done: 'import --dry-run counts and prints, and writes nothing.',
      },
    ],
  },
  {
    topic: 'agent-webhook-signature',
    client: 'cline',
    turns: [
      {
        ask: 'Sign outgoing webhooks with HMAC-SHA256 and a timestamp, like the big payment providers do, and document it for our customers.',
        steps: [
          [
            'search',
            { pattern: 'deliverWebhook', glob: 'packages/api/**/*.ts' },
            'packages/api/src/webhook/deliver.ts:22: export async function deliverWebhook(\npackages/api/test/webhook/deliver.test.ts:9: await deliverWebhook(',
          ],
          ['read_file', { path: 'packages/api/src/webhook/deliver.ts' }, sourceFile('webhook', 14)],
          [
            'edit_file',
            {
              path: 'packages/api/src/webhook/deliver.ts',
              before: 'headers: {',
              after: "headers: {\n      'x-signature': sign(secret, timestamp, body),",
            },
            'Replaced one passage.',
          ],
          ['write_file', { path: 'docs/webhooks.md', content: '# Webhooks (61 lines)' }, 'Wrote 61 lines.'],
          [
            'run_command',
            { command: 'npx vitest run packages/api/test/webhook' },
            testOutput(9, ' ✓ test/webhook/deliver.test.ts (11 tests) 88ms'),
          ],
        ],
        done: 'Webhooks carry x-signature and x-timestamp, and docs/webhooks.md says how to check them.',
      },
    ],
  },
  {
    topic: 'agent-openapi',
    client: 'opencode',
    turns: [
      {
        ask: 'The OpenAPI file lists /v2/exports, which we removed. Bring the file in line with the routes and add a test that keeps it so.',
        steps: [
          ['read_file', { path: 'packages/api/src/http/routes.ts' }, sourceFile('routes', 18)],
          [
            'read_file',
            { path: 'packages/api/openapi.yaml', limit: '400' },
            Array.from(
              { length: 160 },
              (_, index) =>
                `  /v1/resource-${index}:\n    get: { operationId: getResource${index}, responses: { '200': { description: OK } } }`,
            ).join('\n'),
          ],
          [
            'edit_file',
            { path: 'packages/api/openapi.yaml', before: '  /v2/exports:\n', after: '' },
            'Replaced one passage.',
          ],
          [
            'write_file',
            {
              path: 'packages/api/test/openapi.test.ts',
              content: "test('every route is documented', ...) // 27 lines",
            },
            'Wrote 27 lines.',
          ],
          [
            'run_command',
            { command: 'npx vitest run packages/api/test/openapi.test.ts' },
            ' ✓ test/openapi.test.ts (2 tests) 210ms',
          ],
        ],
        done: 'The file matches the routes, and a test compares both.',
      },
    ],
  },
];
