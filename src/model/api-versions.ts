import type { Field } from '../yaml/field.ts';
import type { Configuration } from './configuration.ts';
import type { ApiRule } from './shapes.ts';
import type { Workspace } from './workspace.ts';

/**
 * The versions of an API under which Dapr offers the same operations, the oldest first, each with the version of Dapr that
 * brought it. Others (`state v1alpha1`) hold operations of their own.
 * Source: dapr v1.13.0 to v1.18.3 pkg/api/grpc/endpoints.go, pkg/api/http/http.go, workflow.go, jobs.go, conversation.go.
 */
const siblings: Readonly<Record<'http' | 'grpc', Readonly<Record<string, Readonly<Record<string, string>>>>>> = {
  http: {
    configuration: { v1alpha1: '1.12', v1: '1.12' },
    conversation: { v1alpha1: '1.15', v1alpha2: '1.16' },
    jobs: { v1alpha1: '1.14', v1: '1.18' },
    publish: { v1alpha1: '1.12', v1: '1.17' },
    workflows: { v1alpha1: '1.12', v1beta1: '1.12', v1: '1.15' },
  },
  grpc: {
    configuration: { v1alpha1: '1.12', v1: '1.12' },
    conversation: { v1alpha1: '1.15', v1alpha2: '1.16' },
    jobs: { v1alpha1: '1.14', v1: '1.18' },
    publish: { v1alpha1: '1.12', v1: '1.17' },
    workflows: { v1alpha1: '1.12', v1beta1: '1.12' },
  },
};

/** A rule on APIs, as far as it is one on versions of which there are several. */
export interface ApiVersionRule {
  readonly rule: Field<ApiRule>;
  readonly name: string;
  readonly protocol: 'http' | 'grpc';
  /** `v1alpha1` for `v1.0-alpha1`. */
  readonly version: string;
  /** The others that offer the same and that the list does not name, the oldest first. */
  readonly missing: readonly string[];
  /** The newest version, where that is one of those. */
  readonly newest: string | undefined;
}

/** The rules of a list that name some of the versions of an API, and not all that offer the same. */
export const partialApiRules = (
  configuration: Configuration,
  list: 'allowed' | 'denied',
  workspace: Workspace,
): readonly ApiVersionRule[] => {
  const rules = configuration.spec.get('api').get(list).items;
  // A placeholder may be any of them.
  if (rules.some((rule) => (['name', 'version', 'protocol'] as const).some((key) => !rule.get(key).resolved)))
    return [];
  const named = new Set(rules.flatMap((rule) => keyOf(rule, workspace)?.join(' ') ?? []));
  return rules.flatMap((rule) => {
    const [protocol, name, version] = keyOf(rule, workspace) ?? [];
    if (!protocol || name === undefined || version === undefined) return [];
    const versions = Object.entries(siblings[protocol][name] ?? {})
      .filter(([, since]) => workspace.isAtLeast(since))
      .map(([each]) => each);
    const missing = versions.filter((each) => !named.has(`${protocol} ${name} ${each}`));
    if (!versions.includes(version) || missing.length === 0) return [];
    const newest = versions.at(-1) === missing.at(-1) ? missing.at(-1) : undefined;
    return [{ rule, name, protocol, version, missing, newest }];
  });
};

type Key = readonly ['http' | 'grpc', string, string];

/** HTTP takes its own name in any letter case, and knows each version by two names. */
const keyOf = (rule: Field<ApiRule>, { catalog }: Workspace): Key | undefined => {
  const [name = '', version = '', written = ''] = (['name', 'version', 'protocol'] as const).map(
    (key) => rule.get(key).text,
  );
  if (written === 'grpc') return ['grpc', name, version];
  if (written.toLowerCase() !== 'http') return undefined;
  const { versionAliases } = catalog.api.http;
  return ['http', name, Object.keys(versionAliases).find((each) => versionAliases[each] === version) ?? version];
};
