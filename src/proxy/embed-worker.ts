import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerStart } from './cache/worker-words.js';
import { runWorker } from './cache/worker-desk.js';
import { openReader } from './store/open.js';

// The worker thread's own door: it reads the cache's database beside the main thread, which alone writes it.

if (!parentPort) throw new Error('This file runs as a worker thread.');
runWorker(parentPort, workerData as WorkerStart, openReader);
