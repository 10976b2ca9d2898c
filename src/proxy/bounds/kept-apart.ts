import { createHash } from 'node:crypto';
import type { Fingerprint } from '../prompt.js';
import type { OutputBounds } from '../wire.js';

/**
 * The fingerprint under which a bounded answer is kept, so that it is not served once the rule is gone, nor an older
 * one while it is there. A token limit changes no answer that is kept: those that it cut are not.
 */
export function keptApart(fingerprint: Fingerprint, bounds: OutputBounds): Fingerprint {
  const { stop, jsonMode, directive } = bounds;
  if (stop === undefined && jsonMode === undefined && directive === undefined) return fingerprint;
  const mark = JSON.stringify([stop, jsonMode, directive?.text, directive?.at]);
  const marked = (key: string) => createHash('sha256').update(`${key}\n${mark}`).digest('hex');
  const { exactKey, loose } = fingerprint;
  return {
    ...fingerprint,
    exactKey: marked(exactKey),
    loose: loose && { ...loose, partition: marked(loose.partition) },
  };
}
