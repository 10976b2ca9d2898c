import type { Question } from '../types.js';

export const dataQuestions: readonly Question[] = [
  {
    topic: 'sql-second-highest',
    text: 'How do I get the second highest salary in SQL?',
    again: 1,
    reworded: ['In SQL, how do I get the second highest salary?', 'SQL query for the second largest salary'],
    near: { 'sql-third-highest': 'How do I get the third highest salary in SQL?' },
  },
  {
    topic: 'pg-upsert',
    text: 'How do I do an upsert in PostgreSQL?',
    again: 1,
    reworded: ['how to do an upsert in postgres'],
    near: { 'mysql-upsert': 'How do I do an upsert in MySQL?' },
  },
  {
    topic: 'sql-left-inner',
    text: 'What is the difference between a left join and an inner join?',
    again: 1,
    reworded: ["Quick question: what's the difference between a left join and an inner join?"],
    near: { 'sql-left-outer': 'What is the difference between a left join and a full outer join?' },
  },
  {
    topic: 'pg-index-concurrently',
    text: 'Does CREATE INDEX CONCURRENTLY block writes in PostgreSQL?',
    again: 1,
    near: { 'pg-index-plain': 'Does CREATE INDEX block writes in PostgreSQL?' },
  },
  {
    topic: 'pg-slow-queries',
    text: 'How do I log all queries slower than 500 ms in PostgreSQL?',
    reworded: ['How do I log all queries slower than 500 ms in postgres?'],
    again: 1,
    near: { 'pg-slow-queries-50': 'How do I log all queries slower than 50 ms in PostgreSQL?' },
  },
  { topic: 'pg-jsonb-array', text: 'How can I check that a jsonb array contains a value in PostgreSQL?', again: 1 },
  {
    topic: 'regex-ipv4',
    text: 'What is a regular expression that matches an IPv4 address?',
    again: 1,
    reworded: ['What is a regex that matches an IPv4 address?', 'Give me a regex for IPv4 addresses.'],
    near: { 'regex-ipv6': 'What is a regular expression that matches an IPv6 address?' },
  },
  {
    topic: 'regex-lookahead',
    text: 'What is a positive lookahead in a regular expression?',
    reworded: ['what is a positive lookahead in a regex'],
    near: { 'regex-neg-lookahead': 'What is a negative lookahead in a regular expression?' },
    again: 1,
  },
  { topic: 'regex-lazy', text: 'Why does .* match too much, and how do I make it lazy?', again: 1 },
  {
    topic: 'jq-group',
    text: 'How do I group objects by a field and count them with jq?',
    reworded: ['Please show me how to group objects by a field and count them with jq.'],
    again: 1,
  },
  { topic: 'redis-ttl', text: 'What happens to the time to live of a key in Redis when I overwrite its value?' },
  { topic: 'sqlite-wal', text: 'When does SQLite in WAL mode run a checkpoint by itself?', again: 1 },
];
