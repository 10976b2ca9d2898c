/** A synchronous SQL engine. Booleans are bound as 0 and 1. */
export interface SqlDriver {
  readonly engine: string;
  exec(sql: string): void;
  run(sql: string, params?: readonly SqlValue[]): { readonly changes: number };
  get(sql: string, params?: readonly SqlValue[]): SqlRow | undefined;
  all(sql: string, params?: readonly SqlValue[]): readonly SqlRow[];
  /** All or nothing. */
  transaction<T>(work: () => T): T;
  close(): void;
}

export type SqlValue = number | bigint | string | boolean | null | Uint8Array;
export type SqlRow = Readonly<Record<string, number | string | null | Buffer>>;
