/** Points put into a graph before waiting questions get their turn; one takes up to 2 ms at 100,000. */
const slice = 4;

/** Works through long lists of labels a few at a time, one list after another. */
export interface GraphBuilder {
  /** `take` each of them, the last first; `done` when all are through. Neither is called after {@link stop}. */
  build(labels: number[], take: (label: number) => void, done?: () => void): void;
  /** Of all that was to do since there was last nothing to do. */
  progress(): BuildingProgress;
  /** Resolves when there is nothing to do, or it was stopped. */
  settled(): Promise<void>;
  stop(): void;
}

export interface BuildingProgress {
  readonly done: number;
  readonly all: number;
}

interface Job {
  readonly labels: number[];
  readonly take: (label: number) => void;
  readonly done: (() => void) | undefined;
}

export function graphBuilder(): GraphBuilder {
  const jobs: Job[] = [];
  let waiting: (() => void)[] = [];
  let isRunning = false;
  let isStopped = false;
  let done = 0;
  let all = 0;

  const release = () => {
    for (const tell of waiting) tell();
    waiting = [];
  };
  const run = () => {
    const job = jobs[0];
    if (isStopped || job === undefined) {
      isRunning = false;
      [done, all] = [0, 0];
      release();
      return;
    }
    for (const label of job.labels.splice(-slice)) {
      job.take(label);
      done++;
    }
    if (job.labels.length === 0) {
      jobs.shift();
      job.done?.();
    }
    setImmediate(run);
  };
  return {
    build(labels, take, whenDone) {
      if (isStopped || (labels.length === 0 && whenDone === undefined)) return;
      jobs.push({ labels, take, done: whenDone });
      all += labels.length;
      if (isRunning) return;
      isRunning = true;
      setImmediate(run);
    },
    // More may be put on a list that was given before.
    progress: () => ({ done, all: Math.max(done, all) }),
    settled: () => (isRunning ? new Promise(resolve => waiting.push(resolve)) : Promise.resolve()),
    stop() {
      isStopped = true;
      release();
    },
  };
}
