import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mentionsOf } from '../../../src/proxy/cache/workspace/mentions.js';
import { makePrompt } from '../../fingerprint/make-prompt.js';

function mentions(text: string, more: { readonly system?: string; readonly workspace?: string } = {}) {
  const { system, workspace = '' } = more;
  const messages = [
    ...(system === undefined ? [] : [{ role: 'system', content: system }]),
    { role: 'user', content: text },
  ];
  const prompt = makePrompt({ model: 'm', messages });
  return mentionsOf({ ...prompt, controls: { ...prompt.controls, workspace } });
}

const question = 'What does it do?';

describe('a request has to do with a folder', () => {
  it.each([
    ['/home/me/app', '/home/me/app'],
    ['file:///home/me/my%20app', '/home/me/my app'],
    ['my-project', undefined],
    ['', undefined],
  ])('by its header %j', (workspace, folder) => {
    expect(mentions(question, { workspace })?.folder).toBe(folder);
  });

  it.each([
    ['Codex', '<environment_context>\n  <cwd>/home/me/app</cwd>\n  <shell>bash</shell>\n</environment_context>'],
    ['Claude Code', 'You help.\n<env>\nWorking directory: /home/me/app\nIs directory a git repo: Yes\n</env>'],
    ['a newer Claude Code', '# Environment\n - Primary working directory: /home/me/app\n - Platform: linux'],
    ['Roo Code', '# VSCode Visible Files\n\n# Current Workspace Directory (/home/me/app) Files\na.ts'],
    ['Copilot', 'I am working in a workspace with the following folders:\n- /home/me/app \n\nMore.'],
    ['Gemini CLI', "I'm currently working in the directory: /home/me/app\nHere is the folder structure:"],
  ])('by what %s puts around the words', (_, envelope) => {
    expect(mentions(question, { system: envelope })?.folder).toBe('/home/me/app');
    expect(mentions(`${envelope}\n\n${question}`)?.folder).toBe('/home/me/app');
  });
});

describe('a request names files', () => {
  it.each([
    ['Explain src/proxy/pipeline.ts', ['src/proxy/pipeline.ts']],
    ['Fix ./a.py and `lib/b-c.rb`, please', ['./a.py', 'lib/b-c.rb']],
    ['```ts src/a.ts\nexport {}\n```', ['src/a.ts']],
    ['```12:20:src/a.ts\nexport {}\n```', ['src/a.ts']],
    ['Look at @src/a.ts and [b](docs/b.md)', ['src/a.ts', 'docs/b.md']],
    ['<file path="/etc/app/c.toml">x</file>', ['/etc/app/c.toml']],
    ['C:\\work\\a.cs fails', ['C:\\work\\a.cs']],
    ['How do I reverse a list, e.g. in Python 3.12?', undefined],
    ['Read https://example.com/a/b.html and mail me at me@example.com', undefined],
    ['What does v1.2.3 change?', undefined],
  ])('%s', (text, files) => {
    expect(mentions(text)?.files).toEqual(files);
  });

  it('of which only so many count, in no more time than it takes to read the text', () => {
    const many = Array.from({ length: 100 }, (_, i) => `src/file${i}.ts`).join(' ');
    expect(mentions(many)?.files).toHaveLength(32);
    for (const piece of ['a/', 'a.', './', '@', '\n', ' - Working directory: ', '<cwd>', 'x'.repeat(50)]) {
      mentions(piece.repeat(40_000));
    }
  });

  it('and no text makes it fail', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), text => void mentions(text, { system: text })));
  });
});
