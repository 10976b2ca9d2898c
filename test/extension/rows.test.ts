import { describe, expect, it } from 'vitest';
import {
  answerRows,
  embeddingModelRows,
  modelRows,
  readBudget,
  requestRows,
  routingRows,
  similarityRows,
  typedSimilarity,
  scopeRows,
} from '../../src/extension/rows.js';
import { noonMs, sampleRequest } from '../support/snapshot.js';

describe('rows of the lists', () => {
  it('say what each similarity would have done, and which one holds', () => {
    const rows = similarityRows({
      sinceMs: noonMs,
      eligible: 340,
      current: 0.8,
      points: [
        { similarity: 0.95, hits: 3, savedUsd: 0.042, unpriced: 0 },
        { similarity: 0.8, hits: 12, savedUsd: null, unpriced: 12 },
      ],
    });
    expect(rows).toEqual([
      { label: '0.95', detail: 'would have answered 3 of 340 requests from the cache, saving $0.042', value: 0.95 },
      {
        label: '0.8',
        description: '(current)',
        current: true,
        detail: 'would have answered 12 of 340 requests from the cache, saving unknown: no price',
        value: 0.8,
      },
    ]);
  });

  it('say where each pair of thresholds would have sent requests', () => {
    const point = { cheapBelow: 0.3, strongFrom: 0.7, cheap: 5, standard: 2, strong: 1, costUsd: 1.2 };
    const [row, other] = routingRows({
      sinceMs: noonMs,
      scored: 8,
      unpriced: 0,
      current: { cheapBelow: 0.3, strongFrom: 0.7 },
      points: [point, { ...point, strongFrom: 0.8, costUsd: null }],
    });
    expect(row).toEqual({
      label: 'cheap below 0.3, strong from 0.7',
      description: '(current)',
      current: true,
      detail: 'cheap 5, standard 2, strong 1; would have cost $1.20',
      value: { cheapBelow: 0.3, strongFrom: 0.7 },
    });
    expect(other?.detail).toContain('cost unknown');
    expect(other?.description).toBeUndefined();
  });

  it('list models cheapest first, those without a price last', () => {
    const offer = (model: string, price: number | null) => ({
      tier: `openai:${model}`,
      provider: 'openai',
      model,
      inputUsdPerMTok: price,
      outputUsdPerMTok: price === null ? null : price * 4,
    });
    const rows = modelRows([offer('odd', null), offer('big', 2.5), offer('small', 0.15)], 'openai:big');
    expect(rows.map(({ label, description, current }) => [label, description, current])).toEqual([
      ['openai:small', '$0.15 in, $0.6 out per million tokens', false],
      ['openai:big', '$2.5 in, $10 out per million tokens (current)', true],
      ['openai:odd', 'price unknown', false],
    ]);
  });

  it('show a request with its time, cost and reason, and no icon of its making', () => {
    const [row] = requestRows([sampleRequest({ modelServed: '$(flame) x', costUsd: null })], () => '12:00');
    expect(row).toMatchObject({
      label: '12:00  \\$(flame) x',
      description: 'codex, unpriced',
      detail: 'a hard question: stays on the strong model',
    });
  });

  it('show kept answers by their words, and workspaces and namespaces with how many they have', () => {
    const kept = {
      ...{ createdMs: noonMs, expiresMs: noonMs, bytes: 1, hits: 1 },
      ...{ contentClass: 'knowledge' as const, model: 'gpt-4o', namespace: '', tiedTo: [] },
    };
    const list = [
      { ...kept, id: 'a', workspace: 'w', preview: 'how to rebase' },
      { ...kept, id: 'b', workspace: '', preview: '' },
      { ...kept, id: 'c', workspace: 'w', namespace: 'n', preview: 'why' },
    ];
    expect(answerRows(list, () => 'noon').map(({ label, detail }) => [label, detail])).toEqual([
      ['how to rebase', 'kept noon, served 1 time'],
      ['Answer of gpt-4o', 'kept noon, served 1 time'],
      ['why', 'kept noon, served 1 time'],
    ]);
    expect(scopeRows(list)).toEqual([
      { label: 'Workspace w', detail: '2 answers', value: { workspace: 'w' } },
      { label: 'Namespace n', detail: '1 answer', value: { namespace: 'n' } },
    ]);
  });

  it('say how far each embedding model is', () => {
    const model = { id: 'm', label: 'MiniLM', bytes: 23_000_000, licence: 'Apache-2.0' };
    const calibration = {
      ...{ pairs: 612, similarity: 0.7, cosine: 0.83 },
      promised: [
        { bound: 0.01, recall: 0.584 },
        { bound: 0.02, recall: 0.75 },
        { bound: 0.05, recall: 0.88 },
        { bound: 0.2, recall: null },
      ],
    };
    const rows = embeddingModelRows([
      { ...model, state: { kind: 'not-installed' } },
      { ...model, state: { kind: 'stopped', doneBytes: 5_750_000, reason: 'The network went away.' } },
      { ...model, state: { kind: 'in-use' } },
      { ...model, state: { kind: 'installed' }, calibration },
      { ...model, state: { kind: 'calibrating', donePairs: 8, pairs: 612 } },
    ]);
    expect(rows.map(({ description, detail }) => [description, detail])).toEqual([
      ['23 MB, Apache-2.0', undefined],
      ['23 MB, Apache-2.0', 'Stopped at 5.8 MB of 23 MB: The network went away. The same command goes on from there.'],
      ['23 MB, Apache-2.0, (current)', 'in use'],
      [
        '23 MB, Apache-2.0',
        'downloaded and checked; answers rephrased prompts: 58 % at most 1 % wrong, 88 % at most 5 % wrong',
      ],
      ['23 MB, Apache-2.0', 'finding out how far it can be trusted, 8 of 612'],
    ]);
  });
});

describe('what users type', () => {
  it.each([
    ['0.85', 0.85],
    ['0,9', 0.9],
    ['1', 1],
    ['0.4', undefined],
    ['1.1', undefined],
    ['high', undefined],
    [' ', undefined],
  ])('%j as a similarity is %s', (text, value) => {
    expect(typedSimilarity(text)).toBe(value);
  });

  it.each([
    ['5', 5],
    ['$2.50', 2.5],
    ['2,5', 2.5],
    ['', 'none'],
    [' ', 'none'],
    ['0', undefined],
    ['-1', undefined],
    ['1e3', undefined],
    ['five', undefined],
  ])('%j as a budget is %s', (text, value) => {
    expect(readBudget(text)).toBe(value);
  });
});
