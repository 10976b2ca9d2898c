/** Verbs that open an order or a headline such as `undo last commit`. */
export const orderVerbs: ReadonlySet<string> = new Set(
  (
    'access activate add align allocate allow animate append apply assign attach authenticate automate backup batch bind ' +
    'block bootstrap break build bundle cache calculate call cancel capture cast catch center change check checkout clean ' +
    'clear clone close combine commit compare compile compress compute concatenate configure connect consume convert copy ' +
    'count create debounce debug declare decode decrypt define delete deploy deserialize detect determine diff disable ' +
    'discard display divide download draw drop dump embed enable encode encrypt ensure enumerate escape evaluate execute ' +
    'exit expand export expose extend extract fetch fill filter find fix flatten flush force fork format generate get ' +
    'grant group handle hash hide highlight host ignore implement import include increase increment index inherit ' +
    'initialize inject insert inspect install instantiate integrate invert invoke iterate join keep kill launch limit ' +
    'lint list listen load lock log loop lowercase make manage measure merge migrate minify mock modify monitor mount ' +
    'move multiply navigate normalize obtain open optimize order override overwrite pad paginate parse pass pause perform ' +
    'persist pipe plot poll pop populate preload prepend pretty prevent print profile prune publish pull push query quit ' +
    'raise randomize read rebase receive redirect reduce refactor refresh register reload remove rename render reorder ' +
    'replace reset resize resolve restart restore restrict retrieve return reuse reverse revert revoke rollback rotate ' +
    'round run save scale schedule scrape scroll search secure select send separate serialize serve set setup share show ' +
    'shuffle shutdown simulate skip slice sleep sort specify split squash stage start stash stop store stream strip style ' +
    'submit subscribe subtract sum suppress swap switch sync tag tail test throttle throw toggle track transform translate ' +
    'transpose traverse trigger trim truncate turn type uncompress undo uninstall unmock unstage unsubscribe unzip ' +
    'update upgrade upload uppercase use validate verify view visualize wait watch wrap write zip'
  ).split(' '),
);
