// The proxy runs without VS Code: inside this project `vscode` is an empty module, so every use of it is a type error.
export {};
