import { describe, expect, test } from 'vitest';
import type { LabelKind } from '../../../src/protocol/learning.js';
import { isReask, saysNo } from '../../../src/proxy/cache/evidence/refinement.js';
import { fingerprint } from '../../../src/proxy/fingerprint/fingerprint.js';
import type { JsonObject } from '../../../src/proxy/prompt.js';
import { Watch } from '../../../src/proxy/route/learn/watch.js';
import { chat, makePrompt, tool, type Changes } from '../../fingerprint/make-prompt.js';

const asked = 'How do I rename a branch in git?';
type Turns = readonly (readonly [role: string, content: string])[];
const first: Turns = [['user', asked]];
const then = (words: string): Turns => [...first, ['assistant', 'git branch -m new'], ['user', words]];

/** What a request says of the answer to {@link asked}, after a while. */
function heard(
  body: JsonObject,
  {
    afterMs = 10_000,
    changes = {},
    before = chat(first),
  }: { afterMs?: number; changes?: Changes; before?: JsonObject } = {},
): LabelKind | undefined {
  let nowMs = 0;
  const watch = new Watch({ isReask, saysNo }, () => nowMs);
  const prompt = makePrompt(before);
  watch.answered(prompt, fingerprint(prompt), 'r1', 'openai:small-1');
  nowMs = afterMs;
  const next = makePrompt(body, changes);
  const said = watch.heed(next, fingerprint(next));
  expect(watch.heed(next, fingerprint(next))).toBeUndefined();
  if (said !== undefined) expect(said.id).toBe('r1');
  return said?.kind;
}

describe('the request behind an answer of a cheaper model', () => {
  test.each<[what: string, JsonObject, LabelKind | undefined]>([
    ['goes on', chat(then('And how do I push it?')), 'quiet'],
    ['says no', chat(then('No, the remote one.')), 'said-no'],
    ['says no in another language', chat(then('Nein, das meinte ich nicht.')), 'said-no'],
    ['thanks', chat(then('No problem, thanks!')), 'quiet'],
    ['asks the same again', chat(then('How do I rename a branch in git please?')), 'asked-again'],
    ['asks for another model', chat(then('And the remote one?'), { model: 'claude-opus-4-5' }), 'switched-up'],
    ['asks for a small model', chat(then('And the remote one?'), { model: 'gpt-4.1-mini' }), 'quiet'],
    ['asks for the model that had answered', chat(then('And the remote one?'), { model: 'small-1' }), 'quiet'],
    ['is the same request', chat(first), 'regenerated'],
    ['begins anew with nearly the same', chat([['user', `${asked} Please.`]]), 'asked-again'],
    ['begins anew with something else', chat([['user', 'What is a mutex?']]), undefined],
  ])('%s', (_what, body, kind) => {
    expect(heard(body)).toBe(kind);
  });

  test('that names a higher tier by hand speaks against it', () => {
    const body = chat(then('And the remote one?'));
    expect(heard(body, { changes: { controls: { route: 'strong' } } })).toBe('switched-up');
    expect(heard(body, { changes: { controls: { route: 'cheap' } } })).toBe('quiet');
  });

  test('that comes sooner than anybody can read is a program, and says nothing', () => {
    expect(heard(chat(first), { afterMs: 500 })).toBeUndefined();
    expect(heard(chat([['user', `${asked} Please.`]]), { afterMs: 500 })).toBeUndefined();
  });

  test('that comes long after, or from somebody else, says nothing', () => {
    expect(heard(chat(then('No, wrong.')), { afterMs: 3_600_000 })).toBeUndefined();
    expect(heard(chat(then('No, wrong.')), { changes: { client: 'cline' } })).toBeUndefined();
    expect(heard(chat([['user', `${asked} Please.`]]), { changes: { origin: { tenant: 'b' } } })).toBeUndefined();
  });

  test('of an agent that repeats itself or fails says that it is stuck, once', () => {
    const call = (id: string) => ({
      role: 'assistant',
      content: null,
      tool_calls: [{ id, type: 'function', function: { name: 'read_file', arguments: '{}' } }],
    });
    const loop = (results: readonly string[]): JsonObject => ({
      model: 'gpt-4.1',
      tools: [tool],
      messages: [
        { role: 'user', content: asked },
        ...results.flatMap((content, at) => [call(`c${at}`), { role: 'tool', tool_call_id: `c${at}`, content }]),
      ],
    });
    const before = loop([]);
    expect(heard(loop(['no such file', 'no such file', 'no such file']), { before })).toBe('stalled');
    expect(heard(loop(['a', 'b', 'c', 'a', 'b']), { before })).toBeUndefined();
    expect(heard(loop(['Exit code 1', 'ok', 'Exit code 1: no', 'Exit code 2']), { before })).toBe('stalled');
    expect(heard(loop(['Exit code 1', 'Exit code 2']), { before })).toBeUndefined();
  });

  test('says nothing of an answer that was replaced', () => {
    const watch = new Watch({ isReask, saysNo }, () => 0);
    const prompt = makePrompt(chat(first));
    watch.answered(prompt, fingerprint(prompt), 'r1', 'openai:small-1');
    watch.drop(prompt, fingerprint(prompt));
    const next = makePrompt(chat(then('No.')));
    expect(watch.heed(next, fingerprint(next))).toBeUndefined();
  });
});
