import { UpstreamError, type Clock, type Prompt } from '../prompt.js';
import type { Plan, PlanCall, Target, Trial } from '../rooms/plan.js';
import type { Ending, Reply } from '../wire.js';
import { gateStream } from './gate.js';

/** Sends the prompt to one target. `stop` gives the call up; the caller's own signal does so anyway. */
export type Send = (target: Target, stop: AbortSignal | undefined, onEnd: (ending: Ending) => void) => Promise<Reply>;

/** What a walk needs of the house. */
export interface WalkParts {
  readonly prompt: Prompt;
  readonly plan: Plan;
  readonly send: Send;
  readonly clock: Clock;
  /** All calls are over, the last of them the one that was passed on. Told once, before its last bytes go out. */
  readonly onEnd: (calls: readonly PlanCall[]) => void;
  /** A call was given up or found wanting; another follows. */
  readonly onTried: (call: PlanCall) => void;
}

/**
 * Asks the targets of a plan in turn, one more at most. A caller gets bytes of one answer only. Rejects with an
 * {@link UpstreamError} when no target gave any reply.
 */
export async function walk(parts: WalkParts): Promise<Reply> {
  const { plan, send, prompt } = parts;
  const { trial } = plan;
  if (trial === undefined) {
    return send(plan.target, undefined, ending => parts.onEnd([{ target: plan.target, ending, trust: undefined }]));
  }
  const first = await askFirst(parts, trial);
  if (first.kind === 'passed') return first.reply;
  if (prompt.signal.aborted) throw new UpstreamError('aborted', 'The caller went away.');
  parts.onTried(first.call);
  return askSecond(parts, trial, first);
}

/** How the first call ended. `spare` is an answer that is whole, though it is not trusted. */
type First =
  | { readonly kind: 'passed'; readonly reply: Reply }
  | {
      readonly kind: 'failed';
      readonly call: PlanCall;
      readonly spare: { readonly reply: Reply; readonly ending: Ending } | undefined;
    };

async function askFirst(parts: WalkParts, trial: Trial): Promise<First> {
  const { plan, send, clock, prompt } = parts;
  const { target } = plan;
  const giveUp = new AbortController();
  const waits = trial.on === 'failure' ? undefined : trial.maxMs - (clock.tickMs() - prompt.startTick);
  const late = waits === undefined ? undefined : setTimeout(() => giveUp.abort(), Math.max(0, waits));
  let ending: Ending | undefined;
  let pass: ((of: Ending) => void) | undefined;
  const onEnd = (of: Ending) => {
    ending = of;
    pass?.(of);
  };
  const passOn = (of: Ending) => parts.onEnd([{ target, ending: of, trust: undefined }]);
  try {
    const reply = await send(target, giveUp.signal, onEnd);
    if (reply.body.kind === 'stream') {
      const gate = trial.on === 'gate' ? await gateStream(prompt, reply, giveUp) : ({ kind: 'open', reply } as const);
      if (gate.kind === 'shut') {
        return { kind: 'failed', call: { target, ending, trust: gate.trust }, spare: undefined };
      }
      pass = passOn;
      // A short stream is over by now; nobody has got any of it before its reply is given back.
      if (ending !== undefined) passOn(ending);
      return { kind: 'passed', reply: gate.reply };
    }
    if (ending === undefined || reply.status >= 400) {
      return { kind: 'failed', call: { target, ending, trust: undefined }, spare: undefined };
    }
    const trust = trial.on === 'judge' ? trial.judge(ending) : undefined;
    if (trust === undefined || trust.enough) {
      parts.onEnd([{ target, ending, trust }]);
      return { kind: 'passed', reply };
    }
    return { kind: 'failed', call: { target, ending, trust }, spare: { reply, ending } };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    const trust = giveUp.signal.aborted ? { enough: false, confidence: 0, flaw: 'late' } : undefined;
    return { kind: 'failed', call: { target, ending, trust }, spare: undefined };
  } finally {
    clearTimeout(late);
  }
}

/** Where the second target fails too, an answer that was only doubted is better than none. */
async function askSecond(parts: WalkParts, trial: Trial, { call, spare }: First & { kind: 'failed' }): Promise<Reply> {
  const target = trial.then;
  const giveSpare = (last: PlanCall): Reply | undefined => {
    if (spare === undefined) return undefined;
    parts.onEnd([last, { ...call, ending: spare.ending }]);
    return spare.reply;
  };
  let failed: Ending | undefined;
  try {
    const reply = await parts.send(target, undefined, ending => {
      if (spare !== undefined && ending.status >= 400) failed = ending;
      else parts.onEnd([call, { target, ending, trust: undefined }]);
    });
    return (failed && giveSpare({ target, ending: failed, trust: undefined })) ?? reply;
  } catch (error) {
    const aborted = error instanceof UpstreamError && error.reason === 'aborted';
    const reply = aborted ? undefined : giveSpare({ target, ending: undefined, trust: undefined });
    if (reply === undefined) throw error;
    return reply;
  }
}
