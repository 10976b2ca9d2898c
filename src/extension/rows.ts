import type { KeptAnswer, ModelOffer, RoutingPreview, SimilarityPreview } from '../protocol/api.js';
import type { EmbeddingModel } from '../protocol/embedding-model.js';
import type { RecentRequest } from '../protocol/snapshot.js';
import { bytesText, counted, usdText } from './amounts.js';
import { escapeIcons } from './markdown.js';
import { modelProgress } from './model-progress.js';

// What the lists of the commands show: values and words, nothing of the editor.

/** A row of a list; `value` is what choosing it means. */
export interface Row<Value> {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  /** The list opens at this row, so that Enter alone changes nothing. */
  readonly current?: boolean;
  /** Stays in the list whatever is typed. */
  readonly alwaysShow?: boolean;
  readonly value: Value;
}

/** One row per threshold, from strict to loose, with what it would have done. */
export function similarityRows(preview: SimilarityPreview): readonly Row<number>[] {
  return preview.points.map(({ similarity, hits, savedUsd }) => ({
    label: thresholdText(similarity),
    ...current(same(similarity, preview.current)),
    detail: `would have answered ${hits} of ${counted(preview.eligible, 'request')} from the cache, ${
      savedUsd === null ? 'saving unknown: no price' : `saving ${usdText(savedUsd)}`
    }`,
    value: similarity,
  }));
}

export interface Thresholds {
  readonly cheapBelow: number;
  readonly strongFrom: number;
}

export function routingRows(preview: RoutingPreview): readonly Row<Thresholds>[] {
  return preview.points.map(({ cheapBelow, strongFrom, cheap, standard, strong, costUsd }) => ({
    label: `cheap below ${thresholdText(cheapBelow)}, strong from ${thresholdText(strongFrom)}`,
    ...current(same(cheapBelow, preview.current.cheapBelow) && same(strongFrom, preview.current.strongFrom)),
    detail: `cheap ${cheap}, standard ${standard}, strong ${strong}; ${
      costUsd === null ? 'cost unknown: no price, or a tier without a model' : `would have cost ${usdText(costUsd)}`
    }`,
    value: { cheapBelow, strongFrom },
  }));
}

/** Cheapest first, those without a price last. */
export function modelRows(models: readonly ModelOffer[], mapped: string | undefined): readonly Row<string>[] {
  return models
    .toSorted((a, b) => priceOf(a) - priceOf(b) || a.tier.localeCompare(b.tier))
    .map(({ tier, inputUsdPerMTok, outputUsdPerMTok }) => ({
      label: escapeIcons(tier),
      description: [
        inputUsdPerMTok === null || outputUsdPerMTok === null
          ? 'price unknown'
          : `$${inputUsdPerMTok} in, $${outputUsdPerMTok} out per million tokens`,
        ...(tier === mapped ? ['(current)'] : []),
      ].join(' '),
      current: tier === mapped,
      value: tier,
    }));
}

function priceOf({ inputUsdPerMTok, outputUsdPerMTok }: ModelOffer): number {
  return inputUsdPerMTok === null || outputUsdPerMTok === null ? Infinity : inputUsdPerMTok + outputUsdPerMTok;
}

/** Newest first. `timeText` writes a moment as the user's clock shows it. */
export function requestRows(
  recent: readonly RecentRequest[],
  timeText: (atMs: number) => string,
): readonly Row<RecentRequest>[] {
  return recent.map(request => ({
    label: escapeIcons(`${timeText(request.atMs)}  ${request.modelServed}`),
    description: `${escapeIcons(request.client)}, ${request.costUsd === null ? 'unpriced' : usdText(request.costUsd)}`,
    detail: escapeIcons(request.why),
    value: request,
  }));
}

/** What is kept, newest first. An answer that only serves exact repeats shows no words. */
export function answerRows(kept: readonly KeptAnswer[], timeText: (atMs: number) => string): readonly Row<string>[] {
  return kept.map(({ id, preview, model, createdMs, hits }) => ({
    label: escapeIcons(preview === '' ? `Answer of ${model}` : preview),
    description: preview === '' ? '' : escapeIcons(model),
    detail: `kept ${timeText(createdMs)}, served ${counted(hits, 'time')}`,
    value: id,
  }));
}

/** What answers are kept apart by, as the cache is asked for it. */
export type Scope = { readonly workspace: string } | { readonly namespace: string };

/** One row per workspace and namespace that has answers. Those that belong to none are only cleared with everything. */
export function scopeRows(kept: readonly KeptAnswer[]): readonly Row<Scope>[] {
  return [
    ...scopesBy(
      'Workspace',
      kept,
      answer => answer.workspace,
      workspace => ({ workspace }),
    ),
    ...scopesBy(
      'Namespace',
      kept,
      answer => answer.namespace,
      namespace => ({ namespace }),
    ),
  ];
}

function scopesBy(
  kind: string,
  kept: readonly KeptAnswer[],
  nameOf: (answer: KeptAnswer) => string,
  scopeOf: (name: string) => Scope,
): readonly Row<Scope>[] {
  const names = [...new Set(kept.map(nameOf))].filter(name => name !== '').toSorted();
  return names.map(name => ({
    label: escapeIcons(`${kind} ${name}`),
    detail: counted(kept.filter(answer => nameOf(answer) === name).length, 'answer'),
    value: scopeOf(name),
  }));
}

export function embeddingModelRows(models: readonly EmbeddingModel[]): readonly Row<EmbeddingModel>[] {
  return models.map(model => ({
    label: model.label,
    description: [bytesText(model.bytes), model.licence, ...(model.state.kind === 'in-use' ? ['(current)'] : [])].join(
      ', ',
    ),
    ...detailOf(model),
    current: model.state.kind === 'in-use',
    value: model,
  }));
}

/** How far it is, and what it is worth where that is known. */
function detailOf(model: EmbeddingModel): { readonly detail?: string } {
  const worth = (model.calibration?.promised ?? [])
    .filter(({ bound, recall }) => shownBounds.includes(bound) && recall !== null)
    .map(({ bound, recall }) => `${Math.round((recall ?? 0) * 100)} % at most ${thresholdText(bound * 100)} % wrong`);
  const parts = [
    ...(model.state.kind === 'not-installed' ? [] : [modelProgress(model).message]),
    ...(worth.length === 0 ? [] : [`answers rephrased prompts: ${worth.join(', ')}`]),
  ];
  return parts.length === 0 ? {} : { detail: parts.join('; ') };
}

/** Two of the bounds are enough to compare models by. */
const shownBounds: readonly number[] = [0.01, 0.05];

/** `0.85`; more digits only where they are there. */
export function thresholdText(share: number): string {
  return String(Number(share.toFixed(4)));
}

/** A number from 0.5 to 1 that the user typed, as a similarity; undefined when it is none. */
export function typedSimilarity(text: string): number | undefined {
  const value = Number(text.replace(',', '.'));
  return text.trim() !== '' && value >= 0.5 && value <= 1 ? value : undefined;
}

/** Dollars as typed, with or without the sign; `none` for an empty text, undefined for what is no amount above zero. */
export function readBudget(text: string): number | 'none' | undefined {
  const bare = text
    .trim()
    .replace(/^\$\s*/, '')
    .replace(',', '.');
  if (bare === '') return 'none';
  const usd = /^\d{1,9}(?:\.\d{1,6})?$/.test(bare) ? Number(bare) : 0;
  return usd > 0 ? usd : undefined;
}

function same(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-9;
}

function current(is: boolean): { readonly description?: string; readonly current?: boolean } {
  return is ? { description: '(current)', current: true } : {};
}
