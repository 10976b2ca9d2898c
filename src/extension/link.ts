import type { Identity } from '../protocol/api.js';
import type { LinkState } from '../protocol/control.js';

/** How this window stands with the proxy; `stopped` when the user stopped it or wants it started by hand. */
export type Link = LinkState | { readonly kind: 'stopped' };

/** Somebody answers prompts. */
export function isUp(link: Link): link is Extract<Link, { kind: 'serving' | 'following' }> {
  return link.kind === 'serving' || link.kind === 'following';
}

const doorWords: Readonly<Record<Identity['door'], string>> = {
  window: 'The Tuppence proxy of another window',
  detached: 'The Tuppence proxy that stayed behind when the last window closed',
  'command-line': "The Tuppence proxy that was started with 'tuppence serve'",
};

/** What the user reads about a link: what happened, and what that means for prompts. */
export function linkSentence(link: Link): string {
  switch (link.kind) {
    case 'starting':
      return 'The Tuppence proxy is starting.';
    case 'serving':
      return `The Tuppence proxy listens on ${link.url}.`;
    case 'following':
      return `${doorWords[link.identity.door]} listens on ${link.url}; this window takes over when it ends.`;
    case 'port-taken':
      return `Port ${link.port} is taken by ${link.who}, so the Tuppence proxy cannot listen there.`;
    case 'failed':
      return link.message;
    case 'stopped':
      return 'The Tuppence proxy is stopped. Prompts sent to it get no answer until it is started.';
  }
}
