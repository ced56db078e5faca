import type { Unread } from '../model/workspace.ts';

/** What a server says that it does not give: a kind as its paths have it, of one namespace or of the whole cluster. */
export interface Refusal {
  /** In lower case, as plural: `components`. */
  readonly resource: string;
  /** Undefined where it is not said; empty for the core of Kubernetes. */
  readonly group?: string | undefined;
  readonly namespace?: string | undefined;
}

const forbidden =
  /^Error from server \(Forbidden\): [\w.-]+(?: "[^"]*")? is forbidden: User "(?:[^"\\]|\\.)*" cannot (?:get|list|watch) resource "([a-z0-9-]+)(?:\/[a-z/-]+)?" in API group "([\w.-]*)" (?:at the cluster scope|in the namespace "([\w.-]+)")(?=:|\s*$)/;
/** What a server that is busy, slow or broken was asked for. */
const unanswered = /^Error from server(?: \(\w+\))?: .*\((?:get|list) ([a-z0-9-]+)(?:\.([\w.-]+))?\)\s*$/;

/**
 * What a line of kubectl's says that the server does not give; undefined where it does not say what that is.
 * Source: kubernetes v1.33.4 apiserver pkg/endpoints/handlers/responsewriters/errors.go:74, apimachinery pkg/api/errors/errors.go:427.
 */
export const refusalIn = (line: string): Refusal | undefined => {
  const [, resource, group, namespace] = forbidden.exec(line) ?? unanswered.exec(line) ?? [];
  return resource === undefined ? undefined : { resource, group, namespace };
};

const daprGroup = 'dapr.io';

/** Of some kinds those that are refused. A group is told apart where Dapr has the kind: Knative, too, has Configurations. */
export const unreadOf = (
  refusals: readonly Refusal[],
  kinds: Iterable<string>,
  isOfDapr: (kind: string) => boolean,
): readonly Unread[] => {
  const all = [...kinds];
  return refusals.flatMap(({ resource, group, namespace }) =>
    all
      .filter((kind) => resourcesOf(kind).includes(resource))
      .filter((kind) => group === undefined || !isOfDapr(kind) || group === daprGroup)
      .map((kind): Unread => ({ kind, ...(namespace !== undefined && { namespace }) })),
  );
};

/** How a kind may be called in a path: English plurals, as Kubernetes and its generators make them. */
const resourcesOf = (kind: string): readonly string[] => {
  const name = kind.toLowerCase();
  const plural = /[^aeiou]y$/.test(name)
    ? `${name.slice(0, -1)}ies`
    : /(?:s|x|z|ch|sh)$/.test(name)
      ? `${name}es`
      : `${name}s`;
  return [name, plural];
};
