import type { Settings } from '../../protocol/settings.js';
import type { Fingerprint, Prompt } from '../prompt.js';
import type { KeptFor } from '../rooms/recall.js';
import type { Finding, StoredReply } from '../wire.js';
import { bucketOf, entryBytes, gateHash, type LooseEntry } from './entry.js';
import type { EntryStore } from './entry-store.js';
import { contentKey } from './content-key.js';
import type { Retries } from './retries.js';
import type { Tie } from './workspace/workspaces.js';

/** A finished answer on its way into the cache. */
interface Landing {
  readonly reply: StoredReply;
  readonly finding: Finding;
  /** False when the caller was gone before the end. */
  readonly delivered: boolean;
}

/** Keeps an answer where it may be served from again, or nowhere. */
export function keepAnswer(
  to: {
    readonly store: EntryStore;
    readonly retries: Retries;
    readonly settings: Settings['cache'];
    readonly nowMs: () => number;
    readonly entryId: string;
    /** Undefined for what is not kept. */
    readonly lifetime: KeptFor | undefined;
    readonly tie: Tie | undefined;
  },
  prompt: Prompt,
  fingerprint: Fingerprint,
  { reply, finding, delivered }: Landing,
): void {
  if (finding.end !== 'complete' || finding.refused || finding.empty || !finding.usage) return;
  if (fingerprint.cacheability === 'retry') {
    if (!delivered && to.settings.exact) to.retries.keep(fingerprint.exactKey, reply);
    return;
  }
  if (finding.calledTools || fingerprint.cacheability === 'never') return;
  const loose = looseEntry(prompt, fingerprint);
  if (!to.settings.exact && !loose) return;
  if (to.lifetime === undefined || to.lifetime.ttlS === 'never') return;
  const { contentClass, ttlS } = to.lifetime;
  const createdMs = to.nowMs();
  to.store.put({
    id: to.entryId,
    exactKey: fingerprint.exactKey,
    workspace: prompt.controls.workspace,
    namespace: prompt.controls.namespace,
    tie: to.tie,
    model: prompt.facts.model,
    contentClass,
    createdMs,
    expiresMs: createdMs + ttlS * 1000,
    bytes: entryBytes(reply, loose?.text ?? ''),
    reply,
    loose,
  });
}

function looseEntry(prompt: Prompt, fingerprint: Fingerprint): LooseEntry | undefined {
  const bucket = bucketOf(prompt, fingerprint);
  if (bucket === undefined || !fingerprint.loose) return undefined;
  const { text } = fingerprint.loose;
  const key = contentKey(text);
  return { bucket, text, gate: key === undefined ? undefined : gateHash(bucket, key) };
}
