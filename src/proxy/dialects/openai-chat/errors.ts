import type { JsonObject } from '../../prompt.js';

/** OpenAI's error object: its SDKs choose the class by status and show `message`. */
export function errorBody(status: number, reason: string, message: string): JsonObject {
  return { error: { message, type: errorType(status), param: null, code: reason } };
}

/** The same as one event of a stream that has begun; the SDKs throw it to whoever reads the stream. */
export function errorEvent(status: number, reason: string, message: string): string {
  return `data: ${JSON.stringify(errorBody(status, reason, message))}\n\n`;
}

function errorType(status: number): string {
  if (status === 401) return 'authentication_error';
  if (status === 403) return 'permission_error';
  if (status === 429) return 'rate_limit_error';
  return status >= 500 ? 'server_error' : 'invalid_request_error';
}
