import type { ContentClass } from './content-classes.js';
import type { EmbeddingModel } from './embedding-model.js';
import type { EvidenceReport, LooseTier } from './evidence.js';
import type { FitReport, LearnedReport, Misroutes, RouteExplanation, RoutingStory } from './learning.js';
import type { Settings } from './settings.js';
import type { RecentRequest, Series, Snapshot } from './snapshot.js';
import type { WhatIf, WhatIfWish } from './what-if.js';

// Tuppence's own routes below /api, as the command line, the dashboard and the editor use them. Every call carries the
// token. An error has the status of its kind and the body {error: {message}}, one sentence for the user.

/**
 * What each route takes and gives. Two are not in it, because they stream: `GET /live` gives {@link Snapshot}s as
 * server-sent events, `GET /export.csv?since=30d` the ledger as a table.
 */
export interface ApiRoutes {
  /** Who listens here. Also tells a window whether it may attach. */
  'GET /identity': { readonly body: undefined; readonly result: Identity };
  'GET /snapshot': { readonly body: undefined; readonly result: Snapshot };
  /** `?since=7d` */
  'GET /series': { readonly body: undefined; readonly result: Series };
  'GET /requests/:id/why': { readonly body: undefined; readonly result: Explanation };
  /** Evicts the answer that was served, never serves it for this wording again, and lets the cache learn from it. */
  'POST /requests/:id/wrong-answer': { readonly body: undefined; readonly result: Done };
  /** Evicts the answer, and no answer to this request is kept again. */
  'POST /requests/:id/never-cache': { readonly body: undefined; readonly result: Done };
  /** The conversation of this request goes to the strong model at its next turn, past the cache. */
  'POST /requests/:id/redo-strong': { readonly body: undefined; readonly result: Done };
  /** The answer of a cheaper model was right: routing learns from it. */
  'POST /requests/:id/right-answer': { readonly body: undefined; readonly result: Done };
  /** How it was routed, step by step. */
  'GET /requests/:id/route': { readonly body: undefined; readonly result: RouteExplanation };
  /** `?since=30d`: requests whose answer says that their model was not the right one. */
  'GET /routing/misroutes': { readonly body: undefined; readonly result: Misroutes };
  /** What routing has learned from its user. */
  'GET /routing/learned': { readonly body: undefined; readonly result: LearnedReport };
  /** Forgets all of it. */
  'DELETE /routing/learned': { readonly body: undefined; readonly result: Done };
  /** Fits the score's weights to the user's own outcomes, if a replay of them says that it helps. */
  'POST /routing/fit': { readonly body: undefined; readonly result: FitReport };
  /** Back to the weights that ship. */
  'DELETE /routing/fit': { readonly body: undefined; readonly result: FitReport };
  /** Newest first. */
  'GET /refusals': { readonly body: undefined; readonly result: { readonly refusals: readonly Refusal[] } };
  /** Takes back what was said of a request, by its id. */
  'DELETE /refusals/:id': { readonly body: undefined; readonly result: Done };
  /** `?limit=100`: pairs of wordings that were judged, newest first; the texts lie in the cache and go with it. */
  'GET /verdicts': { readonly body: undefined; readonly result: { readonly verdicts: readonly JudgedPair[] } };
  'GET /preview/similarity': { readonly body: undefined; readonly result: SimilarityPreview };
  /** `?since=30d` */
  'GET /preview/routing': { readonly body: undefined; readonly result: RoutingPreview };
  /** `?since=30d`: the recorded past under other settings. Changes nothing. */
  'POST /preview/what-if': { readonly body: WhatIfWish; readonly result: WhatIf };
  /** `?since=30d` */
  'GET /profile': { readonly body: undefined; readonly result: Profile };
  'GET /settings': { readonly body: undefined; readonly result: Settings };
  /** A patch: objects are merged, null takes a value back to its default. */
  'PATCH /settings': { readonly body: unknown; readonly result: Settings };
  /** Held in memory only; null takes the key away. */
  'PUT /keys': { readonly body: KeyChange; readonly result: { readonly providers: readonly string[] } };
  /** Newest first; `?limit=100`. */
  'GET /cache': {
    readonly body: undefined;
    readonly result: { readonly entries: number; readonly bytes: number; readonly list: readonly KeptAnswer[] };
  };
  /** `?workspace=...` and `?namespace=...` clear only what belongs to them. */
  'DELETE /cache': { readonly body: undefined; readonly result: { readonly removed: number } };
  /** What was learned of answers that other words had got. */
  'GET /cache/evidence': { readonly body: undefined; readonly result: EvidenceReport };
  /** `?tier=gate` or `semantic`: a tier that closed itself serves again. */
  'POST /cache/reopen': { readonly body: undefined; readonly result: Done };
  'DELETE /cache/:id': { readonly body: undefined; readonly result: { readonly removed: number } };
  /** The ledger as text, one request a line, for spreadsheets. */
  'GET /export.csv': { readonly body: undefined; readonly result: string };
  /** Models that can be mapped to a tier: what the usable providers list, with what they cost. */
  'GET /models': { readonly body: undefined; readonly result: ModelOffers };
  'GET /embedding-models': {
    readonly body: undefined;
    readonly result: { readonly models: readonly EmbeddingModel[] };
  };
  /** Starts or resumes; progress comes with `GET /embedding-models`. */
  'POST /embedding-models/:id/install': { readonly body: undefined; readonly result: EmbeddingModel };
  'POST /embedding-models/:id/cancel': { readonly body: undefined; readonly result: EmbeddingModel };
  'POST /embedding-models/:id/use': { readonly body: undefined; readonly result: EmbeddingModel };
  'POST /embedding-models/:id/remove': { readonly body: undefined; readonly result: EmbeddingModel };
  /** Ends the process when the request came from one who may say so; used to replace a proxy of an older version. */
  'POST /leave': { readonly body: undefined; readonly result: Done };
}

export type ApiRoute = keyof ApiRoutes;

/** Who serves a port, for somebody who holds the token. */
export interface Identity {
  readonly product: 'tuppence';
  readonly version: string;
  readonly pid: number;
  readonly startedMs: number;
  readonly dataFolder: string;
  /** `window`: the child of an editor's window. `detached`: stayed behind when the last window closed. */
  readonly door: 'window' | 'detached' | 'command-line';
  /** Windows that follow this proxy over `GET /live`. */
  readonly windows: number;
}

/** Something was done; the sentence says what, for the user. */
export interface Done {
  readonly done: string;
}

/** A request of which the user said something that still holds. */
export interface Refusal {
  /** Of the request. */
  readonly id: string;
  readonly atMs: number;
  readonly said: 'wrong-answer' | 'never-cache';
  readonly client: string;
  readonly modelRequested: string;
  readonly workspace: string;
}

/** Two wordings, and whether one answer serves both. */
export interface JudgedPair {
  readonly requestId: string;
  readonly atMs: number;
  readonly same: boolean;
  /** Who had taken them for the same. */
  readonly tier: 'gate' | 'semantic';
  readonly similarity: number;
  readonly asked: string;
  readonly kept: string;
}

export interface KeyChange {
  readonly provider: string;
  readonly key: string | null;
}

/** Everything about one request, the receipt included. */
export interface Explanation {
  readonly request: RecentRequest;
  /** Sentences, most important first: what was decided, on what ground, and what it cost against what. */
  readonly because: readonly string[];
  /** Prices and tokens line by line; money as the user reads it. */
  readonly receipt: readonly ReceiptLine[];
  /** How its model was chosen; missing where routing had no part in it. */
  readonly routing?: RoutingStory;
}

export interface ReceiptLine {
  readonly label: string;
  /** Empty where the line has no tokens, such as a total. */
  readonly tokens: number | null;
  /** US dollars per million tokens; null where it does not apply or is unknown. */
  readonly usdPerMTok: number | null;
  /** Null: unpriced. */
  readonly usd: number | null;
}

/** What each threshold would have served of the recorded past. */
export interface SimilarityPreview {
  readonly sinceMs: number;
  /** Requests that could have been served from the loose tiers. */
  readonly eligible: number;
  readonly current: number;
  /** From strict to loose. */
  readonly points: readonly {
    readonly similarity: number;
    readonly hits: number;
    /** Would have been saved; null when the prices are not known. */
    readonly savedUsd: number | null;
    /** Hits that are not in `savedUsd`, because no price is known. */
    readonly unpriced: number;
  }[];
}

/** How much of what was asked had been asked before. */
export interface Profile {
  readonly sinceMs: number;
  /** The ledger holds more than was looked at; what was asked in it counts as never asked. */
  readonly isCut: boolean;
  readonly prompts: number;
  /** Asked before, word for word. */
  readonly repeated: number;
  /** The same content in another wrapping, for the first time in this one. */
  readonly rephrased: number;
  /** Answered without asking a model. */
  readonly served: number;
  readonly current: number;
  /**
   * Neither of both, and near an earlier prompt at this similarity, from strict to loose. They are looked for among the
   * answers that are kept since `nearSinceMs`; null when there are none or the model cannot run.
   */
  readonly near: readonly { readonly similarity: number; readonly prompts: number }[];
  readonly nearSinceMs: number | null;
  /** Kept answers that near ones were looked for among. */
  readonly nearAmong: number;
  /** The same at the current similarity, by the share of wrong answers that is put up with; `current` and `errorBound` hold now. */
  readonly nearByBound: readonly { readonly errorBound: number; readonly prompts: number }[];
  readonly errorBound: number;
  /** What was seen of answers to other words so far: at least so many were right, at 95 % certainty. */
  readonly sureness: readonly {
    readonly tier: LooseTier;
    readonly served: number;
    readonly precisionBound: number;
    readonly promisedErrors: number;
    /** Kinds of content that are not served by now, near or not. */
    readonly closed: readonly ContentClass[];
  }[];
  /** Most prompts first; `near` at the current similarity. */
  readonly byClient: readonly {
    readonly client: string;
    readonly prompts: number;
    readonly repeated: number;
    readonly rephrased: number;
    readonly served: number;
    readonly near: number;
  }[];
  /** Wordings that were, or would have been, answered alike; texts of the cache, shortened. */
  readonly examples: readonly {
    readonly tier: 'gate' | 'semantic';
    /** The tightest error bound that lets it through; 0 where every word was accounted for. */
    readonly bound: number;
    readonly similarity: number;
    readonly asked: string;
    readonly kept: string;
  }[];
}

/** What each pair of thresholds would have done with the recorded past. */
export interface RoutingPreview {
  readonly sinceMs: number;
  /** Requests that were scored and can be compared; they are in every point. */
  readonly scored: number;
  /** Further ones that were scored, for which a tier or a price is not known; they are in no point. */
  readonly unpriced: number;
  readonly current: { readonly cheapBelow: number; readonly strongFrom: number };
  readonly points: readonly {
    readonly cheapBelow: number;
    readonly strongFrom: number;
    readonly cheap: number;
    readonly standard: number;
    readonly strong: number;
    /** What the scored requests would have cost; null when prices or tiers are not known. */
    readonly costUsd: number | null;
  }[];
}

export interface ModelOffers {
  /** Cheapest first, unknown prices last. */
  readonly models: readonly ModelOffer[];
  /** Sentences about providers that did not list their models. */
  readonly troubles: readonly string[];
}

/** One answer in the cache. */
export interface KeptAnswer {
  readonly id: string;
  readonly createdMs: number;
  readonly expiresMs: number;
  readonly bytes: number;
  readonly hits: number;
  readonly contentClass: ContentClass;
  readonly model: string;
  readonly workspace: string;
  readonly namespace: string;
  /** The working tree and the files that must be as they were for it to be served. */
  readonly tiedTo: readonly string[];
  /** The user's words, shortened; empty for entries that only serve exact repeats. */
  readonly preview: string;
}

export interface ModelOffer {
  /** As a tier is written: `provider:model`, and the model alone for the demo. */
  readonly tier: string;
  readonly provider: string;
  readonly model: string;
  readonly inputUsdPerMTok: number | null;
  readonly outputUsdPerMTok: number | null;
}
