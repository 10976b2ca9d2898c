import { calcPrice } from '@pydantic/genai-prices';
import { expect, test } from 'vitest';
import { demoProvider } from '../../src/proxy/providers/all.js';
import { demoModels } from '../../src/proxy/providers/demo/models.js';

test.each(demoModels)('$name has a list price, and a lower one for cached input', ({ name }) => {
  const providerId = demoProvider('http://127.0.0.1:9/v1').priceId;
  const price = (usage: Parameters<typeof calcPrice>[0]) =>
    calcPrice(usage, name, { ...(providerId ? { providerId } : {}) })?.total_price ?? -1;
  const full = price({ input_tokens: 1_000_000, output_tokens: 0 });
  expect(full).toBeGreaterThan(0);
  expect(price({ input_tokens: 1_000_000, cache_read_tokens: 1_000_000, output_tokens: 0 })).toBeLessThan(full);
  expect(price({ input_tokens: 0, output_tokens: 1_000_000 })).toBeGreaterThan(full);
});
