import { describe, expect, test } from 'vitest';
import { isSameAnswer } from '../../../src/proxy/route/answer/same-answer.js';

describe('two answers to one question', () => {
  test.each([
    ['equal words in another case and layout', 'Paris.', 'paris', true],
    ['equal JSON in another order', '{"a":1,"b":[2,{"c":3,"d":4}]}', '{ "b": [2, {"d":4,"c":3}], "a": 1 }', true],
    ['JSON with another value', '{"city":"Rome"}', '{"city":"Paris"}', false],
    ['another number', 'The total is 18.', 'The total is 19.', false],
    ['another decimal', 'It is 1.5 m.', 'It is 1.6 m.', false],
    ['one word more', 'Use git branch -m with the new name', 'Use git branch -m with the new name.', true],
    ['other words', 'You should restart the server.', 'The cache has to be cleared first.', false],
    ['nothing at all', '', ' ', true],
    ['nothing and something', '', 'Yes.', false],
  ])('with %s', (_what, a, b, same) => {
    expect(isSameAnswer(a, b)).toBe(same);
    expect(isSameAnswer(b, a)).toBe(same);
  });
});
