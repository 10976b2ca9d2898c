/** Verbs that open an order or a headline such as `undo last commit`. */
export const orderVerbs: ReadonlySet<string> = new Set(
  (
    'abort accept access acquire activate add adjust aggregate align allocate allow alter animate annotate append ' +
    'apply archive assert assign attach authenticate automate await backup batch bind block bootstrap break build ' +
    'bundle bypass cache calculate call cancel capture cast catch center change check checkout clean clear clone ' +
    'close collect combine commit compare compile compress compute concatenate configure connect consume convert copy ' +
    'count create crop customize debounce debug declare decode decrypt dedupe deduplicate defer define delete deploy ' +
    'deserialize destroy detach detect determine diff disable discard disconnect dispatch display divide download ' +
    'draw drop dump edit embed emit enable encode encrypt enqueue ensure enumerate escape evaluate exclude execute ' +
    'exit expand export expose extend extract fetch fill filter find fix flatten flush force fork format gather ' +
    'generate get grant group halt handle hash hide highlight host identify ignore implement import include increase ' +
    'increment index inherit initialize inject insert inspect install instantiate instrument integrate intercept ' +
    'invert invoke isolate iterate join keep kill launch limit lint list listen load lock log loop lowercase make ' +
    'manage measure memoize merge migrate minify mock modify monitor mount move multiply navigate normalize obtain ' +
    'open optimize order override overwrite pad paginate parse pass pause perform persist pipe plot poll pop populate ' +
    'prefetch preload prepare prepend preserve pretty prevent print profile promote propagate provision prune publish ' +
    'pull push query quit raise randomize read rebase receive reconnect recover recreate redirect reduce refactor ' +
    'refresh register reject relaunch reload remove rename render reopen reorder replace replicate reset resize ' +
    'resolve restart restore restrict resume rethrow retrieve return reuse reverse revert revoke rewrite rollback ' +
    'rotate round run sanitize save scale schedule scrape scroll search secure select send separate serialize serve ' +
    'set setup share show shuffle shutdown simplify simulate skip sleep slice solve sort spawn specify split squash ' +
    'stage start stash stop store stream strip style subclass submit subscribe subtract sum suppress swap switch sync ' +
    'tag tail test throttle throw toggle track transform translate transpose traverse trigger trim truncate turn type ' +
    'uncompress undo uninstall unlock unmock unpack unset unstage unsubscribe unwrap unzip update upgrade upload ' +
    'uppercase use vacuum validate verify view visualize wait watch wrap write zip'
  ).split(' '),
);
