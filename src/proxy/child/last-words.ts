import { writeSync } from 'node:fs';

/**
 * Ends the process on a fault of its own, so that the editor starts it again: one line on stderr, then what must not be
 * lost, then a code that is not 0.
 */
export function endOnFault(save: () => void): void {
  const end = (error: unknown) => {
    try {
      writeSync(2, `Tuppence failed and this is its own fault; please report it. ${lastWords(error)}\n`);
      save();
    } finally {
      process.exit(1);
    }
  };
  process.on('uncaughtException', end).on('unhandledRejection', end);
  // Whoever read these may be gone before this process is.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}

/** What happened and where. A message that may quote what was being read is left out, because prompts are read. */
export function lastWords(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const quotes = error instanceof SyntaxError || code.startsWith('ERR_INVALID');
  const where = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line));
  const what = quotes ? [error.name, code].filter(part => part !== '').join(' ') : `${error.name}: ${error.message}`;
  return [what.replaceAll('\n', ' ').slice(0, 300), ...where.slice(0, 8).map(line => line.trim())].join(' ');
}
