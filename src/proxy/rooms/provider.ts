import type { DialectName } from '../wire.js';

/** An upstream, as data. */
export interface Provider {
  readonly name: string;
  /** Base URL without a trailing slash; dialect paths are appended to it. */
  readonly url: string;
  readonly auth: 'bearer' | 'x-api-key' | 'none';
  readonly dialects: readonly DialectName[];
  /** The key in the price catalogue, where it differs from `name`. */
  readonly priceId?: string;
  /** A provider that lives inside the proxy: shown as a demo wherever it appears. */
  readonly demo?: boolean;
}
