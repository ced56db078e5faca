import { containersOf, defineRule, listed, type Problems, titleOfContainer, yaml } from '../../src/rule.ts';

export const missingContainerRestrictions = defineRule({
  id: 'missing-container-restrictions',
  severity: 'off',
  summary: 'App has rights that its sidecar gives up',
  why: 'The injector keeps the sidecar from gaining rights and from writing to its image. An app without the same restrictions is the weaker of the two, in the same pod.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:237',
  docs: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  effect: 'insecure',
  securitySeverity: 3.1,
  presets: { strict: 'warning' },
  each: 'app',
  options: {
    required: {
      type: 'array',
      items: { type: 'string' },
      default: ['allowPrivilegeEscalation', 'readOnlyRootFilesystem', 'capabilities'],
      description:
        'Which of allowPrivilegeEscalation, readOnlyRootFilesystem and capabilities containers have to restrict.',
    },
  },

  *check(app, { options }): Problems {
    // What is missing here may be in the object that this patches; Windows knows none of them.
    if (app.resource.isPartial || app.workload.pod.get('os').get('name').text === 'windows') return;
    for (const container of containersOf(app.workload)) {
      const context = container.get('securityContext');
      const [escalation, root, drop] = [
        context.get('allowPrivilegeEscalation'),
        context.get('readOnlyRootFilesystem'),
        context.get('capabilities').get('drop'),
      ];
      const all = [
        ['allowPrivilegeEscalation', 'allowPrivilegeEscalation: false', escalation.boolean === false],
        ['readOnlyRootFilesystem', 'readOnlyRootFilesystem: true', root.boolean === true],
        ['capabilities', 'capabilities.drop: [ALL]', drop.items.some(({ text }) => text === 'ALL')],
      ] as const;
      const isOpen = [context, escalation, root, drop].some(({ resolved }) => !resolved);
      const missing = all.filter(([name, , isSet]) => options.required.includes(name) && !isSet);
      if (isOpen || missing.length === 0) continue;
      yield {
        at: context.isMap ? context.key : container.get('name'),
        message: `${titleOfContainer(container)} of ${app.title} does not set ${listed(missing.map(([, what]) => what))}`,
        help: 'restrict it as the sidecar is; what it writes can go to an emptyDir',
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
        spec:
          containers:
            - name: orders
              image: shop/orders:1.4.0
              securityContext:
              ^^^^^^^^^^^^^^^ container "orders" of app "orders" does not set readOnlyRootFilesystem: true and capabilities.drop: [ALL]
                allowPrivilegeEscalation: false
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
        spec:
          os: { name: windows }
          containers:
            - name: orders
              image: shop/orders:1.4.0-windows
      `,
      because: 'Windows has none of these, and Kubernetes refuses them there',
    },
  ],
});
