import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simulatedAnthropic } from '../../bench/prefix/caching-provider/anthropic.js';
import { simulatedOpenai } from '../../bench/prefix/caching-provider/openai.js';
import { listRates } from '../../bench/prefix/list-prices.js';
import { play, type HandClock, type Played } from '../../bench/prefix/play.js';
import { requestsOf, type SessionShape } from '../../bench/prefix/sessions.js';
import { makePrefix } from '../../src/proxy/prefix/prefix.js';
import { stakeMicroUsd } from '../../src/proxy/prefix/purse.js';
import { anyGapMs, session, shortGapMs } from './shapes.js';

const stakeUsd = stakeMicroUsd / 1_000_000;
/** Sums of fractions in another order. */
const roundingUsd = 1e-9;

/** Both ways for each conversation, one after the other, each way with a provider of its own. */
async function playBoth(shapes: readonly SessionShape[]) {
  const direct = await playAll(shapes, false);
  const through = await playAll(shapes, true);
  return shapes.map((shape, at) => ({ shape, direct: direct[at]!, through: through[at]! }));
}

async function playAll(shapes: readonly SessionShape[], edits: boolean): Promise<readonly Played[]> {
  const clock: HandClock = { atMs: 1_000_000 };
  const nowMs = () => clock.atMs;
  const providers = { 'anthropic-messages': simulatedAnthropic(nowMs), 'openai-chat': simulatedOpenai(nowMs) };
  const room = edits
    ? makePrefix({ clock: { nowMs, tickMs: nowMs }, ratesOf: ({ model }) => listRates(model) })
    : undefined;
  const played: Played[] = [];
  for (const shape of shapes) {
    const send = (dialect: SessionShape['dialect'], raw: Buffer) =>
      Promise.resolve(Buffer.from(JSON.stringify(providers[dialect].answer(raw, 'key').body)));
    played.push(await play(shape, send, clock, room));
  }
  return played;
}

const share = ({ cachedTokens, inputTokens }: Played) => cachedTokens / Math.max(1, inputTokens);

describe('breakpoints', () => {
  it('never make a conversation read less from the cache, and never change what it reads in all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(session(anyGapMs), { minLength: 1, maxLength: 3 }), async shapes => {
        for (const { direct, through } of await playBoth(shapes)) {
          expect(share(through)).toBeGreaterThanOrEqual(share(direct));
          expect(through.inputTokens).toBe(direct.inputTokens);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('leave conversations alone whose client sets its own, and those that need none', async () => {
    const marked = session(anyGapMs).filter(({ marks }) => marks !== 'none');
    const openai = session(anyGapMs, { dialect: 'openai-chat', model: 'gpt-4.1' });
    await fc.assert(
      fc.asyncProperty(fc.oneof(marked, openai), async shape => {
        const [{ direct, through } = { direct: undefined, through: undefined }] = await playBoth([shape]);
        expect(through?.edited).toBe(0);
        expect(through).toEqual(direct);
      }),
      { numRuns: 40 },
    );
  });

  it('never make a conversation dearer that goes on within the life of its prefix', async () => {
    const plain = session(shortGapMs, { marks: 'none' });
    await fc.assert(
      fc.asyncProperty(plain, async shape => {
        const [{ direct, through } = { direct: undefined, through: undefined }] = await playBoth([shape]);
        // What the last request writes first, nothing can read.
        if ((through?.behindWrite ?? 0) > 0)
          expect(through!.costUsd).toBeLessThanOrEqual(direct!.costUsd + roundingUsd);
      }),
      { numRuns: 100 },
    );
  });

  it('never cost more than the stake in all, however conversations break off', async () => {
    const plain = session(anyGapMs, { marks: 'none' });
    await fc.assert(
      fc.asyncProperty(fc.array(plain, { minLength: 1, maxLength: 5 }), async shapes => {
        const both = await playBoth(shapes);
        const spanMs = shapes.flatMap(requestsOf).reduce((sum, { gapMs }) => sum + gapMs, 0);
        const days = 1 + Math.floor(spanMs / 86_400_000);
        const more = both.reduce((sum, { direct, through }) => sum + through.costUsd - direct.costUsd, 0);
        expect(more).toBeLessThanOrEqual(days * stakeUsd + roundingUsd);
      }),
      { numRuns: 40 },
    );
  });

  it('stop after the stake is lost to conversations of one request', async () => {
    const lonely: SessionShape = {
      dialect: 'anthropic-messages',
      model: 'claude-opus-4-5',
      id: '',
      program: '',
      marks: 'none',
      tools: 5,
      toolChars: 2_500,
      systemChars: 20_000,
      systemBlocks: false,
      thinks: false,
      turns: [{ gapMs: 1_000, userChars: 100, results: [], resultGapMs: 0, answerChars: 10 }],
    };
    const both = await playBoth(
      Array.from({ length: 60 }, (_, at) => ({ ...lonely, id: `s${at}`, program: `p${at}` })),
    );
    const more = both.reduce((sum, { direct, through }) => sum + through.costUsd - direct.costUsd, 0);
    expect(both[0]!.through.edited).toBe(1);
    expect(both.at(-1)!.through.edited).toBe(0);
    expect(more).toBeLessThanOrEqual(stakeUsd);
  });
});
