import { draft, question } from './clients.js';
import type { Draft } from './types.js';

const schema = {
  type: 'object',
  properties: {
    intent: { type: 'string', enum: ['bug', 'feature', 'question', 'chore'] },
    topic: { type: 'string', enum: ['api', 'ui', 'build', 'docs', 'billing', 'search'] },
    complexity: { type: 'integer', minimum: 1, maximum: 5 },
  },
  required: ['intent', 'topic', 'complexity'],
  additionalProperties: false,
} as const;

const issues: Readonly<Record<string, string>> = {
  'issue-csv-umlauts': 'Exported CSV shows wrong characters for umlauts when it is opened in a spreadsheet.',
  'issue-dark-mode': 'Please follow the dark mode of the system instead of having a switch of its own.',
  'issue-webhook-twice': 'Since the update on Monday every webhook reaches us twice, a second apart.',
  'issue-docs-auth': 'The page about authentication still describes the token header that was removed in version 3.',
  'issue-windows-build': 'npm run build fails on Windows because a script calls rm -rf.',
  'issue-search-plural': 'Searching for "invoice" does not find "invoices" any more.',
  'issue-invoice-vat': 'Which VAT rate is used for customers outside of the EU, and can I change it?',
  'issue-node24': 'Could the CI matrix include Node 24?',
  'issue-slow-dashboard': 'The dashboard takes 14 seconds to open for workspaces with more than 2,000 members.',
  'issue-sdk-retry': 'The SDK retries on 409 although the documentation says it does not.',
  'issue-keyboard': 'The date picker cannot be used with the keyboard.',
  'issue-license-header': 'Some files have no licence header.',
  'issue-refund': 'A refund of part of an invoice shows as negative revenue in the monthly report.',
  'issue-openapi': 'The OpenAPI file lists /v2/exports but the server answers 404.',
};

/** A script that sorts new issues: one call each, answered in a schema. */
export const classifierRequests: readonly Draft[] = Object.entries(issues).map(([topic, text]) =>
  draft('triage', { kind: 'classifier', topic }, question(text), {
    response_format: { type: 'json_schema', json_schema: { name: 'triage', strict: true, schema } },
  }),
);
