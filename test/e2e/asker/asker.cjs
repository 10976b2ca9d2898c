// Asks a language model of vendor `tuppence` through the editor's own interface and shows what came back.
const vscode = require('vscode');

exports.activate = context => {
  context.subscriptions.push(vscode.commands.registerCommand('asker.ask', ask));
};

async function ask() {
  try {
    const models = await vscode.lm.selectChatModels({ vendor: 'tuppence' });
    const [model] = models;
    if (model === undefined) throw new Error('no model of vendor tuppence');
    const question = [vscode.LanguageModelChatMessage.User('Say in one sentence what a proxy is.')];
    const reply = await model.sendRequest(question, {});
    let text = '';
    for await (const piece of reply.text) text += piece;
    const tokens = await model.countTokens('one two three');
    vscode.window.showInformationMessage(
      `Asked ${model.name} of ${models.length}: ${text.length} characters, ${tokens} tokens. ${text.slice(0, 60)}`,
    );
  } catch (error) {
    vscode.window.showErrorMessage(`Asking failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}
