import { BadRequestError } from '../prompt.js';
import type { Json, JsonObject } from '../prompt.js';
import { asArray } from './shape.js';

/** The model a body names. Throws {@link BadRequestError} where it names none. */
export function readModel({ model }: JsonObject): string {
  if (typeof model === 'string' && model !== '') return model;
  throw new BadRequestError(400, 'missing_model', "'model' must be a non-empty string: name the model to use.");
}

/** A body's messages, whatever is in them. Throws {@link BadRequestError} where they are no array. */
export function readMessages({ messages }: JsonObject): readonly Json[] {
  if (Array.isArray(messages)) return asArray(messages);
  throw new BadRequestError(400, 'invalid_messages', "'messages' must be an array of message objects.");
}
