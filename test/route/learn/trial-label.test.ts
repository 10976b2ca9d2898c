import { describe, expect, test } from 'vitest';
import { openaiChat } from '../../../src/proxy/dialects/openai-chat.js';
import type { PlanCall, Trust } from '../../../src/proxy/rooms/plan.js';
import { trialLabel } from '../../../src/proxy/route/learn/trial-label.js';
import type { Ending } from '../../../src/proxy/wire.js';
import { openai } from '../../fingerprint/make-prompt.js';

function ending(text: string, outcome: Ending['outcome'] = 'ok'): Ending {
  const message = { role: 'assistant', content: text };
  const body = Buffer.from(JSON.stringify({ choices: [{ index: 0, message, finish_reason: 'stop' }] }));
  const finding = openaiChat.readWhole(body);
  return { status: 200, form: 'whole', finding, body, firstByteTick: 0, endTick: 0, outcome };
}

function call(text: string | undefined, trust?: Trust, outcome?: Ending['outcome']): PlanCall {
  const target = { provider: openai, key: undefined, model: 'm' };
  return { target, ending: text === undefined ? undefined : ending(text, outcome), trust };
}

const doubted = (flaw: string): Trust => ({ enough: false, confidence: 0.2, flaw });
const trusted = (flaw = 'doubt'): Trust => ({ enough: true, confidence: 0.9, flaw });

describe('a judged answer', () => {
  test.each<[what: string, calls: readonly PlanCall[], label: string | undefined]>([
    ['that was not judged says nothing', [call('18')], undefined],
    ['that is trusted held', [call('18', trusted())], 'trusted'],
    ['that could not be looked at says nothing', [call('18', trusted('unjudged'))], undefined],
    ['that breaks its form failed', [call('{', doubted('no-json')), call('{}')], 'broke-form'],
    ['that refuses failed, whatever came after', [call('', doubted('refused')), call(undefined)], 'broke-form'],
    ['that came too late is not the model’s fault', [call(undefined, doubted('late')), call('18')], undefined],
    ['of a provider that broke off is not either', [call(undefined, doubted('broken')), call('18')], undefined],
    [
      'that was doubted, and then said again, held',
      [call('It is 18.', doubted('doubt')), call('it is 18')],
      'second-same',
    ],
    [
      'that was doubted, and then not said again, failed',
      [call('It is 18.', doubted('doubt')), call('It is 19.')],
      'second-differs',
    ],
    [
      'that was doubted says nothing where the second failed',
      [call('18', doubted('doubt')), call('', undefined, 'upstream-error')],
      undefined,
    ],
    ['that was doubted says nothing where nobody else answered', [call('18', doubted('doubt'))], undefined],
  ])('%s', (_what, calls, label) => {
    expect(trialLabel(calls, openaiChat)).toBe(label);
  });
});
