import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parseSettings } from '../../../src/protocol/settings.js';
import { isReask, saysNo } from '../../../src/proxy/cache/evidence/refinement.js';
import { fingerprint } from '../../../src/proxy/fingerprint/fingerprint.js';
import type { Prompt } from '../../../src/proxy/prompt.js';
import type { Plan } from '../../../src/proxy/rooms/plan.js';
import { expectedGain, readSignals } from '../../../src/proxy/route/gain/gain.js';
import { Learning } from '../../../src/proxy/route/learn/learning.js';
import type { Opinion } from '../../../src/proxy/route/learn/opinion.js';
import { outcomeSteps, type NamedVector } from '../../../src/proxy/route/learn/outcome-file.js';
import { openSql } from '../../../src/proxy/store/open.js';
import { chat, makePrompt } from '../../fingerprint/make-prompt.js';
import { makeTempDir, removeDir } from '../../support/temp-dir.js';
import { makeHouse } from '../house.js';
import { easy, hard, middling } from '../texts.js';

let folder: string;
const open: Learning[] = [];
beforeEach(() => (folder = makeTempDir('learning')));
afterEach(() => {
  for (const learning of open.splice(0)) learning.close();
  removeDir(folder);
});

interface Ways {
  embed?: (text: string) => Promise<NamedVector | undefined>;
  openFile?: () => ReturnType<typeof openSql>['driver'];
  learn?: boolean;
}

function makeLearning({ embed, openFile, learn = true }: Ways = {}): Learning {
  const learning = new Learning({
    settings: () => parseSettings({ routing: { learn } }),
    clock: { nowMs: () => 1_000_000_000, tickMs: () => 0 },
    open: openFile ?? (() => openSql(join(folder, 'routing.db'), { steps: outcomeSteps }).driver),
    signs: { isReask, saysNo },
    embed: embed ?? (() => Promise.resolve(undefined)),
  });
  open.push(learning);
  return learning;
}

const models = ['openai:small-1'];
const turned = (words: string) => ({ words, readings: readSignals(words, 0), models });

let ids = 0;
/** The cheap model answers a question. */
function answer(learning: Learning, words: string, id = `r${++ids}`): string {
  const prompt: Prompt = { ...makePrompt(chat([['user', words]])), id };
  const opinion = learning.opinion({ role: 'main' }, turned(words)) as Opinion;
  const [model] = models;
  learning.decided({
    ...{ prompt, words, model, opinion },
    fingerprint: fingerprint(prompt),
    story: undefined,
    calls: [],
  });
  return id;
}

/** A model that knows two subjects. */
function twoSubjects(modelId = 'm'): (text: string) => Promise<NamedVector> {
  return text => {
    const about = /SQL/.test(text) ? [1, 0.05 * text.length, 0] : [0, 0.05 * text.length, 1];
    const length = Math.hypot(1, 0.05 * text.length);
    return Promise.resolve({ modelId, vector: Float32Array.from(about, cell => cell / length) });
  };
}
const queries = Array.from({ length: 12 }, (_, at) => `SQL ${'x'.repeat(at % 4)}`);

describe('a router without outcomes', () => {
  test('expects exactly what the shipped prior expects, of any prompt', async () => {
    const learning = makeLearning();
    const [plain, taught] = [makeHouse(), makeHouse({}, undefined, learning)];
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 2_000, unit: 'grapheme' }), async words => {
        const body = chat([['user', words]], { model: 'big' });
        const [a, b] = [plain.plan(body), await (taught.plan(body) as Plan | Promise<Plan>)];
        expect([b.score, b.reason]).toEqual([a.score, a.reason]);
      }),
      { numRuns: 50 },
    );
  });

  test('goes on where its file cannot be opened, and says what is wrong', () => {
    const learning = makeLearning({
      openFile: () => {
        throw new Error('the disk is full');
      },
    });
    const id = answer(learning, easy);
    expect(learning.say(id, 'wrong-answer')).toBe(true);
    expect(learning.trouble()).toContain('the disk is full');
    const { shift } = learning.opinion({ role: 'main' }, turned(easy)) as Opinion;
    expect(shift).toBeGreaterThan(0);
  });
});

describe('what the user says of an answer', () => {
  test('moves prompts of its kind, survives the process, and can be taken back and forgotten', async () => {
    const before = makeLearning();
    const ofShape = expectedGain(readSignals(easy, 0));
    const id = answer(before, easy);
    expect(before.say(id, 'wrong-answer')).toBe(true);
    expect(before.say('nobody', 'wrong-answer')).toBe(false);
    const moved = (before.opinion({ role: 'main' }, turned(easy)) as Opinion).gain;
    expect(moved).toBeGreaterThan(ofShape);
    expect((before.opinion({ role: 'main' }, turned(hard)) as Opinion).shift).toBe(0);

    const after = makeLearning();
    await after.load();
    expect((after.opinion({ role: 'main' }, turned(easy)) as Opinion).gain).toBeCloseTo(moved, 10);
    expect(after.remembered(id).labels).toMatchObject([{ kind: 'wrong-answer', failed: true, trust: 1 }]);
    after.takeBack(id, 'wrong-answer');
    expect((after.opinion({ role: 'main' }, turned(easy)) as Opinion).gain).toBe(ofShape);
    after.say(id, 'redo-strong');
    expect(after.forget()).toBe(1);
    expect((after.opinion({ role: 'main' }, turned(easy)) as Opinion).gain).toBe(ofShape);
    expect(after.remembered(id)).toEqual({ story: undefined, labels: [] });
  });

  test('teaches nothing while learning is off', () => {
    const learning = makeLearning({ learn: false });
    expect(learning.say(answer(learning, easy), 'wrong-answer')).toBe(false);
    expect(learning.opinion({ role: 'main' }, turned(easy))).toMatchObject({ shift: 0, near: { state: 'off' } });
  });
});

describe('near prompts', () => {
  /** One who found the cheap model wrong about one subject and right about another. */
  async function experienced(ways: Ways): Promise<Learning> {
    const learning = makeLearning(ways);
    for (const words of queries) learning.say(answer(learning, words), 'wrong-answer');
    for (const words of queries) learning.say(answer(learning, words.replace('SQL', 'CSS')), 'right-answer');
    await vi.waitFor(async () => expect((await learning.report()).near.ready).toBe(true), { timeout: 5_000 });
    return learning;
  }

  test('raise a prompt that is like those that failed, and no other', async () => {
    const learning = await experienced({ embed: twoSubjects() });
    const like = await learning.opinion({ role: 'main' }, turned('SQL xx'));
    const unlike = await learning.opinion({ role: 'main' }, turned('CSS xx'));
    expect(like.near).toMatchObject({ state: 'heard', failed: 12 });
    expect(like.gain).toBeGreaterThan(0.5);
    expect(unlike.gain).toBeLessThan(0.1);
  });

  test('are not waited for longer than a few milliseconds', async () => {
    const embed = twoSubjects();
    let isSlow = false;
    const learning = await experienced({ embed: text => (isSlow ? new Promise(() => undefined) : embed(text)) });
    isSlow = true;
    const { near, gain, priorGain, shift } = await learning.opinion({ role: 'main' }, turned('SQL xx'));
    expect(near.state).toBe('late');
    expect(gain).toBe(priorGain + shift);
  });

  test('are never compared with the vectors of another model', async () => {
    const learning = await experienced({ embed: twoSubjects('old') });
    learning.close();
    const other = makeLearning({ embed: twoSubjects('new') });
    await other.load();
    await new Promise(done => setTimeout(done, 1_500));
    const { near } = await other.opinion({ role: 'main' }, turned('SQL xx'));
    expect(near).toMatchObject({ state: 'no-history', outcomes: 0 });
    const same = makeLearning({ embed: twoSubjects('old') });
    await same.load();
    await vi.waitFor(
      async () => expect((await same.opinion({ role: 'main' }, turned('SQL xx'))).near.state).toBe('heard'),
      { timeout: 5_000 },
    );
  });

  test('need no model before a cheaper model was found wanting', () => {
    const embed = vi.fn(twoSubjects());
    const learning = makeLearning({ embed });
    for (const words of [easy, middling, hard]) learning.say(answer(learning, words), 'right-answer');
    expect(embed).not.toHaveBeenCalled();
  });
});
