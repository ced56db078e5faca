import {
  type App,
  defineRule,
  type Field,
  inPlainText,
  listed,
  type Problems,
  plainTextIn,
  plainTextOf,
  type Resource,
  workloadKinds,
  yaml,
} from '../../src/rule.ts';

export const plainTextCredential = defineRule({
  id: 'plain-text-credential',
  severity: 'error',
  summary: 'Token or password stands where everybody can read it',
  why: 'Annotations, arguments and ConfigMaps are shown to whoever may look at the cluster, and stay in the history of a repository. A token that was written down once has to be revoked.',
  source: 'schemas/secret-patterns.json: the forms of tokens, each with the page of its issuer',
  docs: 'https://docs.dapr.io/operations/components/component-secrets/',
  effect: 'insecure',
  securitySeverity: 7.5,
  covers: ['encryption.secrets-management'],
  each: 'resource',
  needs: [workloadKinds],

  *check(resource, { workspace }): Problems {
    const apps = resource.kind === 'ConfigMap' && resource.group === '' ? workspace.appsWithConfigMap(resource) : [];
    if (resource.group !== 'dapr.io' && !workspace.appOf(resource) && apps.length === 0) return;
    const users =
      apps.length === 0
        ? ''
        : `, and ${listed(apps.map(({ title }: App) => title))} ${apps.length === 1 ? 'reads' : 'read'} it`;
    for (const { name, field } of namedTexts(resource)) {
      const text = field.resolved ? (field.text ?? '') : '';
      // Where names mean nothing to us, the form alone counts.
      const found = isTelling(field, resource) ? plainTextOf(name, text) : plainTextIn(text);
      if (!found) continue;
      yield {
        at: field.style === 'literal' || field.style === 'folded' ? field.key : field,
        message: `${inPlainText(name, found)}${users}`,
        help: 'revoke it, and put a new one into a Secret',
        ...(found.title === undefined && { atMost: 'warning' as const }),
        ...(!found.isCertain && { atMost: 'info' as const }),
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: orders
        data:
          DB_PASSWORD: correct-horse
                       ^^^^^^^^^^^^^ DB_PASSWORD is written in plain text, and app "orders" reads it
          REGION: eu
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            example.com/webhook: https://orders:correct-horse@example.com/hook
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ example.com/webhook holds a password, in plain text
        spec:
          containers:
            - name: orders
              image: orders:1.0.0
              envFrom:
                - configMapRef: { name: orders }
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: unrelated
        data:
          DB_PASSWORD: correct-horse
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/api-token-secret: dapr-api-token
            checksum/config: 5f2b51ca2fdc5baa31ec02e002f69aec5f2b51ca2fdc5baa31ec02e002f69aec
            example.com/key: AKIAIOSFODNN7EXAMPLE
        spec:
          containers:
            - name: orders
              image: orders@sha256:5f2b51ca2fdc5baa31ec02e002f69aec5f2b51ca2fdc5baa31ec02e002f69aec
      `,
      because: 'no app of Dapr reads the first, and checksums, digests and keys from documentation open no door',
    },
  ],
});

/** What other rules tell of, with a word of their own. */
const isToldElsewhere = (path: string): boolean =>
  /^(?:spec\.metadata|spec\.headers|spec\.clientTLS|spec\.tracing\.otel\.headers)\b|\.env\b|dapr\.io\/env/.test(path);

/** Names tell something where people choose them to. */
const isTelling = ({ path }: Field, { kind }: Resource): boolean =>
  kind === 'ConfigMap' || (path.includes('annotations') && !String(path.at(-1)).startsWith('dapr.io/'));

/** More is no manifest that people write. */
const mostTexts = 5000;

/** The texts of an object, each with the key that it stands under. */
function* namedTexts(resource: Resource): Iterable<{ readonly name: string; readonly field: Field }> {
  const open: { name: string; field: Field }[] = [{ name: '', field: resource.body as Field }];
  for (let count = 0; open.length > 0 && count < mostTexts; count += 1) {
    const { name, field } = open.pop() as { name: string; field: Field };
    if (isToldElsewhere(field.path.join('.'))) continue;
    if (field.isMap) for (const [key, value] of field.entries) open.push({ name: key, field: value as Field });
    else if (field.isList) for (const item of field.items) open.push({ name, field: item as Field });
    else yield { name, field };
  }
}
