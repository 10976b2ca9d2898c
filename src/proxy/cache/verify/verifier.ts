import { boundOf, type Promised } from './calibration.js';
import { pairFeatures } from './features.js';
import { logOdds, type Network } from './network.js';
import { read, type Side } from './reading.js';
import { type Veto, veto } from './vetoes.js';
import type { WordTable } from './word-table.js';

/** Everything that was learned. */
export interface Learned {
  readonly table: WordTable;
  readonly network: Network;
  readonly promised: readonly Promised[];
}

/** What the verifier says of two texts that are near each other. */
export interface Opinion {
  /** Set where the texts differ in something that no likeness outweighs. */
  readonly veto: Veto | undefined;
  /** That one answer serves both, vetoes left out. */
  readonly logOdds: number;
  /** The tightest error bound that lets this pair be served; undefined when none does. */
  readonly bound: number | undefined;
}

export interface Verifier {
  /** In the order of `candidates`. A few tenths of a millisecond each. */
  weigh(text: string, candidates: readonly string[]): readonly Opinion[];
}

export function openVerifier({ table, network, promised }: Learned): Verifier {
  const sideOf = (text: string): Side => ({ text, reading: read(text, table) });
  return {
    weigh(text, candidates) {
      const asked = sideOf(text);
      return candidates.map((candidate): Opinion => {
        const other = sideOf(candidate);
        const why = veto(asked, other);
        const odds = logOdds(network, pairFeatures(asked, other));
        // A number that is none must never be served.
        const sure = why === undefined && Number.isFinite(odds);
        return { veto: why, logOdds: odds, bound: sure ? boundOf(odds, promised) : undefined };
      });
    },
  };
}
