import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import reportSchema from '../../schemas/report.schema.json' with { type: 'json' };
import { fixtureNames, lintFixture } from '../../scripts/fixtures.ts';
import { type FormatName, reporters } from '../../src/report/index.ts';
import type { Report } from '../../src/report/report.ts';
import gitlabSchema from './schemas/gitlab.json' with { type: 'json' };
import policyReportSchema from './schemas/policy-report.json' with { type: 'json' };
import { finding, hostileFinding, kafka, locate, plainView, report } from './synthetic.ts';

/** The same schema for a program that must know every field that is written. */
const closed = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return 'properties' in schema && 'type' in schema ? { ...inner, additionalProperties: false } : inner;
};

const ajv = new Ajv({ strict: true, allErrors: true });
const json = {
  json: ajv.compile(closed(reportSchema) as object),
  gitlab: ajv.compile(gitlabSchema),
  policyreport: ajv.compile(policyReportSchema),
};
const xml = {
  junit: readFileSync(new URL('schemas/junit.xsd', import.meta.url), 'utf8'),
  checkstyle: readFileSync(new URL('schemas/checkstyle.xsd', import.meta.url), 'utf8'),
};

const print = (format: FormatName, given: Report): string => reporters[format](given, plainView);

/** What the judges of all formats that have one object to in a report. */
const objections = async (given: Report): Promise<readonly string[]> => {
  const told = (['json', 'gitlab', 'policyreport'] as const).flatMap((format) => {
    const validate = json[format];
    validate(JSON.parse(print(format, given)));
    return (validate.errors ?? []).map(({ instancePath, message }) => `${format}: ${instancePath} ${message}`);
  });
  for (const format of ['junit', 'checkstyle'] as const) {
    const { errors } = await validateXML({
      xml: { fileName: `${format}.xml`, contents: print(format, given) },
      schema: { fileName: `${format}.xsd`, contents: xml[format] },
    });
    told.push(...errors.map(({ rawMessage }) => rawMessage));
  }
  return told;
};

const secured = { kind: 'Component', apiVersion: 'dapr.io/v1alpha1', name: 'orders' };

describe('the formats that have a schema keep to it', () => {
  it.each(fixtureNames())('for fixtures/%s', async (name) => {
    expect(await objections(lintFixture(name))).toEqual([]);
  });

  it('where there is nothing to say', async () => {
    expect(await objections(report([], { summary: { milliseconds: 1_234_567.8 } }))).toEqual([]);
  });

  it('for every severity and effect, with and without what may be missing', async () => {
    const at = locate(kafka, 'v1');
    const findings = (['error', 'warning', 'info'] as const).flatMap((severity) => [
      finding(at, { severity, effect: 'rejected', resource: { ...secured, namespace: 'shop' }, help: 'do it' }),
      finding(at, { severity, effect: 'fragile', resource: secured, workspaces: ['a', 'b'] }),
      finding(at, { severity, effect: 'insecure', field: '', rule: 'gone' }),
    ]);
    const summary = { workspaces: [{ name: 'a', origin: 'chart' as const, resources: 1 }], milliseconds: 3 };
    expect(await objections(report(findings, { summary }))).toEqual([]);
  });

  it('whatever a finding holds', async () => {
    const findings = [
      hostileFinding(),
      hostileFinding({ severity: 'info' }),
      hostileFinding({ fingerprint: '0'.repeat(16) }),
    ];
    expect(await objections(report(findings))).toEqual([]);
  });

  it('and these judges would object', async () => {
    const { errors } = await validateXML({
      xml: { fileName: 'junit.xml', contents: '<testsuites><testsuite name="a"/></testsuites>' },
      schema: { fileName: 'junit.xsd', contents: xml.junit },
    });
    expect(errors.length).toBeGreaterThan(0);
    expect(json.json({ version: 1, findings: [], summary: {}, more: 1 })).toBe(false);
    expect(json.gitlab([{ description: '' }])).toBe(false);
    expect(json.policyreport({ apiVersion: 'v1', kind: 'List', items: [] })).toBe(false);
  });
});

describe('no format gives a GitHub workflow a command that a file holds', () => {
  const formats = (Object.keys(reporters) as FormatName[]).filter((name) => name !== 'github');
  it.each(formats)('%s', (format) => {
    const text = print(format, report([hostileFinding(), hostileFinding({ severity: 'info' })]));
    expect(text).not.toMatch(/^\s*::/m);
    expect(text).not.toContain('##[');
  });

  it('github gives its own, and none of a file', () => {
    const lines = print('github', report([hostileFinding()]))
      .trimEnd()
      .split(/\r?\n|\r/);
    expect(lines).toHaveLength(1);
    const [, properties = ''] = /^::error ([^:]*)::/.exec(lines[0] ?? '') ?? [];
    expect(properties.split(',').map((property) => property.split('=')[0])).toEqual([
      'file',
      'line',
      'endLine',
      'title',
    ]);
  });
});
