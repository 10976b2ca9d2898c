import { aliases, synonyms } from './aliases.js';
import { antonyms } from './antonyms.js';
import { conceptAspects, errorAspects, toolAspects } from './aspects.js';
import { siblings } from './siblings.js';
import { taskGroups } from './tasks.js';

/** Every word of the tables in this folder: all of them have a row of their own in the vocabulary. */
export const dictionary: readonly string[] = [
  ...aliases.flat(),
  ...synonyms.flat(),
  ...antonyms.flat(),
  ...Object.values(siblings).flat(),
  ...taskGroups.map(group => group.lines),
  ...conceptAspects,
  ...toolAspects,
  ...errorAspects,
  Array.from({ length: 101 }, (_, number) => String(number)).join(' '),
];
