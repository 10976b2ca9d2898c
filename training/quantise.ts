/** A table in eight bits: row r is `cells x scale[r]`. */
export interface Quantised {
  readonly size: number;
  readonly cells: Int8Array;
  readonly scale: Float32Array;
}

/** Rounds every row to -127..127 of its own largest value. An all-zero row has scale 0. */
export function quantise(table: Float32Array, size: number): Quantised {
  const rows = table.length / size;
  const cells = new Int8Array(table.length);
  const scale = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const values = table.subarray(row * size, (row + 1) * size);
    const top = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    scale[row] = top / 127;
    const step = scale[row] ?? 0;
    if (step > 0) values.forEach((value, i) => (cells[row * size + i] = Math.round(value / step)));
  }
  return { size, cells, scale };
}

/** The table that the eight-bit rows stand for: what the shipped model really computes with. */
export function dequantise({ size, cells, scale }: Quantised): Float32Array {
  return Float32Array.from(cells, (cell, at) => cell * (scale[Math.floor(at / size)] ?? 0));
}
