import type { Address, ApiAnswer, LinkState } from '../../protocol/control.js';
import { callApi, readApiCall } from './api-call.js';
import { UnavailableError } from './conversation.js';
import type { Link } from './link.js';
import type { Seat } from './seat.js';
import type { EditorWindow } from './window.js';

/** One proxy may have left and the next not have come yet. */
const seatWithinMs = 2_000;

/** Answers `tuppence/api`, whoever serves. Rejects with a BadMessageError or an {@link UnavailableError}. */
export async function answerApi(link: Link, window: EditorWindow, params: unknown): Promise<ApiAnswer> {
  const call = readApiCall(params);
  // What is done twice when it is sent twice must not be sent twice.
  const tries = call.method === 'POST' ? 1 : 2;
  for (let tried = 0; tried < tries; tried++) {
    const seat = await seatSoon(link);
    if (seat === undefined) break;
    try {
      const answer = await callApi(seat, call);
      if (answer.status < 400) window.note(call);
      return answer;
    } catch {
      // Whoever served has gone. The seat is given up as soon as its end is noticed, if it was not before.
      await Promise.race([seat.over, pause(100)]);
    }
  }
  const alone = window.answerAlone(call);
  if (alone !== undefined) return alone;
  throw new UnavailableError(whyNobodyServes(link.state()));
}

/** Rejects with an {@link UnavailableError} while nobody serves. */
export async function answerAddress(link: Link): Promise<Address> {
  const seat = await seatSoon(link);
  if (seat === undefined) throw new UnavailableError(whyNobodyServes(link.state()));
  return { url: `http://127.0.0.1:${seat.port}`, token: seat.token };
}

/** The seat, waited for as long as it is about to be taken. */
async function seatSoon(link: Link): Promise<Seat | undefined> {
  const { kind } = link.state();
  if (link.seat() === undefined && kind !== 'failed' && kind !== 'port-taken') {
    await Promise.race([link.settled(), pause(seatWithinMs)]);
  }
  return link.seat();
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => void setTimeout(resolve, ms).unref());
}

function whyNobodyServes(state: LinkState): string {
  switch (state.kind) {
    case 'failed':
      return state.message;
    case 'port-taken':
      return `Port ${state.port} is taken by ${state.who}: end it, or let Tuppence use port ${state.nextPort}.`;
    case 'starting':
    case 'serving':
    case 'following':
      return 'The proxy does not answer at this moment: try again in a few seconds.';
  }
}
