/** Whether a model thinks before it answers. Thoughts come out of the same limit as the answer. */
export type Thinking = 'yes' | 'no' | 'unknown';

/**
 * What the request says counts; where it says nothing, what the providers' pages say that a model of this name does
 * (OpenAI, Anthropic, Google, xAI, DeepSeek, Mistral and the makers of open models). A name that is not known is
 * unknown: a new model may think without being asked.
 */
export function thinks(said: 'on' | 'off' | 'unsaid', model: string): Thinking {
  if (said !== 'unsaid') return said === 'on' ? 'yes' : 'no';
  // `anthropic/claude-3-haiku`, `us.anthropic.claude-3-haiku`, `models/gemini-2.0-flash`.
  const name = model.toLowerCase().replace(/^.*(?:\/|anthropic\.)/, '');
  if (thinkers.test(name)) return 'yes';
  return plain.test(name) ? 'no' : 'unknown';
}

const thinkers =
  /^o\d|^gpt-5(?!.*chat)|^gpt-oss|^gemini-(?:2\.5|[3-9])|^grok-(?:3-mini|4)|think|reason|\br1\b|^qwq|^magistral/;

const plain =
  /^(?:chat)?gpt-(?:3\.5|4)|^claude-(?:instant|2|3)|^claude-(?:haiku|sonnet|opus)-4|^gemini-(?:1|2\.0)|^deepseek-chat|^llama-?[23]|^codellama|^mi[sx]tral-|^ministral|^codestral|^qwen-?2|^gemma-?[1-3]|^phi-?[34]|^command-r/;
