import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FitReport, LabelKind, LearnedReport, ScoreStory, ShownLabel } from '../../../protocol/learning.js';
import { labelKinds } from '../../../protocol/learning.js';
import type { Settings } from '../../../protocol/settings.js';
import type { Clock, Fingerprint, Prompt } from '../../prompt.js';
import type { PlanCall } from '../../rooms/plan.js';
import type { SqlDriver } from '../../rooms/store.js';
import { nameOf } from '../economics/prices.js';
import { expectedGain } from '../gain/gain.js';
import { nameOfTarget } from '../tiers.js';
import { shiftOf, Tallies } from './counts.js';
import { Fits } from './fits.js';
import { History } from './history.js';
import { bucketOf } from './outcome.js';
import type { NamedVector, RememberedRequest } from './outcome-file.js';
import { Outcomes } from './outcomes.js';
import type { Opinion, Turned } from './opinion.js';
import { trialLabel } from './trial-label.js';
import { Watch, type Signs } from './watch.js';
import { WordVectors } from './word-vectors.js';

/** A request whose calls are over, as routing decided it. */
export interface Decided {
  readonly prompt: Prompt;
  readonly fingerprint: Fingerprint;
  /** `provider:model` of a cheaper model that was asked on Tuppence's own account; undefined where none was. */
  readonly model: string | undefined;
  readonly opinion: Opinion | undefined;
  readonly words: string | undefined;
  readonly story: ScoreStory | undefined;
  readonly calls: readonly PlanCall[];
}

interface LearningParts {
  readonly settings: () => Settings;
  readonly clock: Clock;
  /** Opens the file of outcomes, when it is first needed. */
  readonly open: () => SqlDriver;
  readonly signs: Signs;
  /** A unit vector by the model that serves; undefined while there is none. Never rejects. */
  readonly embed: (text: string) => Promise<NamedVector | undefined>;
}

/** Between a new outcome and what follows from it: nobody waits, and many come at once. */
const talliesDelayMs = 30;
const historyDelayMs = 1_000;
/** What takes long is done seldom: a fiftieth of the time at most. */
const restShare = 50;
/** Faded outcomes are looked at anew. */
const staleMs = 10 * 60_000;

/**
 * What routing learns from its user: labels on answers that cheaper models gave, counts of them by kind, and near
 * prompts. Nothing here throws or keeps a prompt waiting; without outcomes the shipped prior decides alone.
 */
export class Learning {
  readonly #outcomes: Outcomes;
  readonly #watch: Watch;
  readonly #vectors: WordVectors;
  readonly #fits: Fits;
  #tallies: Tallies;
  #history: History;
  #seen = { tallies: -1, history: -1, talliesMs: 0 };
  #timers: { tallies?: NodeJS.Timeout | undefined; history?: NodeJS.Timeout | undefined } = {};
  #historyMs = historyDelayMs;
  #isClosed = false;

  constructor(private readonly parts: LearningParts) {
    const nowMs = () => parts.clock.nowMs();
    this.#outcomes = new Outcomes(parts.open, nowMs);
    this.#watch = new Watch(parts.signs, nowMs);
    this.#fits = new Fits(this.#outcomes, nowMs, nextTurn);
    this.#vectors = new WordVectors(
      parts.embed,
      (id, vector) => {
        if (this.#isClosed) return;
        this.#outcomes.giveVector(id, vector);
        this.#changed();
      },
      () => {
        this.#seen.history = -1;
        this.#changed();
      },
    );
    this.#tallies = new Tallies([], nowMs());
    this.#history = new History([], undefined, nowMs());
  }

  /** Reads what was learned before, beside the first requests. Resolves when it is there. */
  async load(): Promise<void> {
    this.#fits.read();
    await this.#outcomes.load(nextTurn);
    if (this.#isClosed) return;
    this.#recount();
    if (this.#isOn() && this.#tallies.hasFailures) this.#vectors.makeReady();
  }

  /** A request has come in: what it says of the answer before it. */
  heed(prompt: Prompt, fingerprint: Fingerprint): void {
    const said = this.#isOn() ? this.#watch.heed(prompt, fingerprint) : undefined;
    if (said !== undefined) this.#label(said.id, said.kind);
  }

  /** A promise only where near prompts are asked, and that takes a few milliseconds at most. */
  opinion({ role }: Pick<Fingerprint, 'role'>, { words, readings, models }: Turned): Opinion | Promise<Opinion> {
    const bucket = bucketOf(role, readings);
    if (!this.#isOn()) {
      const gain = expectedGain(readings);
      const none = { counted: { failed: 0, held: 0 }, shift: 0 };
      return { readings, priorGain: gain, bucket, ...none, near: { state: 'off', outcomes: 0, failed: 0 }, gain };
    }
    const priorGain = expectedGain(readings, this.#fits.weights);
    const counted = this.#tallies.of(bucket, models);
    const shift = shiftOf(counted);
    const known = { readings, priorGain, bucket, counted, shift };
    const alone = (state: 'no-history' | 'late'): Opinion => ({
      ...known,
      near: { state, outcomes: 0, failed: 0 },
      gain: priorGain + shift,
    });
    if (!this.#history.isReady || !this.#tallies.hasFailures) return alone('no-history');
    return this.#vectors.soon(words).then(made => {
      if (made === undefined || made.modelId !== this.#vectors.model?.id) return alone('late');
      const heard = this.#history.hear(made.vector, priorGain + shift, models);
      const { state, outcomes, failed } = heard;
      return { ...known, near: { state, outcomes, failed }, gain: state === 'heard' ? heard.gain : priorGain + shift };
    });
  }

  decided({ prompt, fingerprint, model, opinion, words, story, calls }: Decided): void {
    if (model === undefined && story === undefined) return;
    const { id, receivedMs: atMs } = prompt;
    const { role } = fingerprint;
    const labels = new Map<LabelKind, number>();
    this.#outcomes.add({ id, atMs, role, model, readings: opinion?.readings, story, vector: undefined, labels });
    if (model === undefined || !this.#isOn()) return;
    if (words !== undefined) this.#vectors.note(id, words);
    if (this.#tallies.hasFailures) this.#vectors.readAll();
    const label = trialLabel(calls, prompt.dialect);
    if (label !== undefined) this.#label(id, label);
    const last = calls.at(-1);
    const gaveIt = last !== undefined && nameOf(nameOfTarget(last.target)) === model && last.ending?.outcome === 'ok';
    if (gaveIt) this.#watch.answered(prompt, fingerprint, id, model);
    else this.#watch.drop(prompt, fingerprint);
    this.#changed();
  }

  /** What the user says of an answer. False when no cheaper model gave it. */
  say(id: string, kind: 'redo-strong' | 'wrong-answer' | 'right-answer'): boolean {
    const isKnown = this.#isOn() && this.#label(id, kind);
    if (isKnown) this.#recount();
    return isKnown;
  }

  /** The model asked for was asked beside a cheaper one: whether both said the same. */
  compared(id: string, agreement: 'same' | 'different' | 'unclear'): void {
    if (this.#isOn() && agreement !== 'unclear') this.#label(id, `shadow-${agreement}`);
  }

  takeBack(id: string, kind: LabelKind): void {
    if (this.#outcomes.unlabel(id, kind)) this.#recount();
  }

  /** What is remembered of one request. */
  remembered(id: string): { readonly story: ScoreStory | undefined; readonly labels: readonly ShownLabel[] } {
    const found = this.#outcomes.find(id);
    const labels = [...(found?.labels ?? [])].map(([kind, atMs]) => ({ kind, atMs, ...labelKinds[kind] }));
    return { story: found?.story, labels: labels.sort((a, b) => a.atMs - b.atMs) };
  }

  /** Requests that a cheaper model was asked about since then, newest first. */
  routedSince(sinceMs: number): readonly RememberedRequest[] {
    return this.#outcomes.routedSince(sinceMs);
  }

  async report(): Promise<LearnedReport> {
    await this.#outcomes.load(nextTurn);
    this.#recount();
    const requests = [...this.#outcomes.requests(this.#vectors.model?.id)];
    const counts = new Map<LabelKind, number>();
    for (const { labels } of requests) {
      for (const kind of labels.keys()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    return {
      on: this.#isOn(),
      sinceMs: requests.length === 0 ? null : Math.min(...requests.map(({ atMs }) => atMs)),
      routed: requests.length,
      labels: kindNames
        .filter(kind => counts.has(kind))
        .map(kind => ({ kind, words: labelKinds[kind].words, count: counts.get(kind) ?? 0 })),
      buckets: [...this.#tallies.all()]
        .map(({ bucket, model, counts: seen }) => ({ bucket, model, ...seen, shift: shiftOf(seen) }))
        .sort((a, b) => Math.abs(b.shift) - Math.abs(a.shift)),
      near: { outcomes: this.#history.size, ready: this.#history.isReady },
      fit: this.#fits.last() ?? null,
    };
  }

  /** Fits the prior to the user's outcomes, if a replay says that it helps. */
  async refit(): Promise<FitReport> {
    this.#fits.read();
    return this.#fits.run();
  }

  /** Back to the weights that ship. */
  resetFit(): FitReport {
    return this.#fits.reset();
  }

  /** Everything that was learned; returns how many requests went, undefined when the file cannot be changed. */
  forget(): number | undefined {
    this.#vectors.forget();
    const gone = this.#outcomes.forget();
    this.#fits.read();
    this.#recount();
    this.#rebuild();
    return gone;
  }

  trouble(): string | undefined {
    return this.#outcomes.trouble();
  }

  close(): void {
    this.#isClosed = true;
    for (const timer of Object.values(this.#timers)) clearTimeout(timer);
    this.#fits.close();
    this.#outcomes.close();
  }

  #isOn(): boolean {
    return this.parts.settings().routing.learn;
  }

  #label(id: string, kind: LabelKind): boolean {
    if (!this.#outcomes.label(id, kind)) return false;
    if (kind !== 'quiet') this.#fits.learned();
    // The first failure is what makes near prompts worth looking for, and the model worth its memory.
    if (labelKinds[kind].failed) this.#vectors.readAll();
    this.#changed();
    return true;
  }

  /** Something is known that was not: what follows from it is worked out in a moment. */
  #changed(): void {
    if (this.#isClosed) return;
    this.#timers.tallies ??= setTimeout(() => this.#recount(), talliesDelayMs).unref();
    this.#timers.history ??= setTimeout(() => this.#rebuild(), this.#historyMs).unref();
  }

  #recount(): void {
    clearTimeout(this.#timers.tallies);
    this.#timers.tallies = undefined;
    const nowMs = this.parts.clock.nowMs();
    if (this.#seen.tallies === this.#outcomes.version && nowMs - this.#seen.talliesMs < staleMs) return;
    this.#seen = { ...this.#seen, tallies: this.#outcomes.version, talliesMs: nowMs };
    this.#tallies = new Tallies(this.#outcomes.requests(undefined), nowMs);
  }

  #rebuild(): void {
    clearTimeout(this.#timers.history);
    this.#timers.history = undefined;
    const { model } = this.#vectors;
    if (this.#seen.history === this.#outcomes.version || model === undefined) return;
    this.#seen = { ...this.#seen, history: this.#outcomes.version };
    const { clock } = this.parts;
    const startTick = clock.tickMs();
    const before = this.#history;
    this.#history = new History([...this.#outcomes.requests(model.id)], model.around, clock.nowMs());
    this.#history.readyFor(before);
    this.#historyMs = Math.max(historyDelayMs, restShare * (clock.tickMs() - startTick));
  }
}

const kindNames = Object.keys(labelKinds) as readonly LabelKind[];
