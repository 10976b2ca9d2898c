import type { Assistant } from '../assistant.js';
import { atHome } from '../place.js';

/** Named so that nobody has to look for it. */
export const geminiCli: Assistant = {
  id: 'gemini-cli',
  label: 'Gemini CLI',
  traces: place => [atHome(place, '.gemini')],
  extensions: [],
  how: 'cannot',
  why: 'Gemini CLI speaks Google’s own language only (generateContent), which Tuppence does not. Gemini models work through it in any other assistant, with the provider ‘gemini’.',
};
