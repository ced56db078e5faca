import { UserError } from '../failure.ts';
import type {
  ComponentData,
  DeprecatedData,
  Direction,
  FieldData,
  MetadataType,
  ProfileData,
  VersionData,
} from '../model/catalog/data.ts';
import type { Source } from '../yaml/location.ts';

/** What Dapr's own tool writes: components-contrib `.build-tools`, bundle-component-metadata. */
interface Bundle {
  readonly components: readonly BundledComponent[];
}
interface BundledComponent {
  readonly type: string;
  readonly name: string;
  readonly version: string;
  readonly status?: string;
  readonly binding?: { readonly input?: boolean; readonly output?: boolean };
  readonly capabilities?: readonly string[];
  readonly authenticationProfiles?: readonly { readonly title: string; readonly metadata?: readonly BundledField[] }[];
  readonly metadata?: readonly BundledField[];
}
interface BundledField {
  readonly name: string;
  readonly type?: MetadataType;
  readonly required?: boolean;
  readonly sensitive?: boolean;
  readonly default?: string;
  readonly allowedValues?: readonly string[];
  readonly deprecated?: boolean;
  readonly binding?: { readonly input?: boolean; readonly output?: boolean };
}

/** The component types of a bundle, by name. Throws a `UserError` that says which entry cannot be used. */
export const componentsIn = (
  { path, text }: Source,
  categories: readonly string[],
): Readonly<Record<string, ComponentData>> => {
  const { components } = checked(parsed(path, text), path, categories);
  const found: Record<string, ComponentData> = {};
  for (const component of components) {
    if (others.includes(component.type)) continue;
    const type = typeOf(component);
    const before = found[type];
    const version = component.version.toLowerCase();
    const accepted = [...Object.keys(before?.metadata ?? {}), version];
    found[type] = {
      bundled: true,
      ...statusOf(component),
      ...(component.binding && { directions: directionsOf(component.binding) }),
      ...((accepted.length > 1 || version !== 'v1') && {
        versions: { accepted, default: accepted.includes('v1') ? 'v1' : (accepted[0] ?? version) },
      }),
      metadata: { ...before?.metadata, [version]: versionOf(component) },
    };
  }
  return found;
};

/** All middleware that there is is for HTTP, which its description need not say. */
const typeOf = ({ type, name }: Pick<BundledComponent, 'type' | 'name'>): string =>
  `${type}.${type === 'middleware' && !name.startsWith('http.') ? 'http.' : ''}${name}`.toLowerCase();

const parsed = (path: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(
      `the bundle ${path} is no JSON: ${error instanceof Error ? error.message : String(error)}`,
      'name a bundle that bundle-component-metadata of components-contrib has written',
    );
  }
};

/** A value that is known to be an object, of which nothing else is known yet. */
type Unchecked = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Unchecked =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const checked = (bundle: unknown, path: string, categories: readonly string[]): Bundle => {
  const refuse = (message: string): never => {
    throw new UserError(`the bundle ${path} cannot be used: ${message}`);
  };
  if (!isObject(bundle) || !Array.isArray(bundle.components)) return refuse('it has no list of components');
  if (bundle.schemaVersion !== undefined && bundle.schemaVersion !== 'v1')
    return refuse(`schemaVersion is ${JSON.stringify(bundle.schemaVersion)}; it must be "v1"`);
  const seen = new Set<string>();
  for (const [index, component] of (bundle.components as readonly unknown[]).entries()) {
    const fault = faultOf(component, categories);
    const title =
      isObject(component) && typeof component.name === 'string' ? ` (${component.type}.${component.name})` : '';
    if (fault !== undefined) return refuse(`components[${index}]${title} ${fault}`);
    const { type, name, version } = component as BundledComponent;
    const key = `${typeOf({ type, name })}/${version.toLowerCase()}`;
    if (seen.has(key)) return refuse(`components[${index}]${title} is there a second time in version ${version}`);
    seen.add(key);
  }
  return bundle as unknown as Bundle;
};

const faultOf = (component: unknown, categories: readonly string[]): string | undefined => {
  if (!isObject(component)) return 'is no object';
  for (const key of ['type', 'name', 'version'] as const) {
    if (typeof component[key] !== 'string' || component[key] === '') return `has no ${key}`;
  }
  if (![...categories, ...others].includes(component.type as string))
    return `is of type ${JSON.stringify(component.type)}; it must be one of ${categories.join(', ')}`;
  const fault = fieldsFault(component.metadata, 'metadata');
  if (fault !== undefined) return fault;
  const profiles = component.authenticationProfiles ?? [];
  if (!Array.isArray(profiles)) return 'has authenticationProfiles that are no list';
  for (const [index, profile] of (profiles as readonly unknown[]).entries()) {
    const where = `authenticationProfiles[${index}]`;
    if (!isObject(profile) || typeof profile.title !== 'string') return `has ${where} without a title`;
    const wrong = fieldsFault(profile.metadata, `${where}.metadata`);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
};

/** What Dapr's own bundle holds beside the building blocks of Components. */
const others: readonly string[] = ['nameresolution', 'workflows'];
const types: readonly unknown[] = ['string', 'number', 'bool', 'duration', 'bytesize'];

const fieldsFault = (fields: unknown, where: string): string | undefined => {
  if (fields === undefined || fields === null) return undefined;
  if (!Array.isArray(fields)) return `has ${where} that is no list`;
  for (const [index, field] of (fields as readonly unknown[]).entries()) {
    const place = `${where}[${index}]`;
    if (!isObject(field) || typeof field.name !== 'string' || field.name === '') return `has ${place} without a name`;
    if (field.type !== undefined && field.type !== '' && !types.includes(field.type))
      return `has ${place} (${field.name}) of type ${JSON.stringify(field.type)}; it must be one of ${types.join(', ')}`;
    if (field.allowedValues !== undefined && !isTexts(field.allowedValues))
      return `has ${place} (${field.name}) with allowedValues that are no list of texts`;
  }
  return undefined;
};

const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((each) => typeof each === 'string');

const versionOf = ({ metadata, authenticationProfiles = [], capabilities }: BundledComponent): VersionData => {
  const fields = metadata ?? [];
  const all = [...fields, ...authenticationProfiles.flatMap((profile) => profile.metadata ?? [])];
  const deprecated = all.filter((field) => field.deprecated).map(({ name }): [string, DeprecatedData] => [name, {}]);
  return {
    fields: fields.map(fieldOf),
    ...(authenticationProfiles.length > 0 && {
      profiles: authenticationProfiles.map(
        (profile): ProfileData => ({ name: profile.title, fields: (profile.metadata ?? []).map(fieldOf) }),
      ),
    }),
    ...(deprecated.length > 0 && { deprecated: Object.fromEntries(deprecated) }),
    ...(capabilities && { capabilities }),
  };
};

const fieldOf = ({
  name,
  type,
  required,
  sensitive,
  default: fallback,
  allowedValues,
  binding,
}: BundledField): FieldData => {
  const { input = false, output = false } = binding ?? {};
  return {
    name,
    ...(type && type !== 'string' && { type }),
    ...(required && { required }),
    ...(sensitive && { sensitive }),
    ...(typeof fallback === 'string' && fallback !== '' && { default: fallback }),
    ...(allowedValues && allowedValues.length > 0 && { values: allowedValues }),
    ...(input !== output && { direction: input ? 'input' : 'output' }),
  };
};

const statusOf = ({ status }: BundledComponent): Pick<ComponentData, 'status'> =>
  status === 'stable' || status === 'beta' || status === 'alpha' ? { status } : {};

const directionsOf = ({
  input = false,
  output = false,
}: NonNullable<BundledComponent['binding']>): readonly Direction[] => [
  ...(input ? (['input'] as const) : []),
  ...(output ? (['output'] as const) : []),
];
