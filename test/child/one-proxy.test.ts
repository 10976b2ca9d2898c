import { describe, expect, it } from 'vitest';
import { tempDirForTest } from '../support/temp-dir.js';
import { freePort, openWindow } from './editor.js';

describe('several windows', () => {
  it('share one proxy, and one takes over when the one that serves is killed', async () => {
    const dataFolder = tempDirForTest('windows');
    const settings = { port: await freePort() };
    const first = await openWindow({ dataFolder, settings });
    const { url } = await first.becomes('serving');
    const second = await openWindow({ dataFolder, settings });
    expect(await second.becomes('following')).toMatchObject({ url, identity: { pid: first.pid, door: 'window' } });
    await first.kill9();
    expect(await second.becomes('serving')).toMatchObject({ url, identity: { pid: second.pid } });
    expect(await second.close()).toBe(0);
  });
});
