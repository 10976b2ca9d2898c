import type { Profile } from '../../protocol/api.js';
import { contentClassWords } from '../../protocol/content-classes.js';
import { percentText } from '../../protocol/percent.js';
import { prepareFolder } from '../data-folder.js';
import { readSpanMs } from '../intake/api/span.js';
import { profileOf } from '../profile.js';
import { openSettings } from '../settings-file.js';
import { openStores } from '../stores.js';
import { askRunning } from './ask.js';
import { dataFolderOf } from './data-dir.js';
import { UsageError } from './failure.js';

/** `tuppence profile --since 30d`: what share of your prompts was asked before. */
export async function profileCommand(args: readonly string[]): Promise<number> {
  const { folder, values } = dataFolderOf(args, { since: { type: 'string', default: '30d' } });
  const since = String(values['since']);
  const spanMs = readSpanMs(since);
  if (spanMs === undefined) throw new UsageError(`'${since}' is no span: give --since something like 24h, 7d or 30d.`);
  prepareFolder(folder);
  const patience = setTimeout(() => {
    if (process.stderr.isTTY) process.stderr.write('Looking at what was asked and at the answers that are kept ...\n');
  }, patienceMs);
  const running = await askRunning(folder, 'GET', `/profile?since=${since}`, undefined, longestMs);
  const profile = running?.status === 200 ? (running.value as Profile) : await readProfile(folder, spanMs);
  clearTimeout(patience);
  process.stdout.write(values['json'] === true ? `${JSON.stringify(profile)}\n` : profileText(profile, since));
  return 0;
}

/** Whoever waits longer is told what for. */
const patienceMs = 1_000;
/** The running proxy does this beside its prompts, and a second reader of its files would not be faster. */
const longestMs = 180_000;

async function readProfile(folder: string, spanMs: number): Promise<Profile> {
  const file = openSettings(folder);
  const settings = () => file.current();
  const stores = openStores(folder, settings);
  try {
    return await profileOf({ ...stores, settings }, Date.now() - spanMs);
  } finally {
    await stores.close();
    file.close();
  }
}

/** The figures as a page for people. */
export function profileText(profile: Profile, since: string): string {
  const { prompts, repeated, rephrased, served, current, near, nearSinceMs, nearAmong } = profile;
  if (prompts === 0) return `No prompt was recorded in the last ${since}.\n`;
  const nearNow = near.find(({ similarity }) => similarity === current)?.prompts ?? 0;
  const line = (label: string, count: number) =>
    `  ${label.padEnd(34)} ${String(count).padStart(7)}   ${share(count, prompts).padStart(6)}`;
  const lines = [
    `Last ${since}: ${prompts} prompts, ${served} of them answered without asking a model`,
    ``,
    line('asked before, word for word', repeated),
    line('the same in another wrapping', rephrased),
    line(`near an earlier one (from ${current} up)`, nearNow),
    ...(nearSinceMs === null
      ? []
      : [`  Near ones are looked for among ${nearAmong} answers kept since ${new Date(nearSinceMs).toISOString()}.`]),
    ...(nearAmong === 0 ? ['  No answer is kept that near ones could be looked for among.'] : []),
    ...(profile.isCut ? ['  The ledger holds more than was looked at: what was asked long ago counts as new.'] : []),
    ``,
    `Near by similarity, at most ${percentText(profile.errorBound, 2)} wrong`,
    `  ${near.map(({ similarity, prompts: count }) => `${similarity}: ${count}`).join('   ')}`,
    `Near by the share of wrong answers that is put up with (cache.errorBound), from ${current} up`,
    `  ${profile.nearByBound.map(({ errorBound, prompts: count }) => `${percentText(errorBound, 2)}: ${count}`).join('   ')}`,
    ...profile.sureness.map(
      sure =>
        `  ${sure.tier}: ${sure.served === 0 ? 'nothing given out so far' : `${sure.served} given out so far, at least ${percentText(sure.precisionBound, 2)} right`} (promised: ${percentText(1 - sure.promisedErrors, 2)})${sure.closed.length === 0 ? '' : `; off for ${sure.closed.map(contentClassWords).join(', ')}: 'tuppence cache evidence' says why`}`,
    ),
    ``,
    `By client${' '.repeat(21)} prompts   repeated   wrapped   near`,
    ...profile.byClient.map(
      client =>
        `  ${client.client.padEnd(27)} ${String(client.prompts).padStart(7)}   ${share(client.repeated, client.prompts).padStart(8)}   ${share(client.rephrased, client.prompts).padStart(7)}   ${share(client.near, client.prompts).padStart(4)}`,
    ),
    ...(profile.examples.length === 0 ? [] : [``, `For example`]),
    ...profile.examples.map(({ asked, kept, bound }) => `  "${asked}"  is like  "${kept}"  (${sureWords(bound)})`),
  ];
  return `${lines.join('\n')}\n`;
}

function sureWords(bound: number): string {
  return bound === 0 ? 'every word accounted for' : `of such, at most ${percentText(bound, 2)} are wrong`;
}

function share(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((part / whole) * 100).toFixed(1)} %`;
}
