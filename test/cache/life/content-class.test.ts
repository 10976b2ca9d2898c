import { describe, expect, it } from 'vitest';
import type { ContentClass } from '../../../src/protocol/content-classes.js';
import { contentClassOf } from '../../../src/proxy/cache/life/content-class.js';
import { fingerprint } from '../../../src/proxy/fingerprint/fingerprint.js';
import { makePrompt } from '../../fingerprint/make-prompt.js';

/** As the two rooms see a request, one after the other. */
function classOf(text: string, more: object = {}, system?: string): ContentClass {
  const messages = [
    ...(system === undefined ? [] : [{ role: 'system', content: system }]),
    { role: 'user', content: text },
  ];
  const prompt = makePrompt({ model: 'gpt-4.1', messages, ...more });
  return contentClassOf(prompt.facts, fingerprint(prompt));
}

const article = 'The committee met on Tuesday to talk about the weather, today and tomorrow. '.repeat(20);

describe('a request is taken for', () => {
  it.each<[ContentClass, string]>([
    ['knowledge', 'How do I reverse a list in Go?'],
    ['knowledge', 'What is a haiku?'.replace('haiku', 'monad')],
    ['knowledge', 'What is a naive Bayes classifier?'],
    ['knowledge', 'How do I summarize a column in pandas?'],
    ['knowledge', 'Was ist der Unterschied zwischen einem Prozess und einem Thread?'],
    ['knowledge', '如何在 Python 中反转列表？'],
    ['live', 'What is the weather in Oslo today?'],
    ['live', 'weather tomorrow'],
    ['live', 'What is the current price of bitcoin?'],
    ['live', 'Wie wird das Wetter morgen in Köln?'],
    ['live', '今天北京的天气怎么样？'],
    ['live', '東京の天気を教えて'],
    ['live', 'Какая сегодня погода в Москве?'],
    ['creative', 'Write a short poem about autumn'],
    ['creative', 'Tell me a joke about today'],
    ['creative', 'Schreib mir ein Gedicht über den Herbst'],
    ['creative', 'Raconte-moi une histoire de pirates'],
    ['creative', '写一首关于春天的诗'],
    ['creative', '春についての俳句を書いて'],
    ['summary', `Summarize the following article:\n\n${article}`],
    ['summary', `${article}\n\nFasse das in drei Sätzen zusammen.`],
    ['summary', `${article}\n\n请总结上文。`],
    ['classification', 'Classify as positive, negative or neutral: I love it'],
    ['classification', `Please classify this article:\n${article}`],
    ['other', 'Fix this function:\n```js\nfunction f() { return 1 }\n```'],
    ['other', `Explain this to me:\n\n${article}`],
  ])('%s: %s', (expected, text) => {
    expect(classOf(text)).toBe(expected);
  });

  it('a classification by its shape alone, in whatever language', () => {
    expect(classOf('Mi piace molto', { max_tokens: 5 })).toBe('classification');
    const schema = { type: 'object', properties: { topic: { type: 'string' }, isNewTopic: { type: 'boolean' } } };
    expect(classOf('x y z', { response_format: { type: 'json_schema', json_schema: { name: 'n', schema } } })).toBe(
      'classification',
    );
    expect(classOf('What a day today!', {}, 'Classify the sentiment: positive, negative, neutral.')).toBe(
      'classification',
    );
  });

  it('a summary where the job of the system prompt says so, or where an assistant asks for a title', () => {
    expect(classOf(article, {}, 'You write a summary of what the user sends.')).toBe('summary');
    expect(classOf('How do I deploy?', {}, 'You are a title generator. You output only a thread title.')).toBe(
      'summary',
    );
  });

  it('nothing by a word in the pages of an assistant’s own prompt, or in a text that was pasted', () => {
    const pages = 'You help. Summarize long files. Classify tasks by size. '.repeat(60);
    expect(classOf('How do I reverse a list in Go?', {}, pages)).toBe('knowledge');
    expect(classOf(`Is this text about birds?\n${article.replaceAll('today', 'poem')}`)).toBe('other');
  });

  it('something of several turns by the last of them', () => {
    const messages = [
      { role: 'user', content: 'How do I deploy?' },
      { role: 'assistant', content: 'Like this.' },
      { role: 'user', content: 'What is the weather today?' },
    ];
    const prompt = makePrompt({ model: 'm', messages });
    expect(contentClassOf(prompt.facts, fingerprint(prompt))).toBe('live');
  });
});
