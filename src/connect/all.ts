import type { Assistant } from './assistant.js';
import { claudeCode } from './assistants/claude-code.js';
import { cline } from './assistants/cline.js';
import { codex } from './assistants/codex.js';
import { continueDev } from './assistants/continue.js';
import { copilotCli } from './assistants/copilot-cli.js';
import { copilot } from './assistants/copilot.js';
import { geminiCli } from './assistants/gemini-cli.js';
import { kiloCode } from './assistants/kilo-code.js';
import { openaiCompatible } from './assistants/openai-compatible.js';
import { opencode } from './assistants/opencode.js';
import { pi } from './assistants/pi.js';
import { qwenCode } from './assistants/qwen-code.js';
import { rooCode } from './assistants/roo-code.js';

/** Every assistant there is a way for, the most used first. */
export const assistants: readonly Assistant[] = [
  copilot,
  claudeCode,
  codex,
  continueDev,
  cline,
  rooCode,
  kiloCode,
  opencode,
  qwenCode,
  pi,
  copilotCli,
  openaiCompatible,
  geminiCli,
];
