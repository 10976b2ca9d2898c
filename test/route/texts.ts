/** Words whose score lies clearly below, between and above the default thresholds. */
export const easy = 'What is a semaphore?';

export const middling =
  'Write a function that reads a CSV file of invoices, adds up the amounts of each customer and prints the ten largest customers. Skip lines that cannot be read.';

export const hard = [
  'We keep an audit log that several services append to, and auditors must be able to show that no entry was removed or changed after the fact, even by somebody who controls one of the services.',
  'Design the log. Compare hash chains, Merkle trees and signed checkpoints: what does each of them prove, to whom, and what must the auditors keep themselves?',
  '- Entries arrive out of order and from services whose clocks differ.',
  '- A service may be down for a day and then append what it kept.',
  '- Some entries must be erased on request without breaking the proof of the others.',
  '- The auditors are offline most of the time and trust no single service.',
  'For every part of the design say what an attacker who holds the keys of one service can still do, how soon that is noticed, and by whom. Then describe how the keys are changed, how the log moves to another database while entries arrive, and how an auditor checks a single entry against a log of a billion entries without reading all of it.',
].join('\n');
