import type { JsonObject } from '../../prompt.js';
import { asString, parseObject } from '../shape.js';
import { eventData, splitEvents } from '../sse.js';

/** One event of a stream. Its name is that of its data, as the dialect demands. */
export function eventText(data: JsonObject): string {
  return `event: ${asString(data['type']) ?? ''}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** The data of every event that has any, in order; comments and what is no JSON object are left out. */
export function readEvents(events: string): readonly JsonObject[] {
  return splitEvents(events)
    .map(parseEvent)
    .filter(data => data !== undefined);
}

/** The JSON object that one event carries, or undefined. */
export function parseEvent(event: string): JsonObject | undefined {
  const data = eventData(event);
  return data === undefined ? undefined : parseObject(data);
}

/** A reply or an event that reports an error. */
export function isError(object: JsonObject | undefined): boolean {
  return object?.['type'] === 'error';
}
