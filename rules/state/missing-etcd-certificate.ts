import { defineRule, isTruthy, leniency, listed, mayBePem, type Problems, yaml } from '../../src/rule.ts';

const names = ['ca', 'cert', 'key'];

export const missingEtcdCertificate = defineRule({
  id: 'missing-etcd-certificate',
  severity: 'error',
  summary: 'TLS for etcd without all three certificates',
  why: 'With tlsEnable the store wants ca, cert and key, as PEM text. Without one of them it fails to initialise, and daprd exits.',
  source: 'components-contrib v1.18.4 state/etcd/etcd.go:121',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-state-stores/setup-etcd/',
  effect: 'rejected',
  covers: ['state-management.component-types.state-etcd'],
  supersedes: ['missing-metadata'],
  each: 'component',

  *check(component, { workspace }): Problems {
    if (component.typeName !== 'state.etcd' || !isTruthy(component.text('tlsEnable') ?? '')) return;
    const missing = names.filter((name) => component.text(name) === '');
    const [first] = missing;
    if (first !== undefined && component.item('endpoints'))
      yield {
        at: component.place(first),
        message: `tlsEnable needs ${listed(missing)}`,
        help: 'take ca, cert and key from a Secret',
        ...leniency(component, workspace),
      };
    for (const name of names) {
      const text = component.text(name);
      if (!text || mayBePem(text)) continue;
      yield {
        at: component.place(name),
        message: `${name} is no PEM text`,
        help: 'give the certificate itself, from a Secret; a path is not read',
        ...leniency(component, workspace),
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.etcd
          version: v2
          metadata:
          ^^^^^^^^ tlsEnable needs cert and key
            - name: endpoints
              value: etcd:2379
            - name: tlsEnable
              value: "true"
            - name: ca
              secretKeyRef: { name: etcd, key: ca.crt }
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.etcd
          version: v2
          metadata:
            - name: endpoints
              value: localhost:2379
            - name: tlsEnable
              value: "false"
            - name: ca
              value: /certs/ca.crt
      `,
      because: 'without tlsEnable the certificates are not looked at',
    },
  ],
});
