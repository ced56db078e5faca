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
  source: 'schemas/secret-patterns.json: the forms of tokens, each with a page that shows it',
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
    for (const { name, field, isTelling } of namedTexts(resource)) {
      const text = field.resolved ? (field.text ?? '') : '';
      // Where names mean nothing to us, the form alone counts.
      const found = isTelling ? plainTextOf(name, text) : plainTextIn(text);
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

/** What has no place for people to write secrets in, and what other rules tell of with words of their own. */
const isPassedOver = ({ kind }: Resource, key: string, value: Field): boolean =>
  /^(?:env|dapr\.io\/env|status|managedFields|binaryData|clientTLS)$/.test(key) ||
  key === 'kubectl.kubernetes.io/last-applied-configuration' ||
  (key === 'headers' && kind !== 'Component') ||
  (key === 'metadata' && value.isList);

/** More is no manifest that people write. */
const mostTexts = 5000;

/** A text of an object with the key that it stands under. */
interface NamedText {
  readonly name: string;
  readonly field: Field;
  /** People choose the name, and it says what the text is. */
  readonly isTelling: boolean;
}

function* namedTexts(resource: Resource): Iterable<NamedText> {
  const open: NamedText[] = [{ name: '', field: resource.body as Field, isTelling: false }];
  for (let count = 0; open.length > 0 && count < mostTexts; count += 1) {
    const { name, field, isTelling } = open.pop() as NamedText;
    if (field.isList) for (const item of field.items) open.push({ name, field: item as Field, isTelling });
    else if (!field.isMap) yield { name, field, isTelling };
    else
      for (const [key, value] of field.entries) {
        if (isPassedOver(resource, key, value as Field)) continue;
        const isChosen = name === 'annotations' || (name === 'data' && resource.kind === 'ConfigMap');
        open.push({ name: key, field: value as Field, isTelling: isChosen && !key.startsWith('dapr.io/') });
      }
  }
}
