import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openaiChat } from '../../src/proxy/dialects/openai-chat.js';
import type { JsonObject } from '../../src/proxy/prompt.js';
import { BadRequestError } from '../../src/proxy/prompt.js';
import type { StoredReply } from '../../src/proxy/wire.js';

const clock = { nowMs: () => 1_800_000_000_000, tickMs: () => 0 };
let ids = 0;
const newId = () => `fresh${String(++ids)}`;
const usage = { input: 10, cachedInput: 0, cacheWrite: 0, output: 5, reasoning: 0 };

function event(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}
function chunk(delta: unknown, finish: string | null = null, extra: object = {}): string {
  return event({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'gpt-4o-2024-08-06',
    choices: [{ index: 0, delta, finish_reason: finish }],
    ...extra,
  });
}
const usageChunk = event({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1,
  model: 'gpt-4o-2024-08-06',
  choices: [],
  usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
});
const done = 'data: [DONE]\n\n';

describe('rewriting a request', () => {
  const body =
    '{"messages":[{"role":"user","content":"say \\"model\\""}], "model" :"gpt-4o","stream":true,"x_new":[1.50]}';

  it('changes the model and nothing else', () => {
    expect(openaiChat.rewrite(Buffer.from(body), { model: 'gpt-4o-mini' }).toString()).toBe(
      body.replace('"gpt-4o"', '"gpt-4o-mini"'),
    );
  });

  it('asks for streamed usage in front of all other members', () => {
    const asked = openaiChat.rewrite(Buffer.from(body), { askUsage: true }).toString();
    expect(asked).toBe(`{"stream_options":{"include_usage":true},${body.slice(1)}`);
  });

  it.each(['null', '{}', '{"include_usage":false}', '{"include_obfuscation":false}'])(
    'asks for streamed usage inside the options %s',
    options => {
      const raw = Buffer.from(body.replace('"stream":true', `"stream":true,"stream_options":${options}`));
      const parsed = JSON.parse(openaiChat.rewrite(raw, { askUsage: true }).toString()) as JsonObject;
      expect(parsed['stream_options']).toEqual({
        ...(JSON.parse(options) as object | null),
        include_usage: true,
      });
    },
  );

  it('leaves the bytes alone when nothing has to change', () => {
    const raw = Buffer.from(body);
    expect(openaiChat.rewrite(raw, {})).toBe(raw);
  });
});

describe('reading a request', () => {
  it.each([
    [{}, 'missing_model'],
    [{ model: 7, messages: [] }, 'missing_model'],
    [{ model: 'm' }, 'invalid_messages'],
    [{ model: 'm', messages: 'hi' }, 'invalid_messages'],
    [{ model: 'm', messages: ['hi'] }, 'invalid_messages'],
  ])('refuses %j with reason %s', (body, reason) => {
    expect(() => openaiChat.read(body)).toThrow(expect.objectContaining({ reason }) as BadRequestError);
  });

  it('never throws anything but its own error, whatever the body holds', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('model', 'messages', 'tools', 'n', 'stream_options', 'response_format', 'tool_choice'),
          fc.jsonValue(),
        ),
        body => {
          try {
            openaiChat.read(body as JsonObject);
            openaiChat.canonical(body as JsonObject);
            openaiChat.partition(body as JsonObject);
          } catch (error) {
            expect(error).toBeInstanceOf(BadRequestError);
          }
        },
      ),
    );
  });
});

describe('the canonical body', () => {
  const base = { model: 'm', messages: [{ role: 'user', content: 'Hello' }] };

  it.each([
    ['stream', true],
    ['stream_options', { include_usage: true }],
    ['metadata', { a: 'b' }],
    ['user', 'u'],
    ['store', false],
    ['service_tier', 'flex'],
    ['prompt_cache_key', 'k'],
    ['safety_identifier', 's'],
  ])('leaves out %s', (field, value) => {
    expect(openaiChat.canonical({ ...base, [field]: value })).toEqual(openaiChat.canonical(base));
  });

  it('reads a text and its one-part form as the same', () => {
    const parts = [{ type: 'text', text: 'Hello', cache_control: { type: 'ephemeral' } }];
    expect(openaiChat.canonical({ ...base, messages: [{ role: 'user', content: parts }] })).toEqual(
      openaiChat.canonical(base),
    );
  });

  it('keeps case, punctuation and white space of texts', () => {
    for (const content of ['hello', 'Hello!', ' Hello', 'Hello\r\n']) {
      expect(openaiChat.canonical({ ...base, messages: [{ role: 'user', content }] })).not.toEqual(
        openaiChat.canonical(base),
      );
    }
  });

  it('replaces call ids by their order, so that links survive', () => {
    const turn = (a: string, b: string, answered: string) => ({
      model: 'm',
      messages: [
        {
          role: 'assistant',
          tool_calls: [
            { id: a, function: { name: 'x' } },
            { id: b, function: { name: 'x' } },
          ],
        },
        { role: 'tool', tool_call_id: answered, content: 'r' },
      ],
    });
    expect(openaiChat.canonical(turn('p', 'q', 'q'))).toEqual(openaiChat.canonical(turn('r', 's', 's')));
    expect(openaiChat.canonical(turn('p', 'q', 'q'))).not.toEqual(openaiChat.canonical(turn('p', 'q', 'p')));
  });

  it('empties only the last user message for the partition', () => {
    const messages = [
      { role: 'user', content: 'a' },
      { role: 'assistant', content: 'b' },
      { role: 'user', content: 'c' },
    ];
    expect(openaiChat.partition({ model: 'm', messages })['messages']).toEqual([
      ...messages.slice(0, 2),
      { role: 'user', content: '' },
    ]);
  });
});

describe('watching a stream', () => {
  const events = [
    chunk({ role: 'assistant', content: '' }),
    chunk({ content: 'Hi "usage" [DONE]' }),
    chunk({}, 'stop'),
    usageChunk,
    done,
  ];

  it.each([1, 2, 3, 7, 64, 10_000])('gives the same bytes back when they come %i at a time', size => {
    const watch = openaiChat.watchStream();
    const all = Buffer.from(events.join(''));
    const out: Buffer[] = [];
    for (let at = 0; at < all.length; at += size) out.push(watch.feed(all.subarray(at, at + size), false));
    out.push(watch.flush(false));
    expect(Buffer.concat(out).toString()).toBe(all.toString());
    expect(watch.ended).toBe(true);
    expect(watch.finding()).toMatchObject({ end: 'complete', usage, model: 'gpt-4o-2024-08-06', empty: false });
  });

  it.each([1, 5, 10_000])('takes out the event that only carries usage, %i bytes at a time', size => {
    const watch = openaiChat.watchStream();
    const all = Buffer.from(events.join(''));
    const out: Buffer[] = [];
    for (let at = 0; at < all.length; at += size) out.push(watch.feed(all.subarray(at, at + size), true));
    expect(Buffer.concat(out).toString()).toBe(events.filter(text => text !== usageChunk).join(''));
    expect(watch.finding().usage).toEqual(usage);
  });

  it('reads streams with CRLF line ends', () => {
    const watch = openaiChat.watchStream();
    const all = events.join('').replaceAll('\n', '\r\n');
    const out = [...Buffer.from(all)].map(byte => watch.feed(Buffer.from([byte]), true));
    expect(Buffer.concat(out).toString()).toBe(
      events
        .filter(text => text !== usageChunk)
        .join('')
        .replaceAll('\n', '\r\n'),
    );
    expect(watch.ended).toBe(true);
  });

  it('holds half an event back and calls the stream broken', () => {
    const watch = openaiChat.watchStream();
    const shown = watch.feed(Buffer.from(events[0]! + events[1]!.slice(0, 40)), false);
    expect(shown.toString()).toBe(events[0]);
    expect(watch.flush(false).length).toBe(0);
    expect(watch.finding()).toMatchObject({ end: 'broken', usage: undefined });
  });

  it('does not take the words of an answer for the end', () => {
    const watch = openaiChat.watchStream();
    watch.feed(Buffer.from(chunk({ content: 'data: [DONE]\n\n' })), false);
    expect(watch.ended).toBe(false);
    expect(watch.finding().end).toBe('broken');
  });

  it.each([
    [chunk({}, 'stop'), 'complete'],
    [chunk({}, 'length'), 'truncated'],
    [chunk({}, 'content_filter'), 'truncated'],
    [event({ error: { message: 'overloaded' } }), 'failed'],
  ])('knows how a stream without [DONE] ended: %#', (last, end) => {
    const watch = openaiChat.watchStream();
    watch.feed(Buffer.from(events[0]! + events[1]! + last), false);
    expect(watch.finding().end).toBe(end);
  });

  it('counts the characters of an answer whose usage never came', () => {
    const watch = openaiChat.watchStream();
    watch.feed(Buffer.from(chunk({ content: 'four' }) + chunk({ content: 'five5' })), false);
    expect(watch.finding().answerChars).toBe(9);
  });
});

describe('replaying a reply', () => {
  const streamed: StoredReply = {
    dialect: 'openai-chat',
    form: 'stream',
    body: Buffer.from(
      [
        chunk({ role: 'assistant', content: '' }),
        chunk({ content: 'Hi' }),
        chunk({ content: ' you' }),
        chunk({}, 'stop'),
        usageChunk,
        done,
      ].join(''),
    ),
    usage,
    modelServed: 'gpt-4o',
    providerServed: 'openai',
  };
  const text = (body: ReturnType<typeof openaiChat.replay>) =>
    body.kind === 'whole' ? body.body.toString() : Buffer.concat(body.events).toString();

  it('gives a stream back event for event under a fresh id', () => {
    const again = text(openaiChat.replay(streamed, { stream: true, usage: true }, newId, clock));
    expect(again).not.toContain('"chatcmpl-1"');
    expect(again.replaceAll(/"chatcmpl-fresh\d+"/g, '"chatcmpl-1"')).toBe(streamed.body.toString());
  });

  it('leaves usage out of a stream for those who did not ask for it', () => {
    const again = text(openaiChat.replay(streamed, { stream: true, usage: false }, newId, clock));
    expect(again).not.toContain('"usage"');
    expect(again.endsWith(done)).toBe(true);
  });

  it('assembles a stream into the object an unstreamed call would have given', () => {
    const again = JSON.parse(
      text(openaiChat.replay(streamed, { stream: false, usage: false }, newId, clock)),
    ) as unknown;
    expect(again).toMatchObject({
      object: 'chat.completion',
      model: 'gpt-4o-2024-08-06',
      choices: [{ index: 0, message: { role: 'assistant', content: 'Hi you' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 10, completion_tokens: 5 },
    });
  });

  it('assembles parallel tool calls under fresh ids', () => {
    const call = (index: number, part: object) => chunk({ tool_calls: [{ index, ...part }] });
    const body = [
      chunk({ role: 'assistant', content: null }),
      call(0, { id: 'call_a', type: 'function', function: { name: 'read', arguments: '' } }),
      call(1, { id: 'call_b', type: 'function', function: { name: 'list', arguments: '' } }),
      call(0, { function: { arguments: '{"p":' } }),
      call(1, { function: { arguments: '{}' } }),
      call(0, { function: { arguments: '1}' } }),
      chunk({}, 'tool_calls'),
      done,
    ].join('');
    const whole = text(
      openaiChat.replay({ ...streamed, body: Buffer.from(body) }, { stream: false, usage: false }, newId, clock),
    );
    const message = (JSON.parse(whole) as { choices: { message: { tool_calls: unknown[]; content: unknown } }[] })
      .choices[0]!.message;
    expect(message.tool_calls).toMatchObject([
      { type: 'function', function: { name: 'read', arguments: '{"p":1}' } },
      { type: 'function', function: { name: 'list', arguments: '{}' } },
    ]);
    expect(message.content).toBeNull();
    expect(whole).not.toMatch(/call_[ab]"/);
  });

  it('turns any unstreamed answer into a stream that says the same, and back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.boolean(), (content, withUsage) => {
        const whole: StoredReply = {
          ...streamed,
          form: 'whole',
          body: Buffer.from(
            JSON.stringify({
              id: 'chatcmpl-9',
              object: 'chat.completion',
              created: 1,
              model: 'm',
              choices: [{ index: 0, message: { role: 'assistant', content, refusal: null }, finish_reason: 'stop' }],
              usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
            }),
          ),
        };
        const stream = openaiChat.replay(whole, { stream: true, usage: withUsage }, newId, clock);
        expect(text(stream).includes('"prompt_tokens"')).toBe(withUsage);
        const back = openaiChat.replay(
          { ...whole, form: 'stream', body: Buffer.from(text(stream)) },
          { stream: false, usage: false },
          newId,
          clock,
        );
        expect(JSON.parse(text(back))).toMatchObject({
          choices: [{ message: { role: 'assistant', content }, finish_reason: 'stop' }],
        });
      }),
    );
  });
});
