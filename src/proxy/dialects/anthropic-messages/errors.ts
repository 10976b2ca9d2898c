import type { JsonObject } from '../../prompt.js';
import { eventText } from './events.js';

/** Anthropic's error object: its SDKs choose the class by status, its clients read `type` and show `message`. */
export function errorBody(status: number, reason: string, message: string): JsonObject {
  return { type: 'error', error: { type: errorType(status), message, code: reason } };
}

/** The same as one event of a stream that has begun; the SDKs throw it to whoever reads the stream. */
export function errorEvent(status: number, reason: string, message: string): string {
  return eventText(errorBody(status, reason, message));
}

/** The names are those of Anthropic's error reference. */
function errorType(status: number): string {
  return namedTypes.get(status) ?? (status >= 500 ? 'api_error' : 'invalid_request_error');
}

const namedTypes: ReadonlyMap<number, string> = new Map([
  [401, 'authentication_error'],
  [402, 'billing_error'],
  [403, 'permission_error'],
  [404, 'not_found_error'],
  [413, 'request_too_large'],
  [429, 'rate_limit_error'],
  [504, 'timeout_error'],
  [529, 'overloaded_error'],
]);
