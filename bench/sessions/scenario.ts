import { makeDice, type Dice } from '../../src/proxy/providers/demo/dice.js';
import type { SessionShape, TurnShape } from '../prefix/sessions.js';

/** How the conversations of a developer with an agent go. Sizes in characters, four to a token. */
export interface Scenario {
  readonly name: string;
  readonly what: string;
  session(at: number): LabelledSession;
}

/** A session with what a perfect judge would say of each human turn. */
export interface LabelledSession {
  readonly shape: SessionShape;
  readonly hard: readonly boolean[];
}

/** Tokens of every answer. */
export const outputTokens = 400;
/** Nothing of one session is in the provider's cache when the next begins. */
export const betweenSessionsMs = 30 * 60_000;

const charsPerToken = 4;
const agent = {
  dialect: 'anthropic-messages',
  marks: 'own',
  tools: 10,
  toolChars: 3_600,
  systemChars: 40_000,
  systemBlocks: true,
  thinks: false,
} as const satisfies Partial<SessionShape>;

export const scenarios: readonly Scenario[] = [
  {
    name: 'mixed turns',
    what: '10 human turns of about 6 calls, half of the turns hard, three gaps in ten longer than the cache lives',
    session: at => {
      const dice = makeDice(`mixed ${at}`);
      return session(`mixed ${at}`, 10, dice, () => dice(2) === 0);
    },
  },
  {
    name: 'easy or hard conversations',
    what: '12 human turns; half of the conversations mostly easy, half mostly hard',
    session: at => {
      const dice = makeDice(`conversations ${at}`);
      const usuallyHard = dice(2) === 0;
      return session(`conversations ${at}`, 12, dice, () => (dice(10) === 0 ? !usuallyHard : usuallyHard));
    },
  },
];

/** About 20,000 tokens of system prompt and tools; each call brings 1,500 tokens. */
function session(id: string, humanTurns: number, dice: Dice, isHard: () => boolean): LabelledSession {
  const hard = Array.from({ length: humanTurns }, isHard);
  const turns = hard.map((_, at): TurnShape => {
    const away = dice(10) < 3;
    return {
      gapMs: at === 0 ? betweenSessionsMs : away ? 15 * 60_000 : 60_000,
      userChars: 1_500 * charsPerToken,
      results: Array.from({ length: 3 + dice(5) }, () => 1_500 * charsPerToken),
      resultGapMs: 12_000,
      answerChars: outputTokens * charsPerToken,
    };
  });
  return { shape: { ...agent, model: '', id, program: 'agent', turns }, hard };
}
