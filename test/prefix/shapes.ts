import fc from 'fast-check';
import type { SessionShape, TurnShape } from '../../bench/prefix/sessions.js';

const chars = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 400 }) },
  { weight: 3, arbitrary: fc.integer({ min: 400, max: 9_000 }) },
  { weight: 1, arbitrary: fc.constant(60_000) },
);

function turn(gapMs: fc.Arbitrary<number>): fc.Arbitrary<TurnShape> {
  return fc.record({
    gapMs,
    userChars: chars,
    results: fc.array(chars, { maxLength: 3 }),
    resultGapMs: fc.integer({ min: 500, max: 60_000 }),
    answerChars: fc.integer({ min: 1, max: 2_000 }),
  });
}

/** Pauses of any length between turns, around the five minutes that a prefix is kept too. */
export const anyGapMs = fc.oneof(
  fc.integer({ min: 1_000, max: 240_000 }),
  fc.integer({ min: 270_000, max: 310_000 }),
  fc.integer({ min: 300_000, max: 4_000_000 }),
);
/** Pauses in which no prefix is forgotten. */
export const shortGapMs = fc.integer({ min: 1_000, max: 240_000 });

/** Conversations of agents and of people, with and without tools. */
export function session(gapMs: fc.Arbitrary<number>, fixed: Partial<SessionShape> = {}): fc.Arbitrary<SessionShape> {
  return fc
    .record({
      dialect: fc.constant('anthropic-messages' as const),
      model: fc.constantFrom('claude-opus-4-5', 'claude-sonnet-4-5', 'claude-haiku-4-5'),
      id: fc.uuid(),
      program: fc.constantFrom('one', 'two'),
      marks: fc.constantFrom('none' as const, 'own' as const, 'automatic' as const),
      tools: fc.integer({ min: 0, max: 6 }),
      toolChars: fc.constantFrom(40, 500, 2_500),
      systemChars: fc.constantFrom(0, 300, 6_000, 30_000),
      systemBlocks: fc.boolean(),
      thinks: fc.boolean(),
      turns: fc.array(turn(gapMs), { minLength: 1, maxLength: 5 }),
    })
    .map(shape => ({ ...shape, ...fixed }))
    .map(shape => (shape.tools > 0 ? shape : { ...shape, turns: shape.turns.map(one => ({ ...one, results: [] })) }));
}
