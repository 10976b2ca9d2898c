#!/usr/bin/env node
import { redoCommand, rightCommand, wrongCommand } from './cli/act.js';
import { cacheCommand } from './cli/cache.js';
import { connectCommand } from './cli/connect.js';
import { dashboardCommand } from './cli/dashboard.js';
import { demo } from './cli/demo.js';
import { doctorCommand } from './cli/doctor.js';
import { exportCommand } from './cli/export.js';
import { sentenceOf } from './cli/failure.js';
import { helpText } from './cli/help.js';
import { modelsCommand } from './cli/models.js';
import { pauseCommand, resumeCommand } from './cli/pause.js';
import { pricesCommand } from './cli/prices.js';
import { profileCommand } from './cli/profile.js';
import { routeCommand } from './cli/route.js';
import { serve } from './cli/serve.js';
import { setCommand } from './cli/set.js';
import { statsCommand } from './cli/stats.js';
import { tokenCommand } from './cli/token.js';
import { whatIfCommand } from './cli/whatif.js';
import { version } from './cli/version.js';
import { whyCommand } from './cli/why.js';

// Door 2: the proxy without an editor.

type Command = (args: readonly string[]) => Promise<number>;

const commands: Readonly<Record<string, Command>> = {
  serve,
  demo,
  dashboard: dashboardCommand,
  stats: statsCommand,
  profile: profileCommand,
  whatif: whatIfCommand,
  why: whyCommand,
  export: exportCommand,
  cache: cacheCommand,
  wrong: wrongCommand,
  right: rightCommand,
  redo: redoCommand,
  route: routeCommand,
  models: modelsCommand,
  prices: pricesCommand,
  doctor: doctorCommand,
  connect: connectCommand,
  set: setCommand,
  pause: pauseCommand,
  resume: resumeCommand,
  token: tokenCommand,
};

const [name = 'help', ...args] = process.argv.slice(2);
const command = commands[name];
if (name === 'version' || name === '--version' || name === '-v') {
  process.stdout.write(`${version()}\n`);
} else if (name === 'help' || name === '--help' || name === '-h' || args.includes('--help') || args.includes('-h')) {
  process.stdout.write(helpText);
} else if (command === undefined) {
  process.stderr.write(`There is no command '${name}'. 'tuppence help' lists them.\n`);
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await command(args);
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`);
    process.exitCode = 1;
  }
}
