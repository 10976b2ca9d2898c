// Questions that can be asked about a thing. Each line is one question, its phrasings parted by `|`; `{}` is the thing.

/** About anything with a name. */
export const conceptAspects: readonly string[] = `
what is {}|what's {}|define {}|explain {}|{} meaning|what does {} mean|can you explain {} to me|give me a definition of {}|describe {}|tell me what {} is|{} explained
how does {} work|how {} works|how does {} work under the hood|explain how {} works|the inner workings of {}|{} internals
when should i use {}|when to use {}|in which situations is {} useful|good use cases for {}|{} use cases
why use {}|advantages of {}|benefits of {}|what are the pros of {}|what is {} good for|what do i gain from {}
what are the disadvantages of {}|drawbacks of {}|cons of {}|downsides of {}|limitations of {}|what speaks against {}
show me an example of {}|{} example|give an example for {}|sample code for {}|simple {} example
best practices for {}|{} best practices|how to use {} properly|guidelines for {}|recommended way of using {}
common mistakes with {}|{} pitfalls|what do people get wrong about {}|typical errors when using {}|{} gotchas
history of {}|who invented {}|where does {} come from|origin of {}
alternatives to {}|what can i use instead of {}|{} alternatives|replacement for {}|something similar to {}
is {} thread safe|thread safety of {}|can {} be used from several threads
how to test {}|testing {}|write tests for {}|unit tests for {}
how to debug {}|debugging {}|troubleshoot {}|find problems in {}
performance of {}|how fast is {}|is {} slow|{} speed|{} overhead
interview questions about {}|{} interview questions|what would i be asked about {} in a job interview
`
  .trim()
  .split('\n');

/** About things that are installed and run. */
export const toolAspects: readonly string[] = `
how do i install {}|install {}|{} installation|set up {}|get {} onto my machine|how to set up {}
how do i uninstall {}|uninstall {}|remove {} from my machine|completely delete {}|get rid of {}
how do i upgrade {}|update {} to the latest version|upgrade {}|get the newest {}|move to a newer {} version
how do i check the {} version|which version of {} do i have|show the installed {} version|{} version check|see what {} version is running
how to get started with {}|{} tutorial for beginners|learn {}|{} quick start|introduction to {}|first steps with {}
how do i configure {}|{} configuration|change the settings of {}|{} settings|where are the options of {}
where does {} store its logs|{} log file location|find the log of {}|where are {} logs
how do i start {}|start {}|launch {}|bring up {}
how do i stop {}|stop {}|shut down {}|turn {} off
how do i restart {}|restart {}|reload {}|bounce {}
how do i run {} in docker|{} docker image|{} inside a container|containerised {}
how do i secure {}|harden {}|{} security|make {} safe
is {} free|{} licence|can i use {} commercially|what does {} cost
how do i run {} from the command line|{} cli usage|use {} in a terminal|{} terminal commands
how do i install plugins for {}|add an extension to {}|{} plugins|extend {} with plugins
how do i back up {}|{} backup|save the data of {}
how to monitor {}|{} monitoring|metrics for {}|watch the health of {}
how to write a {} config file|example {} config|{} configuration file example
how do i downgrade {}|install an older version of {}|go back to a previous {} version
how to speed up {}|{} is slow|make {} faster|improve {} performance|optimize {}
`
  .trim()
  .split('\n');

/** About errors. */
export const errorAspects: readonly string[] = `
how do i fix {}|fix {}|how to resolve {}|solve {}|getting {} how do i get rid of it|{} solution|i get {} what should i do|help with {}
what causes {}|why does {} happen|reason for {}|what does {} mean|explain {}|when is {} thrown
how do i catch {}|catch {}|handle {} in code|try catch for {}
how do i prevent {}|avoid {}|make sure {} never happens|guard against {}
how do i throw {}|raise {} myself|throw {} on purpose
how to ignore {}|suppress {}|swallow {}
`
  .trim()
  .split('\n');

/** About two things of one kind; the order of the two does not matter. */
export const comparison =
  'difference between {a} and {b}|{a} vs {b}|{a} versus {b}|how does {a} differ from {b}|compare {a} and {b}|what distinguishes {a} from {b}|{a} or {b}|{a} compared to {b}|what is the difference between {a} and {b}|differences of {a} and {b}';

/** About a way from one thing to another; the order matters, which a bag of words cannot see. */
export const conversion =
  'convert {a} to {b}|how do i convert {a} to {b}|{a} to {b} conversion|turn {a} into {b}|transform {a} to {b}|change {a} to {b}|{a} to {b} converter';

/** Which kinds of things each list of questions fits. */
export const kindsOf = {
  tool: 'language database framework frontend metaframework mobile editor packager bundler tester linter ci container iac server queue vcs orm numeric'.split(
    ' ',
  ),
  concept:
    'service protocol structure sortalgorithm search pattern principle oopterm concurrency memoryterm sqljoin sqlterm isolation k8s css hook tsutility tsterm pythonterm javaterm auth attack network testterm hash encoding format gitcommand dockercommand unixcommand signal'.split(
      ' ',
    ),
  error: ['exception', 'pyexception', 'jserror', 'status'],
  conversion: ['format', 'image', 'encoding', 'numbertype', 'unit', 'bytes'],
} as const;
