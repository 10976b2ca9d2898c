import { readFileSync } from 'node:fs';
import { z } from 'zod';

const fileSchema = z.strictObject({
  /** As the hub has it, below the repository. */
  path: z.string().regex(/^(?:[\w-]+\/)*[\w.-]+$/),
  bytes: z.number().int().positive(),
  /** Lower-case hex. A file with any other bytes is never used. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** One entry of the list. */
export const modelSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/),
  label: z.string().min(1),
  /** `owner/name` on the hub. */
  repo: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  /** A commit, so that nothing changes behind it. */
  revision: z.string().regex(/^[0-9a-f]{40}$/),
  licence: z.string().min(1),
  dims: z.number().int().positive(),
  /** Which weights: `onnx/model.onnx` or `onnx/model_quantized.onnx`. */
  dtype: z.enum(['fp32', 'q8']),
  /** How the vectors of the tokens become one. */
  pooling: z.enum(['mean', 'cls']),
  /** What the model wants to stand before a question. */
  prefix: z.string(),
  maxTokens: z.number().int().positive(),
  files: z.array(fileSchema).min(1),
});

/** A model that can be fetched, pinned to the byte. */
export type CatalogueModel = z.infer<typeof modelSchema>;
export type CatalogueFile = CatalogueModel['files'][number];

const catalogueSchema = z.strictObject({ models: z.array(modelSchema) });

/** Reads the list of models. Throws for a file that holds none: it ships with the program. */
export function readCatalogue(file: string): readonly CatalogueModel[] {
  return catalogueSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).models;
}

/** Bytes of all files together. */
export function bytesOf(model: Pick<CatalogueModel, 'files'>): number {
  return model.files.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Where the hub, or a mirror that keeps its paths, has a file. */
export function fileUrl(hub: string, model: Pick<CatalogueModel, 'repo' | 'revision'>, path: string): string {
  return `${hub.replace(/\/+$/, '')}/${model.repo}/resolve/${model.revision}/${path}`;
}
