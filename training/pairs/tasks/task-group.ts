/** Things people ask an assistant to do. Every line is one meaning, its phrasings parted by `|`. */
export interface TaskGroup {
  /** Names of sibling lists: one of them may be named in the request ("in Python"). Empty: no place is named. */
  readonly places: readonly string[];
  /** How a place is named; `{}` stands for it. */
  readonly join: readonly string[];
  readonly lines: string;
}
