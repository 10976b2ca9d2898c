import { describe, expect, it } from 'vitest';
import type { Agent } from './agents/agent.js';
import { claudeCode } from './agents/claude-code.js';
import { cline } from './agents/cline.js';
import { codex, codexWebSocket } from './agents/codex.js';
import { continueChat, continueResponses } from './agents/continue.js';
import { copilots } from './agents/copilot.js';
import { opencodeChat, opencodeMessages } from './agents/opencode.js';
import { piChat, piMessages } from './agents/pi.js';
import { qwenCode } from './agents/qwen-code.js';
import { bothWays } from './both-ways.js';
import { expectSame } from './compare.js';
import { allClients } from './packages.js';
import { secret } from './upstreams/script.js';

// Assistants that run in a terminal. Each reads a file with a tool of its own; the provider is simulated.

const usual: readonly Agent[] = [
  claudeCode,
  codex,
  codexWebSocket,
  continueChat,
  continueResponses,
  qwenCode,
  piChat,
  piMessages,
];
const big: readonly Agent[] = [...copilots, opencodeChat, opencodeMessages, cline];

describe.each(allClients ? [...usual, ...big] : usual)('$name of $folder', agent => {
  it('does its task the same through Tuppence as directly, and every request is in the ledger', async () => {
    const { direct, through, ledger } = await bothWays(agent.task);
    expectSame(direct, through);
    expect(direct.end.stdout).toContain(secret);
    expect(direct.requests.filter(({ method }) => method === 'POST')).toHaveLength(agent.requests);
    expect(ledger).toHaveLength(agent.requests);
    for (const line of ledger) {
      expect(line).toMatchObject({ client: agent.task.client, outcome: 'ok', estimated: false });
      expect(line.inputTokens).toBeGreaterThan(0);
    }
  });
});
