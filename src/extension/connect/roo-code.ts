import { ConfigurationTarget, extensions, workspace } from 'vscode';
import { receiptFolder, removeFile, writeText } from '../../connect/disk.js';
import type { Wish } from '../../connect/assistant.js';
import { baseUrl } from '../../connect/ours.js';
import { joined } from '../../connect/place.js';
import type { Workbench } from '../../connect/plan.js';
import type { Desk } from '../desk.js';

// Roo Code keeps its providers in secret storage of its own. Its API takes new ones; versions without it read a file
// that one of their settings names.

const extensionId = 'RooVeterinaryInc.roo-cline';
const profileName = 'Tuppence';
const memoryKey = 'tuppence.rooCode';
const importSetting = 'roo-cline.autoImportSettingsPath';

/** What is used of Roo Code's API. */
interface RooApi {
  getProfiles(): string[];
  getActiveProfile(): string | undefined;
  upsertProfile(name: string, profile: object, activate: boolean): Promise<unknown>;
  setActiveProfile(name: string): Promise<unknown>;
  deleteProfile(name: string): Promise<void>;
}

/** What was there before; remembered while it is connected. */
type Memory =
  { readonly way: 'api'; readonly profile: string; readonly before: string | undefined } | { readonly way: 'file' };

export function isRooInstalled(): boolean {
  return extensions.getExtension(extensionId) !== undefined;
}

export function isRooConnected({ context }: Desk): boolean {
  return context.globalState.get<Memory>(memoryKey) !== undefined;
}

/** Adds a profile and switches to it. Answers with what else the user has to do. */
export async function connectRoo(desk: Desk, bench: Workbench, wish: Wish): Promise<readonly string[]> {
  const profile = {
    apiProvider: 'openai',
    openAiBaseUrl: `${baseUrl(wish.address, 'roo-code')}/v1`,
    openAiApiKey: wish.address.token,
    openAiModelId: wish.models.chat[0] ?? wish.models.smallChat,
  };
  const earlier = desk.context.globalState.get<Memory>(memoryKey);
  const api = await openApi();
  if (api === undefined) return importFile(desk, bench, profile);
  const known = earlier?.way === 'api' ? earlier : undefined;
  const name = known?.profile ?? freeName(api.getProfiles());
  const before = known?.before ?? api.getActiveProfile();
  await desk.context.globalState.update(memoryKey, { way: 'api', profile: name, before } satisfies Memory);
  await api.upsertProfile(name, profile, true);
  return [`Roo Code uses the profile “${name}” from now on; the others are still in its list.`];
}

export async function disconnectRoo(desk: Desk, bench: Workbench): Promise<void> {
  const memory = desk.context.globalState.get<Memory>(memoryKey);
  const api = memory?.way === 'api' ? await openApi() : undefined;
  if (memory?.way === 'api' && api !== undefined) {
    const profiles = api.getProfiles();
    if (memory.before !== undefined && profiles.includes(memory.before) && api.getActiveProfile() === memory.profile) {
      await api.setActiveProfile(memory.before);
    }
    if (profiles.includes(memory.profile)) await api.deleteProfile(memory.profile);
  }
  if (memory?.way === 'file') {
    await workspace.getConfiguration().update(importSetting, undefined, ConfigurationTarget.Global);
    await removeFile(bench.fs, bench.place, importPath(bench));
  }
  await desk.context.globalState.update(memoryKey, undefined);
}

async function openApi(): Promise<RooApi | undefined> {
  const exported: unknown = await extensions.getExtension(extensionId)?.activate();
  const methods = ['getProfiles', 'getActiveProfile', 'upsertProfile', 'setActiveProfile', 'deleteProfile'];
  const has = (name: string): boolean =>
    typeof exported === 'object' && exported !== null && typeof Reflect.get(exported, name) === 'function';
  return methods.every(has) ? (exported as RooApi) : undefined;
}

async function importFile(desk: Desk, bench: Workbench, profile: object): Promise<readonly string[]> {
  const text = JSON.stringify({
    providerProfiles: { currentApiConfigName: profileName, apiConfigs: { [profileName]: profile } },
    globalSettings: {},
  });
  await writeText(bench.fs, bench.place, importPath(bench), text, 0o600);
  await workspace.getConfiguration().update(importSetting, importPath(bench), ConfigurationTarget.Global);
  await desk.context.globalState.update(memoryKey, { way: 'file' } satisfies Memory);
  return ['Reload the window: Roo Code takes the profile “Tuppence” over when it starts.'];
}

function importPath({ place }: Workbench): string {
  return joined(place, receiptFolder(place), 'roo-code-import.json');
}

function freeName(profiles: readonly string[]): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? profileName : `${profileName} ${number}`;
    if (!profiles.includes(name)) return name;
  }
}
