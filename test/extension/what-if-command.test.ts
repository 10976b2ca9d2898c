import { beforeEach, describe, expect, it } from 'vitest';
import { whatIfCommand } from '../../src/extension/commands/what-if.js';
import type { Desk } from '../../src/extension/desk.js';
import { parseSettings } from '../../src/protocol/settings.js';
import { resetEditor, type Editor } from '../support/vscode.js';

let editor: Editor;
let calls: [route: string, request: { body?: unknown }][];

beforeEach(() => {
  editor = resetEditor();
  calls = [];
});

const settings = parseSettings({ routing: { strongShare: 0.4, tiers: { cheap: 'a', strong: 'b' } } });

function desk(refuse?: string): Desk {
  const api = (route: string, request: { body?: unknown }) => {
    calls.push([route, request]);
    if (route === 'GET /settings') return Promise.resolve(settings);
    if (route === 'GET /models') {
      return Promise.resolve({ models: [{ tier: 'p:m', inputUsdPerMTok: 1, outputUsdPerMTok: 2 }], troubles: [] });
    }
    if (route === 'PATCH /settings') return Promise.resolve(settings);
    return refuse === undefined ? Promise.resolve({}) : Promise.reject(new Error(refuse));
  };
  return { proxy: { api } } as unknown as Desk;
}

const wishes = () => calls.filter(([route]) => route === 'POST /preview/what-if').map(([, { body }]) => body);

/** Chooses the rows of these labels, one list after the other. */
function choosing(...labels: readonly string[]): void {
  let at = 0;
  editor.choose = (_title, rows) => {
    const row = rows.find(({ label }) => label === labels[at]);
    if (row !== undefined) at += 1;
    return row;
  };
}

describe('what if, from the palette', () => {
  it.each([
    [['A Share of Strong Requests'], '30 %', { strongShare: 0.3 }],
    [['A Floor of Quality'], '0.95', { qualityFloor: 0.95 }],
    [['Other Thresholds'], '0.2, 0.5', { cheapBelow: 0.2, strongFrom: 0.5 }],
    [['Another Model for a Tier', 'cheap', 'p:m'], '', { tiers: { cheap: 'p:m' } }],
    [
      ['Another Price for a Model', 'p:m'],
      '0.1, 0.4',
      { prices: { 'p:m': { inputUsdPerMTok: 0.1, outputUsdPerMTok: 0.4 } } },
    ],
    [['Another Similarity of the Cache'], '0.85', { similarity: 0.85 }],
  ])('%j asks the proxy and opens what it says', async (labels, typed, wish) => {
    choosing(...labels);
    editor.type = () => typed;
    await whatIfCommand.run(desk());
    expect(wishes()).toEqual([wish]);
    const [shown] = editor.ran;
    expect(shown?.[0]).toBe('markdown.showPreview');
    expect(JSON.parse((shown?.[1] as { query: string }).query)).toEqual(wish);
    expect(calls.map(([route]) => route)).not.toContain('PATCH /settings');
  });

  it('takes over what was tried when the user wants it, and what would overrule it goes', async () => {
    choosing('Other Thresholds');
    editor.type = () => '0.2, 0.5';
    editor.press = (_message, buttons) => buttons.find(button => button === 'Use It');
    await whatIfCommand.run(desk());
    expect(editor.messages.at(-1)).toBe('The settings are as you tried them.');
    expect(editor.settings.get('tuppence.routing.cheapBelow')).toBe(0.2);
    expect(editor.settings.get('tuppence.routing.strongFrom')).toBe(0.5);
    const patches = calls.filter(([route]) => route === 'PATCH /settings').map(([, { body }]) => body);
    expect(patches).toContainEqual({ routing: { strongShare: null } });
  });

  it('does nothing when the user leaves', async () => {
    await whatIfCommand.run(desk());
    choosing('A Share of Strong Requests');
    await whatIfCommand.run(desk());
    expect({ wishes: wishes(), ran: editor.ran }).toEqual({ wishes: [], ran: [] });
  });

  it('opens nothing when the proxy refuses, and rejects with its sentence', async () => {
    choosing('A Share of Strong Requests');
    editor.type = () => '0.3';
    await expect(whatIfCommand.run(desk('No tier has a model.'))).rejects.toThrow('No tier has a model.');
    expect(editor.ran).toEqual([]);
  });
});
