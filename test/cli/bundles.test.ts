import { describe, expect, it } from 'vitest';
import { folderWith } from '../read/workspace.ts';
import { daprlint } from './call.ts';

const field = (name: string, more: object = {}): object => ({ name, description: name, example: '', ...more });
const ledger = {
  schemaVersion: 'v1',
  type: 'state',
  name: 'ledger',
  version: 'v1',
  status: 'stable',
  title: 'Ledger',
  capabilities: ['etag'],
  authenticationProfiles: [{ title: 'token', metadata: [field('token', { required: true, sensitive: true })] }],
  metadata: [
    field('address', { required: true }),
    field('pages', { type: 'number' }),
    field('wait', { type: 'duration' }),
    field('mode', { allowedValues: ['fast', 'safe'] }),
    field('paper', { deprecated: true }),
  ],
};
const bundle = (...components: readonly object[]): string =>
  JSON.stringify({ schemaVersion: 'v1', date: '20260101000000', components });
const manifest = (...metadata: readonly string[]): string => `apiVersion: dapr.io/v1alpha1
kind: Component
metadata:
  name: orders
spec:
  type: state.ledger
  version: v1
  metadata:
${metadata.map((pair) => `    - name: ${pair.split('=')[0]}\n      value: "${pair.split('=')[1]}"`).join('\n')}
`;

const lint = async (files: Readonly<Record<string, string>>, catalog = 'deploy/ledger.json') =>
  daprlint(await folderWith({ '.git/HEAD': '', 'daprlint.yaml': `catalog: [${catalog}]\n`, ...files }), [
    '--format',
    'json',
    'orders.yaml',
  ]);
const messages = ({ stdout }: { readonly stdout: string }): readonly string[] =>
  (JSON.parse(stdout) as { findings: readonly { rule: string; message: string }[] }).findings.map(
    ({ rule, message }) => `${rule}: ${message}`,
  );

describe('a type of a bundle', () => {
  it('is known, and checked as those that are built in', async () => {
    const outcome = await lint({
      'deploy/ledger.json': bundle(ledger),
      'orders.yaml': manifest('pages=many', 'wait=soon', 'mode=SAFE', 'adress=x', 'paper=a4', 'token=abc'),
    });
    expect(outcome.status).toBe(1);
    expect(messages(outcome)).toEqual([
      'missing-metadata: state.ledger needs address',
      'invalid-metadata: state.ledger refuses "many" for pages',
      'invalid-metadata: state.ledger refuses "soon" for wait',
      'unknown-metadata: state.ledger knows no metadata adress',
      'deprecated-metadata: paper is deprecated in state.ledger',
      'plain-text-secret: token is written in plain text',
    ]);
  });

  it('has nothing to object to where all is as the bundle says', async () => {
    const outcome = await lint({
      'deploy/ledger.json': bundle(ledger),
      'orders.yaml': manifest('address=ledger', 'pages=3', 'mode=Fast', 'keyPrefix=none'),
    });
    expect([outcome.status, messages(outcome)]).toEqual([0, []]);
  });

  it('may come from one of several bundles, and in several versions', async () => {
    const outcome = await lint(
      {
        'a.json': bundle({ ...ledger, name: 'other' }),
        'b.json': bundle(ledger, { ...ledger, version: 'v2', metadata: [] }),
        'orders.yaml': manifest('address=ledger').replace('version: v1', 'version: v3'),
      },
      'a.json, b.json',
    );
    expect(messages(outcome)).toEqual(['invalid-component-version: state.ledger has no version "v3"']);
  });

  it('is a type that nobody knows without the bundle', async () => {
    const outcome = await daprlint(await folderWith({ '.git/HEAD': '', 'orders.yaml': manifest('address=ledger') }), [
      '--format',
      'json',
      'orders.yaml',
    ]);
    expect(messages(outcome)).toEqual(['unknown-component-type: "state.ledger" is no component that Dapr has']);
  });

  it('takes no type away from Dapr', async () => {
    const outcome = await lint({
      'deploy/ledger.json': bundle({ ...ledger, name: 'redis' }),
      'orders.yaml': manifest('redisHost=redis:6379', 'enableTLS=true').replace('state.ledger', 'state.redis'),
    });
    expect([outcome.stderr, messages(outcome)]).toEqual(['', []]);
  });
});

describe('a broken bundle ends the run with status 2, and says which file and which entry', () => {
  it.each([
    ['{ "components": [', 'the bundle deploy/ledger.json is no JSON'],
    ['[]', 'the bundle deploy/ledger.json cannot be used: it has no list of components'],
    ['{"schemaVersion":"v2","components":[]}', 'schemaVersion is "v2"; it must be "v1"'],
    [bundle(ledger, { type: 'state', version: 'v1' }), 'components[1] has no name'],
    [
      bundle({ ...ledger, type: 'store' }),
      'components[0] (store.ledger) is of type "store"; it must be one of bindings',
    ],
    [bundle(ledger, ledger), 'components[1] (state.ledger) is there a second time in version v1'],
    [
      bundle({ ...ledger, metadata: [field('a'), field('b', { type: 'integer' })] }),
      'components[0] (state.ledger) has metadata[1] (b) of type "integer"; it must be one of string, number, bool, duration, bytesize',
    ],
    [
      bundle({ ...ledger, authenticationProfiles: [{ title: 'a', metadata: [{}] }] }),
      'components[0] (state.ledger) has authenticationProfiles[0].metadata[0] without a name',
    ],
    [
      bundle({ ...ledger, metadata: [field('a', { allowedValues: [1] })] }),
      'components[0] (state.ledger) has metadata[0] (a) with allowedValues that are no list of texts',
    ],
  ])('%s', async (text, message) => {
    const { status, stdout, stderr } = await lint({ 'deploy/ledger.json': text, 'orders.yaml': manifest() });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(message);
  });

  it('a file that is not there', async () => {
    const { status, stderr } = await lint({ 'orders.yaml': manifest() });
    expect([status, stderr.replaceAll(/\s+/g, ' ')]).toEqual([
      2,
      expect.stringContaining('the bundle deploy/ledger.json cannot be read: there is no such file or folder'),
    ]);
    const near = await lint({ 'orders.yaml': manifest(), 'deploy/ledgers.json': bundle(ledger) });
    expect(near.stderr).toContain('help: did you mean deploy/ledgers.json?\n');
  });
});
