// What a program written with OpenAI's SDK does. Prints everything it was given, a line for each call.
import OpenAI from 'openai';

const client = new OpenAI({ baseURL: `${process.env.PLACE}/v1`, apiKey: process.env.KEY, maxRetries: 0 });
const model = 'gpt-5.1';
const parameters = { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] };
const read = { name: 'read_note', description: 'Reads a file.', parameters };
const result = process.env.NOTE;

async function all(stream) {
  const events = [];
  for await (const event of await stream) events.push(event);
  return events;
}

const user = content => [{ role: 'user', content }];
const chat = (messages, more) => client.chat.completions.create({ model, messages, ...more });
const tools = [{ type: 'function', function: read }];
const ask = user('Read note.txt.');
const asked = await chat(ask, { tools });
const [call] = asked.choices[0].message.tool_calls;
const told = await chat([...ask, asked.choices[0].message, { role: 'tool', tool_call_id: call.id, content: result }], {
  tools,
});

const respond = (input, more) => client.responses.create({ model, input, ...more });
const functions = [{ type: 'function', strict: false, ...read }];
const wish = user('Read note.txt once more.');
const first = await respond(wish, { tools: functions });
const output = { type: 'function_call_output', call_id: first.output[0].call_id, output: result };
const second = await all(respond([...wish, ...first.output, output], { tools: functions, stream: true }));

const report = {
  asked,
  told,
  chatWhole: await chat(user('What is a heron?')),
  chatStream: await all(chat(user('Where do herons nest?'), { stream: true })),
  chatStreamUsage: await all(
    chat(user('What do herons eat?'), { stream: true, stream_options: { include_usage: true } }),
  ),
  chatStreamTool: await all(chat(user('Read note.txt as a stream.'), { tools, stream: true })),
  chatHelper: await client.chat.completions
    .stream({ model, messages: user('Why do herons stand on one leg?') })
    .finalChatCompletion(),
  first,
  second,
  respondWhole: await respond('How tall is a heron?'),
  respondStream: await all(respond('How old do herons get?', { stream: true, instructions: 'Be brief.' })),
  models: await all(client.models.list()),
};
for (const [name, given] of Object.entries(report)) console.log(name, JSON.stringify(given));
