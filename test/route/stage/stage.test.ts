import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/proxy/prompt.js';
import { hasFailed } from '../../../src/proxy/route/stage/failed.js';
import { stageOf } from '../../../src/proxy/route/stage/stage.js';
import type { ToolStep } from '../../../src/proxy/wire.js';

const step = (name: string, given: Json, result = 'ok', failed = false): ToolStep => ({
  name,
  arguments: given,
  result,
  failed,
});
const read = (at: number) => step('read', { path: `src/${at}.ts` }, `text of ${at}`);
const write = (at: number, result = 'done') =>
  step('edit', { path: `a${at}`, old_string: 'x', new_string: 'y' }, result);
const run = (result: string) => step('bash', { command: 'make' }, result);
const times = <T>(n: number, make: (at: number) => T): readonly T[] => Array.from({ length: n }, (_, at) => make(at));

describe('what a tool gave back', () => {
  test.each([
    'Exit code 1\nmake: *** [all] Error 1',
    '{"output":"boom","metadata":{"exit_code":2,"duration_seconds":0.1}}',
    'Exit code: 127\nWall time: 0.1 seconds',
    `${'x'.repeat(5_000)}\nprocess exited with code 3`,
    'exit status 2',
    '<tool_use_error>String to replace not found</tool_use_error>',
    '{"isError": true, "content": []}',
    '{"success":false}',
    '{"error": "no such file"}',
    'error[E0308]: mismatched types',
    'fatal: not a git repository',
    'Traceback (most recent call last):\n  File "x"',
    'TypeError: x is not a function',
    'java.lang.IllegalStateException: closed',
  ])('has failed: %j', result => {
    expect(hasFailed(step('t', {}, result))).toBe(true);
  });

  test.each([
    '',
    'Exit code 0',
    '{"output":"3 errors found in the log","metadata":{"exit_code":0}}',
    'An error handler is registered in main.ts',
    '1: export class ParseError extends Error {}',
    '{"error": null, "rows": 3}',
    '{"success":true}',
    '12 passed, 0 failed',
    'エラー処理を追加しました',
    'Der Fehler liegt in Zeile 3',
  ])('has not failed: %j', result => {
    expect(hasFailed(step('t', {}, result))).toBe(false);
  });

  test('has failed when the client says so, in whatever language', () => {
    expect(hasFailed(step('t', {}, 'nicht gefunden', true))).toBe(true);
  });
});

describe('an agent', () => {
  test.each<[string, readonly ToolStep[], ReturnType<typeof stageOf>]>([
    ['that has done nothing yet says nothing', [], undefined],
    ['that explores says nothing', times(12, read), undefined],
    [
      'that makes the same call three times for nothing repeats itself',
      [read(1), run('x'), read(2), run('x'), run('x')],
      'repeats',
    ],
    ['that makes it with other results gets on', [run('1'), run('2'), run('3'), run('4')], undefined],
    ['that writes between equal calls gets on', [run('x'), write(1), run('x'), write(2), run('x')], 'landing'],
    [
      'that fails three times in six runs into errors',
      [read(1), ...times(3, n => run(`exit code ${n + 1}`))],
      'errors',
    ],
    [
      'that fails, writes and fails again, as tests first do, is at work',
      [run('exit code 1'), write(1), run('exit code 2'), write(2)],
      undefined,
    ],
    [
      'whose errors are long past is judged by now',
      [...times(3, n => run(`exit code ${n + 1}`)), ...times(6, read)],
      undefined,
    ],
    ['that looks at the same few things for twelve calls spins', times(12, n => read(n % 5)), 'spinning'],
    ['that wrote something among them does not', [write(1), ...times(11, n => read(n % 6))], undefined],
    ['whose writes arrive is landing', [read(1), write(1), write(2), run('exit code 0')], 'landing'],
    ['whose writes arrive and fail then is not', [write(1), write(2), run('exit code 1')], undefined],
    [
      'whose writes are refused is not',
      times(3, n => step('edit', { path: 'a', new_string: 'b' }, `<error>${n}</error>`)),
      'errors',
    ],
  ])('%s', (_what, steps, stage) => {
    expect(stageOf(steps)).toBe(stage);
  });

  test.each<[string, Json]>([
    ['a file with its content', { file_path: 'a.ts', content: 'const a = 1;\n' }],
    ['an edit', { path: 'a', edits: [{ old_text: 'a', new_text: 'b' }] }],
    ['a patch', { input: '*** Begin Patch\n*** Update File: a\n' }],
    ['a patch through a shell', { command: ['apply_patch', '*** Begin Patch\n*** Add File: a\n'] }],
    ['a bare patch', '--- a/x\n+++ b/x\n@@ -1 +1 @@\n'],
    ['arguments that are text', '{"path":"a","new_str":"b"}'],
  ])('writes with %s', (_what, given) => {
    expect(stageOf([step('w', given), step('w2', given)])).toBe('landing');
  });

  test.each<[string, Json]>([
    ['a search', { pattern: 'new_string', path: 'src', output_mode: 'content' }],
    ['a command', { command: 'git diff --stat' }],
    ['arguments that are text', '{"query":"what is content","limit":"3"}'],
    ['nothing to write', { path: 'a', content: '' }],
    ['no arguments', null],
  ])('does not write with %s', (_what, given) => {
    expect(stageOf([step('w', given), step('w2', given)])).toBeUndefined();
  });

  test('is never misread into a fault, and only its last twelve calls count', () => {
    const any = fc.record({
      name: fc.string({ maxLength: 4 }),
      arguments: fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>,
      result: fc.string({ maxLength: 40 }),
      failed: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(any, { minLength: 12, maxLength: 30 }), steps => {
        expect(stageOf(steps)).toBe(stageOf(steps.slice(-12)));
      }),
    );
  });
});
