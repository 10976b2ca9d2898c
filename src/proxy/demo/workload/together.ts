import { draft, question } from './clients.js';
import type { Draft } from './types.js';

/** The same question from a terminal tool and a launcher before the first answer is there, as impatient people do. */
export const togetherPairs: readonly (readonly [Draft, Draft])[] = [
  pair('base64-decode', 'How do I decode a base64 string in a shell?'),
  pair('http-etag', 'What is a weak ETag and when is it enough?'),
  pair('utf8-bom', 'How do I remove a byte order mark from a text file?'),
  pair('ssh-agent-forward', 'Which option switches on agent forwarding for one ssh connection?'),
  pair('semver-caret', 'Which versions does ^0.2.3 allow in package.json?'),
  pair('openssl-expiry', 'How do I see when a TLS certificate expires with openssl?'),
  pair('umask-022', 'What does umask 022 mean for new files?'),
  pair('dns-ttl-lower', 'How long before a DNS change should I lower the time to live?'),
];

function pair(topic: string, text: string): readonly [Draft, Draft] {
  return [
    draft('ask', { kind: 'fresh', topic }, question(text)),
    draft('launcher', { kind: 'together', topic, of: topic }, question(text)),
  ];
}
