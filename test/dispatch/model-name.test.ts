import { describe, expect, it } from 'vitest';
import { modelRenamer } from '../../src/proxy/dispatch/model-name.js';

const rename = (text: string, served = 'gpt-5-nano', asked = 'gpt-5') =>
  modelRenamer(served, asked)?.(Buffer.from(text)).toString();

describe('the model name in a reply', () => {
  it('is not touched when the model that was asked for answers', () => {
    expect(modelRenamer('gpt-5', 'gpt-5')).toBeUndefined();
  });

  it.each([
    ['{"model":"gpt-5-nano"}', '{"model":"gpt-5"}'],
    ['{"model": "gpt-5-nano-2025-08-07","x":1}', '{"model": "gpt-5","x":1}'],
    [
      'data: {"model":"gpt-5-nano"}\n\ndata: {"model":"gpt-5-nano"}\n\n',
      'data: {"model":"gpt-5"}\n\ndata: {"model":"gpt-5"}\n\n',
    ],
    ['{"response":{"model":"gpt-5-nano"}}', '{"response":{"model":"gpt-5"}}'],
  ])('%j becomes %j', (before, after) => expect(rename(before)).toBe(after));

  it.each([
    '{"model":"gpt-image-1"}',
    '{"content":"say \\"model\\":\\"gpt-5-nano\\""}',
    '{"other_model":"gpt-5-nano"}',
    '{"models":["gpt-5-nano"]}',
  ])('leaves %j alone', text => expect(rename(text)).toBe(text));

  it('may hold characters that mean something to patterns and to JSON', () => {
    expect(rename('{"model":"a.b+c(1)"}', 'a.b+c(1)', 'x"y$&')).toBe('{"model":"x\\"y$&"}');
    expect(rename('{"model":"aXb+c(1)"}', 'a.b+c(1)', 'x')).toBe('{"model":"aXb+c(1)"}');
  });
});
