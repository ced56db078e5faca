import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command, median, taken } from './measure.ts';

const component = (index: number): string => `apiVersion: dapr.io/v1alpha1
kind: Component
metadata:
  name: messages-${index}
  namespace: shop-${index}
  labels:
    app.kubernetes.io/part-of: shop
    app.kubernetes.io/managed-by: those-who-take-orders
spec:
  type: pubsub.redis
  version: v1
  metadata:
    - name: redisHost
      value: redis-${index}.shop-${index}.svc.cluster.local:6379
    - name: redisPassword
      secretKeyRef:
        name: redis
        key: password
    - name: enableTLS
      value: "true"
scopes:
  - orders-${index}
`;

/** Ten thousand small files with all rules on, against kubeconform, which has the CRDs of Dapr as schemas on the disk. */
export const kubeconform = (): void => {
  const folder = mkdtempSync(join(tmpdir(), 'daprlint-bench-'));
  const go = spawnSync('go', ['install', 'github.com/yannh/kubeconform/cmd/kubeconform@v0.7.0'], {
    env: { ...process.env, GOBIN: folder },
    encoding: 'utf8',
  });
  if (go.status !== 0) {
    console.log(`10,000 files against kubeconform: NOT MEASURED, it cannot be installed: ${go.error ?? go.stderr}`);
    return;
  }
  const crds = JSON.parse(readFileSync(new URL('../schemas/crds.json', import.meta.url), 'utf8')) as {
    readonly schemas: Readonly<Record<string, unknown>>;
  };
  for (const [name, schema] of Object.entries(crds.schemas))
    writeFileSync(join(folder, `${name.toLowerCase().replace('/', '_')}.json`), JSON.stringify(schema));
  mkdirSync(join(folder, 'files'));
  for (let index = 0; index < 10_000; index += 1)
    writeFileSync(join(folder, 'files', `component-${index}.yaml`), component(index));
  const wallOf = (program: string, ...args: readonly string[]): number =>
    taken(() => {
      const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
      if (status !== 0) throw new Error(`${program} ended with ${status}: ${stdout}${stderr}`);
    });
  const schemas = join(folder, '{{.ResourceKind}}_{{.ResourceAPIVersion}}.json');
  const runs = Array.from({ length: 3 }, () => ({
    theirs: wallOf(join(folder, 'kubeconform'), '-schema-location', schemas, 'files'),
    ours: wallOf(process.execPath, command, '--no-config', '-f', 'none', 'files'),
  }));
  rmSync(folder, { recursive: true });
  const ratio = median(runs.map(({ ours }) => ours)) / median(runs.map(({ theirs }) => theirs));
  console.log(`10,000 files of 500 bytes, wall time against kubeconform 0.7: ${ratio.toFixed(1)} × (at most 1)`);
};
