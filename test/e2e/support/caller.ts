import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import OpenAI from 'openai';
import type { Editor } from './editor.js';

/** A developer's script beside the editor, with the `openai` SDK. */
export interface Caller {
  /** Asks and gives back what `x-tuppence-cache` said. */
  ask(question: string, model?: string): Promise<string>;
  /** One of Tuppence's own routes. */
  api(path: string): Promise<unknown>;
}

export function callerOf(editor: Editor): Caller {
  const token = () => readFileSync(join(editor.dataFolder, 'token'), 'utf8').trim();
  const url = `http://127.0.0.1:${String(editor.port)}`;
  return {
    async ask(question, model = 'gpt-4.1') {
      const client = new OpenAI({ baseURL: `${url}/c/script/v1`, apiKey: token(), maxRetries: 1 });
      const asked = client.chat.completions.create({ model, messages: [{ role: 'user', content: question }] });
      const { response, data } = await asked.withResponse();
      if ((data.choices[0]?.message.content ?? '') === '') throw new Error('The answer is empty.');
      return response.headers.get('x-tuppence-cache') ?? '';
    },
    async api(path) {
      const reply = await fetch(`${url}/api${path}`, { headers: { authorization: `Bearer ${token()}` } });
      return reply.json();
    },
  };
}
