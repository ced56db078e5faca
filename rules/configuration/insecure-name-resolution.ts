import { defineRule, type Field, isInCluster, isLoopback, type Problems, yaml } from '../../src/rule.ts';

export const insecureNameResolution = defineRule({
  id: 'insecure-name-resolution',
  severity: 'warning',
  summary: 'Consul is asked for addresses in the clear, or whoever it is',
  why: 'Who answers in the place of Consul decides where the calls between apps go.',
  source: 'components-contrib v1.18.4 nameresolution/hashicorp/consul/configuration.go:78-110',
  docs: 'https://docs.dapr.io/reference/components-reference/supported-name-resolution/setup-nr-consul/',
  effect: 'insecure',
  securitySeverity: 5.9,
  covers: ['encryption.data-in-transit'],
  each: 'configuration',

  *check(configuration): Problems {
    const resolution = configuration.spec.get('nameResolution');
    if (!/^(?:hashicorp\.)?consul$/i.test(resolution.get('component').text ?? '')) return;
    const client = (resolution.get('configuration') as Field).get('client');
    const [address, scheme] = [client.get('address'), client.get('scheme')];
    const skip = client.get('tlsConfig').get('insecureSkipVerify');
    if (skip.boolean === true)
      yield { at: skip, message: 'the certificate of Consul is not verified', help: 'give tlsConfig.caFile instead' };
    // Without an address it is the agent of the same machine.
    const host = address.text?.replace(/^[a-z]+:\/\//i, '').replace(/:\d+$/, '') ?? '';
    if (host === '' || isLoopback(host) || !address.resolved || !scheme.resolved) return;
    if (/^https:\/\//i.test(address.text ?? '') || /^https$/i.test(scheme.text ?? '')) return;
    yield {
      at: scheme.exists ? scheme : address,
      message: 'Consul is asked in the clear',
      help: 'set scheme to https',
      ...(isInCluster(host) && { atMost: 'info' as const }),
    };
  },

  examples: [
    {
      bad: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: names
        spec:
          nameResolution:
            component: consul
            version: v1
            configuration:
              client:
                address: consul.example.com:8500
                         ^^^^^^^^^^^^^^^^^^^^^^^ Consul is asked in the clear
                tlsConfig:
                  insecureSkipVerify: true
                                      ^^^^ the certificate of Consul is not verified
      `,
    },
    {
      good: yaml`
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: names
        spec:
          nameResolution:
            component: consul
            version: v1
            configuration:
              client:
                address: 127.0.0.1:8500
              selfRegister: true
        ---
        apiVersion: dapr.io/v1alpha1
        kind: Configuration
        metadata:
          name: agents
        spec:
          nameResolution:
            component: consul
            version: v1
            configuration:
              selfRegister: true
      `,
      because: 'the agent of the same machine is on no wire, and is asked where nothing else is said',
    },
  ],
});
