import { describe, expect, test } from 'vitest';
import { engineLoaders, loadEngine } from '../../src/proxy/store/engine.js';
import { storeContract } from '../contract/store.js';

const engines = engineLoaders.map(load => load()).filter(engine => engine !== undefined);

// node:sqlite is only there from Node 22.13 up.
describe.each(engines)('$name', engine => storeContract(engine));

describe('choosing an engine', () => {
  test('takes libsql where it loads', () => {
    expect(loadEngine().name).toBe('libsql');
  });

  test('takes the next one where the first has no binary', () => {
    expect(loadEngine([() => undefined, ...engineLoaders]).name).toBe('libsql');
  });

  test('says what to do when there is none', () => {
    expect(() => loadEngine([() => undefined])).toThrow(
      expect.objectContaining({ reason: 'no-engine', message: expect.stringContaining('install') as string }),
    );
  });
});
