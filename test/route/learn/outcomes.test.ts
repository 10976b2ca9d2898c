import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LabelKind } from '../../../src/protocol/learning.js';
import { OutcomeFile, outcomeSteps, type RememberedRequest } from '../../../src/proxy/route/learn/outcome-file.js';
import { Outcomes } from '../../../src/proxy/route/learn/outcomes.js';
import { openSql } from '../../../src/proxy/store/open.js';
import { makeTempDir, removeDir } from '../../support/temp-dir.js';

let folder: string;
beforeEach(() => (folder = makeTempDir('outcomes')));
afterEach(() => removeDir(folder));

const day = 86_400_000;
const nowMs = 200 * day;
const openFile = () => openSql(join(folder, 'routing.db'), { steps: outcomeSteps }).driver;
const atOnce = () => Promise.resolve();

function request(id: string, more: Partial<RememberedRequest> = {}): RememberedRequest {
  const nothing = { readings: undefined, story: undefined, vector: undefined, labels: new Map<LabelKind, number>() };
  return { id, atMs: nowMs, role: 'main', model: 'openai:small', ...nothing, ...more };
}

describe('outcomes', () => {
  test('come back from disk with labels and vectors, each vector under the model that made it', async () => {
    const before = new Outcomes(openFile, () => nowMs);
    before.add(request('a'));
    before.add(request('b', { model: undefined }));
    expect(before.label('a', 'said-no')).toBe(true);
    expect(before.label('b', 'said-no')).toBe(false);
    before.giveVector('a', { modelId: 'm', vector: Float32Array.of(0.6, 0.8) });
    before.close();

    const after = new Outcomes(openFile, () => nowMs);
    await after.load(atOnce);
    const [only, ...rest] = after.requests('m');
    expect(rest).toEqual([]);
    expect(only?.id).toBe('a');
    expect([...(only?.labels ?? [])]).toEqual([['said-no', nowMs]]);
    expect(only?.vector?.[1]).toBeCloseTo(0.8);
    expect([...after.requests('other')][0]?.vector).toBeUndefined();
    after.close();
  });

  test('that something is known of are read before all others, however old they are', async () => {
    const file = new OutcomeFile(openFile(), () => nowMs);
    const told = request('old');
    const many = Array.from({ length: 2_500 }, (_, at) => request(`r${at}`));
    file.write([told, ...many], [{ id: 'old', kind: 'redo-strong', atMs: nowMs }], []);
    file.close();
    const outcomes = new Outcomes(openFile, () => nowMs);
    await outcomes.load(atOnce);
    const ids = [...outcomes.requests(undefined)].map(({ id }) => id);
    expect(ids).toContain('old');
    expect(ids.length).toBeLessThanOrEqual(2_200);
    outcomes.close();
  });

  test('of which nothing is known are few in the file, and none is older than three months', () => {
    const file = new OutcomeFile(openFile(), () => nowMs);
    const many = Array.from({ length: 5_100 }, (_, at) => request(`r${at}`));
    file.write(
      [request('ancient', { atMs: nowMs - 91 * day }), request('told', { atMs: nowMs - 80 * day }), ...many],
      [
        { id: 'told', kind: 'wrong-answer', atMs: nowMs },
        { id: 'r0', kind: 'quiet', atMs: nowMs },
      ],
      [],
    );
    file.prune();
    expect([file.find('ancient'), file.find('r0')]).toEqual([undefined, undefined]);
    expect(file.find('told')?.labels.has('wrong-answer')).toBe(true);
    expect(file.routedSince(0)).toHaveLength(5_001);
    file.close();
  });

  test('wait in memory while the file cannot be written, and are written when it can', () => {
    let isBroken = true;
    const outcomes = new Outcomes(
      () => {
        if (isBroken) throw new Error('read-only');
        return openFile();
      },
      () => nowMs,
    );
    outcomes.add(request('a'));
    expect(outcomes.label('a', 'wrong-answer')).toBe(true);
    expect(outcomes.trouble()).toContain('read-only');
    isBroken = false;
    outcomes.flush();
    expect(outcomes.trouble()).toBeUndefined();
    expect(outcomes.find('a')?.labels.has('wrong-answer')).toBe(true);
    outcomes.close();
  });
});
