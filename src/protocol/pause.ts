/** `pausedUntilMs` for a pause without an end: Tuppence is switched off. */
export const pausedForGood = Number.MAX_SAFE_INTEGER;
