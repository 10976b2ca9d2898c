import type * as z from 'zod';

/** What a check of a value found. */
export type SettingIssue = z.core.$ZodIssue;

/** What the user has to write instead, as the rest of a sentence. */
export function reasonOf(issue: SettingIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `it must be ${typeWords[issue.expected] ?? `of the type ${issue.expected}`}`;
    case 'invalid_value':
      return `it must be one of ${issue.values.map(value => `'${String(value)}'`).join(', ')}`;
    case 'too_small':
      return `it must be ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`;
    case 'too_big':
      return `it must be at most ${issue.maximum}`;
    case 'unrecognized_keys':
      return `it has no place for ${issue.keys.map(name => `'${name}'`).join(', ')}`;
    case 'invalid_format':
      return issue.format === 'url'
        ? 'it must be a URL that begins with https:// or http://'
        : `it has not the form that it needs`;
    case 'invalid_key':
    case 'invalid_union':
    case 'invalid_element':
    case 'not_multiple_of':
    case 'custom':
      return issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
  }
}

const typeWords: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'a text in quotes',
  boolean: 'true or false',
  array: 'a list in square brackets',
  object: 'a table in curly brackets',
  record: 'a table in curly brackets',
};
