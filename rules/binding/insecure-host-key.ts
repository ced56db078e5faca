import { defineRule, type Problems, yaml } from '../../src/rule.ts';

export const insecureHostKey = defineRule({
  id: 'insecure-host-key',
  severity: 'error',
  summary: 'SFTP binding does not look at the host key',
  why: 'Whoever stands in the way can pass for the server, and gets the password and the files.',
  source: 'components-contrib v1.18.4 bindings/sftp/sftp.go:81',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-bindings/sftp/',
  effect: 'insecure',
  securitySeverity: 7.4,
  covers: ['encryption.data-in-transit'],
  each: 'component',

  *check(component): Problems {
    const item = component.item('insecureIgnoreHostKey');
    if (component.typeName !== 'bindings.sftp' || !item?.isTruthy) return;
    yield {
      at: item.value,
      message: 'insecureIgnoreHostKey accepts every server',
      help: 'give hostPublicKey or knownHostsFile instead',
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: uploads
        spec:
          type: bindings.sftp
          version: v1
          metadata:
            - name: rootPath
              value: /uploads
            - name: address
              value: sftp.example.com:22
            - name: username
              value: shop
            - name: password
              secretKeyRef: { name: sftp, key: password }
            - name: insecureIgnoreHostKey
              value: "true"
                     ^^^^^^ insecureIgnoreHostKey accepts every server
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: uploads
        spec:
          type: bindings.sftp
          version: v1
          metadata:
            - name: rootPath
              value: /uploads
            - name: address
              value: sftp.example.com:22
            - name: username
              value: shop
            - name: password
              secretKeyRef: { name: sftp, key: password }
            - name: hostPublicKey
              secretKeyRef: { name: sftp, key: host.pub }
            - name: insecureIgnoreHostKey
              value: "false"
      `,
      because: 'the host key is given',
    },
  ],
});
