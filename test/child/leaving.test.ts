import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tempDirForTest } from '../support/temp-dir.js';
import { openWindow } from './editor.js';
import { isGone } from './gone.js';

/** An editor that forks the child, tells its number, and can be killed. */
const editorProgram = `
  const { fork } = require('node:child_process');
  const [program, dataFolder] = process.argv.slice(1);
  const child = fork(program, ['--node-ipc'], { execArgv: [], silent: true });
  child.on('message', ({ method, params }) => {
    if (method === 'tuppence/link' && params.kind === 'serving') console.log(child.pid);
  });
  const initializationOptions = {
    version: '1.0.0', dataFolder, keys: {}, settings: { port: 0 }, keepRunning: { kind: 'no' },
  };
  child.send({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { initializationOptions } });
  child.send({ jsonrpc: '2.0', method: 'initialized', params: {} });
`;

describe('a window’s child', () => {
  it('is gone when the editor was killed', async () => {
    const program = fileURLToPath(new URL('../../dist/child.js', import.meta.url));
    const args = ['-e', editorProgram, program, tempDirForTest('orphan')];
    const editor = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(editor.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    onTestFinished(() => {
      if (!isGone(pid)) process.kill(pid, 'SIGKILL');
    });
    expect(isGone(pid)).toBe(false);
    editor.kill('SIGKILL');
    await expect.poll(() => isGone(pid)).toBe(true);
  });

  it('ends with an error when it is told to exit before it has shut down', async () => {
    const window = await openWindow({ dataFolder: tempDirForTest('exit'), settings: { port: 0 } });
    await window.becomes('serving');
    const exited = once(window.process, 'exit');
    window.process.send({ jsonrpc: '2.0', method: 'exit' });
    expect(await exited).toEqual([1, null]);
  });

  it('leaves cleanly when it never came to serve', async () => {
    const window = await openWindow({ dataFolder: tempDirForTest('early'), settings: { port: 0 } });
    expect(await window.close()).toBe(0);
    expect(window.stderr()).toBe('');
  });

  // Windows has no signal that a program can use for this.
  it.skipIf(process.platform === 'win32')(
    'ends on a fault of its own with one line that says where, so that the editor starts it again',
    async () => {
      const fault = "throw Object.assign(new Error('Out of cheese'), { stack: 'Error: x\\n    at here:1' })";
      const preload = `data:text/javascript,process.on('SIGUSR2', () => { ${encodeURIComponent(fault)} })`;
      const dataFolder = tempDirForTest('fault');
      const window = await openWindow({ dataFolder, settings: { port: 0 } }, { execArgv: ['--import', preload] });
      await window.becomes('serving');
      const exited = once(window.process, 'exit');
      window.process.kill('SIGUSR2');
      expect(await exited).toEqual([1, null]);
      expect(window.stderr()).toMatch(/^Tuppence failed .* Error: Out of cheese at here:1\n$/);
      expect(existsSync(join(dataFolder, 'proxy.json'))).toBe(false);
    },
  );
});
