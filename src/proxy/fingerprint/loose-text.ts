/**
 * Whether one user text, standing alone, may be answered from a prompt with other words. What refers to something
 * around it, asks about this very moment, wants something made up, acts, or holds a secret may only be repeated
 * exactly. `why` is a short code for the reason shown to the user.
 */
export function looseText(text: string): { readonly ok: true } | { readonly ok: false; readonly why: string } {
  if (text.length > mostChars) return { ok: false, why: 'long' };
  const found = checks.find(([, applies]) => applies(text));
  return found === undefined ? { ok: true } : { ok: false, why: found[0] };
}

/** Longer texts carry a situation of their own, and chance words decide what is meant. */
const mostChars = 600;
const mostWords = 60;

type Check = readonly [why: string, applies: (text: string) => boolean];

const checks: readonly Check[] = [
  ['long', text => text.split(/\s+/).length > mostWords],
  ['short', isShort],
  ['code', text => codeMarks.some(pattern => pattern.test(text))],
  ['path', hasPath],
  ['url', text => /\b(?:https?|ftp|ssh|file|wss?):\/\/|\bwww\.\w/i.test(text)],
  ['secret', text => secrets.some(pattern => pattern.test(text))],
  ['deictic', text => deictics.some(pattern => pattern.test(text))],
  ['fresh', text => fresh.some(pattern => pattern.test(text))],
  ['creative', text => creative.some(pattern => pattern.test(text))],
  ['acting', text => acting.test(text)],
  ['personal', text => personal.test(text)],
];

/* ---------------------------------------------------------------- nothing to go by */

const courtesy = /\b(?:please|pls|thanks|thank you|thx|hi|hello|hey|ok|okay|great|cool|nice)\b/gi;
const opener =
  /^(?:how|what|why|when|where|which|who|whose|explain|define|describe|compare|is|are|can|could|do|does|did|should|i)\b|\b(?:vs|versus)\b/i;
const carriesOn =
  /^(?:(?:please |yes,? |ok,? |now )?(?:continue|go on|go ahead|keep going|carry on|try again|again|retry|proceed|next|more|stop|do it|do that|yes|no|why|how|what|summari[sz]e|explain|fix|refactor|help|done|test|elaborate|tell me more|why not|how so|how come|and then|what else|what now|are you sure|what do you (?:think|mean)|how does that work)\b)[\s.!?,]*$/i;

/** Two words without a frame are a topic, not a question; what only carries on refers to what was said. */
function isShort(text: string): boolean {
  const bare = text
    .replace(courtesy, ' ')
    .replace(/^[\s,.!:-]+/, '')
    .trim();
  if (carriesOn.test(bare) || !/[\p{L}\p{N}]/u.test(bare)) return true;
  if (!opener.test(bare) && vagueTrouble.test(bare)) return true;
  const words = bare.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word)).length;
  return words < (opener.test(bare) ? 2 : 3);
}

/** 'Oracle connection problem': a headline, behind which everybody has another question. */
const vagueTrouble = /^(?:\S+\s+){1,4}(?:problems?|issues?|errors?|trouble|questions?|help|bugs?)[\s.?!]*$/i;

/* ---------------------------------------------------------------- code, paths */

const codeMarks: readonly RegExp[] = [
  /```|~~~/,
  /^(?:[+-]{3} \S|@@ -\d|diff --git|index [0-9a-f]{7,})/m,
  /^Traceback \(most recent|^\s*File ".+", line \d+|^\s+at \S+.*[(:]\d+|^\s*at [\w$.<>]+ ?\(/m,
  // A lone `;` behind a word of prose is a slip of the keyboard.
  /\{\s*$|[^A-Za-z\s]\s*;\s*$|;\s*\n|[(){}=<>].*;\s*$/m,
  /\n\s*\n|\n.*\n.*\n/,
  /^(?:import|from|const|let|var|def|class|function|public|private|#include|package) \S+.*[;{:=(]/m,
  /\bline \d+\b/i,
];

/** Files that every project of a kind has, so that a question about them stands alone. */
const commonFiles = new RegExp(
  '^(?:(?:node|vue|next|nuxt|express|three|d3|chart|react|angular|ember|backbone|moment|discord|socket|p5|alpine|nest|' +
    'webpack\\.config|vite\\.config|next\\.config|jest\\.config|babel\\.config|tailwind\\.config)\\.(?:js|ts|mjs|io)|' +
    '(?:setup|manage|__init__|__main__|settings|conftest)\\.py|asp\\.net|socket\\.io)$',
  'i',
);
const sourceFile =
  /(?:^|[\s(`'"])([\w.-]+\.(?:tsx?|jsx?|mjs|py|go|rs|java|kt|swift|c|cc|cpp|h|hpp|cs|rb|php|vue|svelte|scala|lua))\b(?![\w(.])/gi;
const folderPath = /(?:^|[\s(`'"])(?:\.{1,2}\/|~\/|[A-Za-z]:\\|\/)?(?:[\w@.-]+[/\\])+[\w@.-]*\.[A-Za-z]\w{0,5}\b/;
const rootedPath =
  /(?:^|[\s(`'"])(?:\.{1,2}\/[\w.-]|~\/[\w-]|[A-Za-z]:\\\w|\/(?:home|Users|workspace|src|app|opt|mnt|srv|root|data)\/)/;

function hasPath(text: string): boolean {
  if (folderPath.test(text) || rootedPath.test(text)) return true;
  return [...text.matchAll(sourceFile)].some(([, file = '']) => !commonFiles.test(file));
}

/* ---------------------------------------------------------------- secrets */

const secrets: readonly RegExp[] = [
  /[\w.+-]+@[\w-]+\.[a-z]{2,}/i,
  /\b(?:sk|pk|rk|ghp|gho|ghs|github_pat|glpat|xox[abpr]|npm|hf|AKIA|ASIA|AIza)[-_]?[A-Za-z0-9_-]{12,}/,
  /\beyJ[\w-]{8,}\.[\w-]{4,}/,
  /-----BEGIN /,
  /\b[0-9a-f]{20,}\b/i,
  /(?=[\w+/=-]*[A-Z])(?=[\w+/=-]*[a-z])(?=[\w+/=-]*\d)\b[\w+/-]{28,}={0,2}/,
  /\+?\d[\d ().-]{8,}\d/,
  /\b(?:password|passwd|pwd|secret|token|api[ _-]?key)\s*(?:is|=|:)\s*\S/i,
  /\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/,
];

/* ---------------------------------------------------------------- refers to something around it */

const mine =
  '(?:code|function|class|script|program|snippet|output|implementation|error|bug|solution|assignment|homework|query|method|logs?)';

const deictics: readonly RegExp[] = [
  /\b(?:this|that|these|those|the following|the above|the previous|the same|said) (?:code|function|class|file|error|bug|line|one|method|test|query|script|snippet|issue|problem|warning|message|variable|component|page|output|example|text|list|table|data|image|commit|branch|pr|repo|project|approach|answer|question|thing|stuff)\b/i,
  /\b(?:what|why|how|when|where|is|does|do|did|was|are) (?:is |does |do |did |was |are )?(?:this|that|these|those)\b(?! (?:keyword|operator|pointer|binding)| in )/i,
  /\b(?:this|these|those|that)\s*[.?!]*$/i,
  /\b(?:the (?:above|below)|(?:code|error|snippet|example|query|output|shown|see|given|mentioned|listed) (?:above|below)|above (?:code|error|snippet|example|query)|below:|attached|pasted|aforementioned)\b/i,
  /^(?:(?:please|now|and|then|so|but|also|can you|could you|how (?:do|can|should) i|why (?:is|does|did|isn't|doesn't)|what (?:is|does)) )*(?:\w+ )?(?:it|them|they|he|she)\b(?! (?:possible|safe|ok|okay|better|good|bad|worth|allowed|recommended|necessary|true|legal|faster|slower))/i,
  new RegExp(`\\b(?:my|your|our|the given|the provided|here is|here's) (?:\\w+ )?${mine}\\b`, 'i'),
  /^(?:in|for|about|with|on) (?:this|that|it)\b/i,
  /^(?:fix|debug|refactor|explain|review|optimi[sz]e|improve|rewrite|simplify|clean up|document|translate|format|summari[sz]e|test) (?:it|this|that|these|those|them|the (?:code|error|bug|function|file|class|test|tests))\b/i,
  /\b(?:you (?:said|mentioned|suggested|wrote|gave)|as before|like before|like last time|earlier|previously|the former|the latter)\b/i,
  /\b(?:here|there)\s*[.?!:]*$/i,
];

/* ---------------------------------------------------------------- asks about this moment */

const stable =
  '(?:working |git |local |active )?(?:director(?:y|ies)|folder|branch|date|time|timestamp|datetime|user|username|line|file|path|url|page|year|month|week|day|hour|commit|thread|process|scope|element|row|node|index|value|position|state|route|tab|window|context|shell|session|location|selection|cursor|theme|module|script|package|version of|working|directory|db|database|schema|table|weekday|quarter|frame|block)';
const latestOf =
  '(?:commits?|changes?|rows?|records?|entr(?:y|ies)|tags?|files?|date|timestamp|messages?|branch|from|remote|main|master)';

const fresh: readonly RegExp[] = [
  /\b(?:today|tonight|yesterday|tomorrow|nowadays|right now|at the moment|currently(?! (?:logged|selected|running|open|active|checked|signed|focused|copied|playing|connected))|as of|this (?:week|month|year|morning)|so far|up to date|recently|breaking)\b(?!['’"`]s? date| date| and)/i,
  /\bnow\s*[.?!]*$|\bis it now\b/i,
  new RegExp(`\\bcurrent\\b(?! ${stable})`, 'i'),
  /\bwhat(?:'s| is|s) (?:the |my )?current (?:date|time|year|version|branch|commit|price|day|month|user|directory)\b(?! (?:function|method|command|in) )/i,
  new RegExp(`\\b(?:latest|newest|most recent)\\b(?! ${latestOf})`, 'i'),
  /\b(?:price|pricing|cost|salary|stock|exchange rate|market cap) of\b|\bhow much (?:does|do|is|are)\b.*\b(?:cost|pay|worth)?/i,
  /\b(?:stock price|share price|exchange rate|interest rate|bitcoin price)\b/i,
  /\b(?:weather|forecast|headlines|election|president of|prime minister|ceo of)\b(?! (?:api|app|widget|model|data))/i,
  /(?:\b(?:latest|tech|world|any|the)\b|^)\s*news\b(?! (?:feed|api|app|site|reader))/i,
  /\b(?:release date|released yet|end of life|eol|deprecated yet|still (?:supported|maintained|used|relevant|worth))\b/i,
  /\bwhat (?:time|day|date|year) is it\b|\bwhat(?:'s| is) the (?:time|date)(?: now)?\s*[.?!]*$/i,
];

/* ---------------------------------------------------------------- wants something made up */

const asksFor =
  '(?:write|tell(?! (?:me|us) (?:how|what|why|when|where|which|who|if|whether)\\b)|give|make|create|compose|generate|invent|suggest|' +
  'come up with|think of|draft|brainstorm|pick|choose|imagine)';

const creative: readonly RegExp[] = [
  new RegExp(
    `\\b${asksFor}\\b[^.?!]{0,40}\\b(?:poem|haiku|story|stories|jokes?|lyrics|song|limerick|riddle|essay|rap|tagline|slogan|quote|fun fact|blog post|speech|letter|email|tweet|bio|caption|tweets|dialogue|scenario|ideas?|names?)\\b(?! (?:of|from|validation|column|field|property|address|template|attribute))`,
    'i',
  ),
  /^(?:(?:please|can you|could you|just) )*(?:give|pick|choose|tell|generate|suggest|select|say|name)(?: me)? (?:\w+ )?(?:a |an |some |one |\d+ )?(?:random|another|different|new one)\b(?!.*\b(?:(?:in|using|with) \w+|python|java|javascript|js|bash|sql|php|ruby|golang|rust|swift|kotlin|scala|matlab|c|r)\b)/i,
  /\b(?:another one|one more|something else|surprise me|roll (?:a|the) (?:dice|die)|flip a coin|brainstorm|role ?play|pretend (?:to|you)|act as|imagine (?:you|that))\b/i,
  /\b(?:joke|haiku|limerick)\b/i,
];

/* ---------------------------------------------------------------- acts, or is about the asker */

const acting =
  /^(?:(?:please|now|go|just|can you|could you|would you|hey|hi|ok) ?,? ?)*(?:delete|drop|wipe|erase|destroy|purge|truncate|remove|kill|send|email|deploy|publish|cancel|pay|transfer|buy|order|book|schedule|call|text|message|push|commit|run|execute|restart|reboot|shut ?down|apply|submit|rm|sudo|install|uninstall|approve|close|open|merge|revert|reset|rename|move) (?:my|our|all (?:my|our|the|of)|these|those|everything|it|me|him|her|them|the (?:tests?|build|server|production|prod|staging|database|db|app|application|pr|pull request|changes|users? table|whole|entire|file|files|folder|repo|project|account|branch|deployment|migration|script))\b(?!.*\b(?:in|with|using|on) (?:git|docker|linux|bash|vim|python|sql|mysql|postgres\w*|windows|mac\w*|kubernetes|javascript|node|vscode)\b)/i;

const personal =
  /\b(?:my (?:name|age|birthday|address|phone|salary|boss|wife|husband|girlfriend|boyfriend|doctor|account|password|credit card|bank|email|ssn|health|company|manager|colleague|interview|resume|cv)|i live in|i am \d+|remember that|do you remember|who am i)\b(?! (?:in|for) (?:git|mysql|postgres))/i;
