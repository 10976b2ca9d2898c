import type { Assistant } from '../assistant.js';
import { joined, xdgConfig } from '../place.js';
import { providerBlocks } from '../provider-blocks.js';

/** Kilo Code, in the editor and in the terminal: both read `kilo.json` or `kilo.jsonc`. */
export const kiloCode: Assistant = {
  id: 'kilo-code',
  label: 'Kilo Code',
  traces: place => [xdgConfig(place, 'kilo')],
  extensions: ['kilocode.kilo-code'],
  how: 'files',
  wants: 'both',
  terminal: true,
  files: async (place, exists) => {
    const folder = xdgConfig(place, 'kilo');
    const commented = joined(place, folder, 'kilo.jsonc');
    return [providerBlocks('kilo-code', (await exists(commented)) ? commented : joined(place, folder, 'kilo.json'))];
  },
  next: () => ['Reload the window, or start Kilo Code again in the terminal, and pick a Tuppence model.'],
};
