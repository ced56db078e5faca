import type { Examined } from './lint.ts';
import { writtenAt } from './model/resource.ts';
import { listed } from './model/wording.ts';
import { grouped } from './report/grouped.ts';
import { harmless } from './report/harmless.ts';
import { paletteOf } from './report/palette.ts';
import type { View } from './report/report.ts';
import { counted, groupingLine } from './report/summary.ts';
import { wrap } from './report/wrap.ts';
import type { RuleMeta } from './rule.ts';
import type { BaselineEntry } from './triage/baseline.ts';
import { daprVersions, holdsIn, newestDaprVersion } from './triage/dapr-version.ts';
import type { Settings } from './triage/settings.ts';
import { version } from './version.ts';
import type { Document } from './yaml/document.ts';

/** Where the settings come from. */
interface Origins {
  /** The path of the config, as reports show it. */
  readonly config: string | undefined;
  /** The outermost folder in which a config was looked for. */
  readonly searched: string | undefined;
  readonly baseline: { readonly shown: string; readonly entries: readonly BaselineEntry[] } | undefined;
}

/** What was left out of the input, by paths as reports show them. */
export interface Leftovers {
  readonly ignored: readonly (readonly [path: string, by: 'config' | 'git'])[];
}

type Row = readonly [name: string, text: string | undefined];

const section = (title: string, rows: readonly Row[], view: View): string => {
  const palette = paletteOf(view);
  const width = Math.min(Math.max(view.width, 40), 110) - indent - 2;
  const lines = rows.flatMap(([name, text]) =>
    text === undefined
      ? []
      : wrap(harmless(text), width).map(
          (line, index) => `  ${palette.faint((index === 0 ? name : '').padEnd(indent))}${line}`,
        ),
  );
  return `${[palette.strong(title), ...lines].join('\n')}\n`;
};
const indent = 14;

/** Which daprlint it is, what it runs on, and which Dapr it knows. */
export const daprlintVersions = (machine: string, view: View): string =>
  section(
    'Versions',
    [
      ['daprlint', version],
      ['runs on', machine],
      ['Dapr', `${daprVersions[0]} to ${newestDaprVersion} are known`],
    ],
    view,
  );

/** What the config and the flags amount to, and where that stands. */
export const settingsInForce = (
  settings: Settings,
  rules: readonly RuleMeta[],
  { config, searched, baseline }: Origins,
  view: View,
): string => {
  const { preset, world, ignores, suppressions, overrides, bundles, external, workspaces } = settings;
  const on = rules.filter((rule) => settings.isOn(rule) && holdsIn(rule, world.daprVersion)).length;
  const entries = baseline?.entries.reduce((total, { count }) => total + count, 0) ?? 0;
  const names = Object.values(external).flatMap((globs) => globs?.patterns ?? []);
  return section(
    'Settings in force',
    [
      ['config', config ?? (searched === undefined ? 'none is wanted' : `none, searched upward to ${searched}`)],
      ['preset', `${preset}: ${on} of ${rules.length} rules are on`],
      ['Dapr', `manifests are judged by ${world.daprVersion}`],
      ['namespace', world.namespace === undefined ? undefined : `${world.namespace}, of objects that name none`],
      ['world', world.closedWorld ? 'closed: what is not in the input is missing' : 'open: more may live elsewhere'],
      ['overrides', someOf(overrides.length, 'override')],
      ['ignores', ignores.length === 0 ? undefined : listed(ignores, most)],
      ['suppresses', someOf(suppressions.length, 'entry', 'entries')],
      ['external', names.length === 0 ? undefined : listed(names, most)],
      ['workspaces', workspaces.length === 0 ? undefined : listed(workspaces, most)],
      ['catalog', bundles.length === 0 ? undefined : listed(bundles, most)],
      ['baseline', baseline ? `${baseline.shown}, which knows ${counted(entries, 'finding')}` : 'none'],
      ['comments', settings.honoursIgnores ? undefined : 'nothing that ignores findings counts'],
    ],
    view,
  );
};

/** Names that are shown of a longer list. */
const most = 8;

const someOf = (count: number, one: string, several = `${one}s`): string | undefined =>
  count === 0 ? undefined : `${count} ${count === 1 ? one : several}`;

/** What was found in the input, and what was passed over. */
export const inputFound = ({ report, workspaces, documents }: Examined, { ignored }: Leftovers, view: View): string => {
  const { summary } = report;
  const templates = documents.filter(({ isNotRendered }) => isNotRendered);
  const broken = documents.filter(
    ({ isBroken, isNotRendered, isMeantForKubernetes }) => isBroken && !isNotRendered && isMeantForKubernetes,
  );
  const apps = writtenAt(workspaces.flatMap((workspace) => workspace.apps.map(({ resource }) => resource)));
  const by = (who: 'config' | 'git') => ignored.flatMap(([path, reason]) => (reason === who ? [path] : []));
  return section(
    'Input',
    [
      ['files', `${summary.files} read`],
      ['objects', summary.resources === 0 ? 'none' : `${summary.resources}, of which ${summary.dapr} concern Dapr`],
      ['kinds', kindsOf(workspaces)],
      ['with sidecar', apps.size === 0 ? undefined : counted(apps.size, 'workload')],
      ['workspaces', groupingLine(report)?.replace(/^judged as /, '') ?? 'one: all is taken to be applied together'],
      ['no YAML', pathsOf(broken)],
      [
        'templates',
        templates.length === 0 ? undefined : `${pathsOf(templates)}: not rendered, pipe helm template into daprlint -`,
      ],
      ['ignored', pathList(by('config'), 'by the config')],
      ['', pathList(by('git'), 'by .gitignore')],
    ],
    view,
  );
};

/** `4 Component, 2 Configuration and 1 Deployment`: Dapr's own first, then by number. */
const kindsOf = (workspaces: Examined['workspaces']): string | undefined => {
  const resources = workspaces.flatMap((workspace) => workspace.resources);
  if (resources.length === 0) return undefined;
  const kinds = [...grouped(resources, ({ kind }) => kind)].map(([kind, members]) => ({
    kind,
    isDapr: members[0]?.group === 'dapr.io',
    count: writtenAt(members).size,
  }));
  kinds.sort((a, b) => Number(b.isDapr) - Number(a.isDapr) || b.count - a.count || (a.kind < b.kind ? -1 : 1));
  return listed(
    kinds.map(({ kind, count }) => `${count} ${kind}`),
    mostKinds,
  );
};
const mostKinds = 12;

const pathsOf = (documents: readonly Document[]): string | undefined => {
  const paths = [...new Set(documents.map(({ source }) => source.path))];
  return paths.length === 0 ? undefined : listed(paths, most);
};

const pathList = (paths: readonly string[], by: string): string | undefined =>
  paths.length === 0 ? undefined : `${listed(paths, most)}, ${by}`;
