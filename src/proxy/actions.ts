import type { Done } from '../protocol/api.js';
import type { Settings } from '../protocol/settings.js';
import type { UserVerdict } from './past.js';
import type { CacheRoom } from './rooms/cache.js';
import type { LedgerRow } from './rooms/ledger-row.js';
import type { RecordRoom } from './rooms/record.js';
import type { Learning } from './route/learn/learning.js';
import type { Redo } from './route/redo.js';

/** What a user can do to a request that is over. Each says in one sentence what was done; throws {@link ActionError}. */
export interface Actions {
  wrongAnswer(id: string): Done;
  rightAnswer(id: string): Done;
  neverCache(id: string): Done;
  redoStrong(id: string): Done;
  /** Takes back what {@link wrongAnswer} and {@link neverCache} forbade. */
  allow(id: string): Done;
}

/** Nothing was done; the sentence says why, and what to do instead. */
export class ActionError extends Error {
  override readonly name = 'ActionError';
  constructor(
    readonly reason: 'unknown-request' | 'too-old' | 'cannot-write',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export function makeActions(rooms: {
  readonly record: Pick<RecordRoom, 'row' | 'mark'>;
  readonly cache: Pick<CacheRoom, 'wrong' | 'never' | 'allow' | 'remove'>;
  readonly redo: Pick<Redo, 'ask'>;
  readonly learning: Pick<Learning, 'say' | 'takeBack'>;
  readonly settings: () => Settings;
}): Actions {
  const { record, cache, redo, learning, settings } = rooms;
  const on = (id: string, verdict: UserVerdict, act: (row: LedgerRow) => string): Done => {
    const row = record.row(id);
    if (row === undefined) {
      throw new ActionError('unknown-request', `No request '${id.slice(0, 64)}' is in the ledger.`);
    }
    const done = written(() => act(row));
    record.mark(id, verdict);
    return { done };
  };
  return {
    wrongAnswer: id =>
      on(id, 'wrong-answer', row => {
        const sentence = wrongSentence(row, cache.wrong(row));
        learning.takeBack(id, 'right-answer');
        return learning.say(id, 'wrong-answer') ? `${sentence} ${learned}` : sentence;
      }),
    rightAnswer: id =>
      on(id, 'right-answer', row => {
        learning.takeBack(id, 'wrong-answer');
        return learning.say(id, 'right-answer')
          ? `Noted: ${row.modelServed} was good enough. ${learned}`
          : `Noted. ${row.modelServed} answered this on no decision of routing's that is remembered, so routing learns nothing from it.`;
      }),
    neverCache: id =>
      on(id, 'never-cache', row => {
        if (row.promptKey === null) throw new ActionError('too-old', tooOld);
        const { removed } = cache.never(row);
        return `From now on no answer to this request is kept, in whatever wrapping it comes${removed === 0 ? '' : ', and the one that was kept is gone'}. 'tuppence cache allow ${row.id}' takes that back.`;
      }),
    redoStrong: id =>
      on(id, 'redo-strong', row => {
        if (row.entryId !== null) cache.remove(row.entryId);
        redo.ask(row.session);
        const more = learning.say(id, 'redo-strong') ? ` ${learned}` : '';
        const { strong } = settings().routing.tiers;
        return strong === undefined
          ? "The next turn of this conversation passes the cache and goes to the model it asks for, because no strong tier is mapped: 'tuppence set routing.tiers.strong MODEL' maps one." +
              more
          : `The next turn of this conversation, or the same one asked again, goes to ${strong} and passes the cache, once.${more}`;
      }),
    allow(id) {
      learning.takeBack(id, 'wrong-answer');
      if (written(() => cache.allow(id))) return { done: `Nothing is refused any more because of request ${id}.` };
      throw new ActionError(
        'unknown-request',
        `Nothing is refused because of a request '${id.slice(0, 64)}'; 'tuppence cache never' lists what is.`,
      );
    },
  };
}

const learned = 'Routing weighs such requests accordingly from now on.';

const tooOld =
  "An older version recorded this request and did not note enough to recognise it again. Ask it once more and take the new id, or send it with 'cache-control: no-store'.";

function wrongSentence(row: LedgerRow, { removed, denied }: ReturnType<CacheRoom['wrong']>): string {
  const next = 'The next time this is asked, a model answers.';
  if (!row.cache.startsWith('hit-')) {
    const gone =
      removed === 0 ? 'Nothing is kept of it.' : 'Its answer was kept and is gone, so that it is not repeated.';
    return `${row.modelServed} answered this, not the cache. ${gone} ${next}`;
  }
  const gone = removed === 0 ? 'The kept answer was gone already.' : 'The kept answer is gone.';
  if (denied) return `${gone} This wording is never answered from that other one again. ${next}`;
  return `${gone} ${next}`;
}

function written<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ActionError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new ActionError('cannot-write', `Nothing was changed: the cache cannot be written (${why}).`, {
      cause: error,
    });
  }
}
