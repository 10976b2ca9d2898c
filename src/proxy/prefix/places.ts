import { createHash } from 'node:crypto';
import type { PromptPart } from '../wire.js';

/** Where a breakpoint may stand: behind the tools, the system prompt, or a message of the user's side. */
export interface Place {
  readonly kind: 'tools' | 'system' | 'turn';
  readonly part: PromptPart;
  /** The same wherever everything up to here is the same. A hash: no word of the prompt is kept. */
  readonly key: string;
  /** Bytes up to here, images and files counted as what they cost in text. */
  readonly bytes: number;
}

/** Turns looked at from the end: longer silences between two requests of a conversation do not happen. */
const turnsKept = 12;
/** What frames a part, such as its role, in bytes of text. */
const partBytes = 24;
/** What an image or a file costs about, in bytes of text. */
const mediaBytes = 8_000;

/** The places of a prompt, in its order. `scope` keeps prefixes of different keys, providers and models apart. */
export function placesOf(
  raw: Buffer,
  parts: readonly PromptPart[],
  scope: string,
  messageScope: string,
): readonly Place[] {
  const wanted = markedParts(parts);
  const hash = createHash('sha256').update(scope);
  const places: Place[] = [];
  let bytes = 0;
  let hashedTo = 0;
  parts.forEach((part, at) => {
    const opens = parts[at - 1]?.section !== part.section;
    if (opens) {
      hash.update(`\n${part.section} ${part.section === 'messages' ? messageScope : ''}\n`);
      hashedTo = part.start;
    }
    bytes += sizeOf(part);
    const kind = wanted.get(part);
    // What stands between two parts of a section, such as a role, is the same as long as they are.
    if (kind === undefined && parts[at + 1]?.section === part.section) return;
    hash.update(raw.subarray(hashedTo, part.end));
    hashedTo = part.end;
    if (kind !== undefined) places.push({ kind, part, bytes, key: hash.copy().digest('base64') });
  });
  return places;
}

/** Bytes that a part counts for, where tokens are estimated from bytes. */
export function sizeOf({ media, start, end }: PromptPart): number {
  return partBytes + (media ? Math.min(mediaBytes, end - start) : end - start);
}

/** The last part that bears a mark in the tools, in the system prompt and in each of the user's last messages. */
function markedParts(parts: readonly PromptPart[]): ReadonlyMap<PromptPart, Place['kind']> {
  const found = new Map<PromptPart, Place['kind']>();
  const seen = new Set<string>();
  for (const part of parts.toReversed()) {
    if (!part.markable) continue;
    const where = part.section === 'messages' ? `messages ${part.index}` : part.section;
    if (seen.has(where) || (part.section === 'messages' && seen.size >= turnsKept)) continue;
    seen.add(where);
    found.set(part, kinds[part.section]);
  }
  return found;
}

const kinds = { tools: 'tools', system: 'system', messages: 'turn' } as const;
