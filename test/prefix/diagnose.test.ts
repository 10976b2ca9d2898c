import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anthropicMessages } from '../../src/proxy/dialects/anthropic-messages.js';
import { openaiChat } from '../../src/proxy/dialects/openai-chat.js';
import { openaiResponses } from '../../src/proxy/dialects/openai-responses.js';
import { diagnose, type Sent } from '../../src/proxy/prefix/diagnose.js';
import type { JsonObject } from '../../src/proxy/prompt.js';
import type { Dialect } from '../../src/proxy/wire.js';
import { breakages, firstBody, harmless, laterBody } from './breakages.js';

function sent(body: string | JsonObject, dialect: Dialect = anthropicMessages): Sent {
  const raw = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return { raw, prefix: dialect.prefix!(raw, JSON.parse(raw.toString()) as JsonObject) };
}

const first = sent(firstBody);

describe('a broken prefix', () => {
  it.each(breakages)('is put down to $about', ({ change, kind, where, from, tokens }) => {
    const after = sent(change(JSON.stringify(laterBody)));
    const found = diagnose(first, after);
    expect(found).toMatchObject({ kind, where });
    expect(after.raw.toString('utf8', found!.offset, found!.offset + Buffer.byteLength(from))).toBe(from);
    if (tokens !== undefined) expect([found!.before, found!.after]).toEqual(tokens);
  });

  it.each(breakages)('is no less of a break with breakpoints in between: $about', ({ change, kind, from }) => {
    const marked = change(JSON.stringify(laterBody)).replaceAll(
      '{"type":"t',
      '{"cache_control":{"type":"ephemeral"},"type":"t',
    );
    const after = sent(marked);
    const found = diagnose(first, after);
    expect(found?.kind).toBe(kind);
    // What the break begins with may itself have got a breakpoint.
    if (!from.startsWith('{"type":"t'))
      expect(after.raw.subarray(found!.offset).toString().startsWith(from)).toBe(true);
  });

  it('shows no words of the prompt', () => {
    for (const { change, kind } of breakages) {
      const found = diagnose(first, sent(change(JSON.stringify(laterBody))));
      const shown = ['date', 'id', 'path', 'number'].includes(kind);
      expect(found!.before === '' && found!.after === '').toBe(!shown);
    }
  });

  it.each(harmless)('is not seen where there is none: %s', (_about, change) => {
    expect(diagnose(first, sent(change(JSON.stringify(laterBody))))).toBeUndefined();
  });

  it('keeps a larger share the later it comes', () => {
    const early = diagnose(first, sent(JSON.stringify(laterBody).replace('Reads a file', 'Opens a file')))!;
    const late = diagnose(first, sent(JSON.stringify(laterBody).replace('anew at each', 'anew for each')))!;
    expect(early.keptShare).toBeLessThan(0.1);
    expect(late.keptShare).toBeGreaterThan(0.9);
  });

  it('is found at the very byte, wherever a text changes', () => {
    const body = JSON.stringify(laterBody);
    const start = body.indexOf('"system"');
    const end = body.indexOf('"Fix it.');
    // Letters of values: a changed name makes another structure, which is reported where that begins.
    const letters = [...body.matchAll(/"(?:[^"\\]|\\.)*"/g)]
      .filter(({ 0: value, index }) => index > start && index < end && body[index + value.length] !== ':')
      .filter(({ 0: value }) => value !== '"user"')
      .flatMap(({ 0: value, index }) => [...value.matchAll(/e/g)].map(letter => index + letter.index));
    fc.assert(
      fc.property(fc.constantFrom(...letters), at => {
        const changed = `${body.slice(0, at)}ÿ${body.slice(at + 1)}`;
        expect(diagnose(first, sent(changed))?.offset).toBe(Buffer.byteLength(body.slice(0, at)));
      }),
    );
  });

  it('is found in chats and responses too', () => {
    const said = (system: string, more: readonly JsonObject[] = []) => [
      { role: 'system', content: system },
      { role: 'user', content: 'Hello' },
      ...more,
    ];
    const next = [{ role: 'assistant', content: 'Hi.' }];
    const chat = (system: string, more?: readonly JsonObject[]) =>
      sent({ model: 'gpt-5', messages: said(system, more) }, openaiChat);
    expect(diagnose(chat('It is 10:15:00.'), chat('It is 10:15:07.', next))).toMatchObject({
      kind: 'date',
      section: 'system',
      where: 'messages[0] system',
      before: '10:15:00',
      after: '10:15:07',
    });
    expect(diagnose(chat('Be brief.'), chat('Be brief.', next))).toBeUndefined();
    const responses = (system: string, more: readonly JsonObject[] = []) =>
      sent(
        { model: 'gpt-5', instructions: system, input: [{ role: 'user', content: 'Hello' }, ...more] },
        openaiResponses,
      );
    expect(diagnose(responses('In /tmp/a/x.'), responses('In /tmp/b/x.', next))).toMatchObject({
      kind: 'path',
      where: 'system[0]',
    });
    expect(diagnose(responses('Be brief.'), responses('Be brief.', next))).toBeUndefined();
  });
});
