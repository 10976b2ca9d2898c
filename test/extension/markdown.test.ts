import { describe, expect, it } from 'vitest';
import { commandLink, escapeIcons, escapeMarkdown, withoutLinks } from '../../src/extension/markdown.js';

describe('text from outside', () => {
  it.each([
    ['gpt-4o', 'gpt\\-4o'],
    ['[x](command:evil)', '\\[x\\]\\(command&#58;evil\\)'],
    ['a\nb', 'a b'],
    ['| cell', '&#124; cell'],
    ['<img src=x>', '&#60;img src&#61;x&#62;'],
    ['$(flame)', '&#36;\\(flame\\)'],
    ['&lt;', '&#38;lt;'],
  ])('%j is harmless in Markdown', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  it('makes no icon in a list', () => {
    expect(escapeIcons('a $(loading~spin) b $5 $(x')).toBe('a \\$(loading~spin) b $5 $(x');
  });

  it('makes no link in a notification', () => {
    expect(withoutLinks('Port 1 is taken by [me](command:evil).')).toBe('Port 1 is taken by [me] (command:evil).');
  });

  it('can be the argument of a link', () => {
    expect(commandLink('Why?', 'tuppence.why', 'a"b)')).toBe('[Why?](command:tuppence.why?%5B%22a%5C%22b)%22%5D)');
  });
});
