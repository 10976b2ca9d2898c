import type { Assistant } from '../assistant.js';
import { baseUrl } from '../ours.js';
import { exports } from '../shell.js';

/** Whatever takes a base URL and a key. */
export const openaiCompatible: Assistant = {
  id: 'openai-compatible',
  label: 'Anything OpenAI-compatible',
  traces: () => [],
  extensions: [],
  how: 'lines',
  lines: ({ address, models }, place) => {
    const base = baseUrl(address, 'openai-compatible');
    const model = models.chat[0] ?? models.smallChat;
    const body = JSON.stringify({ model, messages: [{ role: 'user', content: 'Say hello.' }] });
    const comment = (text: string): string => `# ${text}\n`;
    return [
      comment(`'openai-compatible' is its name in the ledger: change it in the address as you like.`),
      comment(`Base URL   ${base}/v1`),
      comment(`API key    ${address.token}`),
      '\n',
      exports(place, { OPENAI_BASE_URL: `${base}/v1`, OPENAI_API_KEY: address.token }),
      '\n',
      comment(`Clients of Anthropic's API take the address without /v1.`),
      exports(place, { ANTHROPIC_BASE_URL: base, ANTHROPIC_API_KEY: address.token }),
      '\n',
      comment('To try it:'),
      place.platform === 'win32'
        ? `Invoke-RestMethod ${base}/v1/chat/completions -Method Post -ContentType application/json -Headers @{ Authorization = 'Bearer ${address.token}' } -Body '${body}'\n`
        : `curl ${base}/v1/chat/completions -H 'content-type: application/json' -H 'authorization: Bearer ${address.token}' -d '${body}'\n`,
    ].join('');
  },
};
