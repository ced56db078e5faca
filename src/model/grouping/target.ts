import type { Field } from '../../yaml/field.ts';
import { isClusterScoped, type ObjectPlace } from '../kubernetes/objects.ts';
import { matcherOf } from './pattern.ts';

/** Whether a patch is meant for an object, by what the object is now or was at first. */
export type IsMeant = (object: ObjectPlace, original: ObjectPlace) => boolean;

/** `apps` of `apps/v1`, and empty of `v1`. */
const groupOf = (apiVersion: string): string => apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
const versionOf = (apiVersion: string): string => apiVersion.slice(apiVersion.indexOf('/') + 1);

const nameOf = ({ body }: ObjectPlace): string => body.get('metadata').get('name').text ?? '';

/** Source: kustomize v5.7.1 kyaml/resid/resid.go EffectiveNamespace. */
const namespaceOf = ({ body, kind }: ObjectPlace): string =>
  isClusterScoped(kind) ? '_non_namespaceable_' : body.get('metadata').get('namespace').text || 'default';

/**
 * What a target selects: each part of it is a regular expression for the whole.
 * Source: kustomize v5.7.1 api/types/selector.go, api/resmap/reswrangler.go Select.
 */
export const selectedBy = (target: Field): IsMeant => {
  const fits = (name: string): ((text: string) => boolean) => {
    const { text: wanted } = target.get(name);
    if (!wanted) return () => true;
    const matches = matcherOf(wanted);
    return (text) => wanted === text || (matches?.(text) ?? false);
  };
  const [group, version, kind] = [fits('group'), fits('version'), fits('kind')];
  const [name, namespace] = [fits('name'), fits('namespace')];
  const [labels, annotations] = [target.get('labelSelector'), target.get('annotationSelector')].map(requirements);
  return (object, original) => {
    const metadata = object.body.get('metadata');
    return (
      kind(object.kind) &&
      group(groupOf(object.apiVersion)) &&
      version(versionOf(object.apiVersion)) &&
      (name(nameOf(object)) || name(nameOf(original))) &&
      (namespace(namespaceOf(object)) || namespace(namespaceOf(original))) &&
      (labels?.(metadata.get('labels') as Field) ?? false) &&
      (annotations?.(metadata.get('annotations') as Field) ?? false)
    );
  };
};

/** What a partial object names itself. Source: kustomize v5.7.1 api/resmap/reswrangler.go GetById. */
export const namedBy = (patch: Field): IsMeant => {
  const place = {
    body: patch as ObjectPlace['body'],
    apiVersion: patch.get('apiVersion').text ?? '',
    kind: patch.get('kind').text ?? '',
  };
  const [name, namespace] = [nameOf(place), namespaceOf(place)];
  const isIt = (object: ObjectPlace): boolean => nameOf(object) === name && namespaceOf(object) === namespace;
  return (object, original) =>
    object.kind === place.kind && object.apiVersion === place.apiVersion && (isIt(object) || isIt(original));
};

/** A longer one is nobody's. */
const longestSelector = 1000;

type Requirement = (map: Field) => boolean;

/** `a=b,c!=d,e in (f, g),!h`; undefined for what is none. Source: apimachinery pkg/labels/selector.go Parse. */
const requirements = ({ text = '' }: Field): Requirement | undefined => {
  if (text.length > longestSelector) return undefined;
  const parts = text.split(/,(?![^(]*\))/).filter((part) => part.trim() !== '');
  const all = parts.map(requirement);
  return all.every((each) => each !== undefined) ? (map) => all.every((each) => each(map)) : undefined;
};

const requirement = (written: string): Requirement | undefined => {
  const [, not, key = '', sign, word, list] =
    /^\s*(!?)\s*([^\s=!(),]+)\s*(?:(==?|!=)\s*([^\s=!(),]*)|((?:not)?in)\s*\(.*\))?\s*$/.exec(written) ?? [];
  if (key === '' || (not && (sign || list))) return undefined;
  if (sign === undefined && list === undefined) return (map) => map.get(key).exists === (not === '');
  const values =
    list === undefined ? [word ?? ''] : (/\((.*)\)/.exec(written)?.[1] ?? '').split(',').map((each) => each.trim());
  const isAmong = sign !== '!=' && list !== 'notin';
  return (map) => (map.get(key).exists && values.includes(map.get(key).written ?? '')) === isAmong;
};
