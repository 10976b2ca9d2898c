/** An embedding model as it is listed: what it is, and how far it has come. */
export interface EmbeddingModel {
  readonly id: string;
  readonly label: string;
  readonly bytes: number;
  readonly licence: string;
  readonly state:
    | { readonly kind: 'in-use' }
    | { readonly kind: 'installed' }
    | { readonly kind: 'not-installed' }
    | { readonly kind: 'installing'; readonly doneBytes: number }
    /** Installed; how far its similarities can be trusted is being counted on labelled pairs. */
    | { readonly kind: 'calibrating'; readonly donePairs: number; readonly pairs: number }
    /** Installed; the kept questions are being embedded again, then indexed; the old index serves meanwhile. */
    | { readonly kind: 'preparing' | 'indexing'; readonly doneEntries: number; readonly entries: number }
    | { readonly kind: 'stopped'; readonly doneBytes: number; readonly reason: string };
  /** Left out where it was not calibrated yet. */
  readonly calibration?: ModelCalibration | undefined;
}

/** What an embedding model's similarities are worth, as counted on pairs of developers' prompts whose answer is known. */
export interface ModelCalibration {
  readonly pairs: number;
  /** `cache.similarity` as it is now, and the cosine of this model that it asks for. */
  readonly similarity: number;
  readonly cosine: number;
  /**
   * For each bound on the share of wrong answers that can be held: the share of the rephrased prompts that is served; null
   * where nobody counted.
   */
  readonly promised: readonly { readonly bound: number; readonly recall: number | null }[];
}
