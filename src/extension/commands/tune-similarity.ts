import { window } from 'vscode';
import type { Command, Desk } from '../desk.js';
import { pick } from '../pick.js';
import { similarityRows, thresholdText, typedSimilarity } from '../rows.js';
import { writeSetting } from '../write-setting.js';

export const tuneSimilarityCommand: Command = {
  id: 'tuppence.tuneSimilarity',
  run: async desk => {
    const chosen = await pick({
      title: 'How alike must two prompts be?',
      placeholder:
        'Each row says what the threshold would have done with your past requests. Or type one from 0.5 to 1.',
      rows: desk.proxy.api('GET /preview/similarity', {}).then(similarityRows),
      typed: text => {
        const value = typedSimilarity(text);
        return value === undefined ? undefined : { label: thresholdText(value), description: 'as typed', value };
      },
    });
    if (chosen === undefined) return;
    await writeSetting(desk, 'cache.similarity', chosen);
    const { cache } = await desk.proxy.api('GET /settings', {});
    if (cache.semantic) void window.showInformationMessage(`The similarity threshold is ${thresholdText(chosen)} now.`);
    else await offerSemantic(desk, chosen);
  },
};

/** The tier is opt-in: a threshold alone does not switch it on. */
async function offerSemantic(desk: Desk, threshold: number): Promise<void> {
  const yes = await window.showInformationMessage(
    `The similarity threshold is ${thresholdText(threshold)} now, but answers for rephrased prompts are switched off. Switch them on? Each one is checked before it is served, and says that it comes from the cache.`,
    'Switch On',
    'Leave Off',
  );
  if (yes !== 'Switch On') return;
  await writeSetting(desk, 'cache.semantic', true);
  void window.showInformationMessage(
    `Rephrased prompts are answered from the cache from now on, at a similarity of ${thresholdText(threshold)} or more.`,
  );
}
