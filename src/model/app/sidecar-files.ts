import type { App } from '../app.ts';
import type { Component, MetadataItem } from '../component.ts';
import { mountsOf } from './annotation-list.ts';

interface PathField {
  readonly name: string;
  /** Those that are read in its place. */
  readonly unless?: readonly string[];
}

const certificates = [{ name: 'sslRootCert' }];

/**
 * The metadata with a path without which a component does not start. Source: components-contrib v1.18.4
 * bindings/localstorage/localstorage.go:80, secretstores/local/file/filestore.go:76, secretstores/hashicorp/vault/vault.go:415,
 * :438-480, crypto/localstorage/metadata.go, bindings/http/http.go:192-238; pgx v5 pgconn/config.go configTLS.
 */
const pathsOf: Readonly<Record<string, readonly PathField[]>> = {
  'bindings.http': [{ name: 'MTLSRootCA' }],
  'bindings.localstorage': [{ name: 'rootPath' }],
  'bindings.postgres': certificates,
  'bindings.postgresql': certificates,
  'configuration.postgres': certificates,
  'configuration.postgresql': certificates,
  'crypto.dapr.localstorage': [{ name: 'path' }],
  'secretstores.hashicorp.vault': [
    { name: 'vaultTokenMountPath' },
    { name: 'caPath', unless: ['caPem'] },
    { name: 'caCert', unless: ['caPem', 'caPath'] },
  ],
  'secretstores.local.file': [{ name: 'secretsFile' }],
  'state.postgres': certificates,
  'state.postgresql': certificates,
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

/** Those whose paths are known: a certificate may be written out in their place, and a relative path is a riddle. */
export const sidecarFilesOf = (component: Component): readonly SidecarFile[] =>
  (pathsOf[component.typeName] ?? []).flatMap(({ name, unless = [] }) => {
    const item = unless.some((other) => component.item(other)?.isGiven) ? undefined : component.item(name);
    return item?.text && !/[{\n]|-----BEGIN/.test(item.text) ? [{ item, path: normal(item.text) }] : [];
  });

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
