import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Module {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const modulesIn = (folder: string): readonly Module[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name).replaceAll('\\', '/'))
    .map((path) => {
      const text = readFileSync(path, 'utf8');
      const found = [...text.matchAll(/(?:^|\s)(?:from|import)\s*\(?'([^']+)'/g)].map(([, target = '']) => target);
      const imports = found.map((target) =>
        target.startsWith('.') ? normalize(join(dirname(path), target)).replaceAll('\\', '/') : target,
      );
      return { path, text, imports };
    });

const source = modulesIn('src');
const rules = modulesIn('rules');
const within = (...folders: readonly string[]) =>
  source.filter(({ path }) => folders.some((folder) => path.startsWith(`src/${folder}`)));

/** `path → import` for every import that a test forbids. */
const breaches = (modules: readonly Module[], isForbidden: (target: string) => boolean): readonly string[] =>
  modules.flatMap(({ path, imports }) => imports.filter(isForbidden).map((target) => `${path} → ${target}`));

const edge = ['cli', 'run', 'action', 'read/', 'write/'];
const isEdge = ({ path }: Module): boolean => edge.some((name) => path.startsWith(`src/${name}`));
/** Ways to the outside world that need no import; the clock and chance among them. */
const touching =
  /\b(?:process|console|globalThis|performance|navigator)\b[.[]|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bfetch\(/;
const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
const pure = source.filter((module) => !isEdge(module));

describe('the folders of src are the stages of the pipeline', () => {
  it('a rule imports src/rule.ts and nothing else', () => {
    const own = rules.filter(({ path }) => path !== 'rules/index.ts');
    expect(own.length).toBeGreaterThan(30);
    expect(breaches(own, (target) => target !== 'src/rule.ts')).toEqual([]);
  });

  it('rules and machine meet in src/index.ts only', () => {
    expect(
      breaches(
        source.filter(({ path }) => path !== 'src/index.ts'),
        (target) => target.startsWith('rules/'),
      ),
    ).toEqual([]);
  });

  it('yaml knows nothing of the other stages', () => {
    expect(breaches(within('yaml/'), (target) => target.startsWith('src/') && !target.startsWith('src/yaml/'))).toEqual(
      [],
    );
  });

  it('model knows yaml, and of later stages only what a finding and a suppression are', () => {
    const allowed = /^(?:src\/(?:yaml|model)\/|src\/finding\.ts|schemas\/)/;
    const known = ['src/triage/suppressions.ts'];
    expect(
      breaches(
        within('model/'),
        (target) => /^(?:src|schemas)\//.test(target) && !allowed.test(target) && !known.includes(target),
      ),
    ).toEqual([]);
  });

  it('triage judges findings by what yaml, model and rules say, and neither reads nor prints', () => {
    const allowed = /^src\/(?:yaml|model|triage)\/|^src\/(?:rule|finding|failure|choice)\.ts$/;
    expect(breaches(within('triage/'), (target) => target.startsWith('src/') && !allowed.test(target))).toEqual([]);
  });

  it('report makes text of findings, and asks nobody else', () => {
    expect(breaches(within('report/'), (target) => /^src\/(?:read|write|triage|cli)/.test(target))).toEqual([]);
  });

  it('only the edge touches the outside world', () => {
    expect(breaches(pure, (target) => /^(?:node:|yargs|ignore$)/.test(target))).toEqual([]);
    expect(pure.filter(({ text }) => touching.test(withoutComments(text))).map(({ path }) => path)).toEqual([]);
  });

  it('each library has one room', () => {
    expect(
      breaches(
        source.filter(({ path }) => !path.startsWith('src/report/')),
        (target) => target === 'chalk',
      ),
    ).toEqual([]);
    expect(
      breaches(
        source.filter(({ path }) => !/^src\/(?:yaml|triage)\//.test(path)),
        (target) => target === 'yaml',
      ),
    ).toEqual([]);
    expect(
      breaches(
        source.filter(({ path }) => !/^src\/(?:read|triage)\//.test(path)),
        (target) => target === 'picomatch',
      ),
    ).toEqual([]);
    expect(breaches(source, (target) => target === 'ajv' || target.startsWith('ajv/'))).toEqual([]);
  });

  it('no module imports itself by a detour', () => {
    const graph = new Map(source.map(({ path, text }) => [path, runtimeImports(path, text)]));
    expect(cyclesIn(graph)).toEqual([]);
  });
});

describe('the code speaks plainly', () => {
  it('no file is named after a job instead of a thing', () => {
    const names = [...source, ...rules]
      .map(({ path }) => path)
      .filter((path) =>
        /(?:^|\/)(?:utils?|helpers?|common|misc|base|.*-?(?:manager|handler|service))(?:\.ts|\/)/.test(path),
      );
    expect(names).toEqual([]);
  });

  it('a rule is a file of its area, named like its id', () => {
    const own = rules.filter(({ path }) => path !== 'rules/index.ts');
    const wrong = own
      .filter(({ path, text }) => !text.includes(`id: '${path.split('/').at(-1)?.replace('.ts', '')}'`))
      .map(({ path }) => path);
    expect(wrong).toEqual([]);
  });

  it('every rule is listed in rules/index.ts', () => {
    const index = readFileSync('rules/index.ts', 'utf8');
    const missing = rules
      .filter(({ path }) => path !== 'rules/index.ts' && !index.includes(path.replace('rules/', './')))
      .map(({ path }) => path);
    expect(missing).toEqual([]);
  });
});

/** Imports that remain when types are gone. */
const runtimeImports = (path: string, text: string): readonly string[] =>
  [...text.matchAll(/^(?:import|export) (?!type )([^;]*?)from '(\.[^']+)'/gms)]
    .filter(([, names = '']) =>
      names
        .replaceAll(/[{}\s]/g, '')
        .split(',')
        .some((name) => name !== '' && !name.startsWith('type')),
    )
    .map(([, , target = '']) => normalize(join(dirname(path), target)).replaceAll('\\', '/'));

const cyclesIn = (graph: ReadonlyMap<string, readonly string[]>): readonly string[] => {
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) {
      cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      return;
    }
    if (done.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return cycles;
};
