/** Where text for people goes; `process.stderr` is one. */
export interface Screen {
  write(text: string): unknown;
  /** A terminal, where a line can be written over. */
  readonly isTTY?: boolean;
}

/** One line that tells how far the day is: written over on a terminal, else one line for each quarter. */
export function makeProgress(screen: Screen): (done: number, total: number) => void {
  let quarters = 0;
  return (done, total) => {
    const line = `Prompt ${done} of ${total} went through the proxy`;
    if (screen.isTTY === true) {
      screen.write(`\r${line}${done >= total ? '\n' : ''}`);
      return;
    }
    const reached = Math.floor((done / total) * 4);
    if (reached > quarters) screen.write(`${line}\n`);
    quarters = reached;
  };
}
