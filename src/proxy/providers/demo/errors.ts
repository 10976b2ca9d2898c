import type { JsonObject } from '../../prompt.js';

/** A request the demo refuses, told in the provider's own error shape. */
export class DemoRefusal extends Error {
  override readonly name = 'DemoRefusal';
  constructor(
    readonly status: number,
    /** The provider's `code`, such as `model_not_found`; null where it gives none. */
    readonly reason: string | null,
    message: string,
    readonly param: string | null = null,
    readonly retryAfterS?: number,
  ) {
    super(message);
  }

  body(): JsonObject {
    const type = this.status === 429 ? 'requests' : this.status >= 500 ? 'server_error' : 'invalid_request_error';
    return { error: { message: `${this.message} (demo)`, type, param: this.param, code: this.reason } };
  }
}
