import type { DoctorCall } from './cli/call.ts';
import { viewOf } from './cli/view.ts';
import { daprlintVersions, inputFound, settingsInForce } from './doctor.ts';
import { rules } from './index.ts';
import { examine } from './lint.ts';
import { findGitRoot } from './read/git.ts';
import type { Ignorer } from './read/walk.ts';
import { configOf, dayOf, type Outside, readerOf, readInput, settingsFrom } from './run.ts';
import { openBaseline } from './run-baseline.ts';

/** Tells what a lint of the same input would go by, part by part, so that what can be told is told before something fails. */
export const diagnose = async (call: DoctorCall, outside: Outside): Promise<void> => {
  const { cwd, machine = '', print } = outside;
  const view = viewOf(call.color, outside);
  await print(daprlintVersions(machine, view));

  const config = await configOf(call, outside);
  const settings = await settingsFrom(config, call, outside);
  const baseline = await openBaseline({ ...call, updateBaseline: false }, settings, outside);
  const searchedTo = call.config === false ? undefined : ((await findGitRoot(cwd)) ?? 'the root of the file system');
  const found = { config: config?.source.path, searched: searchedTo, baseline };
  await print(`\n${settingsInForce(settings, rules, found, view)}`);

  const ignored: (readonly [string, Ignorer])[] = [];
  const sources = await readInput(call, settings, outside, (path, by) => ignored.push([path, by]));
  const examined = examine(sources, [], settings, dayOf(outside), readerOf(sources, outside));

  await print(`\n${inputFound(examined, { ignored }, view)}`);
};
