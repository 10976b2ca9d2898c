import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RoutingPreview } from '../protocol/api.js';
import { toUsd, type MicroUsd } from '../protocol/money.js';
import { scoreTiers, type ScoreTier, type Settings } from '../protocol/settings.js';
import { askedProvider } from './asked-provider.js';
import type { Clock } from './prompt.js';
import type { StoredRow } from './record/columns.js';
import type { Page } from './record/past.js';
import type { OpenRecord } from './record/record.js';
import type { Provider } from './rooms/provider.js';
import { landings } from './route/what-if.js';

interface PreviewParts {
  readonly record: Pick<OpenRecord, 'scored' | 'costAs'>;
  readonly settings: () => Settings;
  readonly providers: (name: string) => Provider | undefined;
  readonly keyFor: (provider: Provider) => string | undefined;
  readonly clock: Pick<Clock, 'nowMs'>;
}

const maxRows = 20_000;
/** Rows read and priced before waiting prompts get their turn: about two milliseconds. */
const slice = 100;
const steps = 10;

/** What each pair of thresholds would have done with the scored requests of the last `spanMs`. */
export async function previewRouting(parts: PreviewParts, spanMs: number): Promise<RoutingPreview> {
  const nowMs = parts.clock.nowMs();
  const settings = parts.settings();
  const { cheapBelow, strongFrom } = settings.routing;
  const all: Past[] = [];
  let sinceMs = nowMs - spanMs;
  for (let before: number | undefined = Number.MAX_SAFE_INTEGER; before !== undefined;) {
    const page: Page = parts.record.scored(nowMs - spanMs, before, slice);
    for (const row of page.rows) all.push(pastOf(row, settings, parts));
    before = page.before;
    if (all.length >= maxRows && before !== undefined) {
      sinceMs = page.rows.at(-1)?.atMs ?? sinceMs;
      break;
    }
    await nextTurn();
  }
  const priced = all.filter(({ cases }) => scoreTiers.every(name => cases[name].cost !== null));
  // Without any price there is still to see how the scores are spread.
  const past = (priced.length > 0 ? priced : all).sort((a, b) => a.score - b.score);
  const sums = Object.fromEntries(scoreTiers.map(name => [name, sumsOf(past, name)])) as Record<ScoreTier, Sums>;
  const points = pairs(cheapBelow, strongFrom).map(([below, from]) => {
    const cuts = [0, firstFrom(past, below), firstFrom(past, from), past.length] as const;
    const { counts, cost } = pointOf(sums, cuts);
    return { cheapBelow: below, strongFrom: from, ...counts, costUsd: priced.length === 0 ? null : toUsd(cost) };
  });
  return {
    sinceMs,
    scored: past.length,
    unpriced: all.length - past.length,
    current: { cheapBelow, strongFrom },
    points,
  };
}

/** One request, and what becomes of it for each tier that its score may ask for. */
interface Past {
  readonly score: number;
  readonly cases: Readonly<Record<ScoreTier, { readonly tier: ScoreTier; readonly cost: MicroUsd | null }>>;
}

function pastOf(row: StoredRow, settings: Settings, parts: PreviewParts): Past {
  const asked = askedProvider(row, parts.providers);
  const landed = asked && landings(row, asked, settings, reachFor(asked, parts));
  const cases = scoreTiers.map(name => {
    const landing = landed?.[name];
    const cost = landing === undefined ? null : parts.record.costAs(row, landing);
    return [name, { tier: landing?.tier ?? name, cost }] as const;
  });
  return { score: row.score ?? 0, cases: Object.fromEntries(cases) as Past['cases'] };
}

function reachFor(asked: Provider, { providers, keyFor }: PreviewParts) {
  return { providers: (name: string) => (name === asked.name ? asked : providers(name)), keyFor };
}

/** Sums over the first n requests by score, if all of them asked for one tier. */
interface Sums {
  readonly cost: readonly number[];
  readonly landed: Readonly<Record<ScoreTier, readonly number[]>>;
}

function sumsOf(past: readonly Past[], wanted: ScoreTier): Sums {
  const cost = [0];
  const landed: Record<ScoreTier, number[]> = { cheap: [0], standard: [0], strong: [0] };
  for (const { cases } of past) {
    cost.push((cost.at(-1) ?? 0) + (cases[wanted].cost ?? 0));
    for (const name of scoreTiers) {
      landed[name].push((landed[name].at(-1) ?? 0) + (cases[wanted].tier === name ? 1 : 0));
    }
  }
  return { cost, landed };
}

function pointOf(sums: Readonly<Record<ScoreTier, Sums>>, cuts: readonly [number, number, number, number]) {
  const over = (read: (of: Sums) => readonly number[]) =>
    scoreTiers.reduce((sum, name, at) => {
      const counts = read(sums[name]);
      return sum + (counts[cuts[at + 1] ?? 0] ?? 0) - (counts[cuts[at] ?? 0] ?? 0);
    }, 0);
  const [cheap, standard, strong] = scoreTiers.map(name => over(({ landed }) => landed[name]));
  const counts = { cheap: cheap ?? 0, standard: standard ?? 0, strong: strong ?? 0 };
  return { counts, cost: over(({ cost }) => cost) };
}

/** How many requests have a score below this one. */
function firstFrom(past: readonly Past[], score: number): number {
  let [low, high] = [0, past.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((past[middle]?.score ?? 1) < score) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A grid of pairs that make sense, the current one among them. */
function pairs(cheapBelow: number, strongFrom: number): readonly (readonly [cheapBelow: number, strongFrom: number])[] {
  const grid = Array.from({ length: steps + 1 }, (_unused, n) => n / steps);
  const axis = (own: number) => [...new Set([...grid, own])].sort((a, b) => a - b);
  return axis(cheapBelow).flatMap(below =>
    axis(strongFrom).flatMap(from => (from >= below ? [[below, from] as const] : [])),
  );
}
