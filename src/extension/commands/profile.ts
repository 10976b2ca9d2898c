import type { Command } from '../desk.js';
import { openProfile } from '../profile-document.js';

export const profileCommand: Command = {
  id: 'tuppence.profile',
  run: desk => openProfile(desk, Date.now()),
};
