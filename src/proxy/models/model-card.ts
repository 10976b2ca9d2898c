import { z } from 'zod';

/** What a model's own files say of how to run it. */
export interface Said {
  readonly dims: number | undefined;
  readonly pooling: 'mean' | 'cls';
  readonly maxTokens: number;
  readonly licence: string;
}

const numbers = z.number().int().positive();
const configSchema = z.object({
  hidden_size: numbers.optional(),
  dim: numbers.optional(),
  d_model: numbers.optional(),
  max_position_embeddings: numbers.optional(),
});
const tokenizerSchema = z.object({ model_max_length: z.number().positive().optional() });
const poolingSchema = z.object({ pooling_mode_cls_token: z.boolean() });
const lengthSchema = z.object({ max_seq_length: numbers });

/** Reads a model's configuration, and what sentence-transformers keeps beside it. `text` gives undefined for what is not there. */
export async function aboutModel(files: {
  readonly config: unknown;
  readonly tokenizer: unknown;
  readonly text: (path: string) => Promise<string | undefined>;
}): Promise<Said> {
  const config = configSchema.safeParse(files.config).data ?? {};
  const tokenizer = tokenizerSchema.safeParse(files.tokenizer).data;
  const pooling = poolingSchema.safeParse(parse(await files.text('1_Pooling/config.json'))).data;
  const length = lengthSchema.safeParse(parse(await files.text('sentence_bert_config.json'))).data;
  const limits = [config.max_position_embeddings, tokenizer?.model_max_length, length?.max_seq_length];
  return {
    dims: config.hidden_size ?? config.dim ?? config.d_model,
    pooling: pooling?.pooling_mode_cls_token === true ? 'cls' : 'mean',
    maxTokens: Math.min(usualMaxTokens, ...limits.filter(limit => limit !== undefined)),
    licence: licenceOf((await files.text('README.md')) ?? ''),
  };
}

/** No prompt that is embedded is longer. */
const usualMaxTokens = 512;

/** From the lines between two `---` that a card begins with. */
function licenceOf(card: string): string {
  const head = /^---\r?\n([\s\S]*?)\r?\n---/.exec(card)?.[1] ?? '';
  const licence = /^license:\s*["']?([\w.+-]+)/m.exec(head)?.[1];
  return licence ?? 'not stated';
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return undefined;
  }
}
