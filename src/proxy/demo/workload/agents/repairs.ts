import { buildLog, serverLog, sourceFile, testOutput } from '../paste.js';
import type { AgentSession } from './session.js';

/** Sessions in which something broken is repaired or tidied. */
export const repairSessions: readonly AgentSession[] = [
  {
    topic: 'agent-flaky-merge',
    client: 'cline',
    turns: [
      {
        ask: 'test/upload/merge.test.ts fails about every tenth run on CI. Find out why and repair the cause, not the test.',
        steps: [
          ['read_file', { path: 'packages/api/test/upload/merge.test.ts' }, sourceFile('mergetest', 10)],
          ['read_file', { path: 'packages/api/src/upload/merge.ts' }, sourceFile('merge', 15)],
          [
            'run_command',
            { command: 'for i in $(seq 20); do npx vitest run packages/api/test/upload; done' },
            testOutput(
              60,
              ' × test/upload/merge.test.ts > resumes after a lost part  AssertionError: expected 3 to be 4',
            ),
          ],
          [
            'edit_file',
            {
              path: 'packages/api/src/upload/merge.ts',
              before: 'parts.push(part);',
              after: 'parts[part.index] = part;',
            },
            'Replaced one passage.',
          ],
          [
            'run_command',
            { command: 'for i in $(seq 20); do npx vitest run packages/api/test/upload; done' },
            testOutput(60, ' ✓ test/upload/merge.test.ts (5 tests) 190ms'),
          ],
        ],
        done: 'Parts were kept in the order of arrival. They are kept by index now; twenty runs pass.',
      },
    ],
  },
  {
    topic: 'agent-type-errors',
    client: 'opencode',
    turns: [
      {
        ask: 'npm run typecheck fails since I updated zod. Fix the errors.',
        steps: [
          [
            'run_command',
            { command: 'npm run typecheck' },
            Array.from(
              { length: 34 },
              (_, index) =>
                `packages/shared/src/schema-${index}.ts(${index + 4},11): error TS2345: Argument of type 'ZodType' is not assignable to parameter of type 'ZodTypeAny'.`,
            ).join('\n'),
          ],
          [
            'search',
            { pattern: 'ZodTypeAny', glob: '**/*.ts' },
            Array.from(
              { length: 12 },
              (_, index) =>
                `packages/shared/src/schema-${index}.ts:${index + 2}: import type { ZodTypeAny } from 'zod';`,
            ).join('\n'),
          ],
          ['run_command', { command: "sed -i 's/ZodTypeAny/ZodType/g' packages/shared/src/schema-*.ts" }, ''],
          ['run_command', { command: 'npm run typecheck' }, 'No errors.'],
        ],
        done: 'ZodTypeAny is gone in the new version; ZodType takes its place in twelve files.',
      },
      {
        ask: 'Any behaviour that changed with the update and that the types do not show?',
        steps: [
          [
            'search',
            { pattern: '\\.default\\(|\\.catch\\(', glob: 'packages/**/*.ts' },
            Array.from(
              { length: 22 },
              (_, index) =>
                `packages/shared/src/schema-${index}.ts:${index + 9}:   limit: z.number().default(${index}),`,
            ).join('\n'),
          ],
        ],
        done: 'Defaults inside optional fields are applied now where they were not; that touches two of our schemas.',
      },
    ],
  },
  {
    topic: 'agent-slow-query',
    client: 'cline',
    turns: [
      {
        ask: 'GET /orders takes 4 seconds for our largest customer. Make it fast without changing the response.',
        steps: [
          ['read_file', { path: 'packages/api/src/orders/list.ts' }, sourceFile('list', 11)],
          [
            'run_command',
            { command: 'psql -c "EXPLAIN ANALYZE SELECT ..."' },
            'Limit (actual time=3918.220..3918.231 rows=50)\n  -> Sort (actual time=3918.218..3918.224 rows=50)\n     Sort Key: created_at DESC\n     -> Seq Scan on orders (actual time=0.020..3122.114 rows=2114022)\n        Filter: (customer_id = 4711)\n        Rows Removed by Filter: 9912310',
          ],
          [
            'write_file',
            {
              path: 'migrations/0042_orders_index.sql',
              content: 'CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id, created_at DESC);',
            },
            'Wrote 1 line.',
          ],
          [
            'run_command',
            { command: 'npm run migrate && psql -c "EXPLAIN ANALYZE SELECT ..."' },
            'Limit (actual time=0.050..0.210 rows=50)\n  -> Index Scan using orders_customer_idx on orders (actual time=0.048..0.199 rows=50)',
          ],
        ],
        done: 'One index turns the scan of twelve million rows into fifty reads: 0.2 ms instead of 3.9 s.',
      },
    ],
  },
  {
    topic: 'agent-docker-build',
    client: 'opencode',
    turns: [
      {
        ask: 'The image build runs out of memory on CI. Find out what needs so much and fix it.',
        steps: [
          [
            'read_file',
            { path: 'Dockerfile' },
            'FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci\nRUN npm run build\nCMD ["node", "dist/server.js"]',
          ],
          [
            'run_command',
            { command: 'docker build . 2>&1 | tail -200' },
            buildLog(
              110,
              '#23 41.20 FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
            ),
          ],
          [
            'edit_file',
            { path: 'Dockerfile', before: 'RUN npm run build', after: 'RUN npm run build -- --no-sourcemap' },
            'Replaced one passage.',
          ],
        ],
        done: 'Source maps of the web package took 1.6 GB while bundling. The image is built without them now.',
      },
    ],
  },
  {
    topic: 'agent-log-noise',
    client: 'cline',
    turns: [
      {
        ask: 'Our logs are unreadable. Take out what nobody needs and give every line the request id.',
        steps: [
          [
            'run_command',
            { command: 'tail -300 logs/api.log' },
            serverLog(150, '09:01:15.500 WARN [mailer] retry 3 of 3'),
          ],
          [
            'search',
            { pattern: 'log\\.(debug|info)\\(', glob: 'packages/api/src/**/*.ts' },
            Array.from(
              { length: 48 },
              (_, index) => `packages/api/src/module-${index % 9}.ts:${index * 3 + 7}:   log.info('step ${index}');`,
            ).join('\n'),
          ],
          ['read_file', { path: 'packages/api/src/log.ts' }, sourceFile('log', 5)],
          [
            'edit_file',
            {
              path: 'packages/api/src/log.ts',
              before: 'export const log = pino();',
              after: 'export const log = pino({ mixin: () => ({ requestId: current() }) });',
            },
            'Replaced one passage.',
          ],
          [
            'run_command',
            { command: 'npx vitest run packages/api' },
            testOutput(40, ' ✓ test/log.test.ts (3 tests) 20ms'),
          ],
        ],
        done: 'Lines carry the request id, and 31 of the 48 messages are debug now.',
      },
    ],
  },
  {
    topic: 'agent-dead-code',
    client: 'opencode',
    turns: [
      {
        ask: 'Remove the code of packages/shared that nothing imports.',
        steps: [
          [
            'run_command',
            { command: 'npx knip --workspace packages/shared' },
            Array.from({ length: 16 }, (_, index) => `packages/shared/src/old-${index}.ts  unused file`).join('\n'),
          ],
          [
            'search',
            { pattern: 'old-\\d+', glob: 'packages/**/*.{ts,tsx,json}' },
            'packages/web/package.json:41: "./old-3": "./dist/old-3.js"',
          ],
          [
            'run_command',
            {
              command:
                'git rm -q packages/shared/src/old-{0,1,2,4,5,6,7,8,9,10,11,12,13,14,15}.ts && npm run typecheck',
            },
            'No errors.',
          ],
        ],
        done: 'Fifteen files are gone. old-3 stays, because the web package exports it by name.',
      },
      {
        ask: 'Then keep it, but mark it as deprecated.',
        steps: [
          [
            'edit_file',
            {
              path: 'packages/shared/src/old-3.ts',
              before: 'export function',
              after: '/** @deprecated Use money.ts. */\nexport function',
            },
            'Replaced one passage.',
          ],
        ],
        done: 'It is marked.',
      },
    ],
  },
];
