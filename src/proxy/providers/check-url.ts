/**
 * Whether prompts and a key may be sent to this base URL. Returns one sentence saying why not, undefined when all is
 * well. Plain http is for this machine only: anywhere else it would show the key and every prompt to the network.
 */
export function checkProviderUrl(url: string): string | undefined {
  if (!URL.canParse(url)) return `'${url}' is not a URL: write it with its protocol, such as https://host/v1.`;
  const { protocol, hostname, username, password, search, hash } = new URL(url);
  if (username !== '' || password !== '') {
    return `The URL of ${hostname} holds a user name or password: name the key with keyEnv instead.`;
  }
  if (search !== '' || hash !== '')
    return `The URL of ${hostname} ends in a query or fragment: give the base URL only.`;
  if (protocol === 'https:') return undefined;
  if (protocol !== 'http:') return `'${url}' has the protocol ${protocol} but must have https:.`;
  if (isLoopback(hostname)) return undefined;
  return `'${url}' would send the key in clear text: use https, or http on this machine only.`;
}

/** `hostname` as the URL class normalises it: `127.1` is already `127.0.0.1`, and IPv6 stands in brackets. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
