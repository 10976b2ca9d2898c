import { expect, it, test } from 'vitest';
import { BadSettingError, parseSettings } from '../../src/protocol/settings.js';

it('caps small jobs at 256 tokens and has no rules out of the box', () => {
  expect(parseSettings({}).bounds).toEqual({ sideTasks: false, sideTaskMaxTokens: 256, rules: [] });
});

it('puts a directive behind the system prompt unless told otherwise', () => {
  const rule = { when: { client: 'cline' }, directive: '  Be brief. ' };
  expect(parseSettings({ bounds: { rules: [rule] } }).bounds.rules).toEqual([
    { when: { client: 'cline' }, directive: 'Be brief.', directiveAt: 'system' },
  ]);
});

const when = { model: 'gpt-*' };

test.each<readonly [path: string, reason: RegExp, bounds: object]>([
  ['bounds.sideTaskMaxTokens', /64/, { sideTaskMaxTokens: 63 }],
  ['bounds.rules.0.when', /at least one condition/, { rules: [{ when: {}, maxOutputTokens: 100 }] }],
  ['bounds.rules.0', /maxOutputTokens, stop, jsonMode, directive/, { rules: [{ when, directiveAt: 'user' }] }],
  ['bounds.rules.0.maxOutputTokens', /16/, { rules: [{ when, maxOutputTokens: 15 }] }],
  ['bounds.rules.0.stop', /4/, { rules: [{ when, stop: ['a', 'b', 'c', 'd', 'e'] }] }],
  ['bounds.rules.0.stop.0', /1/, { rules: [{ when, stop: [''] }] }],
  ['bounds.rules.0.jsonMode', /true/, { rules: [{ when, jsonMode: false }] }],
  ['bounds.rules.0.directive', /1/, { rules: [{ when, directive: ' ' }] }],
  ['bounds.rules.0.when.role', /main/, { rules: [{ when: { role: 'compaction' }, maxOutputTokens: 100 }] }],
  ['bounds.rules.0', /maxTokens/, { rules: [{ when, maxTokens: 100 }] }],
])('%s cannot be used: %s', (path, reason, bounds) => {
  const attempt = () => parseSettings({ bounds });
  expect(attempt).toThrow(BadSettingError);
  expect(attempt).toThrow(expect.objectContaining({ path, reason: expect.stringMatching(reason) as string }) as Error);
});
