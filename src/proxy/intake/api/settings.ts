import express from 'express';
import type { Router } from 'express';
import { BadSettingError } from '../../../protocol/settings.js';
import type { Settings } from '../../../protocol/settings.js';
import { refuse } from './answer.js';

export interface SettingsOptions {
  readonly settings: { current(): Settings; change(patch: unknown): Settings };
}

export function settingsRoutes(api: Router, { settings }: SettingsOptions): void {
  api.get('/settings', (_request, response) => {
    response.json(settings.current());
  });
  api.patch('/settings', express.json({ limit: '64kb', type: () => true }), (request, response) => {
    try {
      response.json(settings.change(request.body));
    } catch (error) {
      if (!(error instanceof BadSettingError)) throw error;
      refuse(response, 400, error.message);
    }
  });
}
