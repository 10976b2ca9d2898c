import { parseSettings } from '../../src/protocol/settings.js';
import { fingerprint } from '../../src/proxy/fingerprint/fingerprint.js';
import type { Plan } from '../../src/proxy/rooms/plan.js';
import type { RouteRoom } from '../../src/proxy/rooms/route.js';
import { openRedo } from '../../src/proxy/route/redo.js';
import { makeRoute } from '../../src/proxy/route/route.js';
import { simulatedAnthropic } from '../prefix/caching-provider/anthropic.js';
import { promptOf } from '../prefix/play.js';
import { requestsOf } from '../prefix/sessions.js';
import type { Ending, Finding, Usage } from '../../src/proxy/wire.js';
import { costUsd, listPrices } from './list-prices.js';
import { outputTokens, type LabelledSession } from './scenario.js';

/** What one way of routing came to. */
export interface Played {
  readonly costUsd: number;
  readonly calls: number;
  readonly cheapCalls: number;
  /** Calls of hard human turns that the cheaper model answered. */
  readonly hardOnCheap: number;
  readonly hardCalls: number;
  readonly switches: number;
  /** Between two calls of one human turn. */
  readonly switchesInLoops: number;
  readonly reasons: Readonly<Record<string, number>>;
}

export interface Pair {
  readonly strong: string;
  readonly cheap: string;
}

/** `direct`: every call goes to the strong model. Else what `routing.agents` is set to. */
export type Way = 'direct' | 'turns' | 'cold';

/** Plays sessions one after the other against one simulated provider with a cache of its own. */
export function playAll(sessions: readonly LabelledSession[], { strong, cheap }: Pair, way: Way): Played {
  let nowMs = Date.UTC(2026, 10, 3);
  let score = 0;
  const provider = simulatedAnthropic(() => nowMs, outputTokens);
  const settings = parseSettings({
    routing: {
      mode: 'on',
      agents: way === 'direct' ? 'stay' : way,
      tiers: { cheap: `simulated:${cheap}`, strong: `simulated:${strong}` },
    },
  });
  const route: RouteRoom | undefined =
    way === 'direct'
      ? undefined
      : makeRoute({
          settings: () => settings,
          providers: () => undefined,
          keyFor: () => undefined,
          clock: { nowMs: () => nowMs, tickMs: () => nowMs },
          redo: openRedo(),
          pricesOf: listPrices,
          windowOf: () => undefined,
          scoreOf: () => score,
        });
  const sum = { costUsd: 0, calls: 0, cheapCalls: 0, hardOnCheap: 0, hardCalls: 0, switches: 0, switchesInLoops: 0 };
  const reasons: Record<string, number> = {};
  for (const { shape, hard } of sessions) {
    let before: string | undefined;
    let turn = -1;
    for (const [at, { gapMs, body }] of requestsOf({ ...shape, model: strong }).entries()) {
      nowMs += gapMs;
      const prompt = promptOf(shape, Buffer.from(JSON.stringify(body)), `${shape.id}-${at}`, nowMs);
      const print = fingerprint(prompt);
      if (!print.inToolLoop) turn += 1;
      const isHard = hard[turn] === true;
      score = isHard ? 0.9 : 0.1;
      const plan = route?.plan(prompt, print) as Plan | undefined;
      const model = plan?.target.model ?? strong;
      const sent = model === strong ? prompt.raw : prompt.dialect.rewrite(prompt.raw, { model });
      const reply = provider.answer(sent, 'key');
      const { usage } = prompt.dialect.readWhole(Buffer.from(JSON.stringify(reply.body)));
      if (usage === undefined) throw new Error(`${shape.id} was refused: ${JSON.stringify(reply.body)}`);
      if (plan !== undefined)
        route?.settled(plan, [{ target: plan.target, ending: endingOf(usage), trust: undefined }]);
      sum.costUsd += costUsd(model, usage);
      sum.calls += 1;
      sum.cheapCalls += model === cheap ? 1 : 0;
      sum.hardCalls += isHard ? 1 : 0;
      sum.hardOnCheap += isHard && model === cheap ? 1 : 0;
      const isSwitch = before !== undefined && before !== model;
      sum.switches += isSwitch ? 1 : 0;
      sum.switchesInLoops += isSwitch && print.inToolLoop ? 1 : 0;
      if (plan !== undefined && !print.inToolLoop) reasons[plan.reason] = (reasons[plan.reason] ?? 0) + 1;
      before = model;
    }
  }
  return { ...sum, reasons };
}

/** The end of a streamed call, as far as the router looks at it. */
function endingOf(usage: Usage): Ending {
  const finding: Finding = {
    usage,
    model: undefined,
    end: 'complete',
    calledTools: true,
    refused: false,
    empty: false,
    answerChars: 0,
  };
  return { status: 200, form: 'stream', finding, body: Buffer.alloc(0), firstByteTick: 0, endTick: 0, outcome: 'ok' };
}
