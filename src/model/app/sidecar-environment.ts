import type { Field } from '../../yaml/field.ts';
import type { App } from '../app.ts';
import type { Catalog } from '../catalog.ts';
import { environmentOf, secretOfEntry } from './annotation-list.ts';

/** Names that daprd never gives away. Source: dapr v1.18.3 pkg/runtime/processor/secret/secret.go:206. */
export const isKeptFromComponents = (variable: string): boolean =>
  /^(?:APP_API_TOKEN$|DAPR_)| /.test(variable.toUpperCase());

/** What Kubernetes, the injector and the image of daprd put into its environment without being asked. */
const isBuiltIn = (variable: string): boolean =>
  /^(?:NAMESPACE|POD_NAME|HOSTNAME|HOME|PATH|SSL_CERT_FILE)$|^KUBERNETES_|_SERVICE_(?:HOST|PORT)|_PORT(?:_\d+_|$)/.test(
    variable,
  );

const environments = new WeakMap<App, SidecarEnvironment>();

/** The environment of an app's sidecar; taken apart once. */
export const sidecarEnvironment = (app: App, catalog: Catalog): SidecarEnvironment => {
  const known = environments.get(app) ?? new SidecarEnvironment(app, catalog);
  environments.set(app, known);
  return known;
};

/** The variables that the annotations of an app give its sidecar, as what it loads may read them with envRef. */
class SidecarEnvironment {
  /** The annotations, as far as they are written. */
  readonly annotations: readonly Field<string>[];
  /** False where a placeholder stands in them. */
  private readonly isKnown: boolean;
  /** Those that daprd may hand out, in its order; all that it has where there are none. */
  readonly names: readonly string[];
  readonly #values: ReadonlySet<string>;
  readonly #hasOwnImage: boolean;
  /** The names as daprd has them: DAPR_ENV_KEYS. */
  readonly #list: string;

  constructor(app: App, catalog: Catalog) {
    const known = ['env', 'env-from-secret'].filter((name) => catalog.annotation(`dapr.io/${name}`));
    this.annotations = known.map((name) => app.annotation(name)).filter(({ exists }) => exists);
    this.isKnown = this.annotations.every(({ resolved }) => resolved);
    const entries = known.flatMap((annotation) =>
      environmentOf(app.reads(annotation) ?? '').flatMap(({ name, value }) =>
        name === undefined ? [] : { name, isSet: annotation === 'env' || secretOfEntry(value) !== undefined },
      ),
    );
    this.names = entries.map(({ name }) => name);
    this.#list = ` ${this.names.join(' ')} `;
    this.#values = new Set(entries.filter(({ isSet }) => isSet).map(({ name }) => name));
    this.#hasOwnImage = app.annotation('sidecar-image').exists;
  }

  /** Whether a reference to a variable may yield a value: not for certain that it does not. */
  mayGive(variable: string): boolean {
    return !this.isKnown || (this.allows(variable) && this.has(variable));
  }

  /**
   * Whether daprd may hand a variable out: its name in upper case has to be among the names, and the first of them that
   * holds it has to be it. Source: dapr v1.18.3 pkg/runtime/processor/secret/secret.go:218-230.
   */
  allows(variable: string): boolean {
    if (this.names.length === 0) return true;
    const wanted = variable.toUpperCase();
    const first = this.#list.indexOf(wanted, 1);
    return first > 0 && this.#list[first - 1] === ' ' && this.#list[first + wanted.length] === ' ';
  }

  /** The name that keeps daprd from finding a variable which is listed after it, and which it contains. */
  hiding(variable: string): string | undefined {
    const wanted = variable.toUpperCase();
    const first = this.names.find((name) => name.includes(wanted));
    return first !== wanted && this.names.includes(wanted) ? first : undefined;
  }

  /** Whether the sidecar has a variable of exactly this name, as far as that can be told. */
  has(variable: string): boolean {
    if (this.#values.has(variable)) return true;
    return this.names.length === 0 && (this.#hasOwnImage || isBuiltIn(variable));
  }
}
