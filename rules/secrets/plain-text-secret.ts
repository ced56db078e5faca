import { defineRule, inPlainText, type Problems, plainTextIn, yaml } from '../../src/rule.ts';

export const plainTextSecret = defineRule({
  id: 'plain-text-secret',
  severity: 'error',
  summary: 'Secret is written in plain text',
  why: 'Whoever can read the repository or the component has the secret, and it stays in the history when it is changed.',
  source: 'components-contrib v1.18.4 **/metadata.yaml: fields marked sensitive, and those that schemas/README.md adds',
  docs: 'https://docs.dapr.io/operations/components/component-secrets/',
  effect: 'insecure',
  securitySeverity: 7.8,
  covers: [
    'secret-stores.purpose',
    'encryption.secrets-management',
    'kafka-pub-sub-component.spec.saslpassword.secretkeyref',
    'postgresql-state-store-component.spec.connectionstring.secretkeyref',
  ],
  each: 'component',

  *check(component): Problems {
    for (const item of component.metadata) {
      // The account key of the storage emulator is the same on every machine.
      if (item.text === undefined || item.text.includes('devstoreaccount1')) continue;
      const embedded = item.holdsSecret ? undefined : plainTextIn(item.text);
      if (!item.holdsSecret && !embedded) continue;
      yield {
        at: item.value,
        message: inPlainText(item.name, embedded ?? { isCertain: true }),
        help: 'put it into a Secret, and refer to it with secretKeyRef',
        // A name that the catalog does not know is judged by its words alone.
        ...(!item.definition && !embedded && { atMost: 'warning' as const }),
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: localhost:6379
            - name: redisPassword
              value: correct-horse-battery-staple
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ redisPassword is written in plain text
              secretKeyRef: { name: "", key: "" }
      `,
    },
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: notices
        spec:
          type: bindings.http
          version: v1
          metadata:
            - name: url
              value: https://orders:correct-horse@notices.example.com/orders
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ url holds a password, in plain text
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: cache
        spec:
          type: state.redis
          version: v1
          metadata:
            - name: redisHost
              value: localhost:6379
            - name: redisPassword
              value: ""
            - name: redisUsername
              value: orders
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.rabbitmq
          version: v1
          metadata:
            - name: connectionString
              value: "{{ .Values.rabbitmq.url }}"
      `,
      because: 'an empty password is none, user names are no secrets, and a placeholder gives nothing away',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.rabbitmq
          version: v1
          metadata:
            - name: connectionString
              value: amqps://rabbitmq.example.com:5671
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: orders
        spec:
          type: state.postgresql
          version: v2
          metadata:
            - name: connectionString
              value: host=postgres.example.com user=orders dbname=orders sslmode=verify-full
            - name: useAzureAD
              value: "true"
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: files
        spec:
          type: bindings.azure.blobstorage
          version: v1
          metadata:
            - name: accountName
              value: files
            - name: containerName
              value: orders
            - name: accountKey
              value: <ACCOUNT-KEY>
      `,
      because: 'an address without a password is no secret, and neither is a blank to be filled in',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: vault
        spec:
          type: secretstores.hashicorp.vault
          version: v1
          metadata:
            - name: vaultAddr
              value: https://vault.example.com:8200
            - name: vaultTokenMountPath
              value: /var/run/secrets/vault/token
            - name: oldTokenLocation
              value: /var/run/secrets/vault/token
            - name: enableSecretVersioning
              value: "true"
            - name: tokenLifetime
              value: 24h
      `,
      because: 'names that Dapr does not know speak of secrets, and their values are a path, a switch and a time',
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: messages
        spec:
          type: pubsub.rabbitmq
          version: v1
          metadata:
            - name: connectionString
              secretKeyRef: { name: rabbitmq, key: url }
            - name: clientCert
              value: |
                -----BEGIN CERTIFICATE-----
                MIIBszCCAVmgAwIBAgIUd2h5IHdvdWxkIHlvdSBkZWNvZGUgdGhpcz8wCgYIKoZI
                -----END CERTIFICATE-----
      `,
      because: 'a certificate is shown to whoever asks; its key is the secret',
    },
  ],
});
