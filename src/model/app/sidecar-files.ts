import type { App } from '../app.ts';
import type { Component, MetadataItem } from '../component.ts';
import { mountsOf } from './annotation-list.ts';

/**
 * The metadata with a path without which a component does not start. Source: components-contrib v1.18.4
 * bindings/localstorage/localstorage.go:80, secretstores/local/file/filestore.go:76, secretstores/hashicorp/vault/vault.go:415,
 * crypto/localstorage/metadata.go.
 */
const pathsOf: Readonly<Record<string, string>> = {
  'bindings.localstorage': 'rootPath',
  'crypto.dapr.localstorage': 'path',
  'secretstores.hashicorp.vault': 'vaultTokenMountPath',
  'secretstores.local.file': 'secretsFile',
};

/** A file or folder of the sidecar that a component cannot start without. */
export interface SidecarFile {
  readonly item: MetadataItem;
  /** Absolute, without dots. */
  readonly path: string;
}

const normal = (path: string): string => {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
};

/** Undefined for a component that needs none, or where it is not known which. */
export const sidecarFileOf = (component: Component): SidecarFile | undefined => {
  const item = component.item(pathsOf[component.typeName] ?? '');
  return item?.text && !item.text.includes('{') ? { item, path: normal(item.text) } : undefined;
};

/** What every pod has, whatever it mounts itself: tokens, the certificates of the image, and the folders at its root. */
const given =
  /^\/(?:var\/run|run)\/secrets\/|^\/etc\/ssl\/|^\/(?:bin|dev|etc|home|lib|proc|root|run|sbin|sys|tmp|usr|var)?$/;

/** Whether the sidecar of an app may have a path: a volume is mounted there or above, as far as that can be seen. */
export const mayHave = (app: App, path: string): boolean => {
  if (app.resource.isPartial || given.test(path)) return true;
  return ['volume-mounts', 'volume-mounts-rw'].some((name) => {
    const annotation = app.annotation(name);
    if (annotation.exists && !annotation.resolved) return true;
    return mountsOf(app.reads(name) ?? '').some((mount) => {
      const place = normal(mount.path);
      return mount.path !== '' && (place === '/' || path === place || path.startsWith(`${place}/`));
    });
  });
};
