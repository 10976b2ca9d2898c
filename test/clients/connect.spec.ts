import * as fs from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assistants } from '../../src/connect/all.js';
import type { Account } from '../../src/connect/assistant.js';
import { carryOut } from '../../src/connect/carry-out.js';
import { connected, planConnect, planDisconnect, type FileAssistant, type Workbench } from '../../src/connect/plan.js';
import { startProxy, upstreamKey } from '../support/proxy.js';
import { removeDir } from '../support/temp-dir.js';
import { claudeCode } from './agents/claude-code.js';
import { cline } from './agents/cline.js';
import { codex } from './agents/codex.js';
import { continueChat } from './agents/continue.js';
import { opencodeChat } from './agents/opencode.js';
import { piChat } from './agents/pi.js';
import { qwenCode } from './agents/qwen-code.js';
import { prompt, type Agent } from './agents/agent.js';
import { makeHome, readLedger, type Place } from './both-ways.js';
import { startDeadEnd } from './dead-end.js';
import { allClients, installed } from './packages.js';
import { runProgram } from './run-program.js';
import { ownFolders, quiet } from './surroundings.js';
import { startProvider } from './upstreams/provider.js';
import { secret } from './upstreams/script.js';

// Real assistants with the files that connecting writes, and with nothing else that would lead them anywhere.

interface Case {
  readonly agent: Agent;
  readonly id: string;
  readonly account: Account;
  /** What the user has there before, by path below the home folder. */
  readonly before: Readonly<Record<string, string>>;
  readonly command: (place: Place) => readonly [string, ...string[]];
  /** Says nothing about addresses; has a key of the user's own where the assistant is to keep it. */
  readonly env: Readonly<Record<string, string>>;
  readonly requests: number;
}

const ownKey = 'sk-own-key-of-the-user-0001';
const models = {
  chat: ['gpt-5.1'],
  messages: ['claude-sonnet-4-5'],
  smallChat: 'gpt-5-nano',
  smallMessages: 'claude-haiku-4-5',
};
const codexCommand = (): readonly [string, ...string[]] => [
  process.execPath,
  installed('codex@0.169.0', '@openai', 'codex', 'bin', 'codex.js'),
  ...['exec', '--skip-git-repo-check', '--sandbox', 'danger-full-access', '--model', 'gpt-5.1', prompt],
];
const codexBefore = 'check_for_update_on_startup = false # mine\n\n[analytics]\nenabled = false\n';

const usual: readonly Case[] = [
  {
    agent: claudeCode,
    id: 'claude-code',
    account: 'own',
    before: { '.claude/settings.json': '{\n  "includeCoAuthoredBy": false\n}\n' },
    command: place => [...claudeCode.task.command(place)],
    env: { ANTHROPIC_API_KEY: ownKey, CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1', DISABLE_AUTOUPDATER: '1' },
    requests: 2,
  },
  {
    agent: claudeCode,
    id: 'claude-code',
    account: 'tuppence',
    before: {},
    command: place => [...claudeCode.task.command(place)],
    env: { CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1', DISABLE_AUTOUPDATER: '1' },
    requests: 2,
  },
  {
    agent: codex,
    id: 'codex',
    account: 'tuppence',
    before: { '.codex/config.toml': codexBefore },
    command: codexCommand,
    env: {},
    requests: 2,
  },
  {
    agent: codex,
    id: 'codex',
    account: 'own',
    before: {
      '.codex/config.toml': codexBefore,
      '.codex/auth.json': JSON.stringify({ auth_mode: 'apikey', OPENAI_API_KEY: ownKey }),
    },
    command: codexCommand,
    env: {},
    requests: 2,
  },
  {
    agent: continueChat,
    id: 'continue',
    account: 'tuppence',
    before: { '.continue/config.yaml': 'name: mine\nversion: 1.0.0\nschema: v1\n' },
    command: place => [...continueChat.task.command(place)],
    env: { CONTINUE_TELEMETRY_ENABLED: '0' },
    requests: 2,
  },
  {
    agent: qwenCode,
    id: 'qwen-code',
    account: 'tuppence',
    before: {
      '.qwen/settings.json':
        '{\n  "privacy": { "usageStatisticsEnabled": false },\n  "general": { "disableAutoUpdate": true, "enableAutoUpdate": false }\n}\n',
    },
    command: place => [...qwenCode.task.command(place)],
    env: {},
    requests: 2,
  },
  {
    agent: piChat,
    id: 'pi',
    account: 'tuppence',
    before: { '.pi/agent/settings.json': '{ "theme": "dark" }\n' },
    command: () => [
      process.execPath,
      installed('pi@0.73.1', '@mariozechner', 'pi-coding-agent', 'dist', 'cli.js'),
      ...['--offline', '--no-session', '-p', prompt],
    ],
    env: { PI_OFFLINE: '1', PI_TELEMETRY: '0' },
    requests: 2,
  },
];

const big: readonly Case[] = [
  {
    agent: opencodeChat,
    id: 'opencode',
    account: 'tuppence',
    before: { '.config/opencode/opencode.json': '{ "model": "openai/gpt-5.1" }\n' },
    command: () => [
      installed('opencode@1.18.33', `opencode-${process.platform}-${process.arch}`, 'bin', 'opencode'),
      'run',
      prompt,
    ],
    env: Object.fromEntries(
      ['AUTOUPDATE', 'MODELS_FETCH', 'DEFAULT_PLUGINS', 'LSP_DOWNLOAD'].map(name => [`OPENCODE_DISABLE_${name}`, '1']),
    ),
    requests: 3,
  },
  {
    agent: cline,
    id: 'cline',
    account: 'tuppence',
    before: {},
    command: () => [
      installed('cline@3.0.65', '@cline', `cli-${process.platform}-${process.arch}`, 'bin', 'cline'),
      prompt,
    ],
    env: { CLINE_TELEMETRY_DISABLED: '1' },
    requests: 2,
  },
];

describe.each(allClients ? [...usual, ...big] : usual)('$id with the account of $account', one => {
  it('does its task through Tuppence with nothing but the files that connecting wrote', async () => {
    const { home, work } = makeHome();
    for (const [path, text] of Object.entries(one.before)) {
      await fs.mkdir(dirname(join(home, path)), { recursive: true });
      await fs.writeFile(join(home, path), text);
    }
    const [provider, deadEnd] = await Promise.all([startProvider(one.agent.task.script(work)), startDeadEnd()]);
    const proxy = await startProxy({
      upstream: provider.url,
      args: ['--anthropic-url', `${provider.url}/v1`],
      env: { ANTHROPIC_API_KEY: upstreamKey },
    });
    try {
      const address = { url: proxy.url, token: proxy.token };
      const folders = ownFolders(home);
      const bench: Workbench = {
        fs,
        place: {
          platform: process.platform,
          home,
          env: folders,
          editorFolder: undefined,
          dataFolder: join(home, 'tuppence'),
        },
      };
      const wish = { address, models, account: one.account, nowIso: '2026-01-01T00:00:00.000Z' };
      expect(await carryOut(bench, await planConnect(bench, assistantOf(one.id), wish), wish.nowIso)).toEqual({
        kind: 'done',
      });

      const env = { ...folders, ...quiet(deadEnd.url), ...one.env };
      const end = await runProgram(one.command({ home, work, url: '', key: '' }), { cwd: work, env });
      expect(end.stdout + end.stderr).toContain(secret);
      const ledger = await readLedger(proxy);
      expect(ledger.map(({ client, outcome }) => ({ client, outcome }))).toEqual(
        Array.from({ length: one.requests }, () => ({ client: one.id, outcome: 'ok' })),
      );
      for (const request of provider.seen().filter(({ method }) => method === 'POST')) {
        const key = request.headers.authorization?.replace('Bearer ', '') ?? request.headers['x-api-key'];
        expect(key).toBe(one.account === 'own' ? ownKey : upstreamKey);
        expect(JSON.stringify(request)).not.toContain(proxy.token);
      }

      await carryOut(bench, await planDisconnect(bench, assistantOf(one.id)), wish.nowIso);
      expect(await connected(bench, assistantOf(one.id))).toBe(false);
    } finally {
      await Promise.all([proxy.stop(), provider.close(), deadEnd.close()]);
      removeDir(dirname(home));
    }
  });
});

function assistantOf(id: string): FileAssistant {
  const found = assistants.find(assistant => assistant.id === id);
  if (found?.how !== 'files') throw new RangeError(`'${id}' is not connected through files.`);
  return found;
}
