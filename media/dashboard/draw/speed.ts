import type { SpeedView } from '../view/breakdowns.js';
import type { Drawing } from './dom.js';
import { rowsTable } from './rows.js';

/** Waiting times as a small table. */
export function speedTable(): Drawing<SpeedView> {
  const table = rowsTable('speed', ['Half under', '99 % under']);
  return {
    node: table.node,
    update: ({ rows }) =>
      table.update(rows.map(({ label, typical, slow }) => ({ key: label, label, cells: [typical, slow] }))),
  };
}
