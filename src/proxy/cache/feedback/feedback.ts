import type { JudgedPair, Refusal } from '../../../protocol/api.js';
import type { Fingerprint } from '../../prompt.js';
import { promptKey, type JudgedRequest } from '../../past.js';
import type { SqlDriver } from '../../rooms/store.js';
import type { Asked } from '../asked.js';
import type { EntryStore } from '../entry-store.js';
import { pairName } from './pair.js';
import { openRefusals, type RefusalKind, type Refusals } from './refusals.js';
import { openServed, type Served, type ServedPair } from './served.js';
import { openVerdicts, type Verdicts } from './verdicts.js';

/**
 * What the user said of answers: which were wrong, and which requests are none of the cache's business. Throws what the
 * driver throws.
 */
export interface Feedback {
  /** What was said of this request. */
  about(fingerprint: Fingerprint, asked: Asked | undefined): 'never-cache' | 'wrong-answer' | undefined;
  /** The one wording may not be answered with what the other one got. */
  refuses(bucket: string, a: string, b: string): boolean;
  served(pair: ServedPair): void;
  /** A model has answered this request anew. */
  answered(fingerprint: Fingerprint): void;
  /** `pair`: the wordings, where the answer had been given to another one than its own. */
  wrong(request: JudgedRequest): { readonly removed: number; readonly pair: ServedPair | undefined };
  /** Undefined when it was none, or is too old. */
  pairOf(requestId: string): ServedPair | undefined;
  /** The traffic says that a pair is none; taken back as what a user said is. */
  deny(pair: ServedPair, source: Pick<JudgedRequest, 'client' | 'modelRequested'>): void;
  never(request: JudgedRequest): { readonly removed: number };
  /** Takes back what was said of a request; false when nothing was. */
  allow(requestId: string): boolean;
  refusals(): readonly Refusal[];
  servedPairs(limit: number): readonly ServedPair[];
  verdicts(limit: number): readonly JudgedPair[];
  /** Names of all pairs that {@link refuses} refuses. */
  refusedPairs(): readonly string[];
  /** Texts of pairs that were served from an entry. */
  forgetEntry(entryId: string): void;
  /** Forgets texts, not refusals. */
  forget(workspace: string | undefined): void;
  close(): void;
}

export function openFeedback(of: {
  readonly driver: SqlDriver;
  readonly store: Pick<EntryStore, 'remove' | 'removeRequest'>;
  readonly nowMs: () => number;
}): Feedback {
  const { driver, store, nowMs } = of;
  const refusals: Refusals = openRefusals(driver, nowMs);
  const served: Served = openServed(driver, nowMs);
  const verdicts: Verdicts = openVerdicts(driver, nowMs);

  return {
    about(fingerprint, asked) {
      const key = promptKey(fingerprint);
      if (refusals.has('request', key)) return 'never-cache';
      // Finding out what a text asks for takes a moment that only those pay who have refused something.
      const content = refusals.any('content') ? asked?.contentKey() : undefined;
      if (content !== undefined && refusals.has('content', content)) return 'never-cache';
      return refusals.has('once', key) ? 'wrong-answer' : undefined;
    },
    refuses: (bucket, a, b) => refusals.any('pair') && refusals.has('pair', pairName(bucket, a, b)),
    served: pair => served.note(pair),
    answered(fingerprint) {
      const once = { kind: 'once', subject: promptKey(fingerprint) } as const;
      if (refusals.has(once.kind, once.subject)) refusals.remove(once);
    },
    wrong(request) {
      const pair = served.find(request.id);
      const removed = request.entryId !== null && store.remove(request.entryId) ? 1 : 0;
      refusals.add([...refusal('once', request.promptKey), ...refusal('pair', nameOf(pair))], request);
      if (pair !== undefined) verdicts.add(pair);
      return { removed, pair };
    },
    pairOf: requestId => served.find(requestId),
    deny(pair, { client, modelRequested }) {
      const { requestId: id, workspace } = pair;
      refusals.add(refusal('pair', nameOf(pair)), { id, client, modelRequested, workspace });
      verdicts.add(pair);
    },
    never(request) {
      const evicted = request.entryId !== null && store.remove(request.entryId) ? 1 : 0;
      const removed = evicted + store.removeRequest(request.promptKey, request.contentKey);
      refusals.add([...refusal('request', request.promptKey), ...refusal('content', request.contentKey)], request);
      served.forgetRequest(request.id);
      return { removed };
    },
    allow: requestId => refusals.takeBack(requestId).length > 0,
    refusals: () =>
      refusals.list().map(({ kinds, ...source }) => ({
        ...source,
        said: kinds.includes('pair') ? 'wrong-answer' : 'never-cache',
      })),
    servedPairs: limit => served.newest(limit),
    verdicts: limit => verdicts.newest(limit),
    refusedPairs: () => refusals.subjects('pair'),
    forgetEntry: entryId => served.forgetEntry(entryId),
    forget(workspace) {
      served.forget(workspace);
      verdicts.forget(workspace);
    },
    close: () => served.flush(),
  };
}

function refusal(kind: RefusalKind, subject: string | null | undefined) {
  return subject === null || subject === undefined ? [] : [{ kind, subject }];
}

function nameOf(pair: ServedPair | undefined): string | undefined {
  return pair && pairName(pair.bucket, pair.asked, pair.kept);
}
