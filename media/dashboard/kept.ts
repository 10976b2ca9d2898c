import { spendKeys } from './view/breakdowns.js';
import type { SpendKey } from './view/breakdowns.js';
import { ranges } from './view/chart.js';
import type { Range } from './view/chart.js';

/** What the user chose on this page, kept while it is hidden or loaded anew. */
export interface Kept {
  readonly range: Range;
  readonly asTable: boolean;
  readonly spend: SpendKey;
  /** Sections that are folded away. */
  readonly folded: readonly string[];
  /** Requests whose receipts are open. */
  readonly open: readonly string[];
}

/** What was kept, as far as it still makes sense; older versions may have kept something else. */
export function readKept(value: unknown, wide: boolean): Kept {
  const fresh = freshKept(wide);
  if (typeof value !== 'object' || value === null) return fresh;
  const kept: Readonly<Record<string, unknown>> = { ...value };
  return {
    range: ranges.find(range => range === kept['range']) ?? fresh.range,
    asTable: kept['asTable'] === true,
    spend: spendKeys.find(key => key === kept['spend']) ?? fresh.spend,
    folded: Array.isArray(kept['folded']) ? names(kept['folded']) : fresh.folded,
    open: names(kept['open']),
  };
}

/** In a narrow page, details whose headings say the gist already are folded away. */
function freshKept(wide: boolean): Kept {
  return { range: '7d', asTable: false, spend: 'model', folded: wide ? [] : ['speed', 'prefix', 'about'], open: [] };
}

/** A list with a name in it or not. Keeps 50 at most, the newest last. */
export function withName(list: readonly string[], name: string, present: boolean): readonly string[] {
  const others = list.filter(other => other !== name);
  return present ? [...others, name].slice(-mostNames) : others;
}

const mostNames = 50;

function names(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter(name => typeof name === 'string').slice(-mostNames) : [];
}
