import { codeTasks } from './tasks/code.js';
import { dataTasks } from './tasks/data.js';
import { gitTasks } from './tasks/git.js';
import { lifeTasks } from './tasks/life.js';
import { operationsTasks } from './tasks/operations.js';
import { sqlTasks } from './tasks/sql.js';
import { styleTasks } from './tasks/style.js';
import { webTasks } from './tasks/web.js';
import type { TaskGroup } from './tasks/task-group.js';

/** Every request there is, in one list. */
export const taskGroups: readonly TaskGroup[] = [
  codeTasks,
  gitTasks,
  operationsTasks,
  sqlTasks,
  webTasks,
  styleTasks,
  dataTasks,
  lifeTasks,
];
