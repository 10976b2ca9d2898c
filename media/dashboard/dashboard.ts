import type { FromPage } from '../../src/protocol/panel.js';

declare function acquireVsCodeApi(): { postMessage(message: FromPage): void };

acquireVsCodeApi().postMessage({ kind: 'ready' });
