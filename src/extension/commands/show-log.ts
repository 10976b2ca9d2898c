import type { Command } from '../desk.js';

export const showLogCommand: Command = {
  id: 'tuppence.showLog',
  run: async ({ log }) => {
    log.show();
    await Promise.resolve();
  },
};
