import type { Clock, Json, NewId, Prompt } from '../../prompt.js';
import type { StoredReply } from '../../wire.js';
import type { ServedPair } from '../feedback/served.js';
import { agreementOf, type Agreement, type EmbedTexts } from './agreement.js';
import { answerText } from './answer-text.js';
import type { Evidence } from './evidence.js';

/** The kept answer to a prompt is held against a fresh one. Never rejects. */
export type Compare = (prompt: Prompt, pair: ServedPair, given: StoredReply, fresh: StoredReply) => Promise<void>;

export function makeCompare(agrees: Agrees, evidence: Pick<Evidence, 'judged'>): Compare {
  return async (prompt, pair, given, fresh) => {
    const agreement = await agrees(prompt, `${pair.asked}\n${pair.kept}`, given, fresh);
    evidence.judged(pair, `shadow-${agreement}`, { client: prompt.client, modelRequested: prompt.facts.model });
  };
}

/** Whether two answers to a prompt, and to what was asked in it, say the same. Never rejects. */
export type Agrees = (prompt: Prompt, asked: string, given: StoredReply, fresh: StoredReply) => Promise<Agreement>;

export function makeAgrees(of: { readonly embed: EmbedTexts; readonly newId: NewId; readonly clock: Clock }): Agrees {
  const textOf = ({ dialect }: Prompt, reply: StoredReply): string => {
    const whole = dialect.replay(reply, { stream: false, usage: false }, of.newId, of.clock);
    return whole.kind === 'whole' ? answerText(JSON.parse(whole.body.toString('utf8')) as Json) : '';
  };
  return async (prompt, asked, given, fresh) => {
    try {
      return await agreementOf(asked, textOf(prompt, given), textOf(prompt, fresh), of.embed);
    } catch {
      // What cannot be read is not clear.
      return 'unclear';
    }
  };
}
