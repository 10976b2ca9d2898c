// The words of the demo's workload: one developer's day as data.

/** Why a request is in the day. The shares of the kinds are checked by a test. */
export const requestKinds = [
  /** Asked for the first time. */
  'fresh',
  /** The same bytes again, later in the day. */
  'repeat',
  /** The same question in other words; the first answer is right. */
  'reworded',
  /** Looks like an earlier question and needs another answer. */
  'near-miss',
  /** The same as another request that is still under way. */
  'together',
  /** A further turn of a conversation. */
  'follow-up',
  /** A long text was pasted. */
  'pasted',
  'title',
  'commit',
  'classifier',
  /** A turn of an agent with tools. */
  'agent',
] as const;
export type RequestKind = (typeof requestKinds)[number];

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly content: string | null;
  readonly tool_calls?: readonly {
    readonly id: string;
    readonly type: 'function';
    readonly function: { readonly name: string; readonly arguments: string };
  }[];
  readonly tool_call_id?: string;
}

/** A question and all the ways in which it comes back during the day. */
export interface Question {
  readonly topic: string;
  readonly text: string;
  /** How often it is asked again word for word. */
  readonly again?: number;
  readonly reworded?: readonly string[];
  /** By their own topic: what must not be given this question's answer. */
  readonly near?: Readonly<Record<string, string>>;
}

/** One request of the day. */
export interface DemoRequest {
  /** Unique, in the order of the day: `r001`. */
  readonly id: string;
  readonly kind: RequestKind;
  /** Two requests may share an answer only if they share their topic. */
  readonly topic: string;
  /** For repeats, rewordings, near misses and requests asked together: the topic of the earlier request. */
  readonly of: string | undefined;
  readonly client: ClientName;
  readonly headers: Readonly<Record<string, string>>;
  /** The chat request, as the client puts it. */
  readonly body: { readonly model: string; readonly messages: readonly ChatMessage[] } & Readonly<
    Record<string, unknown>
  >;
}

/** What is sent at the same time. The next moment begins when all of this one is answered. */
export type Moment = readonly DemoRequest[];

/** A request before the day gives it its place. */
export type Draft = Omit<DemoRequest, 'id'>;

/** Who sends: each name is the path prefix `/c/<client>` and a way of asking. */
export const clientNames = [
  'continue',
  'ask',
  'launcher',
  'opencode',
  'cline',
  'aicommits',
  'triage',
  'review',
] as const;
export type ClientName = (typeof clientNames)[number];
