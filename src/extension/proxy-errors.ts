import type { Link } from './link.js';
import { linkSentence } from './link.js';

/** Nobody could be asked, because no proxy serves. The message says why, in words for the user. */
export class ProxyDownError extends Error {
  override readonly name = 'ProxyDownError';
  readonly reason: Link['kind'];
  constructor(link: Link) {
    super(linkSentence(link));
    this.reason = link.kind;
  }
}

/** The proxy answered, and refused. The message is its own sentence for the user. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}
