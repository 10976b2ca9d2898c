import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openRoom } from '../cache/support/room.js';
import { openTestDriver } from '../cache/support/driver.js';
import { startProxy } from '../support/proxy.js';
import { tempDirForTest } from '../support/temp-dir.js';
import { dataFolder, modelOf, modelsOf, runModels, startModels } from './support/commands.js';
import { mainCommit, startMirror } from './support/mirror.js';
import { layModel, otherModel } from './support/other-model.js';

/** Each of these starts several processes, which takes its time where many tests run beside it. */
vi.setConfig({ testTimeout: 60_000 });

test('without a proxy a model is installed, used and removed, with progress and what it is worth', async () => {
  const mirror = await startMirror();
  const folder = dataFolder(mirror.url, [mirror.model]);
  const installed = await runModels(folder, ['install', 'tiny']);
  expect(installed).toMatchObject({ code: 0 });
  expect(installed.stdout).toMatch(/^tiny .* installed\n +serves \d+ % \((?:0\.5|1) %\), .* counted on 851 pairs\n/);
  expect(installed.stdout).toContain("'tuppence models use tiny' puts it to use");
  const used = await runModels(folder, ['use', 'tiny']);
  expect(used).toMatchObject({ code: 0 });
  expect(used.stdout).toMatch(/^tiny .* in use\n/);
  expect((await runModels(folder, ['remove', 'tiny'])).stderr).toContain('is in use');

  // The next proxy serves with it, and the same command goes through that.
  const proxy = await startProxy({ dataDir: folder });
  expect((await modelOf(folder, 'tiny'))?.state.kind).toBe('in-use');
  expect((await runModels(folder, ['use', 'starter'])).stdout).toMatch(/^starter .* in use\n/);
  expect((await runModels(folder, ['remove', 'tiny'])).stdout).toMatch(/^tiny .* not installed\n/);
  await proxy.stop();
});

test('a download that was killed goes on in the next command from where it was', async () => {
  const mirror = await startMirror();
  mirror.faults.push('stuck');
  const folder = dataFolder(mirror.url, [mirror.model]);
  const first = startModels(folder, ['install', 'tiny']);
  const partial = join(folder, 'models', 'tiny.part', 'onnx', 'model.onnx.partial');
  await vi.waitUntil(() => existsSync(partial) && readFileSync(partial).length > 100_000, { timeout: 15_000 });
  first.child.kill('SIGKILL');
  await first.done;
  const stopped = await modelOf(folder, 'tiny');
  expect(stopped?.state).toMatchObject({ kind: 'stopped', reason: 'It was interrupted.' });
  expect(await runModels(folder, ['install', 'tiny'])).toMatchObject({ code: 0 });
  expect(mirror.ranges).toHaveLength(2);
  expect(mirror.ranges[1]).toMatch(/^bytes=[1-9]\d{4,}-$/);
});

test('killed at any moment of a change of model, the next start has the old one or the new one, never both', async () => {
  const offered = otherModel();
  const mirror = await startMirror(offered);
  const folder = dataFolder(mirror.url, [mirror.model]);
  const room = openRoom({ folder, cache: { gate: false, semantic: false, ttlS: 2_592_000 } });
  room.nowMs = Date.now();
  for (let i = 0; i < 400; i++) await room.put({ text: `what does error ${i} mean in program ${i % 97}` });
  await room.cache.close();
  layModel(join(folder, 'models', 'tiny'), offered);
  const recipe = ['id', 'repo', 'revision', 'dims', 'dtype', 'pooling', 'prefix', 'maxTokens', 'files'] as const;
  const entry = Object.fromEntries(recipe.map(key => [key, offered.entry[key]]));
  writeFileSync(join(folder, 'models', 'tiny', 'tuppence.json'), `${JSON.stringify(entry, undefined, 2)}\n`);
  for (const moment of [/finding out/, /questions again, 0 of/, /questions again, [1-9]/]) {
    const change = startModels(folder, ['use', 'tiny']);
    await Promise.race([vi.waitUntil(() => moment.test(change.stderr()), { timeout: 20_000, interval: 2 }), change.done]);
    change.child.kill('SIGKILL');
    await change.done;
    const inUse = (await modelsOf(folder)).filter(({ state }) => state.kind === 'in-use');
    expect(inUse).toHaveLength(1);
  }
  // The next proxy goes on with what was wanted.
  const proxy = await startProxy({ dataDir: folder });
  await vi.waitUntil(async () => (await modelOf(folder, 'tiny'))?.state.kind === 'in-use', { timeout: 20_000 });
  await proxy.stop();
  const driver = openTestDriver(join(folder, 'cache.db'));
  const vectors = driver.all(
    `SELECT m.name AS name, length(v.vector) AS bytes, count(*) AS rows FROM cache_vectors v
     JOIN cache_models m ON m.number = v.model GROUP BY m.name, length(v.vector)`,
  );
  driver.close();
  expect(vectors).toContainEqual({ name: 'tiny', bytes: 48 * 4, rows: 400 });
  expect(vectors.filter(({ name }) => name === 'tiny')).toHaveLength(1);
});

test('a pin that does not match says how to make one that does, and that one is then installed', async () => {
  const mirror = await startMirror();
  const wrong = { ...mirror.model, files: mirror.model.files.map(file => ({ ...file, sha256: '0'.repeat(64) })) };
  const folder = dataFolder(mirror.url, [wrong]);
  const refused = await runModels(folder, ['install', 'tiny']);
  expect(refused.code).toBe(1);
  const command = /'tuppence models pin (\S+)'/.exec(refused.stdout)?.[1] ?? '';
  expect(command).toBe(`somebody/tiny@${mirror.model.revision}`);
  const pinned = await runModels(folder, ['pin', command, '--id', 'tiny', '--dtype', 'fp32', '--json']);
  expect(JSON.parse(pinned.stdout)).toEqual({
    ...{ id: 'tiny', repo: 'somebody/tiny', revision: mirror.model.revision, label: 'somebody/tiny' },
    ...{ licence: 'not stated', dims: 128, dtype: 'fp32', pooling: 'mean', prefix: '', maxTokens: 256 },
    files: mirror.model.files,
  });
  const asked = mirror.ranges.length;
  expect(await runModels(folder, ['install', 'tiny'])).toMatchObject({ code: 0 });
  // What was pinned is not fetched again.
  expect(mirror.ranges).toHaveLength(asked);
});

test('a name that moves is pinned to its commit, a model says itself how it is run, and unpin forgets it', async () => {
  const said = { '1_Pooling/config.json': { pooling_mode_cls_token: true }, 'sentence_bert_config.json': { max_seq_length: 64 } };
  const mirror = await startMirror(otherModel({ dtype: 'q8' }, said, '---\nlicense: apache-2.0\ntags: []\n---\n'));
  const folder = dataFolder(mirror.url);
  const pinned = await runModels(folder, ['pin', 'Some.Body/Own-Model_v1.5@main', '--json']);
  expect(JSON.parse(pinned.stdout)).toMatchObject({
    ...{ id: 'own-model-v1-5', revision: mainCommit, dtype: 'q8', pooling: 'cls', maxTokens: 64, licence: 'apache-2.0' },
  });
  expect((await modelOf(folder, 'own-model-v1-5'))?.state.kind).toBe('stopped');
  expect(await runModels(folder, ['unpin', 'own-model-v1-5'])).toMatchObject({ code: 0 });
  expect(await modelOf(folder, 'own-model-v1-5')).toBeUndefined();
  expect((await runModels(folder, ['unpin', 'own-model-v1-5'])).stderr).toContain('You have pinned no model');
});

test('what cannot be pinned, and a list that cannot be read, are told in a sentence', async () => {
  const mirror = await startMirror();
  const folder = dataFolder(mirror.url);
  expect((await runModels(folder, ['pin', 'no-name'])).stderr).toContain('write OWNER/NAME@COMMIT');
  mirror.faults.push('missing', 'missing');
  expect((await runModels(folder, ['pin', 'a/b@main'])).stderr).toMatch(/has no 'onnx\/model_quantized.onnx' of a\/b@1{40}/);
  expect((await runModels(folder, ['pin', 'a/b', '--dtype', 'int4'])).stderr).toContain('--dtype is one of q8, fp32');
  expect(existsSync(join(folder, 'models', 'pins.json'))).toBe(false);
  writeFileSync(join(folder, 'models', 'pins.json'), '{"models": 3}');
  const listed = await runModels(folder, ['list']);
  expect(listed.stderr).toMatch(/Your own list of models, '.*pins.json', cannot be read .*: mend or delete it/);
  expect(listed.stdout).toContain('starter');
});

test('the network’s proxy is used where the environment names one', async () => {
  const mirror = await startMirror();
  const { port: mirrorPort } = new URL(mirror.url);
  const through: string[] = [];
  // It alone knows where hub.test is; what is on this machine never goes through it.
  const network = createServer((request, response) => {
    through.push(new URL(request.url ?? '').host);
    response.writeHead(302, { location: `${mirror.url}${new URL(request.url ?? '').pathname}` }).end();
  });
  network.on('connect', (request, socket) => {
    through.push((request.url ?? '').replace(/:80$/, ''));
    const onward = connect(Number(mirrorPort), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    for (const end of [onward, socket]) end.on('error', () => void [onward, socket].map(one => one.destroy()));
  });
  await new Promise<void>(done => network.listen(0, '127.0.0.1', done));
  onTestFinished(() => void network.close());
  const folder = dataFolder('http://hub.test', [mirror.model]);
  const HTTP_PROXY = `http://127.0.0.1:${String((network.address() as AddressInfo).port)}`;
  expect(await runModels(folder, ['install', 'tiny'], { HTTP_PROXY })).toMatchObject({ code: 0 });
  expect(new Set(through)).toEqual(new Set(['hub.test']));
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
test.skipIf(!hasOpenssl)('a mirror with a certificate of one’s own is trusted where NODE_EXTRA_CA_CERTS names it', async () => {
  const dir = tempDirForTest('tls');
  const [key, cert] = [join(dir, 'key.pem'), join(dir, 'cert.pem')];
  const made = spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert],
    ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'],
  ]);
  expect(made.status).toBe(0);
  const offered = otherModel();
  const server = createSecureServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, response) => {
    const name = [...offered.files.keys()].find(path => request.url?.endsWith(`/${path}`) === true);
    if (name === undefined) response.writeHead(404).end();
    else response.writeHead(200).end(offered.files.get(name));
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  const folder = dataFolder(`https://localhost:${String((server.address() as AddressInfo).port)}`, [offered.entry]);
  const pin = ['pin', `somebody/tiny@${offered.entry.revision}`, '--dtype', 'fp32'];
  expect((await runModels(folder, pin)).stderr).toMatch(/localhost:\d+ cannot be reached \(DEPTH_ZERO_SELF_SIGNED_CERT\)/);
  expect(await runModels(folder, pin, { NODE_EXTRA_CA_CERTS: cert })).toMatchObject({ code: 0 });
});

test.skipIf(process.platform === 'win32')('a full disk and a folder that cannot be written are told, and nothing is left half', async () => {
  const mirror = await startMirror();
  const folder = dataFolder(mirror.url, [mirror.model]);
  const part = join(folder, 'models', 'tiny.part');
  mkdirSync(join(part, 'onnx'), { recursive: true });
  if (existsSync('/dev/full')) {
    symlinkSync('/dev/full', join(part, 'onnx', 'model.onnx.partial'));
    const full = await runModels(folder, ['install', 'tiny']);
    expect(full).toMatchObject({ code: 1 });
    expect(full.stdout).toMatch(/The disk is full; 'onnx\/model.onnx' needs \d+ bytes/);
  }
  rmSync(part, { recursive: true });
  writeFileSync(part, 'a file where the folder should be');
  const blocked = await runModels(folder, ['install', 'tiny']);
  expect(blocked).toMatchObject({ code: 1 });
  expect(blocked.stdout).toMatch(/cannot be written/);
});
