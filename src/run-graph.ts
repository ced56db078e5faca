import { choose } from './choice.ts';
import type { GraphCall } from './cli/call.ts';
import { UserError } from './failure.ts';
import type { Finding } from './finding.ts';
import { excerpt } from './graph/excerpt.ts';
import type { GraphFormat } from './graph/formats.ts';
import { drawers } from './graph/index.ts';
import { isTooLarge } from './graph/mermaid.ts';
import { picture } from './graph/picture.ts';
import type { Picture } from './graph/picture-data.ts';
import { rules } from './index.ts';
import { examine } from './lint.ts';
import type { Resource } from './model/resource.ts';
import { listed } from './model/wording.ts';
import type { Workspace } from './model/workspace.ts';
import { dayOf, deliver, type Outside, readerOf, readInput, settle } from './run.ts';
import { checkDestinations } from './write/report.ts';

/** Does what `daprlint graph` asks for. Throws `UserError` or `RuleCrash`, which are for the caller to tell. */
export const drawGraph = async (call: GraphCall, outside: Outside): Promise<void> => {
  const settings = await settle(call, outside);
  await checkDestinations(
    call.outputs.map(({ file }) => file),
    outside.cwd,
  );
  const sources = await readInput(call, settings, outside);
  const { workspaces, report } = examine(
    sources,
    call.findings ? rules : [],
    settings,
    dayOf(outside),
    readerOf(sources, outside),
  );
  const workspace = wantedWorkspace(workspaces, call.workspace);
  const holdsHere = ({ workspaces: names }: Finding): boolean => names?.includes(workspace.name || '.') ?? true;
  const whole = picture(workspace, report.findings.filter(holdsHere));
  await deliverPicture(wantedPart(whole, call), call, outside);
};

/** The only workspace with something of Dapr's, or the one that is named. Throws `UserError` where none or several could be meant. */
const wantedWorkspace = (workspaces: readonly Workspace[], wanted: string | undefined): Workspace => {
  const titleOf = ({ name, origin }: Workspace): string => (origin === 'rest' ? 'rest' : name || '.');
  const titles = workspaces.map(titleOf);
  if (wanted !== undefined) {
    const ending = titles.filter((each) => each.endsWith(`/${wanted}`));
    const title = choose(ending.length === 1 ? (ending[0] as string) : wanted, titles, 'workspace');
    return workspaces.find((workspace) => titleOf(workspace) === title) as Workspace;
  }
  const filled = workspaces.filter(({ resources, apps }) => apps.length + resources.filter(isDapr).length > 0);
  const [first = workspaces[0], ...others] = filled;
  if (others.length > 0)
    throw new UserError(
      `the input is ${filled.length} workspaces: ${listed(filled.map(titleOf), 8)}`,
      'choose one with --workspace',
    );
  return first as Workspace;
};

const isDapr = ({ group }: Resource): boolean => group === 'dapr.io';

/** Throws `UserError` for an app or a namespace that is not there. */
const wantedPart = (whole: Picture, { app, onlyNamespace: namespace }: GraphCall): Picture => {
  const apps = whole.nodes.filter(({ kind }) => kind === 'app').map(({ name }) => name);
  const namespaces = whole.nodes.flatMap((node) => node.namespace ?? []);
  if (app !== undefined) chosen(app, apps, 'app');
  if (namespace !== undefined) chosen(namespace, namespaces, 'namespace');
  return app === undefined && namespace === undefined ? whole : excerpt(whole, { app, namespace });
};

const chosen = (word: string, names: readonly string[], noun: string): void => {
  const known = [...new Set(names)].sort();
  if (known.length === 0) throw new UserError(`there is no ${noun} "${word}": the input names none`);
  choose(
    word,
    known,
    noun,
    known.length > 10 ? { otherwise: `there are ${known.length}, ${known[0]} among them` } : {},
  );
};

const deliverPicture = async (picture: Picture, call: GraphCall, outside: Outside): Promise<void> => {
  const texts = new Map<GraphFormat, string>();
  const textOf = (format: GraphFormat): string => {
    const text = texts.get(format) ?? drawers[format](picture);
    texts.set(format, text);
    return text;
  };
  await deliver(call, textOf, outside);
  const flowchart = texts.get('mermaid');
  if (flowchart !== undefined && isTooLarge(flowchart)) await outside.complain?.(`daprlint: ${advice}\n`);
};

const advice =
  'the picture is larger than Mermaid draws unless it is set up to\nhelp: draw a part with --app or --only-namespace, or all of it with --format dot';
