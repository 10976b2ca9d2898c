import type { Json } from '../../prompt.js';
import { asObject, asString } from '../shape.js';

/** What a tool is called. The provider's own are often named by their type alone, a set of an MCP server's by the server. */
export function toolName(value: Json): string {
  const tool = asObject(value);
  return asString(tool?.['name']) ?? asString(tool?.['mcp_server_name']) ?? asString(tool?.['type']) ?? '';
}
