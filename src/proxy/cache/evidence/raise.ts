/** One clear complaint adds so much to the similarity that is demanded, and all together not more than {@link mostRaise}. */
export const raiseStep = 0.03;
export const mostRaise = 0.15;

/** Where somebody complained, the verifier has to be surer as well: twice as sure for every full complaint. */
export function boundUnder(errorBound: number, raise: number): number {
  return errorBound * 0.5 ** (raise / raiseStep);
}
