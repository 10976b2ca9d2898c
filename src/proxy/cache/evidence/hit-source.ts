import type { ContentClass } from '../../../protocol/content-classes.js';
import type { LooseTier } from '../../../protocol/evidence.js';

/** What a loose hit was served by. Evidence about it says something of hits that were served by the same. */
export interface HitSource {
  readonly tier: LooseTier;
  /**
   * What found it and weighed it: the embedding model (its files, revision and number format) and the calibration, as one
   * name. Empty for the gate, which uses neither.
   */
  readonly pool: string;
  readonly contentClass: ContentClass;
  /** The tightest error bound that lets it through; 0 where the strict check accepted it. */
  readonly bound: number;
}
