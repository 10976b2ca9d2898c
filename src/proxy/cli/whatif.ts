import type { RoutingPreview } from '../../protocol/api.js';
import { parseSettings, type Settings } from '../../protocol/settings.js';
import { clock } from '../clock.js';
import { prepareFolder } from '../data-folder.js';
import { readSpanMs } from '../intake/api/span.js';
import { openKeyring } from '../keyring.js';
import { demoProvider } from '../providers/all.js';
import { previewRouting } from '../preview-routing.js';
import { openSettings } from '../settings-file.js';
import { openStores } from '../stores.js';
import { dataFolderOf } from './data-dir.js';
import { UsageError } from './failure.js';

/** `tuppence whatif --strong-share 0.3 --tier cheap=MODEL --since 30d`: what routing would have done with the ledger. */
export async function whatIfCommand(args: readonly string[]): Promise<number> {
  const { folder, values } = dataFolderOf(args, {
    since: { type: 'string', default: '30d' },
    'strong-share': { type: 'string' },
    tier: { type: 'string', multiple: true, default: [] },
  });
  const since = String(values['since']);
  const spanMs = readSpanMs(since);
  if (spanMs === undefined) throw new UsageError(`'${since}' is no span: give --since something like 24h, 7d or 30d.`);
  const share = values['strong-share'] === undefined ? undefined : Number(values['strong-share']);
  if (share !== undefined && !(share >= 0 && share <= 1)) {
    throw new UsageError(`'${String(values['strong-share'])}' is no share: give --strong-share a number from 0 to 1.`);
  }
  prepareFolder(folder);
  const file = openSettings(folder);
  const settings = withTiers(file.current(), values['tier'] as readonly string[]);
  const keyring = openKeyring({
    settings: () => settings,
    env: process.env,
    urls: {},
    keys: {},
    demo: () => undefined,
  });
  const demo = demoProvider('http://127.0.0.1:9/v1');
  const provider = (name: string) => keyring.provider(name) ?? (name === demo.name ? demo : undefined);
  const stores = openStores(folder, () => settings, provider);
  try {
    const { record } = stores;
    // Whether a key is at hand today says nothing about what the past would have cost.
    const parts = { record, settings: () => settings, providers: keyring.provider, keyFor: () => 'any', clock };
    const preview = await previewRouting(parts, spanMs);
    const result = whatIf(preview, share);
    process.stdout.write(values['json'] === true ? `${JSON.stringify(result)}\n` : text(result, since));
    return 0;
  } finally {
    await stores.close();
    file.close();
  }
}

function withTiers(settings: Settings, given: readonly string[]): Settings {
  const tiers: Record<string, unknown> = { ...settings.routing.tiers };
  for (const one of given) {
    const at = one.indexOf('=');
    if (at < 1) throw new UsageError(`'${one}' maps no tier: give --tier something like cheap=gpt-4.1-nano.`);
    tiers[one.slice(0, at)] = one.slice(at + 1);
  }
  return parseSettings({ ...settings, routing: { ...settings.routing, tiers } });
}

interface WhatIf {
  readonly scored: number;
  readonly unpriced: number;
  readonly now: RoutingPreview['points'][number] | undefined;
  readonly then: RoutingPreview['points'][number] | undefined;
  /** Half the width of the 95 % interval of the strong share, from how many requests there were. */
  readonly shareWithin: number | null;
}

/** The point whose share of strong requests is nearest to the one asked for; the one in force where none was. */
export function whatIf({ points, current, scored, unpriced }: RoutingPreview, share: number | undefined): WhatIf {
  const now = points.find(at => at.cheapBelow === current.cheapBelow && at.strongFrom === current.strongFrom);
  const off = (at: RoutingPreview['points'][number]) => Math.abs(at.strong / Math.max(1, scored) - (share ?? 0));
  const then = share === undefined ? now : points.toSorted((a, b) => off(a) - off(b))[0];
  const part = (then?.strong ?? 0) / Math.max(1, scored);
  return {
    scored,
    unpriced,
    now,
    then,
    shareWithin: scored === 0 ? null : 1.96 * Math.sqrt((part * (1 - part)) / scored),
  };
}

function text({ scored, unpriced, now, then, shareWithin }: WhatIf, since: string): string {
  if (scored === 0 || now === undefined || then === undefined) return `Nothing was scored in the last ${since}.\n`;
  const line = (label: string, at: RoutingPreview['points'][number]) =>
    `  ${label.padEnd(8)} cheapBelow ${at.cheapBelow}, strongFrom ${at.strongFrom}: ${at.cheap} cheap, ${at.standard} standard, ${at.strong} strong, ${at.costUsd === null ? 'unpriced' : `$${at.costUsd.toFixed(4)}`}`;
  return [
    `Last ${since}: ${scored} requests with a score${unpriced === 0 ? '' : `, ${unpriced} more without a price`}`,
    line('now', now),
    line('what if', then),
    `  The strong share is ${((100 * then.strong) / scored).toFixed(0)} % (within ${(100 * (shareWithin ?? 0)).toFixed(0)} points for requests like these). Answers sent on and cold caches are not in it.`,
    '',
  ].join('\n');
}
