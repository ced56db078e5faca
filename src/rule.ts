import type { Edit, Effect, Level, Problem } from './finding.ts';
import type { SubjectName, Subjects } from './model/subjects.ts';
import { quote } from './model/wording.ts';
import type { Workspace } from './model/workspace.ts';
import type { Locatable } from './yaml/location.ts';
import { resolvePlain } from './yaml/scalar.ts';

export type { Edit, Problem } from './finding.ts';
export { callersNamedIn } from './model/access/callers.ts';
export type { Address } from './model/address.ts';
export { partialApiRules } from './model/api-versions.ts';
export { entriesOfList, environmentOf, type ListEntry, mountsOf, secretOfEntry } from './model/app/annotation-list.ts';
export { allContainersOf, containersOf, portOfProbe, probesOf } from './model/app/containers.ts';
export { mayListenOn, portsOfContainers } from './model/app/listening.ts';
export type { LivePod } from './model/app/live-pod.ts';
export { meshOf } from './model/app/mesh.ts';
export { amountNames, declaredPorts, listeningPorts, reachOfApi } from './model/app/sidecar.ts';
export { flagOf } from './model/app/sidecar-arguments.ts';
export { isKeptFromComponents, sidecarEnvironment } from './model/app/sidecar-environment.ts';
export { mayHave, sidecarFilesOf } from './model/app/sidecar-files.ts';
export { secretsOfSidecar } from './model/app/sidecar-secret.ts';
export {
  certificateDirectoryOf,
  injectorSettings,
  isInjected,
  sidecarBreachesOf,
} from './model/app/sidecar-security.ts';
export { workflowSignOf } from './model/app/workflow.ts';
export type { App } from './model/app.ts';
export { type Catalog, daprVersions } from './model/catalog.ts';
export { closest, closestChoice } from './model/closest.ts';
export { connectionOf, witnessed } from './model/component/connection.ts';
export { ignoredTlsOf } from './model/component/ignored-tls.ts';
export type { Conditional, Indispensable } from './model/component/indispensable.ts';
export { isKafka, kafkaAuthentication } from './model/component/kafka.ts';
export { isSlipOfType, mayBePlugged } from './model/component/pluggable.ts';
export { postgresTypes } from './model/component/postgres.ts';
export { type Reach, reachOf, reachOfComponent } from './model/component/reach.ts';
export { refusedSettings } from './model/component/settings.ts';
export { placeOfScope, topicScopesIn, topicsIn } from './model/component/topic-lists.ts';
export { whyTopicIsBarred } from './model/component/topic-scopes.ts';
export { hostsAmong, meets, transportOf } from './model/component/transport.ts';
export type { Component, MetadataItem } from './model/component.ts';
export { isGivenTls, missingPemBlock } from './model/endpoint-tls.ts';
export { endpointsIn, isInCluster, isLoopback, serviceNamed } from './model/endpoints.ts';
export { expressionIn } from './model/expression.ts';
export { type ControlPlaneService, sidecarImageOf } from './model/graph/control-plane.ts';
export { few } from './model/graph/few.ts';
export { group } from './model/graph/group.ts';
export { accountsOf, isCertainly, readsAll } from './model/graph/roles.ts';
export { writtenSidecarOf } from './model/graph/written-sidecars.ts';
export { harmlessCapabilities } from './model/kubernetes/baseline.ts';
export { isMadeByOperator } from './model/kubernetes/made-by-operator.ts';
export {
  annotationKeyFault,
  labelKeyFault,
  labelValueFault,
  nameFault,
  namePrefixFault,
  namespaceFault,
} from './model/kubernetes/name.ts';
export { containerLimits, defaultOf, quantityOf } from './model/kubernetes/namespace-limits.ts';
export { otherNetworkPolicies } from './model/kubernetes/network-policy.ts';
export { enforcedOn, titleOfContainer, viewOf } from './model/kubernetes/pod-security.ts';
export { breachesOf } from './model/kubernetes/restricted.ts';
export { type McpHttp, mcpHttpOf } from './model/mcp-server.ts';
export { metricsOfDashboard } from './model/monitoring/dashboard.ts';
export { faultOfMetric } from './model/monitoring/metrics.ts';
export { isAbout, latencies, throughputs } from './model/monitoring/objectives.ts';
export { boundOf } from './model/monitoring/promql.ts';
export { namedValuesOf } from './model/named-values.ts';
export { pathFaults } from './model/path-pattern.ts';
export { resemblesDapr } from './model/resemblance.ts';
export {
  appsIn,
  builtInRetries,
  defaultNames,
  type PolicyKind,
  policiesOf,
  policyKinds,
  policyTitles,
  targetsOf,
  targetTitle,
} from './model/resiliency.ts';
export { hasSameNamespace, mayShare, type Resource } from './model/resource.ts';
export { areLoadedTogether } from './model/scopes.ts';
export { secretMakers } from './model/secrets/maker.ts';
export { inPlainText, plainTextIn, plainTextOf } from './model/secrets/plain-text.ts';
export { storeNamedBy } from './model/secrets/reference.ts';
export type { HTTPEndpointShape, MCPServerShape, ResiliencyShape, RetryShape } from './model/shapes.ts';
export { faultOfAuthority, faultOfIssuer, isTrustedBy } from './model/values/certificate-chain.ts';
export { isBefore, minorsBetween, versionOfImage } from './model/values/image-version.ts';
export {
  certificatesIn,
  faultOfAmqpUrl,
  faultOfAvroSchema,
  faultOfHttpUrl,
  faultOfMysqlDsn,
  faultOfPattern,
  faultOfPostgresDsn,
  faultOfSchedule,
  faultOfStatusCodes,
  isAtLeast,
  isFalsy,
  isListenAddress,
  isPathPattern,
  isTruthy,
  isUrl,
  jsonObjectIn,
  parseBoolean,
  parseDaprDuration,
  parseDuration,
  parseInteger,
  parseQuantity,
  secondsOf,
  wholeBytes,
} from './model/values.ts';
export {
  appsTitle,
  howToRestart,
  listed,
  podsOf,
  quote,
  sidecarsOf,
  some,
  someApps,
  whenRolledOut,
} from './model/wording.ts';
export { Workload, workloadKinds } from './model/workload.ts';
export type { Workspace } from './model/workspace.ts';
export type { Field } from './yaml/field.ts';
export { type Locatable, sourceKey } from './yaml/location.ts';
export { placeOfWord } from './yaml/word.ts';
export type Problems = Iterable<Problem>;

export const presetNames = ['minimal', 'recommended', 'production', 'strict', 'todo-chatbot'] as const;
export type PresetName = (typeof presetNames)[number];

/** The JSON Schema of one option, as far as rules need it. Every option has a default. */
export type OptionSchema =
  | {
      readonly type: 'string';
      readonly default: string;
      readonly description: string;
      readonly enum?: readonly string[];
    }
  | {
      readonly type: 'number';
      readonly default: number;
      readonly description: string;
      readonly minimum?: number;
      readonly maximum?: number;
    }
  | { readonly type: 'boolean'; readonly default: boolean; readonly description: string }
  | {
      readonly type: 'array';
      readonly default: readonly string[];
      readonly description: string;
      readonly items: { readonly type: 'string' };
    };
export type OptionsSchema = Readonly<Record<string, OptionSchema>>;

/** The values that a schema of options describes. */
export type OptionsOf<Schema extends OptionsSchema> = {
  readonly [Name in keyof Schema]: Schema[Name] extends { type: 'string' }
    ? string
    : Schema[Name] extends { type: 'number' }
      ? number
      : Schema[Name] extends { type: 'boolean' }
        ? boolean
        : readonly string[];
};

/** What a user, or a preset, says of a rule: a level alone, or a level with options. */
export type RuleSetting = Level | { readonly severity?: Level; readonly [option: string]: unknown };

/** A manifest with the findings it must have: carets underline a place and are followed by the message, tildes a related one. */
export type Example = ExampleWorld &
  (
    | { readonly bad: string /** What `--fix` makes of it; it is clean then. */; readonly fixed?: string }
    | { readonly good: string /** What a naive check would get wrong. */; readonly because: string }
  );

interface ExampleWorld {
  readonly options?: Readonly<Record<string, unknown>>;
  readonly closedWorld?: boolean;
  readonly daprVersion?: string;
}

/** What a rule is told beside its subject. */
export interface Context<Options = Readonly<Record<string, unknown>>> {
  readonly workspace: Workspace;
  readonly options: Options;
  /** The day, as `2027-03-01`. */
  readonly today: string;
}

/** What a rule says about itself: the part that reports, presets and documentation read. */
export interface RuleMeta {
  /** `<adjective>-<thing>`; never changed, never used again for something else. */
  readonly id: string;
  /** Its level in the preset `recommended`. */
  readonly severity: Level;
  /** What is wrong, as a title without a full stop. */
  readonly summary: string;
  /** What Dapr or Kubernetes does about it, in one or two sentences. */
  readonly why: string;
  /** Where that can be read in the source: `dapr v1.18.3 pkg/injector/patcher/sidecar.go:68`. */
  readonly source: string;
  /** A page for people. */
  readonly docs: string;
  readonly effect: Effect;
  /** The items of the specification (schemas/specification.json) that it enforces. */
  readonly covers?: readonly string[];
  /** The facts about Dapr (schemas/semantics.json) that it tells, or takes into account. */
  readonly facts?: readonly string[];
  /** The kinds it reads beside its own subject, those together that stand for each other: an audit keeps no others. */
  readonly needs?: readonly (string | readonly string[])[];
  /** More general rules that stay silent where this one speaks. */
  readonly supersedes?: readonly string[];
  /** The first Dapr version in which it holds. */
  readonly since?: string;
  /** The first Dapr version in which it no longer holds. */
  readonly until?: string;
  /** CVSS-like, 0.1 to 10; only for findings that are about security. */
  readonly securitySeverity?: number;
  /** Where a preset differs from what `severity` and `effect` imply. */
  readonly presets?: Partial<Record<PresetName, RuleSetting>>;
  readonly options?: OptionsSchema;
  readonly examples: readonly Example[];
}

export interface RuleDefinition<Subject extends SubjectName, Schema extends OptionsSchema> extends RuleMeta {
  /** What `check` is called with, once for each there is. */
  readonly each: Subject;
  readonly options?: Schema;
  check(subject: Subjects[Subject], context: Context<OptionsOf<Schema>>): Problems;
}

/** A rule of any subject, as the engine and the lists of rules see it. */
export type Rule = { [Subject in SubjectName]: RuleDefinition<Subject, OptionsSchema> }[SubjectName];

/** Declares a rule: one value that holds what it says, why, about what, how, and for instance. */
export const defineRule = <Subject extends SubjectName, const Schema extends OptionsSchema = Record<never, never>>(
  rule: RuleDefinition<Subject, Schema>,
): Rule => rule as unknown as Rule;

/** An edit that puts a text in the place of something. */
export const replace = (at: Locatable, text: string): Edit => ({ at: at.location, text });

/** A word that needs no quotes, wherever it stands. */
const isPlain = (text: string): boolean =>
  /^(?:[A-Za-z/](?:[\w./-]|:(?=[\w/]))*|\d[\w./-]*)$/.test(text) && typeof resolvePlain(text) === 'string';

/** An edit that puts another text in the place of a scalar or a key, quoted as that is. */
export const respell = (at: Locatable, text: string): Edit => {
  const { source, range } = at.location;
  const first = source.text[range.start];
  if (first === "'") return replace(at, `'${text.replaceAll("'", "''")}'`);
  const isJson = /\.json$/i.test(source.path) || /^\s*[{[]/.test(source.text.slice(0, 1000));
  return replace(at, first !== '"' && !isJson && isPlain(text) ? text : JSON.stringify(text));
};

/** A fix that writes what was probably meant, which is for people to confirm; none where nothing is close. */
export const respelling = (
  at: Locatable,
  likely: string | undefined,
): { readonly fix?: { readonly title: string; readonly edits: readonly Edit[]; readonly unsafe: true } } =>
  likely === undefined ? {} : { fix: { title: `Write ${likely}`, edits: [respell(at, likely)], unsafe: true } };

/** `did you mean "x"?` as a help sentence, or another one where nothing is close. */
export const didYouMean = (word: string | undefined, otherwise: string): string =>
  word === undefined ? otherwise : `did you mean ${quote(word)}?`;

/** A YAML example: the indentation of the source file is taken off. */
export const yaml = (strings: TemplateStringsArray, ...values: readonly string[]): string => {
  const text = String.raw({ raw: strings }, ...values).replace(/^\n/, '');
  const indent = Math.min(
    ...text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => line.search(/\S/)),
  );
  return text
    .split('\n')
    .map((line) => line.slice(indent))
    .join('\n')
    .trimEnd()
    .concat('\n');
};
