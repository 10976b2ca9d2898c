import type { RoutingStory, ScoreStory } from './learning.js';

/** What routing had learned that moved this score, and what was found out about the answer since; sentences. */
export function learnedSentences({ score, labels }: RoutingStory): readonly string[] {
  return [
    ...(score === null ? [] : movedBy(score)),
    ...labels
      .filter(({ kind }) => kind !== 'quiet' && kind !== 'wrong-answer' && kind !== 'redo-strong')
      .map(({ words }) => `Afterwards: ${words}.`),
  ];
}

function movedBy({ priorGain, gain, shift, bucket, counted, near }: ScoreStory): readonly string[] {
  if (Math.abs(gain - priorGain) < noticeable) return [];
  const way = gain > priorGain ? 'raised' : 'lowered';
  const reasons = [
    ...(near.state === 'heard'
      ? [`on ${near.failed} of ${near.outcomes} near prompts of yours a cheaper model failed`]
      : []),
    ...(Math.abs(shift) < noticeable
      ? []
      : [
          `of such requests (${bucket}) ${counted.failed.toFixed(1)} failed and ${counted.held.toFixed(1)} held, by trust`,
        ]),
  ];
  return reasons.length === 0 ? [] : [`What you had made of earlier answers ${way} its score: ${reasons.join('; ')}.`];
}

const noticeable = 0.001;

/** How near prompts were heard, as a phrase. */
export function nearWords({ state, outcomes, failed }: ScoreStory['near']): string {
  switch (state) {
    case 'heard':
      return `${outcomes} near prompts were heard, ${failed} of them failures`;
    case 'too-few':
      return `only ${outcomes} near prompts with an outcome: not heard`;
    case 'no-history':
      return 'no near prompts yet';
    case 'late':
      return 'near prompts were not looked up in time';
    case 'off':
      return 'learning is off';
  }
}

/** How a model was chosen, as lines of a table: who decided after whom, the score's parts, what became of it. */
export function routingLines({
  steps,
  score,
  labels,
}: RoutingStory): readonly (readonly [label: string, value: string])[] {
  const spoke = steps.find(({ said }) => said === 'spoke');
  const passed = steps.filter(({ said }) => said === 'passed').map(({ step }) => step);
  const decided = spoke && `${spoke.step}${passed.length === 0 ? '' : `, after these passed: ${passed.join(', ')}`}`;
  return [
    ...(decided === undefined ? [] : [['Decided by', decided] as const]),
    ...(score === null ? [] : scoreLines(score)),
    ...(labels.length === 0 ? [] : [['What became of it', labels.map(({ words }) => words).join('; ')] as const]),
  ];
}

/** The parts of a score as lines of a table: what it is, and its value. */
export function scoreLines(story: ScoreStory): readonly (readonly [label: string, value: string])[] {
  const { priorGain, shift, counted, near, gain, score, cheapBelow, strongFrom, bucket, isLanding } = story;
  return [
    ['Gain by the shape of the words', signed(priorGain)],
    [
      `Moved by outcomes of its kind (${bucket})`,
      `${signed(shift)}: ${counted.failed.toFixed(1)} failed, ${counted.held.toFixed(1)} held`,
    ],
    ['Moved by near prompts', `${signed(gain - priorGain - shift)}: ${nearWords(near)}`],
    ['Gain expected in the end', signed(gain)],
    [
      'Score',
      `${score.toFixed(3)}; cheap below ${cheapBelow.toFixed(2)}, strong from ${strongFrom.toFixed(2)}${isLanding ? '; lowered, because what the agent writes arrives' : ''}`,
    ],
    ['Asked for', story.wanted],
    ['Tokens of the prompt, about', story.promptTokens.toLocaleString('en-US')],
    [
      'Expected to save on this turn',
      story.expectedUsd === null ? 'unknown: no price' : `$${story.expectedUsd.toFixed(6)}`,
    ],
    [
      'The model asked for costs',
      story.priceRatio === null ? 'unknown: no price' : `${times(story.priceRatio)} as much`,
    ],
  ];
}

function signed(value: number): string {
  return `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(3)}`;
}

function times(ratio: number): string {
  return ratio < 1_000 ? `${ratio.toFixed(1)} times` : 'many times';
}
