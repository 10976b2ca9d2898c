import { parseSettings, tierNames, type TierName } from '../../protocol/settings.js';
import { BadWishError, checkWish, type WhatIf, type WhatIfWish } from '../../protocol/what-if.js';
import { pastDemo } from '../asked-provider.js';
import { clock } from '../clock.js';
import { prepareFolder } from '../data-folder.js';
import { readSpanMs } from '../intake/api/span.js';
import { openKeyring } from '../keyring.js';
import { openSettings } from '../settings-file.js';
import { openStores } from '../stores.js';
import { whatIf } from '../what-if.js';
import { askRunning } from './ask.js';
import { dataFolderOf } from './data-dir.js';
import { UsageError } from './failure.js';
import { whatIfText } from './whatif-text.js';

/** `tuppence whatif --strong-share 0.3 --tier cheap=MODEL --since 30d`: the recorded past under other settings. */
export async function whatIfCommand(args: readonly string[]): Promise<number> {
  const { folder, values, words } = dataFolderOf(args, {
    since: { type: 'string', default: '30d' },
    'strong-share': { type: 'string' },
    'quality-floor': { type: 'string' },
    'cheap-below': { type: 'string' },
    'strong-from': { type: 'string' },
    ceiling: { type: 'string' },
    similarity: { type: 'string' },
    tier: { type: 'string', multiple: true, default: [] },
    price: { type: 'string', multiple: true, default: [] },
  });
  if (words.length > 0)
    throw new UsageError(`'${words[0] ?? ''}' is no option: 'tuppence help' lists what whatif takes.`);
  const since = String(values['since']);
  const spanMs = readSpanMs(since);
  if (spanMs === undefined) throw new UsageError(`'${since}' is no span: give --since something like 24h, 7d or 30d.`);
  const wish = checked(readWish(values));
  prepareFolder(folder);
  const running = await askRunning(folder, 'POST', `/preview/what-if?since=${since}`, wish);
  if (running !== undefined && running.status >= 400 && running.status !== 404) {
    throw new UsageError((running.value as { readonly error: { readonly message: string } }).error.message);
  }
  const found = running?.status === 200 ? (running.value as WhatIf) : await readFiles(folder, spanMs, wish);
  process.stdout.write(values['json'] === true ? `${JSON.stringify(found)}\n` : whatIfText(found, wish, since));
  return 0;
}

/** From the files, where no proxy runs. */
async function readFiles(folder: string, spanMs: number, wish: WhatIfWish): Promise<WhatIf> {
  const file = openSettings(folder);
  const settings = () => file.current();
  const keyring = openKeyring({ settings, env: process.env, urls: {}, keys: {}, demo: () => undefined });
  const providers = (name: string) => keyring.provider(name) ?? (name === pastDemo.name ? pastDemo : undefined);
  const stores = openStores(folder, settings, providers);
  try {
    return await whatIf({ ...stores, settings, providers, clock }, spanMs, wish);
  } finally {
    await stores.close();
    file.close();
  }
}

function checked(wish: WhatIfWish): WhatIfWish {
  try {
    return checkWish(wish);
  } catch (error) {
    if (error instanceof BadWishError) throw new UsageError(error.message);
    throw error;
  }
}

/** What the options say. Throws a {@link UsageError} that names the option that makes no sense. */
export function readWish(values: Readonly<Record<string, unknown>>): WhatIfWish {
  const number = (name: string) => readNumber(name, values[name] as string | undefined);
  const ceiling = values['ceiling'] as string | undefined;
  if (ceiling !== undefined && ceiling !== 'requested' && ceiling !== 'none') {
    throw new UsageError(`'${ceiling}' is no ceiling: give --ceiling requested or none.`);
  }
  const given = {
    strongShare: number('strong-share'),
    qualityFloor: number('quality-floor'),
    cheapBelow: number('cheap-below'),
    strongFrom: number('strong-from'),
    similarity: number('similarity'),
    ceiling,
    tiers: readTiers(values['tier'] as readonly string[]),
    prices: readPrices(values['price'] as readonly string[]),
  };
  const { cheapBelow, strongFrom } = given;
  if (cheapBelow !== undefined && strongFrom !== undefined && cheapBelow > strongFrom) {
    throw new UsageError(`--cheap-below ${cheapBelow} is above --strong-from ${strongFrom}: nothing could be both.`);
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function readNumber(name: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const value = given.trim() === '' ? Number.NaN : Number(given);
  const least = name === 'similarity' ? 0.5 : 0;
  if (value >= least && value <= 1) return value;
  throw new UsageError(`'${given}' cannot be used: give --${name} a number from ${least} to 1.`);
}

function readTiers(given: readonly string[]): WhatIfWish['tiers'] | undefined {
  if (given.length === 0) return undefined;
  const tiers: Partial<Record<TierName, string | null>> = {};
  for (const one of given) {
    const at = one.indexOf('=');
    const name = tierNames.find(tier => tier === one.slice(0, at));
    if (name === undefined) {
      throw new UsageError(
        `'${one}' maps no tier: give --tier something like cheap=openai:gpt-4.1-nano; tiers are ${tierNames.join(', ')}.`,
      );
    }
    if (tiers[name] !== undefined) throw new UsageError(`The tier '${name}' is given twice.`);
    tiers[name] = one.slice(at + 1) === '' ? null : one.slice(at + 1);
  }
  return tiers;
}

const priceNames = ['inputUsdPerMTok', 'outputUsdPerMTok', 'cachedInputUsdPerMTok', 'cacheWriteUsdPerMTok'] as const;

function readPrices(given: readonly string[]): WhatIfWish['prices'] | undefined {
  if (given.length === 0) return undefined;
  const entries = given.map(one => {
    const at = one.lastIndexOf('=');
    const parts = one.slice(at + 1).split(',');
    const figures = parts.map(part => (part.trim() === '' ? Number.NaN : Number(part)));
    if (at < 1 || parts.length < 2 || parts.length > priceNames.length || !figures.every(figure => figure >= 0)) {
      throw new UsageError(
        `'${one}' is no price: give --price MODEL=INPUT,OUTPUT[,CACHED INPUT[,CACHE WRITE]] in dollars per million tokens.`,
      );
    }
    return [one.slice(0, at), Object.fromEntries(figures.map((figure, n) => [priceNames[n], figure]))] as const;
  });
  // Checked by the settings' own rules.
  return parseSettings({ prices: Object.fromEntries(entries) }).prices;
}
