import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { demoProvider, knownProviders } from '../../src/proxy/providers/all.js';
import { checkProviderUrl } from '../../src/proxy/providers/check-url.js';
import { providerContract } from '../contract/provider.js';

describe.each([...knownProviders, demoProvider('http://127.0.0.1:9/v1')])('provider $name', provider =>
  providerContract(provider),
);

test('no two providers share a name or a key variable', () => {
  const names = knownProviders.map(provider => provider.name);
  expect(new Set(names).size).toBe(names.length);
  const keys = knownProviders.map(provider => provider.keyEnv).filter(key => key !== undefined);
  expect(new Set(keys).size).toBe(keys.length);
});

test('only the demo says that it is one', () => {
  expect(knownProviders.filter(provider => provider.demo === true)).toEqual([]);
  expect(demoProvider('http://127.0.0.1:9/v1')).toMatchObject({ demo: true, priceId: 'openai' });
});

describe('the check of a provider URL', () => {
  test.each([
    'https://llm.example.com/v1',
    'https://10.0.0.7:8443/v1/',
    'http://localhost:8080/v1',
    'http://127.0.0.1:11434/v1',
    'http://127.8.9.1/v1',
    'http://[::1]:4000',
  ])('accepts %s', url => expect(checkProviderUrl(url)).toBeUndefined());

  test.each([
    ['http://llm.example.com/v1', /clear text/],
    ['http://192.168.1.20:8080/v1', /clear text/],
    ['http://127.0.0.1.example.com/v1', /clear text/],
    ['http://localhost.example.com/v1', /clear text/],
    ['http://[::2]/v1', /clear text/],
    ['ftp://llm.example.com', /must have https/],
    ['file:///etc/passwd', /must have https/],
    ['llm.example.com/v1', /not a URL/],
    ['', /not a URL/],
    ['https://user:secret@llm.example.com/v1', /keyEnv/],
    ['https://llm.example.com/v1?key=abc', /query/],
    ['https://llm.example.com/v1#here', /fragment/],
  ])('refuses %s', (url, sentence) => expect(checkProviderUrl(url)).toMatch(sentence));

  test('never repeats a password in its sentence', () => {
    expect(checkProviderUrl('https://me:hunter2@llm.example.com')).not.toContain('hunter2');
  });

  test('lets plain http through for no public name', () => {
    fc.assert(
      fc.property(fc.domain(), host => {
        expect(checkProviderUrl(`http://${host}/v1`)).toBeDefined();
        expect(checkProviderUrl(`https://${host}/v1`)).toBeUndefined();
      }),
    );
  });
});
