/**
 * SARIF logs to validate: of every fixture, and of shapes that none of them has: `npx tsx scripts/sarif-logs.ts FOLDER`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultSettings, lint, type Report, reporters, resolveSettings, rules, type Source } from '../src/index.ts';
import { fixtureNames, lintFixture } from './fixtures.ts';

const view = { color: false, width: 100, links: false };
const today = '2026-11-23';

const component = (index: number): Source => ({
  path: `deploy/shop ${index % 7}/${index}.yaml`,
  text: `apiVersion: dapr.io/v1alpha1
kind: Component
metadata: { name: orders-${index} }
spec:
  type: pubsub.kafka
  version: v1
  metadata:
    - { name: broker, value: kafka }
    - { name: saslPassword, value: s3cr3t-${index} }
`,
});

/** What a file may hold at worst: no YAML, odd characters, a name that is no URI, nothing. */
const odd: readonly Source[] = [
  { path: '-', text: 'a: [', named: true },
  {
    path: '/srv/%20 #?/\u{1f389}.yaml',
    text: 'kind: Component\napiVersion: dapr.io/v1alpha1\nmetadata: { name: "\\u0007](1)" }\n',
  },
  { path: 'empty.yaml', text: '', named: true },
];

const logs: readonly (readonly [string, () => Report, boolean?])[] = [
  ...fixtureNames().map((name) => [name.replaceAll('/', '-'), () => lintFixture(name)] as const),
  ['nothing', () => lint([], rules, defaultSettings(rules), { today })],
  ['odd', () => lint(odd, rules, resolveSettings({ flags: { preset: 'strict' }, rules }), { today })],
  ['suppressed-shown', () => lintFixture('suppressed'), true],
  [
    'too-many',
    () =>
      lint(
        Array.from({ length: 2_000 }, (_, index) => component(index)),
        rules,
        defaultSettings(rules),
        { today },
      ),
  ],
];

const [, , folder = ''] = process.argv;
mkdirSync(folder, { recursive: true });
for (const [name, reportOf, suppressed = false] of logs) {
  const report = reportOf();
  console.log(`${name}: ${report.findings.length} findings, ${report.suppressed.length} suppressed`);
  writeFileSync(join(folder, `${name}.sarif`), reporters.sarif(report, { ...view, suppressed }));
}
