import { makeDice, type Dice } from '../../src/proxy/providers/demo/dice.js';
import type { SessionShape, TurnShape } from './sessions.js';

/** Conversations of one kind of client. */
export interface Group {
  readonly name: string;
  readonly sessions: readonly SessionShape[];
}

type Base = Omit<SessionShape, 'id' | 'turns'>;

const agent = { tools: 12, toolChars: 1_600, systemChars: 9_000, systemBlocks: true, thinks: true } as const;
const small = { tools: 4, toolChars: 600, systemChars: 2_400, systemBlocks: false, thinks: false } as const;
const person = { tools: 0, toolChars: 0, systemChars: 1_500, systemBlocks: false, thinks: false } as const;
const claude = { dialect: 'anthropic-messages', model: 'claude-sonnet-4-5', marks: 'none' } as const;
const gpt = { dialect: 'openai-chat', model: 'gpt-4.1', marks: 'none' } as const;

/** `count` conversations of each kind, the same at every run. */
export function workload(count: number): readonly Group[] {
  const group = (name: string, base: Base, turns: (dice: Dice) => readonly TurnShape[]): Group => ({
    name,
    sessions: Array.from({ length: count }, (_, at) => {
      const dice = makeDice(`${name} ${at}`);
      return { ...base, id: `${name} ${at}`, turns: turns(dice) };
    }),
  });
  return [
    group('agent, no breakpoints', { ...claude, ...agent, program: 'agent' }, agentTurns),
    group(
      'agent, opus, no breakpoints',
      { ...claude, ...agent, model: 'claude-opus-4-5', program: 'opus' },
      agentTurns,
    ),
    group('small agent, no breakpoints', { ...claude, ...small, program: 'small' }, agentTurns),
    group('agent, its own breakpoints', { ...claude, ...agent, marks: 'own', program: 'own' }, agentTurns),
    group('agent, automatic breakpoints', { ...claude, ...agent, marks: 'automatic', program: 'auto' }, agentTurns),
    group('chat, no breakpoints', { ...claude, ...person, program: 'chat' }, chatTurns),
    group('one question with tools', { ...claude, ...agent, program: 'once' }, dice => chatTurns(dice).slice(0, 1)),
    group('agent at openai', { ...gpt, ...agent, program: 'gpt-agent' }, agentTurns),
    group('chat at openai', { ...gpt, ...person, program: 'gpt-chat' }, chatTurns),
  ];
}

/** A few tasks with a handful of tool calls each; now and then the user is away for longer than a prefix is kept. */
function agentTurns(dice: Dice): readonly TurnShape[] {
  return Array.from({ length: 1 + dice(6) }, () => ({
    gapMs: dice(10) < 3 ? 900_000 : 20_000 + dice(120_000),
    userChars: 80 + dice(600),
    results: Array.from({ length: dice(10) }, () => 300 + dice(9_000)),
    resultGapMs: 4_000 + dice(20_000),
    answerChars: 300 + dice(1_500),
  }));
}

/** Questions one after the other, some with something long pasted in. */
function chatTurns(dice: Dice): readonly TurnShape[] {
  return Array.from({ length: 1 + dice(8) }, () => ({
    gapMs: dice(10) < 4 ? 900_000 : 30_000 + dice(200_000),
    userChars: dice(4) === 0 ? 4_000 + dice(12_000) : 60 + dice(500),
    results: [],
    resultGapMs: 0,
    answerChars: 500 + dice(3_000),
  }));
}
