import type { Field } from '../yaml/field.ts';
import type { Resource } from './resource.ts';

/** A Secret that will exist when the resource is applied, and its keys where they can be seen. */
export interface SecretOutline {
  readonly name: string;
  readonly resource: Resource;
  /** Undefined where the keys come from somewhere else. */
  readonly keys?: ReadonlySet<string>;
}

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
    default:
      return [];
  }
};
