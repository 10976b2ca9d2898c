import { pausedForGood } from '../../protocol/pause.js';
import { readSpanMs } from '../intake/api/span.js';
import { changeSettings } from './change.js';
import { dataFolderOf } from './data-dir.js';
import { UsageError } from './failure.js';

/** `tuppence pause [60m|off]`: every prompt passes untouched for so long, or until `tuppence resume`. */
export async function pauseCommand(args: readonly string[]): Promise<number> {
  const { folder, words } = dataFolderOf(args, {});
  const [span = '60m', ...rest] = words;
  const spanMs = span === 'off' ? Infinity : (readSpanMs(span) ?? 0);
  if (rest.length > 0 || spanMs === 0) {
    throw new UsageError(
      `'${words.join(' ')}' is no time: write something like 'tuppence pause 30m', or 'tuppence pause off' to switch Tuppence off.`,
    );
  }
  const untilMs = spanMs === Infinity ? pausedForGood : Date.now() + spanMs;
  const { live } = await changeSettings(folder, { pausedUntilMs: untilMs });
  const until = spanMs === Infinity ? 'from now on' : `until ${new Date(untilMs).toLocaleString()}`;
  process.stdout.write(
    `${live ? 'Every prompt passes untouched' : 'No proxy runs; once one does, every prompt passes untouched'} ${until}. 'tuppence resume' ends that.\n`,
  );
  return 0;
}

/** `tuppence resume`: ends a pause. */
export async function resumeCommand(args: readonly string[]): Promise<number> {
  const { folder } = dataFolderOf(args, {});
  const { live } = await changeSettings(folder, { pausedUntilMs: null });
  process.stdout.write(live ? 'Tuppence is at work again.\n' : 'No pause is set any more; no proxy runs.\n');
  return 0;
}
