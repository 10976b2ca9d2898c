import { expect, it } from 'vitest';
import { misrouteRows } from '../../src/extension/misroute-rows.js';

it('misroutes say when, which model in place of which, and what speaks against it', () => {
  const misroute = {
    ...{ id: 'r1', atMs: 1_000, client: 'cline', modelRequested: 'gpt-5', model: 'gpt-5-nano', score: 0.2 },
    kind: 'too-cheap',
    label: 'said-no',
    words: 'the next turn took it back',
  } as const;
  expect(misrouteRows([misroute, { ...misroute, id: 'r2', kind: 'too-strong' }], () => 'noon')).toMatchObject([
    {
      label: 'noon  gpt-5 → gpt-5-nano',
      description: 'too cheap, cline',
      detail: 'the next turn took it back',
      value: 'r1',
    },
    { description: 'too strong, cline', value: 'r2' },
  ]);
});
