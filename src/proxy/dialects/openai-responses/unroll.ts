import type { Json, JsonObject, NewId } from '../../prompt.js';
import { asArray, asObject, asString } from '../shape.js';
import { pieces } from './pieces.js';

/** Adds one event; the order of the calls is the order of the stream. */
type Tell = (type: string, fields: JsonObject) => void;

/** A whole response as the stream that the same call would have given. Items without an id get one. */
export function unrollResponse(whole: JsonObject, newId: NewId): string {
  const items = asArray(whole['output']).map(item => ({ id: `item_${newId()}`, ...asObject(item) }));
  const response: JsonObject = { ...whole, output: items };
  const lines: string[] = [];
  const tell: Tell = (type, fields) => {
    const data = JSON.stringify({ type, sequence_number: lines.length, ...fields });
    lines.push(`event: ${type}\ndata: ${data}\n\n`);
  };
  const begun: JsonObject = { ...response, status: 'in_progress', output: [], usage: null };
  tell('response.created', { response: begun });
  tell('response.in_progress', { response: begun });
  items.forEach((item, index) => unrollItem(item, index, tell));
  tell('response.completed', { response });
  return lines.join('');
}

function unrollItem(item: JsonObject, index: number, tell: Tell): void {
  tell('response.output_item.added', { output_index: index, item: opened(item) });
  const place = { item_id: item['id'] ?? '', output_index: index };
  switch (asString(item['type']) ?? '') {
    case 'message':
      unrollContent(item, place, tell);
      break;
    case 'reasoning':
      unrollSummary(item, place, tell);
      unrollContent(item, place, tell);
      break;
    case 'function_call': {
      const text = asString(item['arguments']) ?? '';
      tellText('response.function_call_arguments', text, place, tell);
      const name = item['name'] === undefined ? {} : { name: item['name'] };
      tell('response.function_call_arguments.done', { ...place, ...name, arguments: text });
      break;
    }
    case 'custom_tool_call': {
      const text = asString(item['input']) ?? '';
      tellText('response.custom_tool_call_input', text, place, tell);
      tell('response.custom_tool_call_input.done', { ...place, input: text });
      break;
    }
  }
  tell('response.output_item.done', { output_index: index, item });
}

/** The item as it looks before anything of it was said. */
function opened(item: JsonObject): JsonObject {
  const blank: Record<string, Json> = { ...item };
  for (const list of ['content', 'summary']) if (Array.isArray(blank[list])) blank[list] = [];
  for (const text of ['arguments', 'input']) if (typeof blank[text] === 'string') blank[text] = '';
  if (blank['status'] !== undefined) blank['status'] = 'in_progress';
  return blank;
}

function unrollContent(item: JsonObject, place: JsonObject, tell: Tell): void {
  asArray(item['content']).forEach((value, contentIndex) => {
    const part = asObject(value) ?? {};
    const at = { ...place, content_index: contentIndex };
    tell('response.content_part.added', { ...at, part: blankPart(part) });
    unrollPart(part, at, tell);
    tell('response.content_part.done', { ...at, part });
  });
}

function unrollPart(part: JsonObject, at: JsonObject, tell: Tell): void {
  switch (asString(part['type']) ?? '') {
    case 'output_text': {
      const text = asString(part['text']) ?? '';
      tellText('response.output_text', text, { ...at, logprobs: [] }, tell);
      asArray(part['annotations']).forEach((annotation, index) =>
        tell('response.output_text.annotation.added', { ...at, annotation_index: index, annotation }),
      );
      tell('response.output_text.done', { ...at, text, logprobs: part['logprobs'] ?? [] });
      break;
    }
    case 'reasoning_text': {
      const text = asString(part['text']) ?? '';
      tellText('response.reasoning_text', text, at, tell);
      tell('response.reasoning_text.done', { ...at, text });
      break;
    }
    case 'refusal': {
      const refusal = asString(part['refusal']) ?? '';
      tellText('response.refusal', refusal, at, tell);
      tell('response.refusal.done', { ...at, refusal });
      break;
    }
  }
}

function unrollSummary(item: JsonObject, place: JsonObject, tell: Tell): void {
  asArray(item['summary']).forEach((value, summaryIndex) => {
    const part = asObject(value) ?? {};
    const text = asString(part['text']) ?? '';
    const at = { ...place, summary_index: summaryIndex };
    tell('response.reasoning_summary_part.added', { ...at, part: blankPart(part) });
    tellText('response.reasoning_summary_text', text, at, tell);
    tell('response.reasoning_summary_text.done', { ...at, text });
    tell('response.reasoning_summary_part.done', { ...at, part });
  });
}

function tellText(kind: string, text: string, at: JsonObject, tell: Tell): void {
  for (const delta of pieces(text)) tell(`${kind}.delta`, { ...at, delta });
}

function blankPart(part: JsonObject): JsonObject {
  const blank: Record<string, Json> = { ...part };
  for (const text of ['text', 'refusal']) if (typeof blank[text] === 'string') blank[text] = '';
  for (const list of ['annotations', 'logprobs']) if (Array.isArray(blank[list])) blank[list] = [];
  return blank;
}
