import {
  CancellationError,
  EventEmitter,
  LanguageModelChatToolMode,
  LanguageModelError,
  LanguageModelTextPart,
  LanguageModelToolCallPart,
  lm,
} from 'vscode';
import type {
  CancellationToken,
  LanguageModelChatInformation,
  LanguageModelChatProvider,
  LanguageModelChatRequestMessage,
  LanguageModelResponsePart,
  Progress,
  ProvideLanguageModelChatResponseOptions,
} from 'vscode';
import type { Desk } from '../desk.js';
import type { Disposable } from '../disposable.js';
import { isUp } from '../link.js';
import { listOffers } from '../offers.js';
import type { AnswerSink } from './answer.js';
import { ask, AskError } from './ask.js';
import type { Question } from './ask.js';
import { chatRequest } from './chat-request.js';
import { offeredModels } from './offered.js';
import type { OfferedModel } from './offered.js';
import { toPart, toRole } from './parts.js';
import type { Message } from './parts.js';
import { estimateMessageTokens, estimateTokens } from './token-estimate.js';

type Information = LanguageModelChatInformation & Pick<OfferedModel, 'model' | 'route'>;

/** Tuppence as a provider of models to the editor's chat and to other extensions: no file to edit, no key to paste. */
export function provideModels(desk: Desk): readonly Disposable[] {
  // Editors built on an older VS Code have no such thing.
  if (typeof (lm as Partial<typeof lm>).registerLanguageModelChatProvider !== 'function') return [];
  const changes = new EventEmitter<void>();
  const provider: LanguageModelChatProvider<Information> = {
    onDidChangeLanguageModelChatInformation: changes.event,
    provideLanguageModelChatInformation: () => listModels(desk),
    provideLanguageModelChatResponse: (model, messages, options, progress, token) =>
      answer(desk, model, messages.map(toMessage), options, progress, token),
    provideTokenCount: (_model, text) =>
      Promise.resolve(typeof text === 'string' ? estimateTokens(text) : estimateMessageTokens(toMessage(text))),
  };
  let known = '';
  const compare = () => {
    const facts = desk.proxy.snapshot()?.proxy;
    const state = isUp(desk.proxy.link()) ? JSON.stringify([facts?.tiers, facts?.providers, facts?.demo]) : '';
    if (state === known) return;
    known = state;
    changes.fire();
  };
  return [
    changes,
    lm.registerLanguageModelChatProvider('tuppence', provider),
    desk.proxy.onLink(compare),
    desk.proxy.onSnapshot(compare),
  ];
}

/** Nothing while no proxy answers: a model that cannot be asked is not to be offered. */
async function listModels({ proxy }: Desk): Promise<Information[]> {
  if (!isUp(proxy.link())) return [];
  const { proxy: facts } = proxy.snapshot() ?? (await proxy.api('GET /snapshot', {}));
  return offeredModels(facts, await listOffers(proxy)).map(toInformation);
}

function toInformation(offered: OfferedModel): Information {
  const { id, name, family, detail, tooltip, inputTokens, outputTokens, images, model, route } = offered;
  return {
    id,
    name,
    family,
    detail,
    tooltip,
    version: family,
    maxInputTokens: inputTokens,
    maxOutputTokens: outputTokens,
    capabilities: { toolCalling: true, imageInput: images },
    model,
    route,
  };
}

function toMessage({ role, name, content }: LanguageModelChatRequestMessage): Message {
  return { role: toRole(role), name, parts: content.flatMap(part => toPart(part) ?? []) };
}

async function answer(
  desk: Desk,
  { model, route }: Information,
  messages: readonly Message[],
  options: ProvideLanguageModelChatResponseOptions,
  progress: Progress<LanguageModelResponsePart>,
  token: CancellationToken,
): Promise<void> {
  const body = chatRequest(model, messages, {
    tools: options.tools ?? [],
    toolRequired: options.toolMode === LanguageModelChatToolMode.Required,
    modelOptions: options.modelOptions ?? {},
  });
  const leaving = new AbortController();
  const listener = token.onCancellationRequested(() => leaving.abort());
  const sink: AnswerSink = {
    text: text => progress.report(new LanguageModelTextPart(text)),
    toolCall: ({ callId, name, input }) => progress.report(new LanguageModelToolCallPart(callId, name, input)),
  };
  try {
    if (token.isCancellationRequested) leaving.abort();
    await askTwice(desk, { body, route, signal: leaving.signal }, sink);
    if (leaving.signal.aborted) throw new CancellationError();
  } catch (error) {
    throw leaving.signal.aborted ? new CancellationError() : toModelError(error);
  } finally {
    listener.dispose();
  }
}

/** Another window takes over within two seconds when the one that serves is closed. */
const takeOverMs = 2_000;

/** Nothing of an answer has come from a proxy that cannot be reached, so that the question can be asked once more. */
async function askTwice({ proxy }: Desk, question: Question, sink: AnswerSink): Promise<void> {
  try {
    await ask(await proxy.address(), question, sink);
  } catch (error) {
    if (!(error instanceof AskError) || error.reason !== 'unreachable' || question.signal.aborted) throw error;
    await new Promise(resolve => setTimeout(resolve, takeOverMs));
    await ask(await proxy.address(), question, sink);
  }
}

function toModelError(error: unknown): unknown {
  if (!(error instanceof AskError)) return error;
  switch (error.reason) {
    case 'no-permission':
      return LanguageModelError.NoPermissions(error.message);
    case 'not-found':
      return LanguageModelError.NotFound(error.message);
    case 'blocked':
      return LanguageModelError.Blocked(error.message);
    case 'unreachable':
    case 'refused':
      return error;
  }
}
