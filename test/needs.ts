import type { Resource } from '../src/model/resource.ts';
import { kindsOfSubject, subjectsIn } from '../src/model/subjects.ts';
import type { Workspace } from '../src/model/workspace.ts';
import { workspacesOf } from '../src/model/workspaces.ts';
import {
  type Context,
  type Example,
  otherNetworkPolicies,
  type Problems,
  type Rule,
  secretMakers,
  workloadKinds,
} from '../src/rule.ts';
import { parseConfig } from '../src/triage/config.ts';
import { resolveSettings } from '../src/triage/settings.ts';
import { parse } from '../src/yaml/parse.ts';
import { marksIn } from './marks.ts';

type Kinds = readonly string[];
const all: Kinds = ['*'];
const none: Kinds = [];
const dapr = kindsOfSubject.daprResource as Kinds;
const withMetadata = kindsOfSubject.address as Kinds;
const roles: Kinds = ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding', 'ServiceAccount'];

/** The kinds that a rule hears of in its subject. */
const ownKindsOf = ({ each }: Rule): Kinds => {
  const kinds = kindsOfSubject[each];
  return kinds === 'any' ? all : kinds;
};

/** The kinds that an answer of the workspace is made of; some depend on what is asked. */
const kindsBehind: Readonly<Record<string, Kinds | ((...args: readonly unknown[]) => Kinds)>> = {
  // About the world and the texts.
  world: none,
  name: none,
  origin: none,
  catalog: none,
  isAtLeast: none,
  wantsLiteralTrue: none,
  isClosed: none,
  areTogether: none,
  loads: none,
  documents: none,
  documentsIn: none,
  resourcesIn: all,
  resourceAt: none,
  resourcesAt: none,
  // Objects.
  resources: all,
  objectMetas: [...dapr, ...workloadKinds],
  resourcesOf: (kind) => [kind as string],
  resourcesNamed: (_, kind) => [kind as string],
  daprResources: (kind) => [kind as string],
  daprResourcesFor: (_, kind) => [kind as string],
  find: (kind) => [kind as string],
  sameBefore: (resource) => [(resource as Resource).kind],
  // Apps.
  workloads: workloadKinds,
  apps: workloadKinds,
  writtenSidecarsIn: workloadKinds,
  appsIn: workloadKinds,
  appsOf: workloadKinds,
  appsBeside: workloadKinds,
  appsThatLoad: workloadKinds,
  appsWithout: workloadKinds,
  appsWithoutSecretStore: workloadKinds,
  appsWithId: workloadKinds,
  appsWithConfiguration: workloadKinds,
  appsNamingConfiguration: workloadKinds,
  appsTogether: workloadKinds,
  appOf: workloadKinds,
  appsWithConfigMap: workloadKinds,
  appBeside: workloadKinds,
  appNamespacesBeside: workloadKinds,
  appLike: workloadKinds,
  callableAppsIn: workloadKinds,
  hasOpenConfiguration: workloadKinds,
  isMeantBySlip: [...workloadKinds, 'Configuration'],
  meeting: workloadKinds,
  autoscalersOf: ['HorizontalPodAutoscaler'],
  livePodsOf: workloadKinds,
  earlierPodsOf: workloadKinds,
  isRollingOut: workloadKinds,
  controlPlane: workloadKinds,
  onlyControlPlane: workloadKinds,
  // Components and configurations.
  components: ['Component'],
  componentsIn: ['Component'],
  componentsNamed: ['Component'],
  componentsFor: ['Component'],
  slowestOf: ['Component'],
  twinsOf: ['Component'],
  actorStateStoresBefore: ['Component'],
  hasPluggableComponents: ['Component', ...workloadKinds],
  configurations: ['Configuration'],
  configurationOf: ['Configuration'],
  hasStrictSandbox: ['Configuration'],
  pipelinesIn: ['Configuration'],
  pipelinesWith: ['Configuration'],
  topics: ['Subscription'],
  policies: ['Resiliency'],
  addresses: withMetadata,
  findService: ['Service'],
  servicesWithLabels: ['Service'],
  // The network, and who may invoke whom.
  access: ['Configuration', ...workloadKinds],
  controlPlanes: ['Configuration'],
  network: none,
  'network.wayOut': ['Service'],
  'network.servicesOf': ['Service'],
  'network.podMonitorsOf': ['PodMonitor'],
  'network.podsOf': workloadKinds,
  'network.podOf': none,
  'network.policiesOf': ['NetworkPolicy'],
  'network.hasOtherPolicies': otherNetworkPolicies,
  'network.budgetsOf': ['PodDisruptionBudget'],
  'network.policiesIn': ['NetworkPolicy'],
  'network.labelsOf': ['Namespace'],
  doors: ['Service', 'Ingress', 'HTTPRoute', ...workloadKinds],
  lifelines: ['Service', ...otherNetworkPolicies, 'Namespace', 'Configuration', ...workloadKinds],
  // Metrics.
  monitoring: none,
  'monitoring.rules': ['PrometheusRule', 'VMRule'],
  'monitoring.rulesOf': ['PrometheusRule', 'VMRule'],
  'monitoring.seriesBehind': ['PrometheusRule', 'VMRule'],
  'monitoring.records': ['PrometheusRule', 'VMRule'],
  'monitoring.mayHideRules': ['PrometheusRule', 'VMRule', 'ConfigMap'],
  'monitoring.dashboards': ['ConfigMap', 'GrafanaDashboard'],
  'monitoring.dashboardsOf': ['ConfigMap', 'GrafanaDashboard'],
  'monitoring.mayHideDashboards': ['GrafanaDashboard'],
  // Secrets.
  findSecret: secretMakers,
  secretReferences: withMetadata,
  appsThatNeed: workloadKinds,
  trustBundles: ['Secret', 'ConfigMap'],
  rootsBeside: ['ConfigMap'],
  secretStores: none,
  'secretStores.usersOf': withMetadata,
  'secretStores.cycleOf': ['Component'],
  'secretStores.componentsWith': ['Component'],
  roles: none,
  'roles.mayRead': roles,
  'roles.grantOfAll': roles,
  'roles.readersIn': roles,
  'roles.grantOf': roles,
  appsWithAccount: workloadKinds,
};

/** Where an example is judged: with what it says of the world. */
const workspaceOf = (text: string, rule: Rule, { options = {}, closedWorld = false, daprVersion }: Example) => {
  const config = {
    rules: { [rule.id]: { severity: 'error', ...options } },
    closedWorld,
    ...(daprVersion && { daprVersion }),
  };
  const source = { path: 'daprlint.yaml', text: JSON.stringify(config) };
  const settings = resolveSettings({ rules: [rule], config: parseConfig(source, [rule]) });
  return { settings, workspaces: workspacesOf(parse({ path: 'example.yaml', text }), settings.world) };
};

/** Whether every kind there is may be the subject of a rule. */
export const isAboutAnyKind = ({ each }: Rule): boolean => kindsOfSubject[each] === 'any';

/** The kinds that a rule reads in its examples beside those of its subject. Throws on a question that is not in the table. */
export const kindsRead = (rule: Rule): ReadonlySet<string> => {
  const read = new Set<string>();
  const note = (kinds: Kinds): void => {
    for (const kind of kinds) read.add(kind);
  };
  for (const example of rule.examples) {
    const { settings, workspaces } = workspaceOf(
      'bad' in example ? marksIn(example.bad).text : example.good,
      rule,
      example,
    );
    for (const real of workspaces) {
      const workspace = watched(real, note);
      const { options } = settings.general(rule);
      for (const subject of rule.each === 'workspace' ? [workspace] : subjectsOf(rule, real))
        Array.from((rule.check as Check)(subject, { workspace, options, today: '2026-11-23' }));
    }
  }
  const own = ownKindsOf(rule);
  for (const kind of own) read.delete(kind);
  return read;
};

type Check = (subject: unknown, context: Context) => Problems;

const subjectsOf = ({ each }: Rule, workspace: Workspace): readonly unknown[] =>
  each === 'suppression' ? [] : subjectsIn[each](workspace);

const watched = (workspace: Workspace, note: (kinds: Kinds) => void): Workspace => watchedPart(workspace, '', note);

/** A room of the workspace whose questions stand in the table one by one is watched, too. */
const watchedPart = <Part extends object>(part: Part, path: string, note: (kinds: Kinds) => void): Part =>
  new Proxy(part, {
    get(target, member) {
      const name = `${path}${String(member)}`;
      const value: unknown = Reflect.get(target, member, target);
      const kinds = kindsBehind[name];
      if (kinds === undefined) throw new Error(`test/needs.ts does not know which kinds workspace.${name} reads`);
      if (typeof value === 'function')
        return (...args: unknown[]): unknown => {
          note(typeof kinds === 'function' ? kinds(...args) : kinds);
          return (value as (...given: unknown[]) => unknown).apply(target, args);
        };
      if (typeof kinds !== 'function') note(kinds);
      const isRoom = Object.keys(kindsBehind).some((each) => each.startsWith(`${name}.`));
      return isRoom ? watchedPart(value as object, `${name}.`, note) : value;
    },
  });
