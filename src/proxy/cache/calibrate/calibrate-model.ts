import { judge } from '../match/judge.js';
import type { Embed } from '../static-model.js';
import { dot } from '../vector-index.js';
import { calibrate, type Promised, type Trial } from '../verify/calibration.js';
import type { Verifier } from '../verify/verifier.js';
import { blended, fitBlend, verifierAlone, type Blend, type Weighed } from './blend.js';
import type { CorpusPair } from './corpus.js';
import { scaleOf, similarityOf, type Scale } from './scale.js';

/** What was learned about one embedding model from pairs whose answer is known. */
export interface Calibration {
  readonly scale: Scale;
  readonly blend: Blend;
  /** Empty where there is no verifier: then only what the strict judge accepts is served. */
  readonly promised: readonly Promised[];
}

/** Texts embedded, or pairs weighed, before others get their turn. */
const slice = 8;

export interface CalibrateParts {
  readonly pairs: readonly CorpusPair[];
  readonly embed: Embed;
  /** The built-in model, on whose scale similarities are given. */
  readonly builtIn: Embed;
  readonly verifier: Verifier | undefined;
  /** Lets others work; what it rejects with ends the calibration. */
  readonly nextTurn: () => Promise<void>;
  readonly onProgress: (donePairs: number) => void;
}

/**
 * Works out what the similarities of a model are worth, on this machine: the pairs are seen as the semantic tier would see
 * them, no bound is set on a topic that its weights were fitted to, and the rule is the one that the built-in model's
 * bounds are set by. The pairs are short and English, and stand for no other texts.
 */
export async function calibrateModel(parts: CalibrateParts): Promise<Calibration> {
  const { pairs } = parts;
  const [mine, theirs] = [remembering(parts.embed), remembering(parts.builtIn)];
  const seen: (Sight & CorpusPair)[] = [];
  for (let from = 0; from < pairs.length; from += slice) {
    seen.push(...(await see({ ...parts, embed: mine, builtIn: theirs }, pairs, from)));
    parts.onProgress(seen.length);
    await parts.nextTurn();
  }
  const scale = scaleOf(
    seen.flatMap(({ cosine, far }) => [cosine, far.cosine]),
    seen.flatMap(({ builtIn, far }) => [builtIn, far.builtIn]),
  );
  const weighed = seen.map(({ cosine, ...one }) => ({ ...one, similarity: similarityOf(scale, cosine) }));
  if (parts.verifier === undefined) return { scale, blend: verifierAlone, promised: [] };
  const open = weighed.filter(({ verdict }) => verdict === 'open');
  return { scale, blend: fitBlend(open), promised: calibrate(trialsOf(weighed)) };
}

/** Many pairs share a text, and a large model takes its time. */
function remembering(embed: Embed): Embed {
  const known = new Map<string, Float32Array>();
  return async texts => {
    const fresh = [...new Set(texts)].filter(text => !known.has(text));
    const vectors = fresh.length === 0 ? [] : await embed(fresh);
    for (const [i, text] of fresh.entries()) known.set(text, vectors[i] ?? new Float32Array());
    return texts.map(text => known.get(text) ?? new Float32Array());
  };
}

/** How the tier sees a pair. */
interface Sight {
  readonly cosine: number;
  readonly builtIn: number;
  /** The first text with one of another topic: where the scale begins. */
  readonly far: { readonly cosine: number; readonly builtIn: number };
  readonly logOdds: number;
  readonly verdict: 'accepted' | 'vetoed' | 'open';
}

async function see(
  { embed, builtIn, verifier }: CalibrateParts,
  pairs: readonly CorpusPair[],
  from: number,
): Promise<readonly (Sight & CorpusPair)[]> {
  const some = pairs.slice(from, from + slice);
  const strangers = some.map((_, i) => pairs[(from + i + (pairs.length >> 1)) % pairs.length]?.b ?? '');
  const texts = [...some.map(({ a }) => a), ...some.map(({ b }) => b), ...strangers];
  const [mine, theirs] = [await embed(texts), await builtIn(texts)];
  const cosine = (vectors: readonly Float32Array[], i: number, row: number) => {
    const [a, b] = [vectors[i], vectors[row * some.length + i]];
    return a === undefined || b === undefined ? Number.NaN : dot(a, b, 0);
  };
  return some.map((pair, i) => {
    const opinion = verifier?.weigh(pair.b, [pair.a])[0];
    const isVetoed = opinion === undefined || opinion.veto !== undefined || !Number.isFinite(opinion.logOdds);
    const verdict = judge(pair.a, pair.b).same ? 'accepted' : isVetoed ? 'vetoed' : 'open';
    const near = { cosine: cosine(mine, i, 1), builtIn: cosine(theirs, i, 1) };
    const far = { cosine: cosine(mine, i, 2), builtIn: cosine(theirs, i, 2) };
    if (![near, far].every(one => Number.isFinite(one.cosine))) throw new Error('its vectors are no numbers');
    return {
      ...pair,
      ...near,
      far,
      logOdds: opinion?.logOdds ?? -Infinity,
      verdict,
    };
  });
}

/** Each pair by weights that were fitted to the other topics. */
function trialsOf(pairs: readonly (Weighed & Pick<Sight & CorpusPair, 'verdict' | 'same' | 'topic'>)[]) {
  const open = pairs.filter(({ verdict }) => verdict === 'open');
  const without = new Map<string, Blend>();
  const blendFor = (topic: string): Blend => {
    let blend = without.get(topic);
    if (blend === undefined) without.set(topic, (blend = fitBlend(open.filter(pair => pair.topic !== topic))));
    return blend;
  };
  return pairs.map((pair): Trial => {
    const { verdict, same, topic } = pair;
    if (verdict === 'accepted') return { logOdds: Infinity, same };
    return { logOdds: verdict === 'vetoed' ? -Infinity : blended(blendFor(topic), pair), same };
  });
}
