import { errorBody } from '../openai-chat/errors.js';

/**
 * An error as one event of a stream that has begun. The reference puts the fields on the event itself, the service
 * sends them in an `error` object, and clients exist for either: both are given. The place in the stream is not known
 * here, and no client was found that checks it.
 */
export function errorEvent(status: number, reason: string, message: string): string {
  const flat = { type: 'error', sequence_number: 0, code: reason, message, param: null };
  return `event: error\ndata: ${JSON.stringify({ ...flat, ...errorBody(status, reason, message) })}\n\n`;
}
