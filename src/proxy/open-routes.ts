import { makeActions } from './actions.js';
import { makeChangeKey } from './change-key.js';
import { clock } from './clock.js';
import { csvOf } from './csv.js';
import { modelNames } from './dispatch/model-names.js';
import { explain } from './explain.js';
import { makeApi } from './intake/api/api.js';
import type { Keyring } from './keyring.js';
import { makeOffers } from './model-offers.js';
import { makeRoutingDesk } from './routing-desk.js';
import { modelsIn, openModelRoom } from './model-shelf.js';
import type { OpenRooms } from './open-rooms.js';
import type { Panel } from './panel.js';
import { previewRouting } from './preview-routing.js';
import { previewSimilarity } from './preview-similarity.js';
import { profileOf } from './profile.js';
import type { EmbeddingModelsRoom } from './rooms/models.js';
import type { ServeOptions } from './running-proxy.js';
import { maxSeriesMs, seriesOf } from './series.js';
import type { SettingsFile } from './settings-file.js';
import type { StandIn } from './stand-in.js';
import type { Stores } from './stores.js';
import { whatIf } from './what-if.js';

/** Tuppence's own routes, and the embedding models that live behind some of them. */
export interface OwnRoutes {
  readonly api: ReturnType<typeof makeApi>;
  readonly models: Pick<EmbeddingModelsRoom, 'resume' | 'close'>;
}

/** Opens what people and their editors ask of a proxy beside prompts. */
export function openRoutes(parts: {
  readonly options: Pick<ServeOptions, 'dataFolder' | 'onLeave'>;
  readonly settingsFile: SettingsFile;
  readonly keyring: Keyring;
  readonly standIn: StandIn;
  readonly stores: Pick<Stores, 'record' | 'cache' | 'learning'>;
  readonly rooms: Pick<OpenRooms, 'prefix' | 'redo' | 'agent'>;
  readonly panel: Panel;
}): OwnRoutes {
  const { options, settingsFile, keyring, standIn, rooms } = parts;
  const { record, cache, learning } = parts.stores;
  const { snapshot, followers, identity } = parts.panel;
  const settings = () => settingsFile.current();
  const models = openModelRoom(modelsIn(options.dataFolder), {
    agent: rooms.agent,
    settings,
    cache: cache.models,
    changed: () => followers.changed(),
  });
  const reach = { providers: keyring.provider, keyFor: keyring.key };
  const api = makeApi({
    record,
    csv: sinceMs => csvOf(record.pages(sinceMs)),
    explain: id => explain(id, record, cache, learning),
    cache,
    actions: makeActions({ record, cache, redo: rooms.redo, learning, settings }),
    routing: makeRoutingDesk({ record, learning, clock }),
    doctor: rooms.prefix,
    settings: settingsFile,
    previews: {
      similarity: () => previewSimilarity({ cache, record, settings, clock }),
      routing: spanMs => previewRouting({ record, settings, clock, ...reach }, spanMs),
      whatIf: (spanMs, wish) => whatIf({ record, cache, settings, providers: keyring.provider, clock }, spanMs, wish),
      profile: spanMs => profileOf({ cache, record, settings }, clock.nowMs() - spanMs),
    },
    models,
    changeKey: makeChangeKey({ keyring, standIn }),
    offers: makeOffers({ keyring, settings, record, clock, names: ask => modelNames(rooms.agent, ask) }),
    snapshot,
    series: spanMs => (spanMs > maxSeriesMs ? undefined : seriesOf(record, spanMs, clock.nowMs())),
    followers,
    changed: followers.changed,
    identity,
    leave: options.onLeave,
    clock,
  });
  return { api, models };
}
