import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openaiCompletions } from '../../src/proxy/dialects/openai-completions.js';
import { fingerprint } from '../../src/proxy/fingerprint/fingerprint.js';
import type { JsonObject } from '../../src/proxy/prompt.js';
import { BadRequestError } from '../../src/proxy/prompt.js';
import type { ReplayedBody, StoredReply } from '../../src/proxy/wire.js';
import { makePrompt } from '../fingerprint/make-prompt.js';

const base = { model: 'm', prompt: 'const a =' };
const clock = { nowMs: () => 1_800_000_000_000, tickMs: () => 0 };
const newId = () => 'fresh';

function text(body: ReplayedBody): string {
  return body.kind === 'whole' ? body.body.toString() : Buffer.concat(body.events).toString();
}

describe('reading a request', () => {
  it.each([
    [{ prompt: '' }, 'missing_model'],
    [{ model: '', prompt: '' }, 'missing_model'],
    [{ model: 'm', prompt: 7 }, 'invalid_prompt'],
    [{ model: 'm', prompt: { text: '' } }, 'invalid_prompt'],
  ])('refuses %j with reason %s', (body, reason) => {
    expect(() => openaiCompletions.read(body)).toThrow(expect.objectContaining({ reason }) as BadRequestError);
  });

  it.each([
    [{ prompt: 'a', suffix: 'b' }, 'a\nb'],
    [{ prompt: ['a', 'b'] }, 'a\nb'],
    [{ prompt: [1, 2, 3] }, ''],
    [{ prompt: [[1], [2]] }, ''],
    [{}, ''],
    [{ prompt: null }, ''],
  ])('reads the text of %j', (body, said) => {
    const { turns } = openaiCompletions.read({ model: 'm', ...body });
    expect(turns).toEqual([{ role: 'other', text: said, calledTools: false, toolResult: false, media: false }]);
  });

  it.each([
    [{ n: 3 }, { choices: 3 }],
    [{ logprobs: 0 }, { logprobs: true }],
    [{ logprobs: null }, { logprobs: false }],
    [
      { seed: 7, max_tokens: 9, temperature: 0.5 },
      { seeded: true, maxOutputTokens: 9, temperature: 0.5 },
    ],
    [
      { stream: true, stream_options: { include_usage: true } },
      { stream: true, wantsStreamUsage: true },
    ],
  ])('reads %j', (more, expected) => {
    expect(openaiCompletions.read({ ...base, ...more })).toMatchObject(expected);
  });

  it('never throws anything but its own error, whatever the body holds', () => {
    const field = fc.constantFrom('model', 'prompt', 'suffix', 'n', 'stream_options');
    fc.assert(
      fc.property(fc.dictionary(field, fc.jsonValue()), body => {
        try {
          openaiCompletions.read(body as JsonObject);
          openaiCompletions.canonical(body as JsonObject);
          openaiCompletions.partition(body as JsonObject);
        } catch (error) {
          expect(error).toBeInstanceOf(BadRequestError);
        }
      }),
    );
  });
});

describe('what a completion may be served from', () => {
  it.each([
    ['How do I undo the last commit in git?', {}, 'exact', 'no-question'],
    ['def add(a, b):', { suffix: '\n' }, 'exact', 'no-question'],
    ['def add(a, b):', { temperature: 1 }, 'exact', 'sampling'],
    ['def add(a, b):', { n: 2 }, 'never', 'choices'],
    ['def add(a, b):', { logprobs: 1 }, 'never', 'logprobs'],
  ])('is never another text, even for %j with %j', (prompt, more, cacheability, why) => {
    const body = { model: 'm', prompt, ...more };
    const asked = {
      ...makePrompt({ model: 'm', messages: [] }),
      dialect: openaiCompletions,
      path: '/completions',
      body,
      facts: openaiCompletions.read(body),
    };
    expect(fingerprint(asked)).toMatchObject({ cacheability, why, loose: undefined });
  });
});

describe('the canonical body', () => {
  const canonical = (more: JsonObject) => openaiCompletions.canonical({ ...base, ...more });

  it('reads a text and a list of it as the same', () => {
    expect(canonical({ prompt: [base.prompt] })).toEqual(canonical({}));
  });

  it.each<JsonObject>([
    { prompt: 'const a = ' },
    { prompt: [base.prompt, ''] },
    { prompt: [1] },
    { suffix: '' },
    { echo: true },
    { best_of: 2 },
    { stop: ';' },
    { max_tokens: 1 },
  ])('keeps apart what is asked with %j', more => {
    expect(canonical(more)).not.toEqual(canonical({}));
  });

  it('has everything but the prompt in the partition', () => {
    const { prompt: _prompt, ...rest } = openaiCompletions.partition({ ...base, suffix: ';' });
    expect(rest).toEqual({ model: 'm', suffix: ';' });
    expect(openaiCompletions.partition(base)).toEqual(openaiCompletions.partition({ ...base, prompt: 'other' }));
  });
});

describe('the usage of a stream', () => {
  const chunk = (part: object) => `data: ${JSON.stringify({ id: 'cmpl-1', object: 'text_completion', ...part })}\n\n`;
  const usage = { prompt_tokens: 3, completion_tokens: 1, total_tokens: 4 };
  const words = chunk({ choices: [{ text: 'x', index: 0, finish_reason: 'stop' }] });
  const bill = chunk({ choices: [], usage });
  const done = 'data: [DONE]\n\n';

  it.each([1, 7, 10_000])('is read and taken out for those who did not ask, %i bytes at a time', size => {
    const watch = openaiCompletions.watchStream();
    const all = Buffer.from(words + bill + done);
    const out: Buffer[] = [];
    for (let at = 0; at < all.length; at += size) out.push(watch.feed(all.subarray(at, at + size), true));
    expect(Buffer.concat(out).toString()).toBe(words + done);
    expect(watch.finding().usage).toMatchObject({ input: 3, output: 1 });
  });

  it('is replayed to those who ask, and to nobody else', () => {
    const stored = kept('stream', words + bill + done);
    const shown = (wanted: boolean) =>
      text(openaiCompletions.replay(stored, { stream: true, usage: wanted }, newId, clock));
    expect(shown(true)).toBe((words + bill + done).replaceAll('"cmpl-1"', '"cmpl-fresh"'));
    expect(shown(false)).toBe((words + done).replaceAll('"cmpl-1"', '"cmpl-fresh"'));
  });
});

describe('replaying a completion', () => {
  it('says the same after any way there and back, whatever the text is', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 3 }), texts => {
        const original = {
          id: 'cmpl-1',
          object: 'text_completion',
          created: 1_800_000_000,
          model: 'm',
          choices: texts.map((said, index) => ({ text: said, index, logprobs: null, finish_reason: 'stop' })),
          usage: { prompt_tokens: 3, completion_tokens: 1, total_tokens: 4 },
        };
        const whole = kept('whole', JSON.stringify(original));
        const stream = text(openaiCompletions.replay(whole, { stream: true, usage: true }, newId, clock));
        expect(stream).not.toContain('"cmpl-1"');
        const back = openaiCompletions.replay(kept('stream', stream), { stream: false, usage: false }, newId, clock);
        expect(JSON.parse(text(back))).toEqual({ ...original, id: 'cmpl-fresh' });
      }),
    );
  });
});

function kept(form: StoredReply['form'], body: string): StoredReply {
  const usage = { input: 3, cachedInput: 0, cacheWrite: 0, output: 1, reasoning: 0 };
  return { dialect: 'openai-completions', form, body: Buffer.from(body), usage, modelServed: 'm', providerServed: 'p' };
}
