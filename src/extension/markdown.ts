/**
 * Text from outside, such as a model's name, for a place where Markdown is rendered: it comes out as it is written, and
 * can neither make a link nor an icon nor break a table.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]()#+\-.!|~<>$:&@"'=^]/g, sign =>
      htmlSigns.has(sign) ? `&#${sign.charCodeAt(0)};` : `\\${sign}`,
    );
}

/** Signs that a backslash does not disarm everywhere: entities, tags, autolinks and mail addresses. */
const htmlSigns = new Set(['<', '>', '&', '"', "'", ':', '@', '$', '|', '^', '=']);

/** Text from outside for a list of the editor, where `$(name)` would become an icon. */
export function escapeIcons(text: string): string {
  return text.replace(/\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/g, '\\$&');
}

/** Text from outside for a notification, where `[words](target)` would become a link, even one that runs a command. */
export function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}

/** A link that runs one of the extension's commands; `argument` must be JSON. */
export function commandLink(title: string, command: string, argument?: string): string {
  const query = argument === undefined ? '' : `?${encodeURIComponent(JSON.stringify([argument]))}`;
  return `[${escapeMarkdown(title)}](command:${command}${query})`;
}
