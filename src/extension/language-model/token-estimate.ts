import type { Message, Part } from './parts.js';

/**
 * About how many tokens a text has: a quarter of its bytes in UTF-8. That is the usual ratio for English and code, and
 * near enough for other scripts, whose letters have more bytes and more tokens. The editor only needs it to tell whether
 * a prompt fits; what is paid is counted by the provider.
 */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 4);
}

/** The same for a message. Around each one the model sees a few tokens more. */
export function estimateMessageTokens({ parts }: Message): number {
  return parts.reduce((sum, part) => sum + partTokens(part), tokensAround);
}

const tokensAround = 4;
/** An image of a usual size; providers count from under a hundred to some thousands. */
const tokensPerImage = 1_000;

function partTokens(part: Part): number {
  switch (part.kind) {
    case 'text':
      return estimateTokens(part.text);
    case 'data':
      return part.mimeType.startsWith('image/') ? tokensPerImage : Math.ceil(part.data.length / 4);
    case 'tool-call':
      return estimateTokens(part.name) + estimateTokens(JSON.stringify(part.input));
    case 'tool-result':
      return part.content.reduce((sum, inner) => sum + partTokens(inner), tokensAround);
  }
}
