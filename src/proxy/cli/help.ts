/** What `tuppence help` prints. */
export const helpText = `Tuppence cuts what AI assistants cost: a proxy on this machine that caches, routes, and shows every cent.

  tuppence serve              start the proxy (npm start)
  tuppence demo               a day of a developer's prompts through a real proxy, no key needed
  tuppence stats              what was spent and saved
  tuppence why [ID]           what was decided about a request, why, and its receipt; the last one without an ID
  tuppence whatif             what other thresholds or tiers would have done with your past requests
  tuppence profile            what share of your prompts was asked before, by client
  tuppence dashboard          the address of the live page; --open opens it in the browser
  tuppence export             the ledger as a table (CSV) for a spreadsheet
  tuppence cache list         what the cache holds; also show ID, rm ID, clear [--workspace DIR] [--namespace NAME]
  tuppence wrong ID           the answer to that request was wrong: it goes, and its wording is not matched that way again
  tuppence right ID           the answer of a cheaper model was right: routing learns from it
  tuppence redo ID            the next turn of that request's conversation goes to the strong model, past the cache
  tuppence route              who answered, how often that was wrong, and what routing has learned from you
  tuppence route explain [ID] how a request was routed, step by step, and what became of it; the last one without an ID
  tuppence route misroutes    requests whose model turned out too cheap, or too strong
  tuppence route refit        fit the score to your own outcomes, if a replay says it helps; --reset takes that back
  tuppence route forget       forget what routing has learned
  tuppence cache never ID     never keep an answer to that request; without ID: what is refused; 'allow ID' takes it back
  tuppence cache verdicts     pairs of wordings you found wrong, as JSON lines
  tuppence cache evidence     how sure answers to other words are, and why; 'cache reopen TIER' switches a closed tier on again
  tuppence cache bars         where you complained and more likeness is demanded; 'bars reset [PARTITION]' forgets that
  tuppence models             embedding models and what they are worth; also install, use, cancel, remove, unpin ID,
                              pin OWNER/NAME@COMMIT
  tuppence prices MODEL       what a model costs; 'prices refresh' fetches a newer list and shows what changed
  tuppence doctor             what broke the provider's prompt cache lately, and what that cost
  tuppence connect            which assistants are here; 'connect NAME' points one at the proxy and shows the change first
  tuppence pause [SPAN|off]   let every prompt pass untouched for 60m, or so long, or until 'tuppence resume'
  tuppence resume             end a pause
  tuppence set KEY VALUE      change a setting, live when a proxy is running
  tuppence token              print the token that clients send
  tuppence version

serve
  --port N                    default 4711; 0 takes any free port
  --data-dir DIR              where ledger, cache, settings and token live
  --token TEXT                use this token instead of the one in the data folder
  --openai-url URL            any OpenAI-compatible endpoint instead of https://api.openai.com/v1
  --anthropic-url URL         likewise for the provider 'anthropic'
  --json                      print one line of JSON when ready
export
  --since SPAN                such as 24h or 30d (default)
  --out FILE                  instead of standard output
connect
  --undo                      take it back
  --print                     only show what would change
  --yes                       do not ask
  --model NAME                a model to be listed, instead of the usual ones; can be given again
  --account own|tuppence      who pays: the assistant's own login or key, or the key that Tuppence has
  --renew                     give every connected assistant the present port and token
stats
  --since SPAN                such as 30m, 24h (default) or 7d
  --json                      print one JSON object
whatif                        what would have been saved, what risked, and how sure that is; nothing is changed
  --strong-share N            this share of requests to the strong tier, 0 to 1
  --quality-floor N           at least this share of what the strong tier is expected to gain
  --cheap-below N, --strong-from N   these thresholds
  --tier NAME=PROVIDER:MODEL  this tier mapped to this model, to none without one; may be given several times
  --price MODEL=IN,OUT        this price, in dollars per million tokens; then [,CACHED INPUT[,CACHE WRITE]]
  --ceiling none              scores may move a request above the model that it names
  --similarity N              the cache's similarity
  --since SPAN                30d by default
  --json                      print one JSON object
route, route misroutes
  --since SPAN                30d by default
  --json                      print one JSON object
profile
  --since SPAN                30d by default
  --json                      print one JSON object
prices
  --provider NAME             default openai
  --from URL|FILE             where 'refresh' takes the list from
demo
  --json                      print one JSON object as the last line
models pin
  --id, --dtype, --pooling, --prefix   what the model's own files do not say
wrong, right, redo, route explain, cache never
  ID                          from the reply's header x-tuppence-request-id, or 'last'
everywhere
  --data-dir DIR              the data folder of the proxy that is meant

Environment: OPENAI_API_KEY, ANTHROPIC_API_KEY, OPENROUTER_API_KEY, GEMINI_API_KEY, DEEPSEEK_API_KEY,
MISTRAL_API_KEY, GROQ_API_KEY; OPENAI_BASE_URL and ANTHROPIC_BASE_URL (as the two flags); TUPPENCE_PORT,
TUPPENCE_DATA_DIR, TUPPENCE_TOKEN; HTTPS_PROXY, NO_PROXY, NODE_EXTRA_CA_CERTS.
Without any key a demo provider answers, and says so.
`;
