/** Words that carry no content of their own. Directions, conditions and extents are told apart below. */
export const stopWords: ReadonlySet<string> = words(
  `a an the is are was were be been being am do does did done doing can could should would will shall may might must i you we
  he she it they me us my your our their his her its of in on at to for from with by as and or but if then than so that this
  these those there here what which who whom whose when where why how not no have has had get got one some any also just only
  about into onto over under before after between please way want need know like make s t`,
);

/** Words that say which way, or in which order. */
export const directionWords: ReadonlySet<string> = words(
  'to from into onto before after over under than between through against by via with without out up down off back then',
);

export const clauseWords: ReadonlySet<string> = words(
  'if unless when while until except only once because instead even whether whenever but and or',
);

/** Words that say how much of it, or which one. */
export const extentWords: ReadonlySet<string> = words(
  `all every each any some none both either neither first last second third next previous same other another more less most
  least many few several multiple single entire whole half exactly always never again only`,
);

/** Pairs of words of which one turns the other round. Used by the verifier on words that only one side has. */
export const opposites: ReadonlyMap<string, ReadonlySet<string>> = pairsOf(
  `enable disable,enabled disabled,start stop,open close,add remove,install uninstall,encrypt decrypt,encode decode,compress
  decompress,serialize deserialize,upload download,import export,push pull,lock unlock,increase decrease,raise lower,ascending
  descending,before after,first last,old new,older newer,minimum maximum,min max,smallest largest,small large,short long,shortest
  longest,lowest highest,low high,lowercase uppercase,left right,top bottom,up down,horizontal vertical,horizontally
  vertically,synchronous asynchronous,sync async,client server,public private,local remote,local global,static dynamic,mutable
  immutable,with without,include exclude,allow deny,allow block,show hide,read write,input output,success failure,true false,online
  offline,grant revoke,mount unmount,attach detach,subscribe unsubscribe,login logout,log-in log-out,sync asynchronous,async synchronous,commit rollback,upgrade
  downgrade,advantages disadvantages,pros cons,inside outside,above below,more less,greater less,greater smaller,always never,all
  none,faster slower,fast slow,forward backward,positive negative,even odd,internal external,inbound outbound,source destination,parent
  child,row column,width height,begin end,buy sell,send receive,accept reject,create delete,create destroy,connect
  disconnect,expand collapse,pause resume,append prepend,increment decrement,encrypted unencrypted,signed unsigned,good
  bad,better worse,best worst,easy hard,easy difficult,safe dangerous,cheap expensive,gain lose,win lose,male female,men women,man
  woman,boy girl,husband wife,mother father,north south,east west,day night,hot cold,rich poor,love hate,like dislike,agree
  disagree,legal illegal,possible impossible,pass fail,on off,in out,yes no,teach learn,borrow lend,ask answer,question
  answer,rise fall,import export,developer user,before since,join leave,merge split,compile decompile,minify beautify,block
  unblock,mute unmute,follow unfollow,check uncheck,select deselect,zip unzip,bind unbind,wrap unwrap,escape unescape,freeze
  unfreeze,pin unpin,stage unstage,shallow deep,strong weak,hard soft,dark light,development production,staging
  production,frontend backend,blocking nonblocking,stateful stateless,nullable required,optional required,backup restore,dump restore,expire survive,expires survives,keep remove,keep delete,keep discard,deny
  grant,mask expose,implicit
  explicit,relative absolute,unique duplicate,empty full`,
);

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}

function pairsOf(list: string): ReadonlyMap<string, ReadonlySet<string>> {
  const map = new Map<string, Set<string>>();
  const put = (a: string, b: string) => map.set(a, (map.get(a) ?? new Set()).add(b));
  for (const pair of list.split(',')) {
    const [a = '', b = ''] = pair.trim().split(/\s+/);
    put(a, b);
    put(b, a);
  }
  return map;
}
