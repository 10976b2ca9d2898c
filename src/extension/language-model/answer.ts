/** What comes out of a streamed answer, in order. */
export interface AnswerSink {
  text(text: string): void;
  toolCall(call: { readonly callId: string; readonly name: string; readonly input: object }): void;
}

/** The answer cannot be used; the message is for the user. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError';
  constructor(
    readonly reason: 'reported' | 'broken-off' | 'bad-tool-call',
    message: string,
  ) {
    super(message);
  }
}

/** Reads a stream of OpenAI's chat events, cut anywhere. */
export interface AnswerReader {
  /** True when the answer is complete: what may still come does not matter. Throws {@link AnswerError}. */
  push(text: string): boolean;
  /** The stream is over. Throws an {@link AnswerError} when the answer is not. */
  end(): void;
}

interface Call {
  id: string;
  name: string;
  args: string;
  told: boolean;
}

export function readAnswer(sink: AnswerSink): AnswerReader {
  const calls = new Map<number, Call>();
  let rest = '';
  let data: string[] = [];
  let finish: string | undefined;
  let done = false;
  const isDone = () => done;

  const tell = (call: Call, input: object) => {
    call.told = true;
    sink.toolCall({ callId: call.id, name: call.name, input });
  };
  /** A call is complete when another one has begun and its own arguments are whole; the others at the end. */
  const tellComplete = (before: number) => {
    for (const [index, call] of calls) {
      const input = index < before && !call.told ? parseInput(call.args) : undefined;
      if (input !== undefined) tell(call, input);
    }
  };
  const complete = () => {
    done = true;
    for (const call of [...calls.entries()].toSorted(([a], [b]) => a - b).map(([, of]) => of)) {
      if (call.told) continue;
      const input = call.args.trim() === '' ? {} : parseInput(call.args);
      if (input === undefined) {
        const why =
          finish === 'length'
            ? 'the answer reached its length limit in the middle of it'
            : 'its arguments are not JSON';
        throw new AnswerError('bad-tool-call', `The model called the tool '${call.name}', but ${why}.`);
      }
      tell(call, input);
    }
  };
  const takeChunk = (chunk: unknown) => {
    const message = errorOf(chunk);
    if (message !== undefined) throw new AnswerError('reported', message);
    const [choice] = list(chunk, 'choices');
    const delta = field(choice, 'delta');
    for (const name of ['content', 'refusal']) {
      const text = field(delta, name);
      if (typeof text === 'string' && text !== '') sink.text(text);
    }
    for (const piece of list(delta, 'tool_calls')) takeCall(piece);
    const reason = field(choice, 'finish_reason');
    if (typeof reason === 'string') finish = reason;
  };
  const takeCall = (piece: unknown) => {
    const given = field(piece, 'index');
    const id = text(field(piece, 'id'));
    const last = Math.max(-1, ...calls.keys());
    // Some gateways leave the index out; a new id begins a new call.
    const index =
      typeof given === 'number' ? given : id === '' || calls.get(last)?.id === id ? Math.max(last, 0) : last + 1;
    const of = field(piece, 'function');
    const call = calls.get(index) ?? { id: '', name: '', args: '', told: false };
    if (!calls.has(index)) tellComplete(index);
    calls.set(index, call);
    call.id ||= id === '' ? `call_${index}` : id;
    call.name ||= text(field(of, 'name'));
    call.args += text(field(of, 'arguments'));
  };
  const takeEvent = () => {
    const body = data.join('\n').trim();
    data = [];
    if (body === '') return;
    if (body === '[DONE]') complete();
    else takeChunk(parse(body));
  };
  const takeLine = (line: string) => {
    if (line === '') takeEvent();
    else if (line.startsWith('data:')) data.push(line.slice(line[5] === ' ' ? 6 : 5));
  };

  return {
    push: text => {
      // A lone CR at the end may be the first half of a line end.
      const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? '';
      for (const line of lines) if (!done) takeLine(line);
      return done;
    },
    end: () => {
      if (isDone()) return;
      takeLine(rest.replace(/\r$/, ''));
      takeEvent();
      if (isDone()) return;
      if (finish === undefined) throw new AnswerError('broken-off', 'The answer broke off before its end. Ask again.');
      complete();
    },
  };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    // Not of OpenAI's language; what follows may be.
    return undefined;
  }
}

/** Undefined while the text is not a whole object. */
function parseInput(args: string): object | undefined {
  const value = parse(args);
  return typeof value === 'object' && value !== null ? value : undefined;
}

function errorOf(chunk: unknown): string | undefined {
  const error = field(chunk, 'error');
  if (error === undefined || error === null) return undefined;
  return text(field(error, 'message')) || 'The provider reported an error without a word about it.';
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function list(value: unknown, name: string): readonly unknown[] {
  const found = field(value, name);
  return Array.isArray(found) ? found : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
