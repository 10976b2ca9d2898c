/**
 * Things of one kind that stand in each other's place without meaning each other: rows are not columns, an hour is no
 * day. Words in one bracket are one thing. A question that has one of them where another has another asks something else,
 * however alike the words are.
 */
const groups: readonly string[] = [
  '(second seconds sec secs) (minute minutes min mins) (hour hours) (day days) (week weeks) (month months) (year years) (millisecond milliseconds ms)',
  '(byte bytes) (kilobyte kb) (megabyte mb megabytes) (gigabyte gb gigabytes) (bit bits)',
  '(row rows record records) (column columns) (table tables) (database databases) (collection collections) (document documents) (schema schemas) (cell cells) (sheet sheets worksheet worksheets) (index indexes indices) (view views)',
  '(file files) (folder folders directory directories) (line lines) (word words) (character characters) (paragraph) (page pages) (path paths)',
  '(key keys) (value values) (item items element elements) (index indices) (length size) (entry entries)',
  '(cpu processor) (memory ram) (disk storage) (network bandwidth) (gpu)',
  '(user users) (group groups) (role roles) (permission permissions) (password passwords) (owner)',
  '(local) (remote) (global)',
  '(branch branches) (commit commits) (tag tags) (stash stashes) (repository repo repositories repos) (remote remotes) (file files)',
  '(image images) (container containers) (volume volumes) (network networks) (registry)',
  '(pod pods) (deployment deployments) (service services) (node nodes) (namespace namespaces) (secret secrets) (configmap configmaps)',
  '(request requests) (response responses) (error errors) (header headers) (body) (cookie cookies) (parameter parameters params) (connection connections)',
  '(string strings) (number numbers int integer integers) (float double decimal) (boolean bool booleans) (array arrays list lists) (object objects dict dictionary map) (set sets) (tuple tuples) (date dates datetime) (bytes)',
  '(function functions method methods) (class classes) (variable variables) (module modules) (interface interfaces) (constructor) (property properties field fields) (argument arguments parameter parameters)',
  '(first) (last) (second) (third) (middle) (next) (previous)',
  '(left) (right) (top) (bottom) (center centre)',
  '(horizontally horizontal) (vertically vertical)',
  '(width) (height) (margin) (padding) (border) (color colour) (font) (background)',
  '(space spaces whitespace) (comma commas) (tab tabs) (newline newlines) (semicolon semicolons) (dot dots period) (dash dashes hyphen) (underscore underscores)',
  '(average mean) (median) (sum total) (maximum max) (minimum min) (count) (variance) (rate)',
  '(development dev) (production prod) (staging) (test testing)',
  '(read reading) (write writing) (append appending)',
  '(unit) (integration) (end-to-end e2e) (snapshot) (smoke)',
  '(get) (post) (put) (patch) (delete)',
  '(consumer consumers) (producer producers) (topic topics) (partition partitions) (broker brokers) (queue queues)',
  '(plan) (apply) (destroy) (import) (init)',
  '(client clients) (server servers) (browser browsers)',
  '(http) (https) (ftp) (sftp) (ssh) (tcp) (udp) (websocket websockets) (grpc)',
  '(create) (delete remove) (update) (rename) (list show) (copy) (move) (restart) (start) (stop) (install) (uninstall) (restore) (backup) (import) (export) (upgrade) (downgrade) (validate) (encrypt) (decrypt) (sort order) (filter) (group) (count) (sum) (merge) (split) (flush clear) (monitor) (scale) (refresh) (invalidate revoke)',
  '(email) (phone) (address) (name) (url urls) (date) (time)',
  '(monday) (tuesday) (wednesday) (thursday) (friday) (saturday) (sunday)',
  '(red) (green) (blue) (yellow) (black) (white)',
  '(mother mom mum) (father dad) (brother) (sister) (son) (daughter) (husband) (wife) (friend) (boss)',
  '(camera) (location) (microphone) (contacts)',
];

interface Place {
  readonly group: number;
  readonly thing: number;
}

const places = new Map<string, Place[]>();
groups.forEach((group, at) => {
  for (const [thing, words] of [...group.matchAll(/\(([^)]+)\)/g)].map(match => match[1] ?? '').entries()) {
    for (const word of words.split(' ')) places.set(word, [...(places.get(word) ?? []), { group: at, thing }]);
  }
});

/** How many words of either bag stand against another thing of their kind in the other. Shared words are to be left out. */
export function contrasts(onlyA: readonly string[], onlyB: readonly string[]): number {
  return Math.max(against(onlyA, onlyB), against(onlyB, onlyA));
}

function against(onlyA: readonly string[], onlyB: readonly string[]): number {
  const others = onlyB.flatMap(word => places.get(word) ?? []);
  return onlyA.filter(word => {
    const own = places.get(word) ?? [];
    // One thing on both sides, said in two words, is no contrast.
    if (own.some(one => others.some(({ group, thing }) => group === one.group && thing === one.thing))) return false;
    return own.some(one => others.some(({ group }) => group === one.group));
  }).length;
}
