import type { Field } from '../../yaml/field.ts';
import type { Resource } from '../resource.ts';

/** A Secret that will exist when the resource is applied, and its keys where they can be seen. */
export interface SecretOutline {
  readonly name: string;
  readonly resource: Resource;
  /** Undefined where the keys come from somewhere else. */
  readonly keys?: ReadonlySet<string>;
}

/** Where the controllers of other kinds take the name of their Secret from; the keys come from elsewhere. */
const namedAt: Readonly<Record<string, readonly string[]>> = {
  AzureKeyVaultSecret: ['spec', 'output', 'secret', 'name'],
  BitwardenSecret: ['spec', 'secretName'],
  ClusterExternalSecret: ['spec', 'externalSecretName'],
  DopplerSecret: ['spec', 'managedSecret', 'name'],
  InfisicalSecret: ['spec', 'managedSecretReference', 'secretName'],
  OnePasswordItem: ['metadata', 'name'],
  VaultDynamicSecret: ['spec', 'destination', 'name'],
  VaultPKISecret: ['spec', 'destination', 'name'],
  VaultStaticSecret: ['spec', 'destination', 'name'],
};

/** The kinds that are Secrets, or of which a controller or kustomize makes some. */
export const secretMakers: readonly string[] = [
  'Secret',
  'SealedSecret',
  'ExternalSecret',
  'Certificate',
  'SecretProviderClass',
  'Kustomization',
  ...Object.keys(namedAt),
];

/** The Secrets that a resource is, or that a controller makes of it. */
export const secretsFrom = (resource: Resource): readonly SecretOutline[] => {
  const body = resource.body as Field;
  const spec = body.get('spec');
  const keysOf = (...maps: readonly Field[]): ReadonlySet<string> =>
    new Set(maps.flatMap((map) => map.entries.map(([key]) => key)));
  switch (resource.kind) {
    case 'Secret': {
      const keys = keysOf(body.get('data'), body.get('stringData'));
      return [{ name: resource.name, resource, ...(!resource.isPartial && { keys }) }];
    }
    case 'SealedSecret': {
      const keys = keysOf(spec.get('encryptedData'), spec.get('template').get('data'));
      return [{ name: resource.name, resource, keys }];
    }
    case 'ExternalSecret':
      return [{ name: spec.get('target').get('name').text ?? resource.name, resource }];
    case 'Certificate': {
      const name = spec.get('secretName').text ?? '';
      // Keystores and further formats bring keys of their own.
      const hasMore = spec.get('keystores').exists || spec.get('additionalOutputFormats').exists;
      return [{ name, resource, ...(!hasMore && { keys: new Set(['tls.crt', 'tls.key', 'ca.crt']) }) }];
    }
    case 'SecretProviderClass':
      return spec.get('secretObjects').items.map((item) => ({
        name: (item as Field).get('secretName').text ?? '',
        resource,
        keys: new Set((item as Field).get('data').items.flatMap((entry) => (entry as Field).get('key').text ?? [])),
      }));
    case 'Kustomization':
      return body
        .get('secretGenerator')
        .items.map((item) => ({ name: (item as Field).get('name').text ?? '', resource }));
    default: {
      const steps = Object.hasOwn(namedAt, resource.kind) ? namedAt[resource.kind] : undefined;
      if (!steps) return [];
      const name = steps.reduce((field, step) => field.get(step), body);
      return [{ name: name.text ?? resource.name, resource }];
    }
  }
};
