/**
 * A download that did not come to its end. `message` is a sentence for people. What had come stays, so that it can go on
 * from there, except after `wrong-bytes`.
 */
export class FetchError extends Error {
  override readonly name = 'FetchError';
  constructor(
    readonly reason: 'unreachable' | 'refused' | 'missing' | 'busy' | 'wrong-bytes' | 'no-space' | 'disk' | 'cancelled',
    message: string,
    /** Worth another try, after so many milliseconds at least. */
    readonly againAfterMs?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
