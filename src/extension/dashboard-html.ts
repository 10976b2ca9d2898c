/** The page's frame. Everything in it is drawn by its script; nothing may load but the two files named here. */
export function dashboardHtml(parts: {
  readonly script: string;
  readonly style: string;
  /** The webview's own origin, as the editor names it for policies. */
  readonly cspSource: string;
  readonly nonce: string;
}): string {
  const { script, style, cspSource, nonce } = parts;
  const policy = [
    `default-src 'none'`,
    `style-src ${cspSource}`,
    `script-src 'nonce-${nonce}'`,
    `img-src ${cspSource}`,
    `font-src ${cspSource}`,
  ].join('; ');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <title>Tuppence</title>
    <link rel="stylesheet" href="${style}" />
    <script nonce="${nonce}" src="${script}" defer></script>
  </head>
  <body></body>
</html>
`;
}
