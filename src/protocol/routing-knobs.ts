import * as z from 'zod';

const share = z.number().min(0).max(1);

/** What a mapped model can do. What is left out is guessed: a hosted model takes tools and fixed forms, and no pictures. */
const abilitiesSchema = z.strictObject({
  tools: z.boolean().optional(),
  images: z.boolean().optional(),
  /** Answers in a form that the request fixes by a JSON schema. */
  schema: z.boolean().optional(),
  /** Tokens of prompt and answer together; the price list's figure where it is left out and listed. */
  contextTokens: z.number().int().min(1).optional(),
});
export type Abilities = z.infer<typeof abilitiesSchema>;

/** A job that the local tier may do, and how requests for it are told. */
const localTaskSchema = z.strictObject({
  name: z.string().min(1).max(60),
  /** The header `x-tuppence-feature`. */
  feature: z.string().min(1).optional(),
  /** A regular expression, held against the first 500 characters of the system prompt, or of a lone user's words. */
  says: z.string().min(1).max(300).refine(isPattern, 'is no regular expression that can be used').optional(),
});

/** How routing decides, beside modes, tiers, thresholds and rules. */
export const routingKnobs = {
  /** `requested`: nothing but the user's own word moves a request above the model it names. `none`: scores may. */
  ceiling: z.enum(['requested', 'none']).default('requested'),
  /**
   * `stay`: an agent with tools keeps its model. `turns`: it may get another one when a human speaks, and only then.
   * `cold`: likewise, but a cheaper one only where the provider has forgotten the conversation.
   */
  agents: z.enum(['stay', 'cold', 'turns']).default('stay'),
  /** Whether a conversation without tools may move to a cheaper model while the provider still holds its beginning. */
  downgradeInChat: z.boolean().default(false),
  /** The share of scored requests that shall go to the strong tier; it sets both thresholds from the user's own scores. */
  strongShare: share.optional(),
  /**
   * The share of what the strong tier is expected to gain that shall at least be kept; sets the thresholds likewise. Where
   * a share is asked for as well, the one that sends more to the strong tier holds.
   */
  qualityFloor: share.optional(),
  /** Whether what becomes of cheaper answers moves the score. */
  learn: z.boolean().default(true),
  /** Asks the model that was asked for beside some answers of cheaper ones, to see whether they were right. */
  shadow: z
    .strictObject({
      /** Share of such answers, 0..1. */
      rate: share.default(0),
      /** US dollars that a day may have cost with it, those about the cache included. */
      usdPerDay: z.number().min(0).default(0.5),
    })
    .prefault({}),
  abilities: z
    .strictObject({
      local: abilitiesSchema.optional(),
      cheap: abilitiesSchema.optional(),
      standard: abilitiesSchema.optional(),
      strong: abilitiesSchema.optional(),
    })
    .default({}),
  /** Jobs that the local tier may do, by the names of those built in, and more of the user's own. */
  localTasks: z
    .array(z.union([z.enum(['sentiment', 'extraction', 'classification', 'translation']), localTaskSchema]))
    .default(['sentiment', 'extraction', 'classification', 'translation']),
  /** A cheap model first where the whole answer can be judged before anybody sees it. */
  cascade: z
    .strictObject({
      on: z.boolean().default(true),
      /** An answer that is trusted less than this is asked for again from the model that was asked for. */
      confidence: share.default(0.7),
      /** The longest a caller waits for a cheap answer before the other model is asked. */
      maxMs: z.number().int().min(500).max(10_000).default(8_000),
    })
    .prefault({}),
} as const;

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'iu') instanceof RegExp;
  } catch {
    return false;
  }
}
