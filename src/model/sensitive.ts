import type { Document } from '../yaml/document.ts';
import type { Field } from '../yaml/field.ts';
import type { Range, Source } from '../yaml/location.ts';
import { environmentOf } from './annotation-list.ts';
import type { MetadataField } from './catalog.ts';
import type { Workspace } from './workspace.ts';

/** What a text gives away, and so must never be printed. */

const sensitiveWords =
  /pass(?:word|wd|phrase)|secret(?!store|name|ref|key_?ref)|token(?!url|endpoint|ttl|expir|type)|credential|private_?key|api_?key|access_?key(?!_?id)|account_?key|shared_?access|connection_?string|encryption_?key|\bsas\b|\bdsn\b/i;

/** Annotations of Dapr that name a Secret, and give nothing away. */
const namesSecret = /^dapr\.io\/ap[ip]-token-secret$/;

/** Whether a name (of an environment variable, a header, a key we know nothing of) announces a secret. */
export const looksSensitive = (name: string): boolean =>
  (sensitiveWords.test(name.replaceAll(/[-.\s]/g, '_')) && !namesSecret.test(name)) ||
  /^(?:proxy-)?authorization$|^cookie$/i.test(name);

/** The password of a URL, or the secret parameter of a connection string, as a range of the text. */
const embedded: readonly RegExp[] = [
  /^[a-z][a-z0-9+.-]{0,40}:\/\/[^\s/:@]{0,300}:([^\s/@]{1,500})@/di,
  /(?:^|[\s;,?&])(?:password|pwd|accountkey|sharedaccesskey|sharedsecret|secretkey|access_token|token|sig)\s{0,3}=\s{0,3}("[^"]{1,500}"|'[^']{1,500}'|[^\s;,&]{1,500})/di,
  /^[^\s:/@]{1,200}:([^\s@/]{1,300})@(?:tcp|unix)?\(?[^\s()]{0,300}\)?\//di,
];

/** Where in a URL or connection string the secret stands; undefined if there is none. */
const embeddedSecret = (text: string): Range | undefined => {
  const head = text.slice(0, 4096);
  for (const pattern of embedded) {
    const range = pattern.exec(head)?.indices?.[1];
    if (range) return { start: range[0], end: range[1] };
  }
  return undefined;
};

/** Whether a literal value of a sensitive field gives something away, by the form that the field's secret takes. */
export const carriesSecret = (text: string, form: MetadataField['secretForm']): boolean => {
  if (text.trim() === '') return false;
  switch (form) {
    case 'path':
      return false;
    case 'valueOrPath':
      return text.includes('-----BEGIN');
    case 'url':
      return embeddedSecret(text) !== undefined;
    default:
      return true;
  }
};

/** The places of a source whose text no report may show, in order. */
export const secretRanges = (source: Source, workspace: Workspace): readonly Range[] => {
  const ranges: Range[] = [];
  const add = (field: Field): void => {
    // A placeholder alone gives nothing away.
    if (field.hasValue && !/^\s*\{\{[^{}]*\}\}\s*$/.test(field.text ?? '')) ranges.push(field.location.range);
  };
  for (const resource of workspace.resourcesIn(source)) {
    const body = resource.body as Field as Field<{
      data: Record<string, string>;
      stringData: Record<string, string>;
      spec: unknown;
    }>;
    if (resource.kind === 'Secret')
      for (const block of [body.get('data'), body.get('stringData')]) for (const [, value] of block.entries) add(value);
    // kubectl keeps the whole applied object in an annotation: the Secret's values, once more.
    add(resource.annotations.get('kubectl.kubernetes.io/last-applied-configuration'));
  }
  for (const document of workspace.documentsIn(source)) {
    if (document.isBroken) ranges.push(...guessedRanges(document));
    else namedSecrets(document.root, add, ranges, 0);
  }
  for (const component of workspace.components) {
    if (component.resource.document.source !== source) continue;
    for (const item of component.metadata) if (item.isSensitive && item.text !== '') add(item.value);
  }
  for (const { resource, annotations } of workspace.workloads) {
    const environment = annotations.get('dapr.io/env');
    if (resource.document.source !== source || environment.text === undefined) continue;
    for (const { name, value, from, to } of environmentOf(environment.text))
      if (name !== undefined && value !== '' && looksSensitive(name))
        ranges.push(environment.part(from + name.length + 1, to).location.range);
  }
  return merged(ranges);
};

const maxDepth = 60;

/** Values under telling keys, `{ name: DB_PASSWORD, value: … }`, passwords within URLs, and private keys: anywhere. */
const namedSecrets = (field: Field, add: (field: Field) => void, ranges: Range[], depth: number): void => {
  if (depth > maxDepth || field.isAliased) return;
  for (const item of field.items) namedSecrets(item, add, ranges, depth + 1);
  if (!field.isMap) return;
  const name = field.get('name').text;
  const value = field.get('value');
  if (name !== undefined && value.text !== undefined && looksSensitive(name)) add(value);
  for (const [key, child] of field.entries) {
    const { text } = child;
    if (text === undefined) namedSecrets(child, add, ranges, depth + 1);
    else if (text.includes('PRIVATE KEY-----') || (looksSensitive(key) && !/\s/.test(key) && key !== 'name'))
      add(child);
    else if (key === 'dapr.io/env') ranges.push(...environmentSecrets(child, text));
    else {
      const range = embeddedSecret(text);
      if (range) ranges.push(child.part(range.start, range.end).location.range);
    }
  }
};

const environmentSecrets = (field: Field, text: string): readonly Range[] =>
  [...text.matchAll(/([A-Za-z_][\w.-]{0,200})=([^,]*)/g)]
    .filter(([, name = '']) => looksSensitive(name))
    .map((match) => {
      const start = match.index + (match[1]?.length ?? 0) + 1;
      return field.part(start, start + (match[2]?.length ?? 0)).location.range;
    });

/** In a text that is no YAML, what follows a telling key on its line; in a Secret, what follows any key. */
const guessedRanges = (document: Document): readonly Range[] => {
  const isSecret = /^\s*["']?kind["']?\s*:\s*["']?Secret\b/m.test(document.text);
  const { start } = document.range;
  const ranges: Range[] = [];
  for (const match of document.text.matchAll(/^[ \t-]*["']?([\w./-]{1,200})["']?[ \t]*:[ \t]*(\S.*)$/gm)) {
    const [line, key = '', value = ''] = match;
    if (
      !(isSecret && !/^(?:apiVersion|kind|name|namespace|type)$/.test(key)) &&
      !looksSensitive(key) &&
      key !== 'value'
    )
      continue;
    const end = start + match.index + line.length;
    ranges.push({ start: end - value.length, end });
  }
  return ranges;
};

const merged = (ranges: readonly Range[]): readonly Range[] => {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of ranges.filter((range) => range.end > range.start).sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
};
