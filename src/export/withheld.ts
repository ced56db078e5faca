import { derivedFrom, withheldFor } from '../model/secrets/derived.ts';

/** What of an object is kept: all but who wrote its fields; what was asked for; of a Secret or ConfigMap the keys alone. */
export type Extent = 'whole' | 'reduced' | 'keys';

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';
const dataKeys = new Set(['data', 'stringData', 'binaryData']);
const keptBesideKeys = new Set(['apiVersion', 'kind', 'metadata', 'type', 'immutable', ...dataKeys]);
const keptOfMetadata = new Set(['name', 'namespace', 'labels']);

type Fate = 'keep' | 'drop' | 'withhold';

/** What becomes of a field, by the keys that lead to it. */
const fateOf = (path: readonly string[], extent: Extent): Fate => {
  const [first = '', second = '', third] = path;
  if (path.length === 2 && first === 'metadata' && second === 'managedFields') return 'drop';
  if (extent === 'whole') return 'keep';
  if (path.length === 1)
    return first === 'status' || (extent === 'keys' && !keptBesideKeys.has(first)) ? 'drop' : 'keep';
  if (path.length === 3) return first === 'metadata' && third === lastApplied ? 'drop' : 'keep';
  if (extent !== 'keys' || path.length !== 2) return 'keep';
  if (first === 'metadata') return keptOfMetadata.has(second) ? 'keep' : 'drop';
  return dataKeys.has(first) ? 'withhold' : 'keep';
};

const certificate = 'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS';
const privateKey = /PRIVATE KEY/;

/** Whether a value of a Secret is a certificate alone, which everybody may see. */
const isCertificate = (value: string): boolean => {
  const text = value.trim();
  if (!text.startsWith(certificate) || !/^[A-Za-z0-9+/]+=*$/.test(text)) return false;
  try {
    return !privateKey.test(atob(text));
  } catch {
    return false;
  }
};

/** More is no connection string. */
const longestDerived = 12_000;
/** What of a value of a Secret may be known, as its `data` or `stringData` has it; undefined where that is nothing. */
const derivedValue = (key: string, value: string): string | undefined => {
  const text = value.trim().replaceAll(/^["']|["']$/g, '');
  if (text === '') return '""';
  if (text.length > longestDerived || (key !== 'data' && key !== 'stringData')) return undefined;
  if (key === 'stringData') {
    const derived = derivedFrom(text);
    return derived === undefined ? undefined : JSON.stringify(derived);
  }
  try {
    if (!/^[A-Za-z0-9+/]+=*$/.test(text)) return undefined;
    const derived = derivedFrom(atob(text));
    return derived === undefined ? undefined : btoa(derived);
  } catch {
    return undefined;
  }
};

/** The text of a YAML object without what is not kept; each line stays where it is. */
export const yamlKept = (text: string, indent: number, extent: Extent): string => {
  if (extent === 'whole' && !text.includes('managedFields')) return text;
  const path: string[] = [];
  let droppedFrom = -1;
  return text
    .split('\n')
    .map((line, index, lines) => {
      const column = line.search(/\S/);
      if (column < 0) return droppedFrom >= 0 ? '' : line;
      // The items of a list may stand as far left as its key.
      if (droppedFrom >= 0 && (column > droppedFrom || (column === droppedFrom && /^\s*- /.test(line)))) return '';
      droppedFrom = -1;
      const level = (column - indent) / 2;
      if (level > 2 || level < 0) return line;
      const match = /^\s*("[^"]*"|'[^']*'|[^\s"'#:-][^:]*):(?=\s|$)(.*)/.exec(line);
      if (!match || !Number.isInteger(level)) return line;
      const [, key = '', value = ''] = match;
      path.length = level;
      path[level] = key.replaceAll(/^["']|["']$/g, '');
      const fate = fateOf(path, extent);
      if (fate === 'keep' || (fate === 'withhold' && isCertificate(value))) return line;
      droppedFrom = column;
      if (fate === 'drop') return '';
      // A value may go on in the next line.
      const isWhole = (lines[index + 1]?.search(/\S/) ?? -1) <= column;
      const derived = isWhole ? derivedValue(path[0] ?? '', value) : undefined;
      return `${line.slice(0, column)}${key}: ${derived ?? withheldFor(longestDerived)}`;
    })
    .join('\n');
};

/** The same of a JSON object. */
export const jsonKept = (text: string, extent: Extent): string => {
  if (extent === 'whole' && !text.includes('managedFields')) return text;
  const path: string[] = [];
  let kept = '';
  let from = 0;
  let depth = 0;
  const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],]|:\s*/gs;
  let word = '';
  for (let match = tokens.exec(text); match; match = tokens.exec(text)) {
    const [token] = match;
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    else if (token.startsWith('"')) word = token;
    else if (token.startsWith(':') && depth <= 3) {
      path.length = depth - 1;
      path[depth - 1] = word.slice(1, -1);
      const fate = fateOf(path, extent);
      if (fate === 'keep') continue;
      const end = valueEnd(text, tokens.lastIndex);
      const value = text.slice(tokens.lastIndex, end).trimEnd();
      if (fate === 'withhold' && isCertificate(value.slice(1, -1))) continue;
      kept += text.slice(from, tokens.lastIndex) + insteadOf(value, fate, path[0] ?? '');
      from = tokens.lastIndex + value.length;
      tokens.lastIndex = end;
    }
  }
  return kept + text.slice(from);
};

/** What is put in the place of a value in JSON: as long as that is, line by line, as others may follow. */
const insteadOf = (value: string, fate: Fate, key: string): string => {
  if (fate === 'withhold' && value.startsWith('"'))
    return quoted(derivedValue(key, value) ?? withheldFor(value.length - 2)).padEnd(value.length);
  const isNested = value.startsWith('{') || value.startsWith('[');
  if (isNested) return `${value.charAt(0)}${value.slice(1, -1).replaceAll(/[^\n]/g, ' ')}${value.at(-1)}`;
  if (value.length >= 4) return 'null'.padEnd(value.length);
  return value.startsWith('"') ? value : '0'.padEnd(value.length);
};

const quoted = (text: string): string => (text.startsWith('"') ? text : JSON.stringify(text));

const valueEnd = (text: string, start: number): number => {
  const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],]/gs;
  tokens.lastIndex = start;
  let depth = 0;
  for (let match = tokens.exec(text); match; match = tokens.exec(text)) {
    const [token] = match;
    if (depth === 0 && (token === ',' || token === '}' || token === ']')) return match.index;
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    if (depth === 0 && !token.startsWith('"')) return tokens.lastIndex;
    if (depth === 0) return tokens.lastIndex;
  }
  return text.length;
};
