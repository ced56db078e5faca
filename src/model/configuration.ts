import type { Field } from '../yaml/field.ts';
import type { Locatable, Location } from '../yaml/location.ts';
import type { Component } from './component.ts';
import type { Namespace, Resource } from './resource.ts';
import type { AccessPolicy, ConfigurationShape, Handler, MetricsShape } from './shapes.ts';

/** A Dapr configuration: of the apps that name it, or of the control plane. */
export class Configuration implements Locatable {
  #denied: ReadonlyMap<string, Field<string>> | undefined;

  constructor(readonly resource: Resource<ConfigurationShape>) {}

  get location(): Location {
    return this.resource.location;
  }

  get name(): string {
    return this.resource.name;
  }

  get title(): string {
    return this.resource.title;
  }

  get namespace(): Namespace {
    return this.resource.namespace;
  }

  get spec(): Field<ConfigurationShape['spec']> {
    return this.resource.body.get('spec');
  }

  /**
   * Read by sentry, the operator and the injector rather than by apps.
   * Source: dapr v1.18.3 pkg/injector/service/pod_patch.go defaultConfig.
   */
  get isControlPlane(): boolean {
    return this.name === 'daprsystem';
  }

  /** The middleware that requests pass, in order, of both pipelines. */
  get handlers(): readonly Field<Handler>[] {
    return [
      ...this.spec.get('httpPipeline').get('handlers').items,
      ...this.spec.get('appHttpPipeline').get('handlers').items,
    ];
  }

  /**
   * The entry that keeps its apps from loading a component: its type, or its type and version, letter by letter.
   * Source: dapr v1.18.3 pkg/runtime/authorizer/component.go IsAllowed.
   */
  denies({ type, version }: Component): Field<string> | undefined {
    if (!type.text || !type.resolved || !version.resolved) return undefined;
    this.#denied ??= new Map(
      this.spec
        .get('components')
        .get('deny')
        .items.map((entry) => [entry.text ?? '', entry]),
    );
    return this.#denied.get(type.text) ?? this.#denied.get(`${type.text}/${version.text ?? ''}`);
  }

  /** What it says of the callers of an app, one by one. */
  get accessPolicies(): readonly Field<AccessPolicy>[] {
    return this.spec.get('accessControl').get('policies').items;
  }

  /** The metrics settings under both of their names. Source: dapr v1.18.3 pkg/config/configuration.go sortMetricsSpec. */
  get metrics(): readonly Field<MetricsShape>[] {
    return [this.spec.get('metrics'), this.spec.get('metric')];
  }
}
