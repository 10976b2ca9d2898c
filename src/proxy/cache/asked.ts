import type { Fingerprint, Prompt } from '../prompt.js';
import { contentKey } from './content-key.js';
import { bucketOf, gateHash } from './entry.js';

/** A wording on its way through the loose tiers. */
export interface Asked {
  readonly bucket: string;
  readonly text: string;
  /** Name of its content inside the bucket; undefined when it has no content key. */
  gate(): string | undefined;
  /** Half of {@link gate}, for places that only tell contents apart. */
  contentKey(): string | undefined;
  /** The user said that it is not answered by what this kept wording got. */
  refuses(kept: string): boolean;
}

/** Undefined for prompts that may not be served loosely. */
export function askedOf(
  prompt: Prompt,
  fingerprint: Fingerprint,
  refuses: (bucket: string, kept: string, text: string) => boolean,
): Asked | undefined {
  const bucket = bucketOf(prompt, fingerprint);
  if (bucket === undefined || !fingerprint.loose) return undefined;
  const { text } = fingerprint.loose;
  let found: { readonly gate: string | undefined } | undefined;
  const gate = () => {
    if (found === undefined) {
      const key = contentKey(text);
      found = { gate: key === undefined ? undefined : gateHash(bucket, key) };
    }
    return found.gate;
  };
  return {
    bucket,
    text,
    gate,
    contentKey: () => contentKeyOf(gate()),
    refuses: kept => refuses(bucket, kept, text),
  };
}

export function contentKeyOf(gate: string | undefined): string | undefined {
  return gate?.slice(0, 32);
}
