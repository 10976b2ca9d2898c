import type { Clock, Json, NewId, Prompt } from '../../prompt.js';
import type { StoredReply } from '../../wire.js';
import type { ServedPair } from '../feedback/served.js';
import { agreementOf, type Agreement, type EmbedTexts } from './agreement.js';
import { answerText } from './answer-text.js';
import type { Evidence } from './evidence.js';

/** The kept answer to a prompt is held against a fresh one. Never rejects. */
export type Compare = (prompt: Prompt, pair: ServedPair, given: StoredReply, fresh: StoredReply) => Promise<void>;

export function makeCompare(of: {
  readonly embed: EmbedTexts;
  readonly evidence: Pick<Evidence, 'judged'>;
  readonly newId: NewId;
  readonly clock: Clock;
}): Compare {
  const textOf = ({ dialect }: Prompt, reply: StoredReply): string => {
    const whole = dialect.replay(reply, { stream: false, usage: false }, of.newId, of.clock);
    return whole.kind === 'whole' ? answerText(JSON.parse(whole.body.toString('utf8')) as Json) : '';
  };
  return async (prompt, pair, given, fresh) => {
    let agreement: Agreement = 'unclear';
    try {
      const asked = `${pair.asked}\n${pair.kept}`;
      agreement = await agreementOf(asked, textOf(prompt, given), textOf(prompt, fresh), of.embed);
    } catch {
      // What cannot be read is not clear.
    }
    of.evidence.judged(pair, `shadow-${agreement}`, { client: prompt.client, modelRequested: prompt.facts.model });
  };
}
