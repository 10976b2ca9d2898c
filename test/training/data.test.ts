import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataError, readCorpus } from '../../training/data.js';

const pairFiles = ['nl2bash_train.jsonl', 'text2sql_train.jsonl', 'gptcache_mock.jsonl', 'qqp_dev.jsonl'];
const pair = '{"a":"list files","b":"show files","label":1}\n';

const ownFolder = fileURLToPath(new URL('../../models/corpus', import.meta.url));

describe('the training data', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tuppence-data-'));
    for (const file of pairFiles) writeFileSync(join(folder, file), pair);
    writeFileSync(join(folder, 'stackoverflow_titles.jsonl'), '{"t":"How to list files","l":3}\n');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('is read from JSON lines', () => {
    const corpus = readCorpus(folder, ownFolder);
    expect(corpus.nl2bash).toEqual([{ a: 'list files', b: 'show files', same: true, topic: undefined }]);
    expect(corpus.titles).toEqual(['How to list files']);
  });

  it('names every file that is missing', () => {
    rmSync(join(folder, 'qqp_dev.jsonl'));
    rmSync(join(folder, 'nl2bash_train.jsonl'));
    expect(() => readCorpus(folder, ownFolder)).toThrow(/nl2bash_train\.jsonl, qqp_dev\.jsonl/);
  });

  it.each([
    ['a line that is not JSON', 'oops\n'],
    ['a line without its text', '{"a":"x","label":1}\n'],
  ])('is refused with %s', (_, line) => {
    writeFileSync(join(folder, 'gptcache_mock.jsonl'), pair + line);
    expect(() => readCorpus(folder, ownFolder)).toThrow(DataError);
  });
});
