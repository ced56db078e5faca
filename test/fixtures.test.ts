import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixtureNames, fixtureText, lintFixture, reportPath } from '../scripts/fixtures.ts';
import { daprlint } from './cli/call.ts';
import { json, sarif } from './formats.ts';

describe.each(fixtureNames())('fixtures/%s', (name) => {
  it('has the report that the terminal shows: npm run fixtures writes it anew', () => {
    expect(fixtureText(name)).toBe(readFileSync(reportPath(name), 'utf8'));
  });

  it('has the one that the command prints there, but for the time', async () => {
    const { stdout } = await daprlint(join('fixtures', name), [], {
      terminal: { columns: 100 },
      env: { NO_COLOR: '1' },
    });
    expect(stdout.replace(' (0 ms)', '')).toBe(readFileSync(reportPath(name), 'utf8'));
  });

  it('finds the same when it is asked again', () => {
    expect(lintFixture(name).findings).toEqual(lintFixture(name).findings);
  });

  it('gives each finding a fingerprint of its own', () => {
    const prints = lintFixture(name).findings.map(({ fingerprint }) => fingerprint);
    expect(new Set(prints).size).toBe(prints.length);
    expect(prints.every((print) => /^[0-9a-f]{16}$/.test(print))).toBe(true);
  });
});

describe('no report prints a secret', () => {
  const secrets = ['correct-horse', 'hunter2', 's3cr3t-Pa55', 'c3VwZXItc2VjcmV0'];

  it.each(['shop', 'export'])('of fixtures/%s, in any format', (name) => {
    const report = lintFixture(name);
    const texts = [fixtureText(name), json(report), sarif(report)];
    expect(report.findings.length).toBeGreaterThan(0);
    for (const text of texts) expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });
});

describe('fixtures/todo-chatbot/as-written contradicts itself, and daprlint says where', () => {
  const { findings } = lintFixture('todo-chatbot/as-written');
  const at = findings.map(({ rule, field, resource }) => `${rule} ${resource?.name} ${field}`);

  it.each([
    'excessive-sidecar-resources backend-service spec.template.metadata.annotations["dapr.io/sidecar-memory-request"]',
    'ignored-kafka-credentials kafka-pubsub spec.metadata[saslUsername].name',
    'missing-tls kafka-pubsub spec.metadata[authRequired].value',
    'unknown-metadata statestore spec.metadata[schema].name',
    'unknown-middleware-type dapr-config spec.httpPipeline.handlers[validator].type',
    'unknown-middleware dapr-config spec.httpPipeline.handlers[validator].name',
    'unknown-feature dapr-config spec.features[Feature1].name',
    'conflicting-consumer-group kafka-pubsub spec.metadata[consumerGroup].value',
  ])('%s', (finding) => {
    expect(at).toContain(finding);
  });
});
