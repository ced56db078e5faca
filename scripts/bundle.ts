import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Metafile, type OutputFile, type Plugin } from 'esbuild';
import { rules } from '../rules/index.ts';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** The parser of `yaml` for all platforms: ES modules, of which unused parts can be left out. */
const leanYaml: Plugin = {
  name: 'lean-yaml',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^yaml$/ }, () => ({
      path: join(root, 'node_modules/yaml/browser/index.js'),
      sideEffects: false,
    }));
  },
};

/** Our own measure of a text's width instead of one that, each time it is loaded, makes tables which a help in English never needs. */
const leanWidth: Plugin = {
  name: 'lean-width',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^string-width$/ }, () => ({ path: 'string-width', namespace: 'lean-width' }));
    onLoad({ filter: /.*/, namespace: 'lean-width' }, () => ({
      contents: "export { widthOf as default } from './src/report/columns.ts';",
      resolveDir: root,
      loader: 'ts',
    }));
  },
};

/** The colours without the search for what a terminal can show, which loads three modules: every caller says what it wants. */
const leanColors: Plugin = {
  name: 'lean-colors',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^#supports-color$/ }, () => ({ path: 'supports-color', namespace: 'lean-colors' }));
    onLoad({ filter: /.*/, namespace: 'lean-colors' }, () => ({
      contents: 'export default { stdout: false, stderr: false };',
    }));
  },
};

/** JSON as a string that is parsed: engines read that faster than an object literal. Of package.json, the version is enough. */
const parsedJson: Plugin = {
  name: 'parsed-json',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.json$/ }, ({ path }) => {
      const data: unknown = JSON.parse(readFileSync(path, 'utf8'));
      const kept = path === join(root, 'package.json') ? { version: (data as { version: string }).version } : data;
      return { contents: `export default JSON.parse(${JSON.stringify(JSON.stringify(kept))})`, loader: 'js' };
    });
  },
};

/** What of a rule only documents, SARIF and `explain` read. */
const lateFields = ['why', 'source', 'covers', 'facts', 'examples'] as const;

/** How a field stands in the file of a rule; the formatter sees to indentation and commas, and examples come last. */
const written = {
  text: /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/.source,
  list: /\[[^\]]*\]/.source,
};
const fieldPattern = (field: (typeof lateFields)[number]): RegExp =>
  field === 'examples'
    ? /^ {2}examples: \[\n.*?\n {2}\],\n(?=\}\);\n)/ms
    : new RegExp(`^ {2}${field}:\\s+(?:${written.text}|${written.list}),\\n`, 'm');

/**
 * Rules whose longest parts come from a file that is read when the first of them is asked for: a run seldom does. The file
 * lies with the action, which is committed, for both bundles.
 */
const lateTexts = (read: string): Plugin => ({
  name: 'late-texts',
  setup: ({ onResolve, onLoad }) => {
    onLoad({ filter: /[\\/]rules[\\/][^\\/]+[\\/][^\\/]+\.ts$/ }, ({ path }) => {
      const id = basename(path, '.ts');
      const rule = rules.find((each) => each.id === id);
      const contents = lateFields.reduce(
        (source, field) => {
          if (!rule || rule[field] === undefined) return source;
          const pattern = fieldPattern(field);
          if (!pattern.test(source)) throw new Error(`${path} has no ${field} that can be found`);
          return source.replace(
            pattern,
            () => `  get ${field}() { return textsOf(${JSON.stringify(id)}).${field}; },\n`,
          );
        },
        readFileSync(path, 'utf8'),
      );
      return { contents: `import { textsOf } from 'rule-texts';\n${contents}`, loader: 'ts' };
    });
    onResolve({ filter: /^rule-texts$/ }, () => ({ path: 'rule-texts', namespace: 'rule-texts' }));
    onResolve({ filter: /rules\.json$/ }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /.*/, namespace: 'rule-texts' }, () => ({
      contents: `${read}\nlet all;\nexport const textsOf = (id) => (all ??= read())[id];`,
    }));
  },
});

const shared = {
  absWorkingDir: root,
  bundle: true,
  write: false,
  metafile: true,
  platform: 'node',
  target: 'node20.19',
  legalComments: 'none',
  minify: true,
  logLevel: 'error',
} as const satisfies BuildOptions;

/** A file of `dist/`, by its path from there. */
export interface Built {
  readonly path: string;
  readonly text: string;
}

const readAsModule = `import { createRequire } from 'node:module';
const read = () => createRequire(import.meta.url)('./action/rules.json');`;

/** The library. */
export const bundleLibrary = async (): Promise<readonly Built[]> => {
  const { outputFiles, metafile } = await build({
    ...shared,
    entryPoints: { index: join(root, 'src/index.ts') },
    outdir: join(root, 'dist'),
    format: 'esm',
    charset: 'utf8',
    plugins: [leanYaml, parsedJson, lateTexts(readAsModule)],
  });
  return [...outputFiles.map(built), { path: 'LICENSES.txt', text: licences(metafile) }];
};

/**
 * The command and the GitHub Action. It is committed, for the action and for what npm makes of a tag, and a test makes it anew
 * to compare: so it is small rather than easy to read, in lines that a diff can show, and does not depend on where it was made.
 *
 * `bin/daprlint.cjs` keeps what V8 compiles of it, which takes one script in the old form; in ASCII, V8 reads it quickest.
 */
export const bundleAction = async (): Promise<readonly Built[]> => {
  const { outputFiles, metafile } = await build({
    ...shared,
    stdin: {
      contents:
        "export const action = async () => (await import('./src/action.ts')).action();\nexport const command = async () => (await import('./src/cli.ts')).command();\n",
      resolveDir: root,
      sourcefile: 'daprlint.ts',
    },
    outfile: join(root, 'dist/action/daprlint.cjs'),
    format: 'cjs',
    charset: 'ascii',
    define: { 'import.meta.url': 'bundleUrl' },
    banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
    supported: { 'dynamic-import': false },
    plugins: [leanYaml, leanWidth, leanColors, parsedJson, lateTexts("const read = () => require('./rules.json');")],
    lineLimit: 160,
  });
  const texts = Object.fromEntries(
    rules.map((rule) => [rule.id, Object.fromEntries(lateFields.map((field) => [field, rule[field]]))]),
  );
  const entry = "import { action } from './daprlint.cjs';\n\nawait action();\n";
  return [
    ...outputFiles.map(built).map(withDigest),
    { path: 'action/rules.json', text: `${JSON.stringify(texts, undefined, 1)}\n` },
    { path: 'action/index.js', text: entry },
    { path: 'action/LICENSES.txt', text: licences(metafile) },
  ];
};

const built = ({ path, text }: OutputFile): Built => ({
  path: path.slice(join(root, 'dist').length + 1).replaceAll('\\', '/'),
  text,
});

/** With a first line that tells one bundle from another. */
const withDigest = ({ path, text }: Built): Built => ({
  path,
  text: `// ${createHash('sha256').update(text).digest('hex').slice(0, 32)}\n${text}`,
});

/** The licences of all packages that went into a bundle. */
const licences = ({ inputs }: Metafile): string => {
  const packages = new Set(
    Object.keys(inputs).flatMap((path) => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[0] ?? []),
  );
  const parts = [...packages].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Record<
      string,
      string
    >;
    const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined) throw new Error(`${name} comes without the text of its licence`);
    const text = readFileSync(join(root, folder, file), 'utf8');
    return `${name} ${version} (${license})\n\n${text.replaceAll('\r\n', '\n').trim()}\n`;
  });
  return `daprlint contains these packages.\n\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`;
};
