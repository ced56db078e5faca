import type { Field } from '../yaml/field.ts';

/** What only an object of Dapr has under `spec`, by kind. Most of the kinds have names that other API groups have, too. */
const marks: Readonly<Record<string, readonly string[]>> = {
  Configuration: ['tracing', 'mtls', 'httpPipeline', 'appHttpPipeline', 'accessControl', 'nameResolution'],
  Subscription: ['pubsubname'],
  Resiliency: ['policies', 'targets'],
  HTTPEndpoint: ['baseUrl'],
  MCPServer: ['endpoint'],
  WorkflowAccessPolicy: ['rules'],
};

const componentType =
  /^(?:bindings|configuration|conversation|crypto|lock|middleware\.http|pubsub|secretstores|state)\.[a-z]/;

/** Whether an object of a kind that Dapr has looks like Dapr's, whatever API group it is written for. */
export const resemblesDapr = (kind: string, body: Field): boolean => {
  const spec = body.get('spec');
  if (kind === 'Component') return componentType.test(spec.get('type').text ?? '');
  return Object.hasOwn(marks, kind) && (marks[kind] ?? []).some((key) => spec.get(key).exists);
};
