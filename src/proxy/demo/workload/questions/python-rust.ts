import type { Question } from '../types.js';

export const pythonRustQuestions: readonly Question[] = [
  {
    topic: 'py-read-lines',
    text: 'How do I read a file line by line in Python?',
    again: 1,
    reworded: ['In Python, how can I read a file line by line?', 'python: how to read a file line by line'],
    near: { 'rust-read-lines': 'How do I read a file line by line in Rust?' },
  },
  {
    topic: 'py-merge-dicts',
    text: 'How do I merge two dictionaries in Python?',
    again: 1,
    reworded: ['how to merge two dictionaries in Python?', 'How do I combine two dicts into one in Python?'],
    near: { 'py-compare-dicts': 'How do I compare two dictionaries in Python?' },
  },
  {
    topic: 'py-str-to-int',
    text: 'How do I convert a string to an integer in Python?',
    again: 1,
    reworded: ['how do I convert a string to an int in Python'],
    near: { 'py-int-to-str': 'How do I convert an integer to a string in Python?' },
  },
  {
    topic: 'py-venv',
    text: 'How do I create a virtual environment in Python?',
    reworded: ['Hello, how can I create a virtual environment in Python?'],
    again: 1,
  },
  {
    topic: 'py-is-eq',
    text: 'What is the difference between is and == in Python?',
    reworded: ["what's the difference between is and == in Python?"],
    again: 1,
  },
  {
    topic: 'py-dataclass-frozen',
    text: 'What does frozen=True do in a Python dataclass?',
    again: 1,
    near: { 'py-dataclass-slots': 'What does slots=True do in a Python dataclass?' },
  },
  {
    topic: 'py-asyncio-gather',
    text: 'What happens to the other tasks when one of them fails in asyncio.gather?',
    again: 1,
  },
  {
    topic: 'pandas-drop-nan',
    text: 'How do I drop rows with missing values in one column in pandas?',
    reworded: ['In pandas, how do I drop rows with missing values in one column?'],
    again: 1,
  },
  {
    topic: 'rust-string-str',
    text: 'What is the difference between String and &str in Rust?',
    again: 1,
    reworded: ['In Rust, what is the difference between String and &str?', 'String vs &str in Rust?'],
  },
  {
    topic: 'rust-arc-rc',
    text: 'When do I need Arc instead of Rc in Rust?',
    reworded: ['In Rust, when do I need Arc instead of Rc?'],
    again: 1,
    near: { 'rust-rc-box': 'When do I need Rc instead of Box in Rust?' },
  },
  { topic: 'rust-question-mark', text: 'How does the ? operator convert error types in Rust?', again: 1 },
  { topic: 'go-defer-loop', text: 'Why should I not use defer inside a loop in Go?' },
  {
    topic: 'rust-queue-design',
    text:
      'I am writing a job queue in Rust that must survive a crash of the process at any point. Jobs are small, about 200 ' +
      'bytes, and arrive at 5,000 a second in bursts of a minute; workers take between 10 ms and 20 s, may run on other ' +
      'machines, and must never run one job twice at the same time, though running it again after a crash is fine. I ' +
      'would rather not operate a broker. Compare an append-only file with an index in memory, SQLite with one writer, ' +
      'and PostgreSQL with SKIP LOCKED. For each: how is a job leased and the lease renewed, what is lost when the ' +
      'machine loses power between two fsyncs, how does the backlog drain after an hour of outage, and what does an ' +
      'operator look at when it is stuck? Finish with the one you would build first and the measurement that would ' +
      'change your mind.',
  },
];
