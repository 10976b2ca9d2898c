// What a program written with Anthropic's SDK does. Prints everything it was given, a line for each call.
import Anthropic from '@anthropic-ai/sdk';

const client = new Anthropic({ baseURL: process.env.PLACE, apiKey: process.env.KEY, maxRetries: 0 });
const schema = { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] };
const tools = [{ name: 'read_note', description: 'Reads a file.', input_schema: schema }];
const result = process.env.NOTE;

async function all(stream) {
  const events = [];
  for await (const event of await stream) events.push(event);
  return events;
}

const user = content => ({ role: 'user', content });
const say = (messages, more) =>
  client.messages.create({ model: 'claude-sonnet-4-5', max_tokens: 500, messages, ...more });
const ask = user('Read note.txt.');
const asked = await say([ask], { tools });
const results = [{ type: 'tool_result', tool_use_id: asked.content[0].id, content: result }];
const turns = [ask, { role: 'assistant', content: asked.content }, user(results)];

const report = {
  asked,
  told: await say(turns, { tools }),
  whole: await say([user('What is a heron?')]),
  stream: await all(say([user('Where do herons nest?')], { stream: true })),
  streamTool: await all(say([user('Read note.txt as a stream.')], { tools, stream: true })),
  helper: await client.messages
    .stream({ model: 'claude-sonnet-4-5', max_tokens: 500, messages: [user('What do herons eat?')] })
    .finalMessage(),
  beta: await client.beta.messages.create({
    model: 'claude-sonnet-4-5',
    max_tokens: 500,
    betas: ['context-management-2025-06-27'],
    messages: [user('How tall is a heron?')],
  }),
  count: await client.messages.countTokens({ model: 'claude-sonnet-4-5', messages: [ask], tools }),
};
for (const [name, given] of Object.entries(report)) console.log(name, JSON.stringify(given));
