/**
 * The singular of a prose noun. Only plain rules: a word that merely ends in s keeps it, and so do names of modules and
 * commands that are plurals (`strings`, `requests`).
 */
export function singular(word: string): string {
  const irregular = irregulars.get(word);
  if (irregular !== undefined) return irregular;
  if (word.length < 4 || !word.endsWith('s') || /(?:ss|us|is|'s)$/.test(word) || keeps.has(word)) return word;
  if (/(?:sses|shes|xes|zzes|[^aeiou]ches|[aeiou]tches)$/.test(word)) return word.slice(0, -2);
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  return word.slice(0, -1);
}

/** The bare verb behind a form in -ing that opens a request ('reversing a list'); the word itself when unknown. */
export function bareVerb(word: string): string {
  return gerunds.get(word) ?? word;
}

const irregulars: ReadonlyMap<string, string> = new Map([
  ['indices', 'index'],
  ['indexes', 'index'],
  ['vertices', 'vertex'],
  ['matrices', 'matrix'],
  ['statuses', 'status'],
  ['aliases', 'alias'],
  ['buses', 'bus'],
  ['cookies', 'cookie'],
  ['movies', 'movie'],
  ['children', 'child'],
  ['ids', 'id'],
  ['apis', 'api'],
  ['batches', 'batch'],
  ['searches', 'search'],
  ['approaches', 'approach'],
]);

const keeps: ReadonlySet<string> = new Set(
  (
    'has does was its always across sometimes besides news series species plus alias atlas bias canvas perhaps headers ' +
    'strings requests collections itertools threads types generics extends implements throws contains equals kwargs args ' +
    'sets maps keys values items entries windows settings credentials permissions less others yours hers times ' +
    'statistics mathematics graphics analytics basics metrics acoustics https ftps sftps saas paas iaas lens chaos cosmos devops ' +
    'oops gas towards afterwards whereas utils contents'
  ).split(' '),
);

const gerunds: ReadonlyMap<string, string> = new Map(
  (
    'accessing:access adding:add applying:apply building:build calculating:calculate calling:call catching:catch ' +
    'centering:center changing:change checking:check cleaning:clean clearing:clear cloning:clone closing:close ' +
    'combining:combine comparing:compare compiling:compile concatenating:concatenate configuring:configure ' +
    'connecting:connect converting:convert copying:copy counting:count creating:create debugging:debug declaring:declare ' +
    'defining:define deleting:delete deploying:deploy detecting:detect disabling:disable displaying:display ' +
    'downloading:download enabling:enable executing:execute exiting:exit extracting:extract fetching:fetch ' +
    'filtering:filter finding:find fixing:fix flattening:flatten generating:generate getting:get handling:handle ' +
    'implementing:implement importing:import inserting:insert installing:install iterating:iterate listing:list ' +
    'loading:load making:make merging:merge moving:move opening:open parsing:parse passing:pass printing:print ' +
    'reading:read removing:remove renaming:rename replacing:replace restarting:restart returning:return reversing:reverse ' +
    'reverting:revert rounding:round running:run saving:save searching:search sending:send sorting:sort splitting:split ' +
    'squashing:squash starting:start stopping:stop storing:store trimming:trim undoing:undo uninstalling:uninstall ' +
    'debouncing:debounce formatting:format grouping:group hosting:host joining:join mocking:mock ordering:order ' +
    'querying:query rendering:render resizing:resize scheduling:schedule styling:style testing:test throttling:throttle ' +
    'updating:update upgrading:upgrade uploading:upload using:use validating:validate writing:write'
  )
    .split(' ')
    .map(pair => pair.split(':') as [string, string]),
);
