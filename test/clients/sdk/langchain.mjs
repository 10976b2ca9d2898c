// What a program written with LangChain does. Prints everything it was given, a line for each call.
import { HumanMessage, ToolMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { ChatOpenAI } from '@langchain/openai';
import { z } from 'zod';

const configuration = { baseURL: `${process.env.PLACE}/v1` };
const llm = new ChatOpenAI({ model: 'gpt-4.1', apiKey: process.env.KEY, maxRetries: 0, configuration });
const readNote = tool(() => process.env.NOTE, {
  name: 'read_note',
  description: 'Reads a file.',
  schema: z.object({ path: z.string() }),
});

const ask = new HumanMessage('Read note.txt.');
const bound = llm.bindTools([readNote]);
const asked = await bound.invoke([ask]);
const [call] = asked.tool_calls;
const chunks = [];
for await (const chunk of await llm.stream('Where do herons nest?')) chunks.push(chunk.toDict());
const report = {
  asked: asked.toDict(),
  told: (
    await bound.invoke([ask, asked, new ToolMessage({ content: process.env.NOTE, tool_call_id: call.id })])
  ).toDict(),
  whole: (await llm.invoke('What is a heron?')).toDict(),
  chunks,
};
for (const [name, given] of Object.entries(report)) console.log(name, JSON.stringify(given));
