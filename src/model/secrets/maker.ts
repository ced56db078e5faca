import type { Field } from '../../yaml/field.ts';
import type { Namespace, Resource } from '../resource.ts';
import { isFilledElsewhere, isMirrored, madeBy, namedAt, operatedSecrets } from './operators.ts';

/** A Secret that will exist when the resource is applied, and its keys where they can be seen. */
export interface SecretOutline {
  readonly name: string;
  readonly namespace: Namespace;
  readonly resource: Resource;
  /** Undefined where the keys come from somewhere else. */
  readonly keys?: ReadonlySet<string>;
  /** kustomize changes its name, and the names of it in Kubernetes' own kinds, which Dapr's are not among. */
  readonly isRenamed?: boolean;
}

/** The kinds that are Secrets, or of which a controller or kustomize makes some. */
export const secretMakers: readonly string[] = [
  ...new Set(
    [
      'v1/Secret',
      'bitnami.com/SealedSecret',
      'external-secrets.io/ExternalSecret',
      'external-secrets.io/ClusterExternalSecret',
      'cert-manager.io/Certificate',
      'secrets-store.csi.x-k8s.io/SecretProviderClass',
      'kustomize.config.k8s.io/Kustomization',
      ...Object.keys(namedAt),
      ...Object.keys(madeBy),
    ].map((kind) => kind.split('/')[1] ?? ''),
  ),
];

/** Whether a whole object is encrypted with SOPS: what it is, and is called, cannot be seen. */
export const isHidden = ({ kind }: Resource): boolean => kind.startsWith('ENC[');

/** The Secrets that a resource is, or that a controller makes of it. */
export const secretsFrom = (resource: Resource): readonly SecretOutline[] => {
  const body = resource.body as Field;
  const spec = body.get('spec');
  const { name, namespace } = resource;
  const outline = (called: string, keys?: ReadonlySet<string>): SecretOutline => ({
    name: called,
    namespace,
    resource,
    ...(keys && keys.size > 0 && { keys }),
  });
  switch (resource.kind) {
    case 'Secret': {
      const isWhole = !resource.isPartial && !isFilledElsewhere(resource);
      const keys = isWhole ? keysOf(body.get('data'), body.get('stringData')) : undefined;
      return [{ ...outline(name, keys), namespace: isMirrored(resource) ? undefined : namespace }];
    }
    case 'SealedSecret':
      // An old form keeps all of it in one text.
      return [
        outline(
          name,
          spec.get('data').exists ? undefined : keysOf(spec.get('encryptedData'), spec.get('template').get('data')),
        ),
      ];
    case 'ExternalSecret':
      return fromExternalSecret(spec).map((keys) => outline(spec.get('target').get('name').text ?? name, keys));
    case 'ClusterExternalSecret': {
      // It is put into the namespaces that match: any.
      const inner = spec.get('externalSecretSpec');
      const called = inner.get('target').get('name').text ?? spec.get('externalSecretName').text ?? name;
      return fromExternalSecret(inner).map((keys) => ({ ...outline(called, keys), namespace: undefined }));
    }
    case 'Certificate': {
      // Keystores and further formats bring keys of their own.
      const hasMore = spec.get('keystores').exists || spec.get('additionalOutputFormats').exists;
      const keys = hasMore ? undefined : new Set(['tls.crt', 'tls.key', 'ca.crt']);
      return [outline(spec.get('secretName').text ?? '', keys)];
    }
    case 'SecretProviderClass':
      return itemsOf(spec, 'secretObjects').map((item) => {
        const keys = itemsOf(item, 'data').flatMap((entry) => entry.get('key').text ?? []);
        return outline(item.get('secretName').text ?? '', new Set(keys));
      });
    case 'Kustomization':
      return itemsOf(body, 'secretGenerator').map((item) => {
        const where = item.get('namespace').text ?? body.get('namespace').text ?? namespace;
        return {
          ...outline(item.get('name').text ?? '', keysOfGenerator(item)),
          namespace: where,
          ...(isRenamed(body, item) && { isRenamed: true }),
        };
      });
    default:
      return operatedSecrets(resource).map(({ called, where, keys }) => ({
        ...outline(called, keys),
        namespace: where,
      }));
  }
};

const itemsOf = (field: Field, name: string): readonly Field[] => field.get(name as never).items as readonly Field[];

const keysOf = (...maps: readonly Field[]): ReadonlySet<string> | undefined => {
  const keys = maps.flatMap((map) => map.entries.map(([key]) => key));
  return keys.some((key) => key === '<<' || key.includes('{{') || key.includes('${')) ? undefined : new Set(keys);
};

/** The keys of the one Secret that External Secrets makes; no Secret where it is told to make none. */
const fromExternalSecret = (spec: Field): readonly (ReadonlySet<string> | undefined)[] => {
  const target = spec.get('target');
  if (target.get('creationPolicy').text === 'None' || target.get('manifest').exists) return [];
  const template = target.get('template');
  const isMerged = target.get('creationPolicy').text === 'Merge';
  if (isMerged || spec.get('dataFrom').items.length > 0 || template.get('templateFrom').exists) return [undefined];
  const data = itemsOf(spec, 'data').map((item) => item.get('secretKey'));
  if (data.some((key) => key.text === undefined || !key.resolved)) return [undefined];
  const replaced = template.get('data').entries.length > 0 && template.get('mergePolicy').text !== 'Merge';
  const own = replaced ? [] : data.flatMap(({ text }) => text ?? []);
  const more = keysOf(template.get('data'));
  return [more && new Set([...own, ...more])];
};

/** Source: `kubectl kustomize` of 1.32: the key of a file is what stands before `=`, else the name of the file. */
const keysOfGenerator = (item: Field): ReadonlySet<string> | undefined => {
  const isPart = !['', 'create'].includes(item.get('behavior').text ?? '');
  if (isPart || item.get('envs').exists || item.get('env').exists) return undefined;
  const files = itemsOf(item, 'files').map(({ text = '' }) => text.split('=')[0] ?? '');
  const literals = itemsOf(item, 'literals').map(({ text = '' }) => text.split('=')[0] ?? '');
  return new Set([...literals, ...files.map((file) => file.replace(/^.*[/\\]/, ''))]);
};

/** Whether the name gets a hash or an affix. What a configuration of kustomize says of names is not known. */
const isRenamed = (kustomization: Field, item: Field): boolean => {
  if (kustomization.get('configurations').exists || kustomization.get('crds').exists) return false;
  const keepsName = [kustomization.get('generatorOptions'), item.get('options')].some(
    (options) => options.get('disableNameSuffixHash').boolean === true,
  );
  return !keepsName || Boolean(kustomization.get('namePrefix').text || kustomization.get('nameSuffix').text);
};
