import { describe, expect, it } from 'vitest';
import { unifiedDiff } from '../../src/connect/diff.js';
import { json } from '../../src/connect/formats/json.js';
import { chooseModels, usualModels } from '../../src/connect/models.js';
import { isOurUrl, masked, readdress, withoutTokenLine, withTokenLine } from '../../src/connect/ours.js';
import { shown } from '../../src/connect/place.js';
import type { FilePlan } from '../../src/connect/plan.js';
import { address, benchIn, moved, token } from '../contract/assistant.js';

const { place } = benchIn('/x');

describe('what is ours', () => {
  it.each([
    ['http://127.0.0.1:4711/c/codex/v1', true],
    ['http://localhost:4711/c/codex', true],
    ['http://[::1]:9/c/a.b-c_d/v1/chat/completions', true],
    ['http://127.0.0.1:4711/v1', false],
    ['http://127.0.0.1:4711/c/', false],
    ['https://example.com/c/codex/v1', false],
    ['http://127.0.0.1.example.com/c/codex', false],
    ['', false],
  ])('is told by its address: %s', (url, ours) => expect(isOurUrl(url)).toBe(ours));

  it('keeps the other headers in a list of header lines', () => {
    expect(withTokenLine(undefined, 't')).toBe('x-tuppence-token: t');
    expect(withTokenLine('a: b\nX-Tuppence-Token: old\nc: d', 't')).toBe('a: b\nc: d\nx-tuppence-token: t');
    expect(withoutTokenLine('a: b\nx-tuppence-token: t')).toBe('a: b');
  });

  it('moves addresses and tokens and nothing else', () => {
    const value = { a: `${address.url}/c/pi/v1`, b: [`h: ${token}`, 'http://127.0.0.1:4711/v1'], c: token, d: 4711 };
    const changes = readdress(value, moved, address);
    expect(changes.map(({ path }) => path.join('.'))).toEqual(['a', 'b.0', 'c']);
    expect(readdress({ key: 'my own token' }, moved, { url: '', token: 'my own token' })).toHaveLength(1);
  });

  it('shows tokens in short', () => {
    expect(masked(`x ${token} y`)).toBe('x tup-0123… y');
    expect(masked('x secret-of-mine y', 'secret-of-mine')).toBe('x secr… y');
  });
});

describe('choosing models', () => {
  const offer = (provider: string, model: string, usd: number | null) => ({
    tier: `${provider}:${model}`,
    provider,
    model,
    inputUsdPerMTok: usd,
    outputUsdPerMTok: usd === null ? null : usd * 4,
  });
  const offers = [
    offer('openai', 'text-embedding-3-small', 0.02),
    offer('openai', 'gpt-6-nano', 0.05),
    offer('openai', 'gpt-6', 2),
    offer('openai', 'gpt-6-unpriced', null),
    offer('openai', 'gpt-6-2026-05-01', 2),
    offer('openai', 'gpt-6-pro', 20),
    offer('openai', 'o3', 2),
    offer('anthropic', 'claude-haiku-5', 1),
    offer('anthropic', 'claude-opus-5', 5),
  ];

  it('offers what can be reached, and the cheapest for side tasks', () => {
    expect(chooseModels({ providers: ['openai', 'anthropic'], offers, tiers: {} })).toEqual({
      chat: ['gpt-6', 'gpt-6-nano', 'gpt-6-unpriced', 'o3'],
      messages: ['claude-opus-5', 'claude-haiku-5'],
      smallChat: 'gpt-6-nano',
      smallMessages: 'claude-haiku-5',
    });
  });

  it('puts the user’s own tiers first', () => {
    const tiers = { standard: 'openai:gpt-6-unpriced', cheap: 'openai:gpt-6' };
    const chosen = chooseModels({ providers: ['openai'], offers, tiers });
    expect(chosen.chat[0]).toBe('gpt-6-unpriced');
    expect(chosen.smallChat).toBe('gpt-6');
    expect(chosen.messages).toEqual([]);
  });

  it('falls back on names that have been in use for long', () => {
    expect(chooseModels({ providers: [], offers: [], tiers: {} })).toEqual(usualModels);
    expect(chooseModels({ providers: ['demo'], offers: [], tiers: {} })).toMatchObject({
      chat: usualModels.chat,
      messages: [],
    });
  });
});

describe('the difference', () => {
  const plan = (before: string | undefined, after: string | undefined): FilePlan => ({
    path: `${place.home}/.a/b.json`,
    format: json,
    before,
    after,
    base: before,
    changes: [],
    mode: undefined,
    receipt: undefined,
  });

  it('shows the lines that change and three around them', () => {
    const before = Array.from({ length: 20 }, (_, index) => `line ${index}\n`).join('');
    const after = before.replace('line 10\n', 'line ten\nline ten and a half\n');
    expect(unifiedDiff(place, plan(before, after))).toBe(
      [
        `--- ${shown(place, `${place.home}/.a/b.json`)}`,
        `+++ ${shown(place, `${place.home}/.a/b.json`)}`,
        '...',
        ...[
          ' line 7',
          ' line 8',
          ' line 9',
          '-line 10',
          '+line ten',
          '+line ten and a half',
          ' line 11',
          ' line 12',
          ' line 13',
        ],
        '...',
        '',
      ].join('\n'),
    );
  });

  it('says when a file comes or goes', () => {
    expect(unifiedDiff(place, plan(undefined, 'a\n'))).toMatch(/^--- \(no such file\)\n\+\+\+ ~?.*b\.json\n\+a\n$/);
    expect(unifiedDiff(place, plan('a\n', undefined))).toMatch(/\n\+\+\+ \(removed\)\n-a\n$/);
  });
});
