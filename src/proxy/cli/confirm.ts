import { createInterface } from 'node:readline/promises';
import { UsageError } from './failure.js';

/** Asks the user at the terminal; without one there is nobody to ask. Throws {@link UsageError}. */
export async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new UsageError('Nothing was written, because nobody is here to agree: add --yes, or --print to only look.');
  }
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(?:es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
  } finally {
    lines.close();
  }
}
