import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeBodies } from '../../bench/overhead/bodies.js';
import { UsageError, planFrom } from '../../bench/overhead/plan.js';
import { makeQuestions } from '../../bench/overhead/questions.js';
import { quantiles } from '../../bench/overhead/result.js';

const noFlags = { quick: false, entries: undefined, mockPort: undefined, peers: [], peerHeaders: [] };

describe('the bodies of the overhead bench', () => {
  const shapes = (['json', 'stream'] as const).flatMap(form =>
    ([500, 200_000] as const).map(bodyBytes => ({ form, bodyBytes })),
  );

  test.each(shapes)('are JSON of the size they claim: $form, $bodyBytes bytes', shape => {
    const body = makeBodies(shape, 1).fresh();
    expect(body).toHaveLength(shape.bodyBytes);
    expect(JSON.parse(body.toString())).toMatchObject({ model: 'gpt-4.1', stream: shape.form === 'stream' });
  });

  test('never repeat unless they are meant to, not even across series', () => {
    const makers = [1, 2].map(series => makeBodies({ form: 'json', bodyBytes: 500 }, series));
    const all = makers.flatMap(maker => [maker.repeated, ...Array.from({ length: 300 }, () => maker.fresh())]);
    expect(new Set(all.map(String)).size).toBe(all.length);
    expect(makers[0]!.repeated.equals(makers[0]!.repeated)).toBe(true);
  });
});

test('the questions all ask different things, and none is among the rephrasings', () => {
  const questions = makeQuestions(0, 16_400);
  const asked = new Set(questions.map(question => question.asked));
  expect(asked.size).toBe(questions.length);
  const rephrased = questions.flatMap(question => question.rephrased);
  expect(rephrased.length).toBeGreaterThan(questions.length / 4);
  expect(rephrased.filter(text => asked.has(text))).toEqual([]);
});

test('a quantile is always one of the values, with its share of them at or below it', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1 }), values => {
      const { p10, p50, p99 } = quantiles(values);
      const share = (limit: number | null): number => values.filter(value => value <= limit!).length / values.length;
      expect(values).toEqual(expect.arrayContaining([p10, p50, p99]));
      expect(share(p10)).toBeGreaterThanOrEqual(0.1);
      expect(share(p50)).toBeGreaterThanOrEqual(0.5);
      expect(share(p99)).toBeGreaterThanOrEqual(0.99);
    }),
  );
  expect(quantiles([])).toEqual({ p10: null, p50: null, p99: null });
});

describe('the flags of the overhead bench', () => {
  test('name a peer, its base URL and its headers', () => {
    const { peers } = planFrom({
      ...noFlags,
      peers: ['one=http://127.0.0.1:1/v1/', 'two=http://127.0.0.1:2'],
      peerHeaders: ['one:x-provider=openai', 'two:x-host=http://127.0.0.1:9/v1'],
    });
    expect(peers).toEqual([
      { name: 'one', url: 'http://127.0.0.1:1/v1', headers: { 'x-provider': 'openai' } },
      { name: 'two', url: 'http://127.0.0.1:2', headers: { 'x-host': 'http://127.0.0.1:9/v1' } },
    ]);
  });

  test('make a quick run smaller in every case', () => {
    const full = planFrom(noFlags);
    const quick = planFrom({ ...noFlags, quick: true });
    for (const [i, one] of quick.cases.entries()) expect(one.requests).toBeLessThan(full.cases[i]!.requests);
    expect(quick.semantic.entries).toBeLessThan(full.semantic.entries);
  });

  test.each([
    ['--peer', { peers: ['no-url'] }],
    ['--peer-header', { peers: ['a=http://127.0.0.1:1'], peerHeaders: ['a=b'] }],
    ['--entries', { entries: 'many' }],
    ['--mock-port', { mockPort: '70000' }],
  ])('are refused with the name of the one that is wrong: %s', (flag, wrong) => {
    expect(() => planFrom({ ...noFlags, ...wrong })).toThrow(UsageError);
    expect(() => planFrom({ ...noFlags, ...wrong })).toThrow(flag);
  });
});
