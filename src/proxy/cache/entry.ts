import { createHash } from 'node:crypto';
import type { ContentClass } from '../../protocol/content-classes.js';
import type { Fingerprint, Prompt } from '../prompt.js';
import type { StoredReply } from '../wire.js';
import type { Tie } from './workspace/workspaces.js';

/** One answer as the cache keeps it. */
export interface Entry {
  readonly id: string;
  readonly exactKey: string;
  readonly workspace: string;
  readonly namespace: string;
  /** What must be as it was for the entry to be served; undefined for what has to do with no workspace. */
  readonly tie: Tie | undefined;
  /** The model the caller asked for. */
  readonly model: string;
  readonly contentClass: ContentClass;
  readonly createdMs: number;
  readonly expiresMs: number;
  /** Size that counts against the cache's limit. */
  readonly bytes: number;
  readonly reply: StoredReply;
  /** Undefined when only an equal request may be served from it. */
  readonly loose: LooseEntry | undefined;
}

/** What lets an entry serve a prompt in other words. */
export interface LooseEntry {
  readonly bucket: string;
  /** The user's own words. */
  readonly text: string;
  /** {@link gateHash} of the words' content; undefined when they have no content key. */
  readonly gate: string | undefined;
}

/** An entry without its body: about this much is spent on keys, text and table pages. */
const overheadBytes = 512;

/** The size an entry is counted with. */
export function entryBytes(reply: StoredReply, text: string): number {
  return reply.body.length + text.length * 2 + overheadBytes;
}

/**
 * Hex name of everything that must be equal before words are compared. The fingerprint's partition says most of it;
 * tenant, origin, workspace and namespace are added again, so that nothing leaks even if a dialect's partition is
 * wrong. Undefined for prompts that may not be served loosely.
 */
export function bucketOf(prompt: Prompt, fingerprint: Fingerprint): string | undefined {
  if (fingerprint.cacheability !== 'loose' || !fingerprint.loose) return undefined;
  const { origin, controls, dialect } = prompt;
  return sha256([
    dialect.name,
    origin.tenant,
    origin.provider.name,
    origin.provider.url,
    controls.workspace,
    controls.namespace,
    controls.route ?? '',
    fingerprint.loose.partition,
  ]);
}

/** One name for a content key inside a bucket. */
export function gateHash(bucket: string, key: string): string {
  return sha256([bucket, key]);
}

function sha256(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
