import type { Json, JsonObject } from '../../prompt.js';
import { asArray, asObject, asString } from '../shape.js';
import { blocksOf } from './blocks.js';

/**
 * Whether the answer depends on more than the body: a container or files kept at the provider, servers it talks to, or
 * the web of this moment.
 */
export function leansOnState(body: JsonObject): boolean {
  return (
    isGiven(body['container']) ||
    asArray(body['mcp_servers']).length > 0 ||
    asArray(body['tools']).some(looksOutside) ||
    asArray(body['messages']).some(message => refersOutside(asObject(message)?.['content']))
  );
}

/** Types carry the date of their version, as in `web_search_20250305`. */
const outsideTools = /^(?:web_search|web_fetch|code_execution)_\d|^mcp_toolset$/;

function looksOutside(tool: Json): boolean {
  return outsideTools.test(asString(asObject(tool)?.['type']) ?? '');
}

function refersOutside(content: Json | undefined): boolean {
  if (typeof content === 'string') return false;
  return blocksOf(content).some(block => {
    const source = asObject(block['source']);
    const kind = asString(source?.['type']);
    return (
      kind === 'url' ||
      kind === 'file' ||
      block['type'] === 'container_upload' ||
      refersOutside(source?.['content']) ||
      (block['type'] === 'tool_result' && refersOutside(block['content']))
    );
  });
}

function isGiven(value: Json | undefined): boolean {
  return value !== undefined && value !== null;
}
