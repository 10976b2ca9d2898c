// Door 1: the proxy as the child of an editor's window.
process.once('disconnect', () => process.exit(0));
