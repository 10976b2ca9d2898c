import { createHash } from 'node:crypto';
import { contentKey } from '../content-key.js';

/**
 * One name for two wordings inside a bucket, whichever of them was asked first. Wordings with the same content are one
 * wording here, so that a refused pair stays refused when somebody only adds a 'please'.
 */
export function pairName(bucket: string, a: string, b: string): string {
  const forms = [a, b].map(text => contentKey(text) ?? `text:${text.trim()}`).sort();
  return createHash('sha256')
    .update(JSON.stringify([bucket, ...forms]))
    .digest('hex');
}
