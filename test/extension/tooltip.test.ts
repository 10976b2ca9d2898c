import { describe, expect, it } from 'vitest';
import type { Link } from '../../src/extension/link.js';
import { modeText, tooltipCommands, tooltipOf } from '../../src/extension/tooltip.js';
import { noonMs, sampleIdentity, sampleSnapshot } from '../support/snapshot.js';

const serving: Link = { kind: 'serving', identity: sampleIdentity, url: 'http://127.0.0.1:4711' };

describe('the tooltip of the meter', () => {
  const busy = sampleSnapshot({
    today: {
      requests: 1_204,
      spentUsd: 0.42,
      savedUsd: 0.51,
      savedBy: { cache: 0.31, routing: 0.2 },
      hitRate: 0.314,
      hits: { exact: 12, gate: 4, semantic: 0, coalesced: 1 },
      wouldSaveUsd: 1.12,
      unpriced: 3,
      byTier: [slice('cheap', 12), slice('strong', 3)],
    },
    budget: { kind: 'set', day: { limitUsd: 5, spentUsd: 0.42, level: 'ok' }, month: null },
  });
  const shown = tooltipOf(serving, busy, noonMs);

  it.each([
    ['today', '| Today | $0.420 for 1,204 requests |'],
    ['what was saved, and by what', '| Saved today | $0.510 (cache $0.310, routing $0.200) |'],
    ['what routing would have saved', '| Routing would have saved | $1.12 |'],
    ['hits by kind', '| From the cache | 31 % (word for word 12, other wrapping 4, asked at the same time 1) |'],
    ['routes', '| Routes | cheap 12, strong 3 |'],
    ['the budget', '| Budget of the day | $0.420 of $5.00 (8 %) |'],
    ['what has no price', '| Without a known price | 3 requests |'],
    ['where the proxy listens', 'listens on http&#58;//127\\.0\\.0\\.1&#58;4711'],
  ])('says %s', (_what, line) => {
    expect(shown).toContain(line);
  });

  it('names only commands that its links may run', () => {
    const texts = [
      shown,
      tooltipOf(serving, sampleSnapshot({ proxy: { demo: true, mode: 'off' } }), noonMs),
      tooltipOf({ kind: 'failed', message: 'No.' }, undefined, noonMs),
    ];
    const named = texts.flatMap(text => [...text.matchAll(/\(command:([\w.]+)/g)].map(match => match[1]));
    expect(new Set(named)).toEqual(new Set(tooltipCommands));
  });

  it('lets no name of a model, tier or trouble become a link, a picture, an icon or a row', () => {
    const evil = '[x](command:evil) | $(flame) ![p](https://e.example/p.png) <b>x</b> https://e.example';
    const text = tooltipOf(
      serving,
      sampleSnapshot({ today: { byTier: [slice(evil, 1)] }, proxy: { troubles: [evil] } }),
      noonMs,
    );
    expect(text).not.toMatch(/\]\(command:evil/);
    expect(text).not.toContain('![');
    expect(text).not.toContain('$(flame)');
    expect(text).not.toContain('<b>');
    expect(text).not.toContain('https://e');
    expect(text.split('\n').filter(line => line.includes('evil') && line.startsWith('|'))).toHaveLength(1);
  });

  it('says why nobody answers, and how to go on', () => {
    const text = tooltipOf({ kind: 'port-taken', port: 4711, who: 'nginx', nextPort: 4712 }, undefined, noonMs);
    expect(text).toContain('Port 4711 is taken by nginx');
    expect(text).toContain('command:tuppence.restart');
  });

  it('shows no figure of the past while nobody answers', () => {
    expect(tooltipOf({ kind: 'failed', message: 'It broke.' }, busy, noonMs)).not.toContain('Today');
    expect(tooltipOf({ kind: 'starting' }, busy, noonMs)).toContain('Today');
  });

  it.each([
    ['window', 'of another window'],
    ['detached', 'that stayed behind'],
    ['command-line', 'started with'],
  ] as const)('says that it follows a proxy of the kind %s', (door, words) => {
    const identity = { ...sampleIdentity, door };
    expect(tooltipOf({ kind: 'following', identity, url: 'http://127.0.0.1:4711' }, busy, noonMs)).toContain(words);
  });

  it.each([
    ['on', null, 'On: repeats come from the cache, and routing acts.'],
    ['observe', null, 'Observing: repeats come from the cache; routing is decided and counted, but changes nothing.'],
    ['off', null, 'Off: every prompt passes untouched and is only counted.'],
    ['off', noonMs + 90_000, 'Paused for 2 more minutes: every prompt passes untouched and is only counted.'],
    ['off', noonMs + 1, 'Paused for 1 more minute: every prompt passes untouched and is only counted.'],
  ] as const)('describes the mode %s until %s', (mode, pausedUntilMs, sentence) => {
    expect(modeText(sampleSnapshot({ proxy: { mode, pausedUntilMs } }), noonMs)).toBe(sentence);
  });
});

function slice(name: string, requests: number) {
  return { name, requests, spentUsd: 0, savedUsd: 0, unpriced: 0 };
}
