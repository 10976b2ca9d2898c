import * as z from 'zod';
import { settingsSchema } from './settings.js';

/**
 * Where a setting may be set. There is one proxy for all windows, so nothing that it does can differ between them.
 * `application`: a preference of the user. `machine`: belongs to this computer; addresses, ports, programs. `window`: how
 * one window looks.
 */
export type SettingScope = 'application' | 'machine' | 'window';

/** One setting of the editor. The manifest has the same, held by test/manifest.test.ts. */
export interface EditorSetting {
  /** Without the prefix `tuppence.`. */
  readonly key: string;
  readonly scope: SettingScope;
  /** The proxy has a setting of the same name. Otherwise only the editor knows it. */
  readonly owner: 'proxy' | 'editor';
  readonly schema: z.ZodType;
}

/** What only the editor knows, with defaults. */
export const windowSettingsSchema = z.strictObject({
  /** Empty: the platform's own place, shared with the command line. */
  dataFolder: z.string().default(''),
  autoStart: z.boolean().default(true),
  keepRunning: z.strictObject({
    enabled: z.boolean().default(false),
    /** Minutes without a request after which a proxy that was left behind ends. */
    idleMinutes: z.number().int().min(1).max(10_080).default(60),
  }),
  statusBar: z.strictObject({ show: z.boolean().default(true) }),
});

/** Every setting below `tuppence.`, as the settings page groups them. */
export const editorSettings: readonly EditorSetting[] = [
  ofProxy('routing.mode', 'application'),
  ofProxy('routing.tiers', 'application'),
  ofProxy('routing.cheapBelow', 'application'),
  ofProxy('routing.strongFrom', 'application'),
  ofProxy('routing.rules', 'application'),
  ofProxy('routing.strongShare', 'application'),
  ofProxy('routing.qualityFloor', 'application'),
  ofProxy('routing.ceiling', 'application'),
  ofProxy('routing.agents', 'application'),
  ofProxy('routing.downgradeInChat', 'application'),
  ofProxy('routing.cascade.on', 'application'),
  ofProxy('routing.cascade.confidence', 'application'),
  ofProxy('routing.localTasks', 'application'),
  ofProxy('routing.learn', 'application'),
  ofProxy('cache.exact', 'application'),
  ofProxy('cache.gate', 'application'),
  ofProxy('cache.semantic', 'application'),
  ofProxy('cache.similarity', 'application'),
  ofProxy('cache.errorBound', 'application'),
  ofProxy('cache.ttlS', 'application'),
  ofProxy('cache.looseTtlS', 'application'),
  ofProxy('cache.classes', 'application'),
  ofProxy('cache.shadow.rate', 'application'),
  ofProxy('cache.shadow.usdPerDay', 'application'),
  ofProxy('cache.autoOff', 'application'),
  ofProxy('cache.maxBytes', 'application'),
  ofProxy('cache.budgetMs', 'application'),
  ofProxy('budget.dayUsd', 'application'),
  ofProxy('budget.monthUsd', 'application'),
  ofProxy('promptCache.breakpoints', 'application'),
  ofProxy('bounds.sideTasks', 'application'),
  ofEditor('statusBar.show', 'window'),
  ofEditor('autoStart', 'machine'),
  ofEditor('keepRunning.enabled', 'machine'),
  ofEditor('keepRunning.idleMinutes', 'machine'),
  ofProxy('port', 'machine'),
  ofProxy('defaultProvider', 'machine'),
  ofProxy('providers', 'machine'),
  ofEditor('dataFolder', 'machine'),
];

/** Settings of the proxy, or groups of them, that the editor leaves to `tuppence set` and to commands. */
export const notInEditor: readonly string[] = [
  'cache.modelHub',
  'routing.shadow',
  'routing.abilities',
  'routing.cascade.maxMs',
  'cache.ttlRules',
  'bounds.sideTaskMaxTokens',
  'bounds.rules',
  'timeouts',
  'prices',
  'pausedUntilMs',
];

function ofProxy(key: string, scope: SettingScope): EditorSetting {
  return { key, scope, owner: 'proxy', schema: schemaAt(settingsSchema, key) };
}

function ofEditor(key: string, scope: SettingScope): EditorSetting {
  return { key, scope, owner: 'editor', schema: schemaAt(windowSettingsSchema, key) };
}

function schemaAt(root: z.ZodType, key: string): z.ZodType {
  return key.split('.').reduce((schema, name) => {
    const inner = shapeOf(schema)?.[name];
    if (inner === undefined) throw new Error(`There is no setting '${key}'.`);
    return inner;
  }, root);
}

function shapeOf(schema: z.core.$ZodType): Readonly<Record<string, z.ZodType>> | undefined {
  if (schema instanceof z.ZodPrefault || schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) {
    return shapeOf(schema.unwrap());
  }
  return schema instanceof z.ZodObject ? schema.shape : undefined;
}
