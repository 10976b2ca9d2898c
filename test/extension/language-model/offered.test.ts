import { describe, expect, it } from 'vitest';
import { offeredModels } from '../../../src/extension/language-model/offered.js';

const offer = (provider: string, model: string, inputUsdPerMTok: number | null, outputUsdPerMTok: number | null) => ({
  tier: `${provider}:${model}`,
  provider,
  model,
  inputUsdPerMTok,
  outputUsdPerMTok,
});
const offers = [
  offer('openai', 'gpt-5-nano', 0.05, 0.4),
  offer('openai', 'gpt-5', 1.25, 10),
  offer('anthropic', 'claude-opus-4-5', 5, 25),
];

describe('models for the editor’s chat', () => {
  it('are Auto and the mapped tiers, with what they cost', () => {
    const tiers = { cheap: 'openai:gpt-5-nano', strong: 'anthropic:claude-opus-4-5' };
    const models = offeredModels({ tiers, providers: ['openai', 'anthropic'], demo: false }, offers);
    expect(models.map(({ id, model, route, family }) => ({ id, model, route, family }))).toEqual([
      { id: 'tuppence-auto', model: 'tuppence-auto', route: undefined, family: 'claude-opus-4-5' },
      { id: 'tuppence-cheap', model: 'tuppence-auto', route: 'cheap', family: 'gpt-5-nano' },
      { id: 'tuppence-strong', model: 'tuppence-auto', route: 'strong', family: 'claude-opus-4-5' },
    ]);
    expect(models[1]).toMatchObject({
      detail: '$0.05 in, $0.40 out per M',
      tooltip: 'gpt-5-nano through Tuppence, as your cheap tier: $0.05 in, $0.40 out per million tokens.',
      inputTokens: 272_000,
      images: true,
    });
    // Auto can only promise what each of them can.
    expect(models[0]).toMatchObject({ inputTokens: 168_000, outputTokens: 32_000 });
  });

  it('are those of the default provider while no tier is mapped, without Auto', () => {
    const models = offeredModels({ tiers: {}, providers: ['openai'], demo: false }, offers);
    expect(models.map(({ id, model, route }) => ({ id, model, route }))).toEqual([
      { id: 'gpt-5', model: 'gpt-5', route: undefined },
      { id: 'gpt-5-nano', model: 'gpt-5-nano', route: undefined },
      { id: 'tuppence-cheap', model: 'gpt-5-nano', route: undefined },
    ]);
  });

  it('say that they are simulated while no key is set', () => {
    const models = offeredModels({ tiers: {}, providers: ['demo'], demo: true }, [offer('demo', 'gpt-5', 1.25, 10)]);
    expect(models[0]).toMatchObject({ id: 'gpt-5', detail: expect.stringContaining('simulated') as unknown });
    expect(models[0]!.tooltip).toContain('No provider key is set');
  });

  it('never have a price of nothing where the price is not known', () => {
    const models = offeredModels({ tiers: { strong: 'my:llama-9' }, providers: ['my'], demo: false }, []);
    expect(models.find(({ id }) => id === 'tuppence-strong')).toMatchObject({
      family: 'llama-9',
      detail: 'price unknown',
      images: false,
    });
    expect(models.at(-1)).toMatchObject({ id: 'tuppence-cheap' });
  });

  it('have ids of their own', () => {
    const all = offeredModels(
      { tiers: { cheap: 'a', standard: 'b', strong: 'c' }, providers: ['openai'], demo: false },
      [],
    );
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });
});
