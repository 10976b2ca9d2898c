/**
 * Words that belong to one tool alone, so that its name beside them says nothing new: a pod is Kubernetes', and whoever
 * cherry-picks uses git. A word that several tools have (an image, a table, a component) is in no row.
 */
const belongs: Readonly<Record<string, string>> = {
  git: 'branch branches commit commits cherry-pick rebase reflog bisect stash submodule submodules worktree detached squash gitignore',
  css: 'div divs flexbox padding margin margins z-index rem px scrollbar grid breakpoint stylesheet pseudo-class',
  html: 'div autocomplete textarea iframe',
  docker: 'container containers dockerfile',
  kubernetes:
    'pod pods kubectl kubeconfig statefulset daemonset kubelet nodeport clusterip configmap liveness readiness crashloopbackoff imagepullbackoff',
  react: 'usestate useeffect usememo usecallback useref usereducer usecontext jsx',
  typescript: 'tsconfig keyof',
  python: 'pip virtualenv pytest pandas numpy dataframe f-string f-strings kwargs',
  pandas: 'dataframe dataframes',
  javascript: 'nodelist settimeout addeventlistener',
  'node.js': 'npx promisify',
  latex: 'bibtex',
  java: 'jvm arraylist hashmap nullpointerexception',
  rust: 'cargo',
  sql: 'join joins having subquery subqueries union',
};

const ownerOf = new Map<string, Set<string>>();
for (const [name, words] of Object.entries(belongs)) {
  for (const word of words.split(' ')) ownerOf.set(word, (ownerOf.get(word) ?? new Set()).add(name));
}

/** Whether one of these words (in small letters) already says that the text is about this tool. */
export function isImpliedBy(name: string, words: readonly string[]): boolean {
  return words.some(word => ownerOf.get(word)?.has(name) === true);
}
