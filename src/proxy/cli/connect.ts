import * as fs from 'node:fs/promises';
import { homedir } from 'node:os';
import { assistants } from '../../connect/all.js';
import type { Assistant, Wish } from '../../connect/assistant.js';
import { carryOut } from '../../connect/carry-out.js';
import { unifiedDiff } from '../../connect/diff.js';
import { isUsed } from '../../connect/found.js';
import { masked } from '../../connect/ours.js';
import { shown } from '../../connect/place.js';
import { connected, planConnect, planDisconnect, planReaddress } from '../../connect/plan.js';
import type { FileAssistant, Plan, Workbench } from '../../connect/plan.js';
import { prepareFolder } from '../data-folder.js';
import { confirm } from './confirm.js';
import { readAddress, readWish } from './connect-wish.js';
import { dataFolderOf } from './data-dir.js';
import { UsageError } from './failure.js';

/**
 * `tuppence connect`: which assistants are here and which are connected. `tuppence connect NAME`: points one at the
 * proxy; `--undo` takes that back, `--print` only shows what would change. `--renew`: a new port or token for all.
 */
export async function connectCommand(args: readonly string[]): Promise<number> {
  const { folder, values, words } = dataFolderOf(args, {
    undo: { type: 'boolean', default: false },
    renew: { type: 'boolean', default: false },
    print: { type: 'boolean', default: false },
    yes: { type: 'boolean', short: 'y', default: false },
    model: { type: 'string', multiple: true },
    account: { type: 'string' },
  });
  prepareFolder(folder);
  const bench: Workbench = { fs, place: placeOf(folder) };
  const how: How = { print: values['print'] === true, yes: values['yes'] === true };
  const [id] = words;
  if (values['renew'] === true) return renew(bench, folder, how);
  if (id === undefined) return list(bench);
  const assistant = assistants.find(candidate => candidate.id === id);
  if (assistant === undefined) {
    throw new UsageError(`There is no assistant '${id}'. 'tuppence connect' lists them.`);
  }
  if (values['undo'] === true) return write(bench, await undoPlan(bench, assistant), how, []);
  const wish = await readWish(bench, assistant, { model: values['model'], account: values['account'] });
  if (assistant.how === 'lines') {
    process.stdout.write(assistant.lines(wish, bench.place));
    return 0;
  }
  const plan = await planConnect(bench, byFiles(assistant), wish);
  if (plan.files.length === 0) {
    throw new UsageError(
      `${assistant.label} is connected from inside the editor: run 'Tuppence: Connect Assistant' there.`,
    );
  }
  return write(bench, plan, how, byFiles(assistant).next(wish));
}

interface How {
  readonly print: boolean;
  readonly yes: boolean;
}

async function undoPlan(bench: Workbench, assistant: Assistant): Promise<Plan> {
  const plan = await planDisconnect(bench, byFiles(assistant));
  if (plan.files.length > 0 || plan.receipt !== undefined) return plan;
  throw new UsageError(`${assistant.label} is not connected, so there is nothing to take back.`);
}

function byFiles(assistant: Assistant): FileAssistant {
  if (assistant.how === 'files') return assistant;
  throw new UsageError(
    assistant.how === 'cannot'
      ? assistant.why
      : `${assistant.label} is connected from inside the editor: run 'Tuppence: Connect Assistant' there.`,
  );
}

async function write(bench: Workbench, plan: Plan, how: How, next: Wish['models']['chat']): Promise<number> {
  for (const file of plan.files) {
    const diff = unifiedDiff(bench.place, file);
    // Printed lines are for copying; those that somebody is asked about are for reading.
    process.stdout.write(`${how.print ? diff : masked(diff, plan.address?.token)}\n`);
  }
  for (const remark of plan.remarks) process.stdout.write(`Note: ${remark}\n`);
  if (how.print) return 0;
  if (!how.yes && !(await confirm('Write this?'))) {
    process.stdout.write('Nothing was written.\n');
    return 1;
  }
  const outcome = await carryOut(bench, plan, new Date().toISOString());
  if (outcome.kind === 'changed') {
    throw new UsageError(
      `${shown(bench.place, outcome.path)} was changed by somebody else meanwhile, so nothing was written. Run the command again.`,
    );
  }
  const { label, id } = plan.assistant;
  const done = {
    connect: `${label} is connected. 'tuppence connect ${id} --undo' takes it back.`,
    disconnect: `${label} is not connected any more.`,
    readdress: `${label} has the new address.`,
  }[plan.kind];
  process.stdout.write(`${[done, ...next].join('\n')}\n`);
  return 0;
}

async function renew(bench: Workbench, folder: string, how: How): Promise<number> {
  const address = readAddress(folder);
  const plans: Plan[] = [];
  for (const assistant of assistants) {
    if (assistant.how !== 'files' || !(await connected(bench, assistant))) continue;
    const plan = await planReaddress(bench, assistant, address);
    if (plan.files.length > 0) plans.push(plan);
  }
  if (plans.length === 0) process.stdout.write(`Every connected assistant already leads to ${address.url}.\n`);
  for (const plan of plans) {
    const code = await write(bench, plan, how, []);
    if (code !== 0) return code;
  }
  return 0;
}

async function list(bench: Workbench): Promise<number> {
  const width = Math.max(...assistants.map(({ id }) => id.length));
  for (const assistant of assistants) {
    const state = await stateOf(bench, assistant);
    process.stdout.write(`${assistant.id.padEnd(width)}  ${state.padEnd(15)}  ${assistant.label}\n`);
  }
  return 0;
}

async function stateOf(bench: Workbench, assistant: Assistant): Promise<string> {
  if (assistant.how === 'files' && (await connected(bench, assistant))) return 'connected';
  if (assistant.how === 'lines') return 'prints lines';
  if (assistant.how === 'editor') return 'in the editor';
  if (assistant.how === 'cannot') return 'cannot';
  if ((await assistant.files(bench.place, () => Promise.resolve(false))).length === 0) return 'in the editor';
  return (await isUsed(bench, assistant, () => false)) ? 'found' : 'not found';
}

function placeOf(dataFolder: string): Workbench['place'] {
  const { platform, env } = process;
  return { platform, home: homedir(), env, editorFolder: undefined, dataFolder };
}
