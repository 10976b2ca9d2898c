/** The command line itself makes no sense; exit code 1 and one sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly reason = 'usage';
}

/** One sentence for the terminal. Faults of Tuppence itself keep their stack, so that they can be reported. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // parseArgs throws TypeErrors with codes of its own, whose messages are already meant for the user.
  const forUser = 'reason' in error || ('code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
  return forUser
    ? error.message
    : `Tuppence failed and this is its own fault; please report it.\n${error.stack ?? error.message}`;
}
