import { workspace } from 'vscode';
import { keyedProviders } from '../protocol/providers.js';

/** Providers that can have a key: the built-in ones and the user's own. */
export function providerNames(): readonly string[] {
  const own = workspace.getConfiguration('tuppence').inspect('providers')?.globalValue;
  const names = typeof own === 'object' && own !== null ? Object.keys(own) : [];
  return [...new Set([...keyedProviders.map(({ name }) => name), ...names])];
}

export function providerLabel(name: string): string {
  return keyedProviders.find(provider => provider.name === name)?.label ?? name;
}
