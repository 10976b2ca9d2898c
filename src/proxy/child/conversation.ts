import { ErrorCodes, IPCMessageReader, IPCMessageWriter, ResponseError } from 'vscode-jsonrpc/node';
import { createMessageConnection } from 'vscode-jsonrpc/node';
import type { MessageConnection } from 'vscode-jsonrpc/node';
import type { ControlNotifications, ControlRequests } from '../../protocol/control.js';
import { BadMessageError } from './start.js';

/** JSON-RPC with the editor over the channel this process was forked with; the one place that knows the connection. */
export interface Conversation {
  readonly connection: MessageConnection;
  answer<Method extends keyof ControlRequests>(
    method: Method,
    handler: (params: unknown) => ControlRequests[Method]['result'] | Promise<ControlRequests[Method]['result']>,
  ): void;
  tell<Method extends keyof ControlNotifications>(method: Method, params: ControlNotifications[Method]): void;
}

/** The request was understood and cannot be carried out; the sentence says why. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
  readonly reason = 'unavailable';
}

/** LSP's `RequestFailed`. */
const requestFailed = -32_803;

export function openConversation(): Conversation {
  const connection = createMessageConnection(new IPCMessageReader(process), new IPCMessageWriter(process));
  // A channel that breaks is told by the process's `disconnect`.
  connection.onError(() => undefined);
  return {
    connection,
    answer(method, handler) {
      connection.onRequest(method, async (params: unknown) => {
        try {
          return await handler(params);
        } catch (error) {
          throw toResponseError(error);
        }
      });
    },
    tell(method, params) {
      connection.sendNotification(method, params).catch(() => undefined);
    },
  };
}

export function toResponseError(error: unknown): ResponseError<unknown> {
  if (error instanceof ResponseError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new ResponseError(error instanceof BadMessageError ? ErrorCodes.InvalidParams : requestFailed, message);
}
