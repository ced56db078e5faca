import type { Locatable } from '../../yaml/location.ts';
import type { App } from '../app.ts';
import { environmentOf, secretOfEntry } from './annotation-list.ts';

/** A key of a Secret that the container of the sidecar does not start without. */
export interface SidecarSecret {
  readonly at: Locatable;
  /** The annotation that names it, after `dapr.io/`. */
  readonly annotation: string;
  readonly name: string;
  readonly key: string;
}

/** Source: dapr v1.18.3 pkg/injector/patcher/sidecar_container.go:392-417 and getEnvFromSecret: none of them is optional. */
export const secretsOfSidecar = (app: App, readsEnvironment: boolean): readonly SidecarSecret[] => {
  const tokens = ['api-token-secret', 'app-token-secret'].map((annotation) => ({
    at: app.annotation(annotation),
    annotation,
    name: app.reads(annotation) ?? '',
    key: 'token',
  }));
  const annotation = 'env-from-secret';
  const entries = readsEnvironment ? environmentOf(app.reads(annotation) ?? '') : [];
  const variables = entries.flatMap(({ name, value, from, to }) => {
    const secret = name === undefined ? undefined : secretOfEntry(value);
    return secret ? { at: app.annotation(annotation).part(from, to), annotation, ...secret } : [];
  });
  return [...tokens, ...variables].filter(({ name, key }) => name !== '' && key !== '');
};
