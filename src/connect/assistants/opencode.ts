import type { Assistant } from '../assistant.js';
import { joined, xdgConfig } from '../place.js';
import { providerBlocks } from '../provider-blocks.js';

/** opencode reads `opencode.json` and `opencode.jsonc` and lets the latter win. */
export const opencode: Assistant = {
  id: 'opencode',
  label: 'opencode',
  traces: place => [xdgConfig(place, 'opencode')],
  extensions: ['sst-dev.opencode'],
  how: 'files',
  wants: 'both',
  terminal: true,
  files: async (place, exists) => {
    const folder = xdgConfig(place, 'opencode');
    const commented = joined(place, folder, 'opencode.jsonc');
    return [providerBlocks('opencode', (await exists(commented)) ? commented : joined(place, folder, 'opencode.json'))];
  },
  next: () => ['Start opencode again, then pick a Tuppence model with /models if another one is shown.'],
};
