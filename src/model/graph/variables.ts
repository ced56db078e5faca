import { sidecarEnvironment } from '../app/sidecar-environment.ts';
import type { App } from '../app.ts';
import type { Catalog } from '../catalog.ts';

/** Which sidecars have no value for a variable; asked once for all objects that the same apps load. */
export class Variables {
  readonly #without = new WeakMap<readonly App[], Map<string, readonly App[]>>();

  constructor(
    private readonly catalog: Catalog,
    private readonly placeOf: (app: App) => string,
  ) {}

  /** Those of a list of apps that are applied in one place. The list is known by itself: it has to be the same each time. */
  without(variable: string, apps: readonly App[], place: string): readonly App[] {
    const known = this.#without.get(apps) ?? new Map<string, readonly App[]>();
    this.#without.set(apps, known);
    const key = `${place}/${variable}`;
    const found =
      known.get(key) ??
      apps.filter((app) => this.placeOf(app) === place && !sidecarEnvironment(app, this.catalog).mayGive(variable));
    known.set(key, found);
    return found;
  }
}
