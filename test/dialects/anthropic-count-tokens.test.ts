import { describe, expect, it } from 'vitest';
import { anthropicCountTokens } from '../../src/proxy/dialects/anthropic-count-tokens.js';
import { anthropicMessages } from '../../src/proxy/dialects/anthropic-messages.js';
import { BadRequestError } from '../../src/proxy/prompt.js';
import { requestCases } from './anthropic-fixtures/requests.js';

const clock = { nowMs: () => 0, tickMs: () => 0 };

describe('counting tokens', () => {
  it.each(requestCases)('is asked about a request with $about, and can be kept whatever is in it', ({ body }) => {
    expect(anthropicCountTokens.read(body)).toMatchObject({
      model: body['model'],
      stream: false,
      turns: [],
      toolNames: [],
      toolChoice: undefined,
      structured: false,
      serverState: false,
    });
    expect(anthropicCountTokens.canonical(body)).toEqual(anthropicMessages.canonical(body));
  });

  it('refuses a body without messages as the messages themselves do', () => {
    expect(() => anthropicCountTokens.read({ model: 'm' })).toThrow(BadRequestError);
  });

  it('costs nothing, and its answer is given again as it was', () => {
    const body = Buffer.from('{"input_tokens": 2095, "context_management": {"original_input_tokens": 7000}}');
    const finding = anthropicCountTokens.readWhole(body);
    expect(finding).toMatchObject({ end: 'complete', empty: false, calledTools: false });
    expect(finding.usage).toEqual({
      input: 0,
      cachedInput: 0,
      cacheWrite: 0,
      output: 0,
      reasoning: 0,
      reportedCost: 0,
    });
    const again = anthropicCountTokens.replay(
      {
        dialect: 'anthropic-count-tokens',
        form: 'whole',
        body,
        usage: finding.usage!,
        modelServed: 'm',
        providerServed: 'p',
      },
      { stream: false, usage: true },
      () => 'x',
      clock,
    );
    expect(again).toEqual({ kind: 'whole', body });
  });

  it.each([
    ['{"input_tokens":"12"}', 'broken'],
    ['{"id":"msg_1","type":"message","content":[]}', 'broken'],
    ['<html>', 'broken'],
    ['{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}', 'failed'],
  ])('does not take %s for a count', (body, end) => {
    expect(anthropicCountTokens.readWhole(Buffer.from(body))).toMatchObject({ end, usage: undefined, empty: true });
  });
});
