/** Fields of OpenAI's chat and completions bodies that say how an answer is delivered, billed and kept, not what it is. */
export const deliveryFields = {
  stream: false,
  stream_options: { include_usage: true },
  metadata: { a: 'b' },
  user: 'u',
  store: true,
  service_tier: 'flex',
};
