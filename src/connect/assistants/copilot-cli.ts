import type { Assistant } from '../assistant.js';
import { exports } from '../shell.js';
import { baseUrl } from '../ours.js';
import { atHome } from '../place.js';

/** Copilot's agent for the terminal takes everything from the environment. */
export const copilotCli: Assistant = {
  id: 'copilot-cli',
  label: 'GitHub Copilot CLI',
  traces: place => [atHome(place, '.copilot')],
  extensions: [],
  how: 'lines',
  lines: ({ address, models }, place) =>
    exports(place, {
      COPILOT_PROVIDER_TYPE: 'openai',
      COPILOT_PROVIDER_BASE_URL: `${baseUrl(address, 'copilot-cli')}/v1`,
      COPILOT_PROVIDER_API_KEY: address.token,
      COPILOT_MODEL: models.chat[0] ?? models.smallChat,
    }),
};
