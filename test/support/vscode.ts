// A small stand-in for the editor, for tests that run outside of it: what the extension registers can be asked for, what
// it shows is written down, and what the user would choose is given beforehand.

export class EventEmitter<T> {
  readonly #listeners = new Set<(value: T) => unknown>();
  readonly event = (listener: (value: T) => unknown) => {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  };
  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }
  dispose(): void {
    this.#listeners.clear();
  }
}

export class MarkdownString {
  isTrusted: unknown;
  constructor(readonly value: string) {}
}

export class ThemeColor {
  constructor(readonly id: string) {}
}

export class Uri {
  private constructor(
    readonly scheme: string,
    readonly path: string,
    readonly query: string,
    readonly fragment: string,
    readonly authority: string,
  ) {}
  static from(parts: { scheme: string; path: string; query?: string }): Uri {
    return new Uri(parts.scheme, parts.path, parts.query ?? '', '', '');
  }
  static file(path: string): Uri {
    return new Uri('file', path, '', '', '');
  }
  static parse(text: string): Uri {
    const { protocol, pathname, search, hash, host } = new URL(text);
    return new Uri(protocol.slice(0, -1), pathname, search.slice(1), hash.slice(1), host);
  }
  static joinPath(base: Uri, ...names: readonly string[]): Uri {
    return new Uri(base.scheme, [base.path, ...names].join('/'), base.query, base.fragment, base.authority);
  }
  with(change: { fragment: string }): Uri {
    return new Uri(this.scheme, this.path, this.query, change.fragment, this.authority);
  }
  get fsPath(): string {
    return this.path;
  }
  toString(): string {
    const ends = `${this.query === '' ? '' : `?${this.query}`}${this.fragment === '' ? '' : `#${this.fragment}`}`;
    return `${this.scheme}://${this.authority}${this.path}${ends}`;
  }
}

export class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
}

export class Range {
  constructor(
    readonly start: Position,
    readonly end: Position,
  ) {}
}

export class LanguageModelTextPart {
  constructor(readonly value: string) {}
}

export class LanguageModelToolCallPart {
  constructor(
    readonly callId: string,
    readonly name: string,
    readonly input: object,
  ) {}
}

export class LanguageModelToolResultPart {
  constructor(
    readonly callId: string,
    readonly content: readonly unknown[],
  ) {}
}

export class LanguageModelError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
  static NoPermissions = (message: string) => new LanguageModelError('NoPermissions', message);
  static NotFound = (message: string) => new LanguageModelError('NotFound', message);
  static Blocked = (message: string) => new LanguageModelError('Blocked', message);
}

export class CancellationError extends Error {}

export const LanguageModelChatToolMode = { Auto: 1, Required: 2 } as const;

export const lm = {
  registerLanguageModelChatProvider: (vendor: string, provider: unknown) => {
    editor.models.set(vendor, provider);
    return { dispose: () => void editor.models.delete(vendor) };
  },
};

export const UIKind = { Desktop: 1, Web: 2 } as const;
export const StatusBarAlignment = { Left: 1, Right: 2 } as const;
export const ViewColumn = { Active: -1 } as const;
export const ConfigurationTarget = { Global: 1 } as const;
export const ProgressLocation = { Notification: 15 } as const;
export const InputBoxValidationSeverity = { Info: 1, Warning: 2, Error: 3 } as const;

interface StatusBarItem {
  readonly id: string;
  text: string;
  shown: boolean;
  name?: string;
  command?: string;
  tooltip?: MarkdownString;
  backgroundColor?: ThemeColor;
  accessibilityInformation?: { label: string };
  show(): void;
  hide(): void;
  dispose(): void;
}

/** What a test sees and says. {@link resetEditor} makes it new. */
export interface Editor {
  /** Values of the user's settings by their whole key. */
  readonly settings: Map<string, unknown>;
  /** Settings of other parts of the editor that are known to it, with their defaults. */
  readonly defaults: Map<string, unknown>;
  /** Extensions that are installed, with what they export. */
  readonly extensions: Map<string, unknown>;
  /** Providers of chat models by vendor. */
  readonly models: Map<string, unknown>;
  readonly secrets: Map<string, string>;
  readonly commands: Map<string, (argument?: unknown) => unknown>;
  /** Commands that were run and are not registered here. */
  readonly ran: unknown[][];
  readonly items: StatusBarItem[];
  readonly messages: string[];
  /** Looks at a message and says which button is pressed. */
  press: (message: string, buttons: readonly string[]) => string | undefined;
  /** Looks at the rows of a list and says which one is chosen. */
  choose: (title: string, rows: readonly QuickPickRow[]) => QuickPickRow | undefined;
  /** What is typed into an input box. */
  type: (title: string) => string | undefined;
  clipboard: string;
  readonly opened: string[];
  readonly log: string[];
  readonly webviews: Map<string, { resolveWebviewView(view: unknown): void }>;
  readonly contents: Map<string, { provideTextDocumentContent(uri: Uri): Promise<string> }>;
  readonly configurationChanged: EventEmitter<{ affectsConfiguration(section: string): boolean }>;
  readonly secretChanged: EventEmitter<{ key: string }>;
  /** Set a setting as if by hand. */
  set(key: string, value: unknown): void;
}

interface QuickPickRow {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly value: unknown;
}

export let editor: Editor = newEditor();

export function resetEditor(): Editor {
  editor = newEditor();
  return editor;
}

function newEditor(): Editor {
  const configurationChanged = new EventEmitter<{ affectsConfiguration(section: string): boolean }>();
  const settings = new Map<string, unknown>();
  return {
    settings,
    defaults: new Map(),
    extensions: new Map(),
    models: new Map(),
    secrets: new Map(),
    commands: new Map(),
    ran: [],
    items: [],
    messages: [],
    press: () => undefined,
    choose: () => undefined,
    type: () => undefined,
    clipboard: '',
    opened: [],
    log: [],
    webviews: new Map(),
    contents: new Map(),
    configurationChanged,
    secretChanged: new EventEmitter(),
    set: (key, value) => {
      if (value === undefined) settings.delete(key);
      else settings.set(key, value);
      configurationChanged.fire({ affectsConfiguration: section => key === section || key.startsWith(`${section}.`) });
    },
  };
}

type Button = string | { readonly title: string };

function show(message: string, ...rest: readonly unknown[]): Promise<Button | undefined> {
  const [first, ...others] = rest;
  const buttons = (isOptions(first) ? others : rest) as readonly Button[];
  editor.messages.push(message);
  const pressed = editor.press(message, buttons.map(titleOf));
  return Promise.resolve(buttons.find(button => titleOf(button) === pressed));
}

function isOptions(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !('title' in value);
}

function titleOf(button: Button): string {
  return typeof button === 'string' ? button : button.title;
}

function write(level: string) {
  return (line: string) => void editor.log.push(`${level}: ${line}`);
}

export const window = {
  state: { focused: true },
  onDidChangeWindowState: new EventEmitter<unknown>().event,
  createOutputChannel: () => ({
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    debug: write('debug'),
    show: () => void editor.ran.push(['show-log']),
    dispose: () => undefined,
  }),
  createStatusBarItem: (id: string): StatusBarItem => {
    const item: StatusBarItem = {
      id,
      text: '',
      shown: false,
      show: () => (item.shown = true),
      hide: () => (item.shown = false),
      dispose: () => undefined,
    };
    editor.items.push(item);
    return item;
  },
  createQuickPick: () => {
    const accepted = new EventEmitter<undefined>();
    const hidden = new EventEmitter<undefined>();
    let rows: readonly QuickPickRow[] = [];
    const list = {
      title: '',
      placeholder: '',
      matchOnDescription: false,
      busy: false,
      selectedItems: [] as QuickPickRow[],
      activeItems: [] as readonly QuickPickRow[],
      onDidAccept: accepted.event,
      onDidHide: hidden.event,
      onDidChangeValue: new EventEmitter<string>().event,
      get items() {
        return rows;
      },
      set items(given) {
        rows = given;
        const chosen = editor.choose(list.title, rows);
        if (chosen === undefined) hidden.fire(undefined);
        else {
          list.selectedItems = [chosen];
          accepted.fire(undefined);
        }
      },
      show: () => undefined,
      dispose: () => undefined,
    };
    return list;
  },
  showInputBox: ({ title }: { readonly title: string }) => Promise.resolve(editor.type(title)),
  showInformationMessage: show,
  showWarningMessage: show,
  showErrorMessage: show,
  registerWebviewViewProvider: (id: string, provider: { resolveWebviewView(view: unknown): void }) => {
    editor.webviews.set(id, provider);
    return { dispose: () => void editor.webviews.delete(id) };
  },
  registerWebviewPanelSerializer: () => ({ dispose: () => undefined }),
  showTextDocument: (uri: Uri, options: unknown) => {
    editor.ran.push(['show-text-document', uri.fsPath, options]);
    return Promise.resolve();
  },
  tabGroups: { all: [], close: () => Promise.resolve(true) },
};

export const extensions = {
  get all() {
    return [...editor.extensions.keys()].map(id => ({ id }));
  },
  getExtension: (id: string) =>
    editor.extensions.has(id) ? { id, activate: () => Promise.resolve(editor.extensions.get(id)) } : undefined,
};

export const workspace = {
  workspaceFolders: undefined,
  getConfiguration: (section?: string) => {
    const whole = (key: string): string => (section === undefined ? key : `${section}.${key}`);
    return {
      get: (key: string) => editor.settings.get(whole(key)),
      inspect: (key: string) => ({
        key,
        defaultValue: editor.defaults.get(whole(key)),
        globalValue: editor.settings.get(whole(key)),
      }),
      update: (key: string, value: unknown) => {
        editor.set(whole(key), value);
        return Promise.resolve();
      },
    };
  },
  onDidChangeConfiguration: (listener: (change: { affectsConfiguration(section: string): boolean }) => unknown) =>
    editor.configurationChanged.event(listener),
  registerTextDocumentContentProvider: (
    scheme: string,
    provider: { provideTextDocumentContent(uri: Uri): Promise<string> },
  ) => {
    editor.contents.set(scheme, provider);
    return { dispose: () => void editor.contents.delete(scheme) };
  },
};

export const commands = {
  registerCommand: (id: string, run: (argument?: unknown) => unknown) => {
    if (editor.commands.has(id)) throw new Error(`command '${id}' already exists`);
    editor.commands.set(id, run);
    return { dispose: () => void editor.commands.delete(id) };
  },
  executeCommand: (id: string, ...rest: readonly unknown[]): Promise<unknown> => {
    const own = editor.commands.get(id);
    if (own === undefined) editor.ran.push([id, ...rest]);
    return Promise.resolve(own?.(rest[0]));
  },
};

export const env = {
  uiKind: UIKind.Desktop,
  remoteName: undefined,
  clipboard: {
    writeText: (text: string) => {
      editor.clipboard = text;
      return Promise.resolve();
    },
  },
  openExternal: (uri: Uri) => {
    editor.opened.push(uri.toString());
    return Promise.resolve(true);
  },
};
