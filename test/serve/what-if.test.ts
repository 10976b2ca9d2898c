import { describe, expect, it, test } from 'vitest';
import type { WhatIf } from '../../src/protocol/what-if.js';
import { readWish } from '../../src/proxy/cli/whatif.js';
import { runCli } from '../support/cli.js';
import { tempDirForTest } from '../support/temp-dir.js';

const none = { tier: [], price: [] };

describe('the options of tuppence whatif', () => {
  it('are read as the wish that they are', () => {
    expect(
      readWish({
        ...{ 'cheap-below': '.2', 'strong-from': '0.5', ceiling: 'none', similarity: '0.9' },
        tier: ['cheap=ollama:qwen3:8b', 'standard='],
        price: ['openai:gpt-5=1,8', 'qwen3:8b=0,0,0,0'],
      }),
    ).toEqual({
      ...{ cheapBelow: 0.2, strongFrom: 0.5, ceiling: 'none', similarity: 0.9 },
      tiers: { cheap: 'ollama:qwen3:8b', standard: null },
      prices: {
        'openai:gpt-5': { inputUsdPerMTok: 1, outputUsdPerMTok: 8 },
        'qwen3:8b': { inputUsdPerMTok: 0, outputUsdPerMTok: 0, cachedInputUsdPerMTok: 0, cacheWriteUsdPerMTok: 0 },
      },
    });
  });

  it.each([
    [{ ...none, 'strong-share': '3' }, /'3' cannot be used: give --strong-share a number from 0 to 1/],
    [{ ...none, 'quality-floor': '' }, /--quality-floor/],
    [{ ...none, 'strong-from': 'high' }, /--strong-from/],
    [{ ...none, similarity: '0.2' }, /from 0.5 to 1/],
    [{ ...none, ceiling: 'high' }, /no ceiling/],
    [{ ...none, 'cheap-below': '.8', 'strong-from': '.2' }, /--cheap-below 0.8 is above --strong-from 0.2/],
    [{ ...none, tier: ['best=gpt-5'] }, /maps no tier/],
    [{ ...none, tier: ['cheap'] }, /maps no tier/],
    [{ ...none, tier: ['cheap=a', 'cheap=b'] }, /given twice/],
    [{ ...none, price: ['gpt-5=1'] }, /no price/],
    [{ ...none, price: ['gpt-5=1,-2'] }, /no price/],
    [{ ...none, price: ['=1,2'] }, /no price/],
  ])('%j are refused with a sentence', (values, message) => {
    expect(() => readWish(values)).toThrow(message);
  });
});

test('without a proxy it reads the files, and says that there is nothing to compare', async () => {
  const folder = tempDirForTest('what-if');
  const asked = ['whatif', '--data-dir', folder, '--tier', 'cheap=openai:gpt-4.1-nano', '--strong-share', '.3'];
  const { code, stdout } = await runCli(...asked, '--json');
  expect(code).toBe(0);
  expect((JSON.parse(stdout) as WhatIf).routing).toMatchObject({ used: 0, leftOut: [] });
  expect((await runCli(...asked)).stdout).toMatch(/^What if 30 % .* were openai:gpt-4.1-nano, over the last 30d/);
});

test('what makes no sense ends with one sentence and a code', async () => {
  const folder = tempDirForTest('what-if');
  for (const [more, message] of [
    [[], /^Say what should be different/],
    [['--strong-share', '.3', '--strong-from', '.5'], /exclude each other/],
    [['--strong-share', '.3'], /^No tier has a model/],
    [['--since', 'yesterday', '--strong-share', '.3'], /is no span/],
    [['more', '--strong-share', '.3'], /is no option/],
  ] as const) {
    const { code, stderr, stdout } = await runCli('whatif', '--data-dir', folder, ...more);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  }
});
