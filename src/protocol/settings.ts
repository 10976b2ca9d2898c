import * as z from 'zod';
import { contentClasses } from './content-classes.js';
import type { ContentClass } from './content-classes.js';
import { routingKnobs } from './routing-knobs.js';

/**
 * Cheapest first. A tier that is not mapped to a model is skipped. `local` is a model on the user's own machine, for
 * narrow jobs only.
 */
export const tierNames = ['local', 'cheap', 'standard', 'strong'] as const;
export type TierName = (typeof tierNames)[number];
/** Those that a score can ask for. */
export const scoreTiers = ['cheap', 'standard', 'strong'] as const satisfies readonly TierName[];
export type ScoreTier = (typeof scoreTiers)[number];

/** `off` forwards only, `observe` decides and records but does not act, `on` acts. */
export const routingModes = ['off', 'observe', 'on'] as const;

/**
 * What Tuppence as a whole does. `off`: every prompt passes untouched and is only recorded. `observe`: repeats come from
 * the cache, routing is decided and recorded but not carried out. `on`: routing acts.
 */
export type Mode = 'off' | 'observe' | 'on';

/** What a request is for, told by its shape. `main` is the user's own conversation. */
export const roles = ['main', 'title', 'branch', 'commit', 'classifier', 'compaction'] as const;
export type Role = (typeof roles)[number];
/** `shadow`: Tuppence asked this itself, to see whether an answer from the cache was right. */
export type LedgerRole = Role | 'shadow';

const share = z.number().min(0).max(1);
const positiveInt = z.number().int().min(1);
const similarity = z.number().min(0.5).max(1);

/** Which requests a rule is for. Every condition that is given must hold; one at least must be given. */
const conditions = {
  client: z.string().min(1).optional(),
  /** Exact model name, or a prefix ending in `*`. */
  model: z.string().min(1).optional(),
  feature: z.string().min(1).optional(),
} as const;

function givesSomething(value: object): boolean {
  return Object.values(value).some(given => given !== undefined);
}

/** One routing rule; the first rule that holds wins. `use` is a tier, or `requested` to leave the request alone. */
const ruleSchema = z.strictObject({
  when: z
    .strictObject({ ...conditions, role: z.enum(roles).optional() })
    .refine(givesSomething, 'needs at least one condition'),
  use: z.enum([...tierNames, 'requested']),
});
export type RoutingRule = z.infer<typeof ruleSchema>;

/** What the conditions of a rule are held against. */
interface Case {
  readonly client: string;
  readonly model: string;
  readonly feature: string | undefined;
}

export interface RuleCase extends Case {
  readonly role: Role;
}

/** Whether all conditions of a rule hold. */
export function ruleHolds(when: RoutingRule['when'], at: RuleCase): boolean {
  return conditionsHold(when, at) && (when.role === undefined || when.role === at.role);
}

export interface TtlCase extends Case {
  readonly contentClass: ContentClass;
}

/** Likewise. */
export function ttlRuleHolds(when: TtlRule['when'], at: TtlCase): boolean {
  return conditionsHold(when, at) && (when.contentClass === undefined || when.contentClass === at.contentClass);
}

function conditionsHold(when: Omit<RoutingRule['when'], 'role'>, at: Case): boolean {
  return (
    (when.client === undefined || when.client === at.client) &&
    (when.model === undefined || modelMatches(when.model, at.model)) &&
    (when.feature === undefined || when.feature === at.feature)
  );
}

function modelMatches(pattern: string, model: string): boolean {
  return pattern.endsWith('*') ? model.startsWith(pattern.slice(0, -1)) : model === pattern;
}

/** What a rule about the length of answers does; it needs one of these at least. */
const boundSchemas = {
  /** The most tokens an answer may have. A smaller limit of the caller's own stays. */
  maxOutputTokens: positiveInt.min(16).optional(),
  /** Texts at which an answer ends, beside the caller's own. Four is what most providers take. */
  stop: z.array(z.string().min(1)).min(1).max(4).optional(),
  /** Asks for one JSON object, where the conversation speaks of JSON and no other form was asked for. */
  jsonMode: z.literal(true).optional(),
  /** A sentence for the model, such as `Answer in at most three sentences.` */
  directive: z.string().trim().min(1).max(300).optional(),
} as const;

/** One rule about answers to requests without tools; the first that holds wins. A summary of a session is never bounded. */
const boundRuleSchema = z
  .strictObject({
    when: z
      .strictObject({ ...conditions, role: z.enum(roles).exclude(['compaction']).optional() })
      .refine(givesSomething, 'needs at least one condition'),
    ...boundSchemas,
    /** Where the directive goes: behind the system prompt, if there is one, or behind the user's last words. */
    directiveAt: z.enum(['system', 'user']).default('system'),
  })
  .refine(rule => Object.keys(boundSchemas).some(name => rule[name as keyof typeof boundSchemas] !== undefined), {
    message: `needs at least one of ${Object.keys(boundSchemas).join(', ')}`,
  });
export type BoundRule = z.infer<typeof boundRuleSchema>;

/** How long an answer is kept. */
const ttlSchema = z.union([positiveInt.max(30 * 86_400), z.literal('never')]);

/** What is set for one class of content; what is left out follows the class's own figure and `cache.similarity`. */
const classSchema = z.strictObject({
  ttlS: ttlSchema.optional(),
  similarity: similarity.optional(),
});

/** One rule about how long answers are kept; the first that holds wins over the class's figure. */
const ttlRuleSchema = z.strictObject({
  when: z
    .strictObject({ ...conditions, contentClass: z.enum(contentClasses).optional() })
    .refine(givesSomething, 'needs at least one condition'),
  ttlS: ttlSchema,
});
export type TtlRule = z.infer<typeof ttlRuleSchema>;

/** Prices in US dollars per million tokens; a figure left out follows the catalogue's rule for a missing price. */
export const priceOverrideSchema = z.strictObject({
  inputUsdPerMTok: z.number().min(0),
  outputUsdPerMTok: z.number().min(0),
  cachedInputUsdPerMTok: z.number().min(0).optional(),
  cacheWriteUsdPerMTok: z.number().min(0).optional(),
});
export type PriceOverride = z.infer<typeof priceOverrideSchema>;

/** An OpenAI-compatible or Anthropic endpoint of the user's own, beside the built-in ones. */
const providerSchema = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  /** Name of the environment variable that holds the key; left out for endpoints that need none. */
  keyEnv: z
    .string()
    .regex(/^[A-Z_][A-Z0-9_]*$/i)
    .optional(),
  auth: z.enum(['bearer', 'x-api-key', 'none']).default('bearer'),
});

export const settingsSchema = z.strictObject({
  port: z.number().int().min(0).max(65_535).default(4711),
  providers: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), providerSchema).default({}),
  /** Which provider answers a request that names none. */
  defaultProvider: z.string().default('openai'),
  routing: z
    .strictObject({
      mode: z.enum(routingModes).default('observe'),
      /** `provider:model`, or a bare model name of the default provider. */
      tiers: z
        .strictObject({
          local: z.string().min(1).optional(),
          cheap: z.string().min(1).optional(),
          standard: z.string().min(1).optional(),
          strong: z.string().min(1).optional(),
        })
        .default({}),
      /** A gain score below this goes to the cheap tier. */
      cheapBelow: share.default(0.35),
      /** A gain score from this up goes to the strong tier; what lies between is standard. */
      strongFrom: share.default(0.65),
      rules: z.array(ruleSchema).default([]),
      ...routingKnobs,
    })
    .refine(routing => routing.cheapBelow <= routing.strongFrom, {
      path: ['cheapBelow'],
      message: 'must not be above routing.strongFrom',
    })
    .prefault({}),
  cache: z
    .strictObject({
      exact: z.boolean().default(true),
      /** Serves prompts with the same content words in another wrapping. */
      gate: z.boolean().default(true),
      /** Serves rephrased prompts found by the embedding. Opt-in. */
      semantic: z.boolean().default(false),
      /** Cosine floor under which a semantic candidate is never looked at. */
      similarity: similarity.default(0.7),
      /** Share of wrong answers among semantic hits that is put up with; the verifier's threshold follows from it. */
      errorBound: z.number().min(0).max(0.2).default(0.01),
      ttlS: positiveInt.max(30 * 86_400).default(86_400),
      /** Gate and semantic hits only serve entries younger than this. */
      looseTtlS: positiveInt.max(30 * 86_400).default(4 * 3_600),
      /** By class of content; see docs/cache.md. */
      classes: z
        .strictObject({
          knowledge: classSchema.optional(),
          summary: classSchema.optional(),
          classification: classSchema.optional(),
          live: classSchema.optional(),
          creative: classSchema.optional(),
          other: classSchema.optional(),
        } satisfies Record<ContentClass, z.ZodType>)
        .default({}),
      ttlRules: z.array(ttlRuleSchema).default([]),
      /** Asks a model beside some answers that other words had got, to see whether they were right. */
      shadow: z
        .strictObject({
          /** Share of such answers, 0..1. */
          rate: share.default(0),
          /** US dollars that this may cost in a day. */
          usdPerDay: z.number().min(0).default(0.5),
        })
        .prefault({}),
      /** Leaves out the search for other words for clients whose hit rate stays low. */
      autoOff: z.boolean().default(false),
      maxBytes: positiveInt.default(256 * 1024 * 1024),
      /** Time the semantic lookup may take before the prompt goes on without it. */
      budgetMs: positiveInt.max(1_000).default(40),
      /** Where embedding models are fetched from when the user asks: the hub, or a mirror that keeps its paths. */
      modelHub: z.url({ protocol: /^https?$/ }).default('https://huggingface.co'),
    })
    .prefault({}),
  /** The provider's own prompt cache. */
  promptCache: z
    .strictObject({
      /** Sets Anthropic's breakpoints in requests whose client set none, where they pay. */
      breakpoints: z.boolean().default(true),
    })
    .prefault({}),
  /** How long answers may be. */
  bounds: z
    .strictObject({
      /** Caps the small jobs that assistants send of their own: titles, branch names, commit messages, classifiers. */
      sideTasks: z.boolean().default(false),
      /** Tokens for a title, a branch name or a classifier; a commit message, which may have a body, gets four times as many. */
      sideTaskMaxTokens: positiveInt.min(64).default(256),
      rules: z.array(boundRuleSchema).default([]),
    })
    .prefault({}),
  timeouts: z
    .strictObject({
      connectMs: positiveInt.default(10_000),
      /** From the request sent to the first byte of the reply. */
      firstByteMs: positiveInt.default(300_000),
      /** Between two chunks of a reply. */
      idleMs: positiveInt.default(300_000),
    })
    .prefault({}),
  prices: z.record(z.string().min(1), priceOverrideSchema).default({}),
  /** Until then (milliseconds since 1970) every prompt passes untouched. 0: not paused. */
  pausedUntilMs: z.number().int().min(0).default(0),
  /** US dollars that the user wants to stay under; a warning comes at 80 % and at 100 %. Left out: no limit. */
  budget: z
    .strictObject({
      dayUsd: z.number().positive().optional(),
      monthUsd: z.number().positive().optional(),
    })
    .prefault({}),
});

/** The mode that these settings amount to at a moment. */
export function modeOf(settings: Pick<Settings, 'pausedUntilMs' | 'routing'>, nowMs: number): Mode {
  if (settings.pausedUntilMs > nowMs) return 'off';
  return settings.routing.mode === 'on' ? 'on' : 'observe';
}

/** Every knob with its default filled in. Changed only through {@link parseSettings}. */
export type Settings = z.infer<typeof settingsSchema>;

/** A setting that cannot be used. `path` names it with dots, as the user wrote it. */
export class BadSettingError extends Error {
  override readonly name = 'BadSettingError';
  constructor(
    readonly path: string,
    readonly reason: string,
  ) {
    super(`Setting '${path}' cannot be used: ${reason}.`);
  }
}

/** Fills in defaults and checks every value. Throws {@link BadSettingError} for the first one that cannot be used. */
export function parseSettings(value: unknown): Settings {
  const parsed = settingsSchema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new BadSettingError(issue?.path.join('.') ?? '', lowerFirst(issue?.message ?? 'unknown problem'));
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
