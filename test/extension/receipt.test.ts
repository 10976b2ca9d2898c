import { describe, expect, it } from 'vitest';
import { receiptMarkdown } from '../../src/extension/receipt.js';
import { sampleRequest, sampleRouting } from '../support/snapshot.js';

describe('a receipt', () => {
  const receipt = [
    { label: 'Input', tokens: 12_000, usdPerMTok: 2.5, usd: 0.03 },
    { label: 'Output', tokens: 300, usdPerMTok: null, usd: null },
    { label: 'Total', tokens: null, usdPerMTok: null, usd: 0.03 },
  ];

  it('says why first, then what each part cost, then the facts', () => {
    const text = receiptMarkdown({ request: sampleRequest(), because: ['It was hard.'], receipt }, 'noon');
    expect(text).toContain('- It was hard\\.');
    expect(text).toContain('| Input | 12,000 | $2.5 | $0.030 |');
    expect(text).toContain('| Output | 300 |  | unpriced |');
    expect(text).toContain('| Total |  |  | $0.030 |');
    expect(text).toContain('| Cost | &#36;0\\.012 |');
    expect(text.indexOf('It was hard')).toBeLessThan(text.indexOf('## Receipt'));
  });

  it('never shows an unknown price as zero, and says what is estimated or a demo', () => {
    const request = sampleRequest({ costUsd: null, savedUsd: null, estimated: true, demo: true });
    const text = receiptMarkdown({ request, because: [], receipt: [] }, 'noon');
    expect(text).toContain('| Cost | unpriced \\(estimated');
    expect(text).toContain('| Saved | unpriced |');
    expect(text).toContain('nothing was really spent');
    expect(text).not.toContain('## Receipt');
  });

  it('shows names of models and clients as they are written', () => {
    const request = sampleRequest({ client: '[a](https://e.example)', modelServed: '![x](https://e.example/x.png)' });
    const text = receiptMarkdown({ request, because: ['<script>'], receipt: [] }, 'noon');
    expect(text).not.toContain('](http');
    expect(text).not.toContain('<script>');
  });

  it('says how the model was chosen, where routing had a part in it', () => {
    const parts = { request: sampleRequest(), because: [], receipt: [] };
    const text = receiptMarkdown({ ...parts, routing: sampleRouting }, 'noon');
    expect(text).toContain('## How its model was chosen');
    expect(text).toContain('8 near prompts were heard, 6 of them failures');
    expect(receiptMarkdown(parts, 'noon')).not.toContain('How its model was chosen');
  });
});
