import type { Step } from '../step.js';

/** A count, an embedding or a filled-in text of another model would be another thing, whatever anybody asks. */
export const fixedModel: Step = ({ prompt }) =>
  prompt.dialect.fixedModel === true ? { to: 'requested', reason: 'fixed-model' } : undefined;
