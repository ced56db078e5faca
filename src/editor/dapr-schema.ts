import type { CrdSchema } from '../model/catalog/data.ts';
import { type Catalog, catalogFor } from '../model/catalog.ts';
import { crdOf } from '../model/crd.ts';
import { podTemplates } from '../model/workload.ts';
import { annotationsSchema } from './annotation-schema.ts';
import { componentSchemas } from './component-schema.ts';
import { type JsonSchema, offering, offeringWords, when, whereFields } from './json-schema.ts';

/**
 * One JSON Schema (draft 7) for every manifest that concerns Dapr: its own kinds, and the annotations of pod templates.
 * Objects of other kinds fit it as they are, so an editor can use it for a whole folder.
 */
export const daprSchema = (catalog: Catalog): JsonSchema => {
  const components = componentSchemas(catalog);
  const kinds = [...catalog.kinds.values()].flatMap(({ kind, versions }) =>
    versions.map((version) => ({ kind, version, name: `${kind}.${version}` })),
  );
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: `Dapr ${catalog.daprVersion} on Kubernetes`,
    type: 'object',
    properties: {
      apiVersion: offeringWords([...new Set(kinds.map(({ version }) => `dapr.io/${version}`))]),
      kind: offering([...catalog.kinds.keys()].map((kind) => ({ word: kind, about: aboutKind[kind] ?? '' }))),
    },
    allOf: [
      ...kinds.map(({ kind, version, name }) =>
        when(whereFields({ apiVersion: [`dapr.io/${version}`], kind: [kind] }), refTo(name)),
      ),
      ...Object.entries(podTemplates).map(([name, path]) => templateBranch(name, path)),
      when(whereFields({ kind: ['List'] }), { properties: { items: { items: { $ref: '#' } } } }),
    ],
    definitions: {
      ...Object.fromEntries(kinds.map(({ kind, version, name }) => [name, kindSchema(kind, version)])),
      'pod-annotations': annotationsSchema(catalog, 'Pod'),
      'component-annotations': annotationsSchema(catalog, 'Component'),
      'component-spec': components.spec,
      ...components.definitions,
    },
  };
};

/** The schema as text. Throws a `RangeError` for a version that is not known here. */
export const daprSchemaText = (daprVersion: string): string => {
  const catalog = catalogFor(daprVersion);
  if (!catalog) throw new RangeError(`no catalog of Dapr ${daprVersion}`);
  return `${JSON.stringify(daprSchema(catalog), undefined, 1)}\n`;
};

const refTo = (name: string): JsonSchema => ({ $ref: `#/definitions/${name}` });

const aboutKind: Readonly<Record<string, string>> = {
  Component: 'what an app uses through Dapr: a state store, a message broker, a binding, a secret store, …',
  Configuration: 'settings of sidecars: tracing, middleware, access control, secret scopes, features',
  HTTPEndpoint: 'an HTTP service outside Dapr that apps invoke by its name',
  MCPServer: 'a Model Context Protocol server that workflows and agents call',
  Resiliency: 'timeouts, retries and circuit breakers, and what they apply to',
  Subscription: 'a topic of a broker and the routes of the app that get its messages',
  WorkflowAccessPolicy: 'which apps may run which workflows and activities of an app',
};

/** `apps/Deployment` with the path to its pod template. */
const templateBranch = (name: string, path: readonly string[]): JsonSchema => {
  const [group = '', kind = ''] = name.split('/');
  const apiVersion = group === 'v1' ? { const: 'v1' } : { pattern: `^${group.replaceAll('.', '\\.')}/` };
  const template: JsonSchema = { properties: { metadata: { properties: { annotations: refTo('pod-annotations') } } } };
  return when(
    { properties: { apiVersion, kind: { const: kind } }, required: ['apiVersion', 'kind'] },
    path.reduceRight<JsonSchema>((inner, step) => ({ properties: { [step]: inner } }), template),
  );
};

const kindSchema = (kind: string, version: string): JsonSchema => {
  const { properties: { spec, ...top } = {}, ...crd } = crdOf(kind, version) ?? {};
  return {
    ...strict({ ...crd, properties: top }),
    properties: {
      ...strict({ properties: top }).properties,
      apiVersion: { const: `dapr.io/${version}` },
      kind: { const: kind },
      metadata: {
        type: 'object',
        ...(kind === 'Component' && { properties: { annotations: refTo('component-annotations') } }),
      },
      ...(spec && { spec: kind === 'Component' ? { allOf: [strict(spec), refTo('component-spec')] } : strict(spec) }),
      status: {},
    },
    required: ['apiVersion', 'kind', 'metadata', ...(spec ? ['spec'] : [])],
  };
};

/** A schema of the CRD for an editor: what the API server would prune, the editor underlines. */
const strict = (crd: CrdSchema): JsonSchema => {
  const { properties, additionalProperties, items, required, minLength, minItems } = crd;
  const isOpen = crd['x-kubernetes-preserve-unknown-fields'] === true;
  return {
    ...typeOf(crd),
    ...(crd.enum && { enum: crd.enum }),
    ...(required && { required }),
    ...(minLength !== undefined && { minLength }),
    ...(minItems !== undefined && { minItems }),
    ...(items && { items: strict(items) }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, strict(schema)])),
      ...(!isOpen && { additionalProperties: false }),
    }),
    ...(additionalProperties && { additionalProperties: strict(additionalProperties) }),
  };
};

const typeOf = (crd: CrdSchema): JsonSchema => {
  if (crd['x-kubernetes-int-or-string']) return { type: ['integer', 'string'] };
  if (crd.type === undefined || (crd['x-kubernetes-preserve-unknown-fields'] && !crd.properties)) return {};
  return { type: crd.nullable ? [crd.type, 'null'] : crd.type };
};
