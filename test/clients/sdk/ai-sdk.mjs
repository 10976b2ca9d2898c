// What a program written with the AI SDK does, over each of its providers. Prints what it was given, a line for each call.
import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText, stepCountIs, streamText, tool } from 'ai';
import { z } from 'zod';

const baseURL = `${process.env.PLACE}/v1`;
const apiKey = process.env.KEY;
const openai = createOpenAI({ baseURL, apiKey });
const models = {
  responses: openai('gpt-5.1'),
  chat: openai.chat('gpt-5.1'),
  compatible: createOpenAICompatible({ name: 'tuppence', baseURL, apiKey })('gpt-5.1'),
  anthropic: createAnthropic({ baseURL, apiKey })('claude-sonnet-4-5'),
};
const readNote = tool({
  description: 'Reads a file.',
  inputSchema: z.object({ path: z.string() }),
  execute: () => process.env.NOTE,
});

const report = {};
for (const [name, model] of Object.entries(models)) {
  const common = { model, maxRetries: 0, system: `You answer in one line. (${name})` };
  const tools = { read_note: readNote };
  const stopWhen = stepCountIs(3);
  const whole = await generateText({ ...common, prompt: 'What is a heron?' });
  const loop = await generateText({ ...common, prompt: 'Read note.txt.', tools, stopWhen });
  const parts = [];
  for await (const part of streamText({ ...common, prompt: 'Where do herons nest?' }).fullStream) parts.push(part);
  const streamedLoop = streamText({ ...common, prompt: 'Read note.txt as a stream.', tools, stopWhen });
  report[name] = {
    whole: { text: whole.text, usage: whole.usage, finish: whole.finishReason },
    loop: { text: loop.text, usage: loop.totalUsage, calls: loop.steps.flatMap(step => step.toolCalls) },
    streamed: parts.map(({ type, text, id, usage, finishReason }) => ({ type, text, id, usage, finishReason })),
    streamedLoop: { text: await streamedLoop.text, usage: await streamedLoop.totalUsage },
  };
}
for (const [name, given] of Object.entries(report)) console.log(name, JSON.stringify(given));
