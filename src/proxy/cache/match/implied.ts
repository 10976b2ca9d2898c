import type { Token } from './tokens.js';

/**
 * Whether these words already say which tool is meant: whoever rebases uses git, and a pod is Kubernetes'. Only words that
 * no other tool has, so that the name beside them says nothing new.
 */
export function isImplied(name: string, content: readonly Token[]): boolean {
  const own = only.get(name);
  return own !== undefined && content.some(word => own.has(word.replace(/^[`@=](?=.)/, '').toLowerCase()));
}

const only: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    git: 'rebase reflog bisect stash submodule submodules worktree gitignore cherry-pick commit commits branch branches',
    css: 'flexbox z-index scrollbar div divs',
    html: 'div divs iframe textarea',
    docker: 'dockerfile',
    kubernetes:
      'pod pods kubectl kubeconfig statefulset daemonset kubelet nodeport clusterip configmap crashloopbackoff imagepullbackoff',
    react: 'usestate useeffect usememo usecallback useref usereducer usecontext uselayouteffect jsx',
    vue: 'v-if v-show v-for v-model v-bind v-else v-on',
    typescript: 'tsconfig keyof',
    python: 'virtualenv pytest pip f-string f-strings kwargs',
    java: 'arraylist nullpointerexception jvm',
    javascript: 'settimeout addeventlistener nodelist queryselector getelementbyid',
    'node.js': 'npx',
    rust: 'cargo',
    jenkins: 'jenkinsfile',
  }).map(([name, words]) => [name, new Set(words.split(' '))]),
);
