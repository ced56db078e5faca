import type { Locatable } from '../../yaml/location.ts';
import {
  AccessControl,
  defaultTrustDomain,
  type Identity,
  type Reach,
  type Verdict,
} from '../access/access-control.ts';
import type { App } from '../app.ts';
import type { Configuration } from '../configuration.ts';
import type { Resource } from '../resource.ts';
import { lazily } from './lazily.ts';

/** What of the workspace decides about access. */
interface Seen {
  configurationOf(app: App): Configuration | undefined;
  appsWithId(appId: string, namespace?: string): readonly App[];
  areTogether(a: Pick<Resource, 'document'>, b: Pick<Resource, 'document'>): boolean;
  readonly configurations: readonly Configuration[];
  readonly controlPlanes: readonly Configuration[];
}

/** Who may invoke an app: what holds for all, and the apps for which its policies say otherwise. */
export interface Callers {
  readonly otherwise: Reach;
  readonly named: readonly { readonly app: App; readonly reach: Reach; readonly at: Locatable }[];
}

/** How many apps of one name are looked at: more are a slip. */
const mostNamesakes = 20;

/** Who may invoke whom. The app that is called decides, by its own Configuration: source dapr v1.18.3 pkg/acl/acl.go:142. */
export class Access {
  readonly #controls = new Map<Configuration, AccessControl>();
  readonly #withoutMtls = lazily(() =>
    this.seen.controlPlanes.filter(({ spec }) => spec.get('mtls').get('enabled').boolean === false),
  );

  constructor(private readonly seen: Seen) {}

  /** The Configuration of a control plane that is applied with something, and has turned mTLS off: nobody is known then. */
  withoutMtls(beside: Pick<Resource, 'document'>): Configuration | undefined {
    return this.#withoutMtls().find(({ resource }) => this.seen.areTogether(resource, beside));
  }

  /**
   * What the certificate of an app says: its trust domain is that of its own Configuration, public without one.
   * Source: dapr v1.18.3 pkg/sentry/server/validator/kubernetes/kubernetes.go:206-233.
   */
  identityOf(app: App): Identity {
    return { appId: app.appId, namespace: app.namespace, trustDomain: this.#trustDomainOf(app) };
  }

  #trustDomainOf(app: App): string | undefined {
    const name = app.annotation('config');
    if (!name.exists) return app.resource.isPartial ? undefined : defaultTrustDomain;
    const configuration = this.seen.configurationOf(app);
    if (!configuration || !name.resolved) return undefined;
    return trustDomainOf(configuration);
  }

  /** Where the Configuration of an app gives it a trust domain. */
  trustDomainAt(app: App): Locatable | undefined {
    const domain = this.seen.configurationOf(app)?.spec.get('accessControl').get('trustDomain');
    return domain?.text ? domain : undefined;
  }

  /** The trust domains that Configurations give their apps. */
  get trustDomains(): ReadonlySet<string | undefined> {
    return this.#trustDomains();
  }
  readonly #trustDomains = lazily(() => new Set(this.seen.configurations.map(trustDomainOf)));

  /** Whether a trust domain is that of the control plane: source dapr v1.18.3 charts/dapr/values.yaml global.mtls. */
  isControlPlaneDomain(domain: string): boolean {
    return domain === 'cluster.local' || this.#controlPlaneDomains().has(domain);
  }
  readonly #controlPlaneDomains = lazily(
    () => new Set(this.seen.controlPlanes.map(({ spec }) => spec.get('mtls').get('controlPlaneTrustDomain').text)),
  );

  /** What one app may do with another. */
  judge(caller: App, callee: App): Verdict {
    const configuration = this.seen.configurationOf(callee);
    if (!configuration || configuration.resource.isPartial) return { reach: withoutControl(callee) };
    const isKnown = this.withoutMtls(configuration.resource) === undefined;
    return this.#controlOf(configuration).judge(isKnown ? this.identityOf(caller) : undefined, isHttp(callee));
  }

  /** Whether the Configuration of an app lets nobody invoke it, here or elsewhere. */
  isShut(callee: App): boolean {
    const configuration = this.seen.configurationOf(callee);
    if (!configuration || configuration.resource.isPartial) return false;
    return this.#controlOf(configuration).isShut(isHttp(callee));
  }

  /** Who may invoke an app, of those that are here. */
  callersOf(callee: App): Callers {
    const configuration = this.seen.configurationOf(callee);
    if (!configuration || configuration.resource.isPartial) return { otherwise: withoutControl(callee), named: [] };
    const named = new Map(
      configuration.accessPolicies.flatMap((policy) =>
        this.callersOfPolicy(policy).map((app) => [app, policy.get('appId')] as const),
      ),
    );
    return {
      otherwise: this.#controlOf(configuration).otherwise,
      named: [...named].map(([app, at]) => ({ app, reach: this.judge(app, callee).reach, at })),
    };
  }

  /** The apps that a policy of access control is about, as far as they are here; whatever their trust domain. */
  callersOfPolicy(policy: Configuration['accessPolicies'][number]): readonly App[] {
    const [appId, namespace] = [policy.get('appId'), policy.get('namespace')];
    if (!appId.text || !appId.resolved) return [];
    return this.seen.appsWithId(appId.text, namespace.resolved ? namespace.text : undefined).slice(0, mostNamesakes);
  }

  #controlOf(configuration: Configuration): AccessControl {
    const known = this.#controls.get(configuration) ?? new AccessControl(configuration.spec.get('accessControl'));
    this.#controls.set(configuration, known);
    return known;
  }
}

/** What the callers of an app may do as far as its Configuration is not here: everything, if it has none. */
const withoutControl = (callee: App): Reach =>
  callee.annotation('config').exists || callee.resource.isPartial ? 'unknown' : 'everything';

/** The trust domain that a Configuration gives its apps, without scheme and path; undefined where it is not known yet. */
const trustDomainOf = ({ spec, resource }: Configuration): string | undefined => {
  const domain = spec.get('accessControl').get('trustDomain');
  if (!domain.resolved || (resource.isPartial && !domain.hasValue)) return undefined;
  return domain.text ? domain.text.replace(/^spiffe:\/\//, '').replace(/\/.*$/, '') : defaultTrustDomain;
};

/** Whether calls reach an app as HTTP requests. Source: dapr v1.18.3 pkg/config/protocol/protocol.go:33 IsHTTP. */
const isHttp = (app: App): boolean => !/^grpcs?$/i.test(app.annotation('app-protocol').text ?? '');
