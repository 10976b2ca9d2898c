import { parseSettings } from '../../src/protocol/settings.js';
import { expectedGain, readSignals, scoreOf } from '../../src/proxy/route/gain/gain.js';
import { reframe, reword } from '../../training/pairs/rewrite.js';
import { pick, seeded, type Random } from '../../training/random.js';
import { developerPrompts } from '../../training/route/developer-prompts.js';
import type { LabelledRow } from '../../training/route/rows.js';

/** Share of prompts that land in another tier, at the default thresholds, when they are said a little differently. */
export interface Flips {
  readonly prompts: number;
  /** One slip of the keyboard in sixty characters. */
  readonly typos: number;
  /** Another opening and close, and some words exchanged for others that mean the same. */
  readonly paraphrases: number;
  /** No capitals at all. */
  readonly lowerCase: number;
}

const most = 1_000;

export function flips(rows: readonly LabelledRow[]): Flips {
  const random = seeded(31_337);
  const every = Math.max(1, Math.floor(rows.length / most));
  const own = Object.values(developerPrompts).flat();
  const prompts = [...rows.filter((_, at) => at % every === 0).map(({ prompt }) => prompt), ...own];
  const share = (change: (prompt: string) => string) =>
    prompts.filter(prompt => tierOf(prompt) !== tierOf(change(prompt))).length / prompts.length;
  return {
    prompts: prompts.length,
    typos: share(prompt => withTypos(prompt, random)),
    paraphrases: share(prompt => reword(prompt.length < 300 ? reframe(prompt, random) : prompt, random)),
    lowerCase: share(prompt => prompt.toLowerCase()),
  };
}

const { cheapBelow, strongFrom } = parseSettings({}).routing;

function tierOf(prompt: string): number {
  const score = scoreOf(expectedGain(readSignals(prompt, 0)));
  return score < cheapBelow ? 0 : score < strongFrom ? 1 : 2;
}

/** Letters that change places, are left out or come twice. */
function withTypos(text: string, random: Random): string {
  const letters = Array.from(text);
  for (let slip = 0; slip < Math.max(1, Math.round(text.length / 60)); slip += 1) {
    const at = Math.floor(random() * (letters.length - 1));
    const [here = '', next = ''] = letters.slice(at, at + 2);
    const [first, second] = pick(
      [
        [next, here],
        [here, ''],
        [here + here, next],
      ] as const,
      random,
    );
    letters[at] = first;
    letters[at + 1] = second;
  }
  return letters.join('');
}
