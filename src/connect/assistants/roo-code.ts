import type { Assistant } from '../assistant.js';

/** Roo Code keeps its providers in the editor's secret storage and takes new ones through its API. */
export const rooCode: Assistant = {
  id: 'roo-code',
  label: 'Roo Code',
  traces: () => [],
  extensions: ['rooveterinaryinc.roo-cline'],
  how: 'editor',
  api: 'roo-code',
  next: () => ['Roo Code uses the profile “Tuppence” from now on; the others are still in its list.'],
};
