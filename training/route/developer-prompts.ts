import type { TierName } from '../../src/protocol/settings.js';

/**
 * Prompts written for this project, with the tier a developer would pick for each. They only place the scale of the
 * score against its two thresholds; the order of any two prompts comes from the weights alone.
 */
export const developerPrompts: Readonly<Record<Exclude<TierName, 'local'>, readonly string[]>> = {
  cheap: [
    'What is a closure?',
    'what does HTTP 418 mean?',
    'How do I rename a branch in git?',
    'Which port does PostgreSQL use?',
    'What is the difference between let and var?',
    'How do I list all files in a directory in Python?',
    'What does the -p flag of mkdir do?',
    'thanks',
    'was ist ein Mutex?',
    'fix typo',
    'Is a tuple hashable?',
    'How do I exit vim?',
    '¿Qué es una promesa?',
    '什么是闭包？',
  ],
  standard: [
    'Write a function that groups an array of orders by customer and sums the total of each group. Keep the order in which the customers first appear.',
    'Explain how the event loop of Node handles timers and promises, with a short example for each of its phases.',
    'Convert this callback code to async/await:\n```js\nfs.readFile(path, (err, data) => {\n  if (err) return done(err);\n  done(null, JSON.parse(data));\n});\n```',
    'Add input validation to the signup form and show the message of the first field that is wrong below that field.',
    'Schreibe einen regulären Ausdruck, der ISO-Datumsangaben mit Zeitzone erkennt, und erkläre seine Teile.',
    'Write unit tests for a stack class with push, pop and peek. Cover the empty stack, one element and many elements.',
    'Refactor this loop into map and filter and say whether the result is still lazy:\nout = []\nfor row in rows:\n    if row.ok:\n        out.append(row.value * 2)',
    'My Dockerfile rebuilds all layers whenever I change a source file. What order of instructions would keep the dependency layer cached?',
    'Write a GitHub Actions workflow that runs the tests on Node 20 and 22 and caches npm between the runs.',
    'Summarise what this pull request changes for someone who reviews it: it moves the retry logic out of the client into a policy object.',
  ],
  strong: [
    'We run a multi-tenant service in three regions. Every tenant has a quota of requests per minute that must hold across all regions, but a region must keep answering when it is cut off from the others. Design the rate limiter. Compare at least three ways to share the counters, say how far each can overshoot the quota during a partition, and how it recovers afterwards. Consider clock skew, tenants with very uneven load, and the cost of the coordination traffic. Then choose one of them and lay out the data model, the failure modes and a plan to roll it out without downtime.',
    'The job below deadlocks about once a day under load, but only when two workers take overlapping batches. I already tried a shorter lock timeout and it made things worse.\n\n1. Worker A locks the rows of its batch in the order the queue gives them.\n2. Worker B does the same with another batch that shares some rows.\n3. Both then update a summary row.\n4. A retry takes the whole batch again.\n\nFind every order of events that can deadlock, prove that your fix excludes all of them, and explain what it does to throughput. The rows cannot be split into disjoint batches, because a row may belong to several customers and all of its updates must become visible together.',
    'Review this migration plan and find what could lose data. We move from one PostgreSQL database to one per customer. First we copy the tables of a customer while the old application is still writing. Then we replay the writes that came in meanwhile from the log. Then we switch the customer over by changing a row in the routing table, which every application server caches for thirty seconds. Writes that arrive at the old database after the switch are forwarded by a trigger. Foreign keys between customers exist for shared catalogues. Sequences are not copied but started at a high number. For every step say which guarantee it needs, whether the plan gives it, and how you would test it before the first real customer is moved.',
    'Implement a lock-free bounded queue for many producers and many consumers in C++20.\n- No allocation after construction.\n- Every operation is linearizable; argue why for each.\n- Progress must be lock-free, not only obstruction-free.\n- State the memory order of every atomic operation and the reordering it forbids.\n- Handle the wrap-around of the counters.\n- Show how a stalled consumer affects the producers.\n- Give a test that would fail if one of the memory orders were relaxed.\nAlso explain how the design would change if elements were not trivially copyable, and what happens when a constructor throws half-way.',
    'I need a type system for a small configuration language and a checker for it. Values are numbers with units, strings, lists and records. Records may extend other records and override fields, but an override must be assignable to the field that it overrides. Units multiply and divide, so that a field declared as a rate accepts a size divided by a duration. Users can define functions with type parameters. I want inference inside function bodies and annotations only at their boundary. Give the typing rules, show that checking terminates although records may refer to each other, work out what a good error message is when two units do not agree three calls deep, and compare this with row polymorphism.',
    'Our checkout loses about one order in ten thousand. The browser posts the order, the API writes it and publishes an event, a worker charges the card and writes the payment, and a second worker sends the confirmation. Some lost orders have a payment and no confirmation, others have a confirmation and no payment, and a few have neither, although the API answered 201. The broker promises at-least-once delivery. The workers acknowledge after the write. The database fails over about once a week. Work out which single faults, and which pairs of faults, explain each of the three patterns. Tell me what to log to tell the explanations apart, and which changes would make every one of them impossible rather than rarer.',
    'Ich möchte einen verteilten Build-Cache entwerfen. Die Schlüssel sollen aus den Eingaben jedes Schritts berechnet werden, aber manche Werkzeuge lesen Dateien, die sie nicht angeben. Vergleiche Sandboxing, das Mitschneiden von Systemaufrufen und deklarierte Eingaben: was übersieht jedes Verfahren, was kostet es, und wie verhält es sich auf verschiedenen Betriebssystemen? Entwirf danach ein Protokoll, mit dem sich Entwicklerrechner und CI gegenseitig Ergebnisse liefern, ohne dass ein übernommener Rechner falsche Ergebnisse unterschieben kann. Begründe, welche Teile signiert werden, wer die Schlüssel hält, und wie ein vergiftetes Ergebnis wieder aus allen Caches verschwindet.',
  ],
};
