import { draft, question } from './clients.js';
import type { Draft } from './types.js';

/** Commits of the day as their diffs: file, lines taken out, lines put in. */
const commits: readonly (readonly [
  topic: string,
  file: string,
  removed: readonly string[],
  added: readonly string[],
])[] = [
  ['commit-parser-null', 'src/parser.ts', ['  return node.value.trim();'], ['  return node.value?.trim() ?? "";']],
  [
    'commit-timeout',
    'src/http/client.ts',
    ['const timeoutMs = 5_000;'],
    ['const timeoutMs = 15_000;', 'const connectMs = 3_000;'],
  ],
  ['commit-readme', 'README.md', ['Run `npm i` first.'], ['Run `npm ci` first. It needs Node 20 or newer.']],
  [
    'commit-eslint',
    'eslint.config.mjs',
    ["  'no-console': 'off',"],
    ["  'no-console': ['error', { allow: ['warn'] }],"],
  ],
  [
    'commit-upsert',
    'src/store/orders.sql',
    ['INSERT INTO orders (id, total) VALUES ($1, $2)'],
    ['INSERT INTO orders (id, total) VALUES ($1, $2)', 'ON CONFLICT (id) DO UPDATE SET total = EXCLUDED.total'],
  ],
  [
    'commit-rename',
    'src/mail/send.ts',
    ['export async function doSend(m: Mail) {'],
    ['export async function sendMail(mail: Mail) {'],
  ],
  [
    'commit-ci-cache',
    '.github/workflows/ci.yml',
    ['      - run: npm install'],
    ['      - uses: actions/setup-node@v4', '        with: { node-version: 22, cache: npm }', '      - run: npm ci'],
  ],
  ['commit-test-flaky', 'test/upload/merge.test.ts', ['  await sleep(500);'], ['  await upload.finished;']],
  [
    'commit-dead-code',
    'src/report/legacy.ts',
    ['export function oldTotals(rows) {', '  return rows.map(total);', '}'],
    [],
  ],
  ['commit-docker-slim', 'Dockerfile', ['FROM node:22'], ['FROM node:22-slim', 'ENV NODE_ENV=production']],
  [
    'commit-i18n',
    'src/ui/labels.de.json',
    ['  "save": "Sichern",'],
    ['  "save": "Speichern",', '  "saveAs": "Speichern unter",'],
  ],
  [
    'commit-index',
    'migrations/0042_orders_index.sql',
    [],
    ['CREATE INDEX CONCURRENTLY orders_customer_idx', '  ON orders (customer_id, created_at DESC);'],
  ],
  ['commit-deps', 'package.json', ['    "undici": "7.29.0",'], ['    "undici": "7.30.2",']],
  ['commit-log-secret', 'src/auth/token.ts', ['  log.info("token " + token);'], ['  log.info("token accepted");']],
  [
    'commit-types',
    'src/search/query.ts',
    ['export type Filter = any;'],
    ['export type Filter =', "  | { kind: 'term'; term: string }", "  | { kind: 'range'; from: number; to: number };"],
  ],
  [
    'commit-retry',
    'src/pay/client.ts',
    ['  for (let i = 0; i < 3; i++) {'],
    [
      '  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {',
      '    if (attempt > 1) await pause(delayMs(attempt));',
    ],
  ],
  [
    'commit-aria',
    'src/ui/date-picker.tsx',
    ['  <div onClick={open}>'],
    ['  <button type="button" aria-haspopup="dialog" onClick={open}>'],
  ],
];

/** Commit messages, as the tool asks for them from a git hook. */
export const commitRequests: readonly Draft[] = commits.map(([topic, file, removed, added]) =>
  draft('aicommits', { kind: 'commit', topic }, question(diff(file, removed, added))),
);

function diff(file: string, removed: readonly string[], added: readonly string[]): string {
  return [
    `diff --git a/${file} b/${file}`,
    `--- a/${file}`,
    `+++ b/${file}`,
    `@@ -12,${removed.length + 2} +12,${added.length + 2} @@`,
    ...removed.map(line => `-${line}`),
    ...added.map(line => `+${line}`),
  ].join('\n');
}
