import { fileView, wantsColor } from '../cli/view.ts';
import { UserError } from '../failure.ts';
import { statIfPresent } from '../read/bytes.ts';
import { jobSummary, reporters } from '../report/index.ts';
import type { Report, View } from '../report/report.ts';
import { type ExitStatus, judge, type Outside, settle, statusOf } from '../run.ts';
import { appendText } from '../write/append.ts';
import { checkDestinations, writeReport } from '../write/report.ts';
import { type Environment, readInputs } from './inputs.ts';

/** A runner's step: `cwd` is the workspace. */
export type Step = Pick<Outside, 'cwd' | 'env' | 'stdin' | 'print' | 'today' | 'now'> & {
  /** The folder that a path names, from the workspace. */
  readonly folder: (path: string) => string;
};

/** Lints what the workflow asks for; the log gets the report, the pull request annotations, the job a summary. */
export const act = async (step: Step): Promise<ExitStatus> => {
  const { env, cwd, print } = step;
  const { call, workingDirectory, sarifFile, category, uploadToken, reports, annotations, summary } = readInputs(env);
  const folder = step.folder(workingDirectory);
  if (!(await statIfPresent(folder, `working-directory ${workingDirectory}`))?.isDirectory())
    throw new UserError(
      `working-directory ${workingDirectory} is no folder of the workspace`,
      'name one from the root of the workspace; the repository is there only after actions/checkout',
    );
  const outside: Outside = { ...step, cwd: folder, shownFrom: cwd, terminal: undefined, complain: print };
  const started = step.now();
  const files = [...(sarifFile === undefined ? [] : [{ format: 'sarif' as const, file: sarifFile }]), ...reports];
  await checkDestinations(
    files.map(({ file }) => file),
    cwd,
  );
  const judged = await judge(call, await settle(call, outside), outside);
  const report: Report = { ...judged, summary: { ...judged.summary, milliseconds: step.now() - started } };
  const view: View = { ...fileView, ...(category !== undefined && { category }) };
  for (const { format, file } of files) await writeReport(file, reporters[format](report, view), cwd);
  // The log of a job shows colours, whatever terminal the runner was started in.
  await print(
    reporters.pretty(report, { ...fileView, width: 100, color: wantsColor({ ...env, TERM: undefined }, true) }),
  );
  if (annotations) await print(reporters.github(report, fileView));
  if (summary && env.GITHUB_STEP_SUMMARY) await appendText(env.GITHUB_STEP_SUMMARY, jobSummary(report));
  const status = statusOf(report, call);
  const { errors, warnings, infos } = report.summary;
  await setOutputs({ errors, warnings, infos, 'sarif-file': sarifFile ?? '', 'exit-code': status }, env);
  if (uploadToken !== undefined) await upload(reporters.sarif(report, view), report, uploadToken, step);
  return status;
};

const upload = async (sarif: string, report: Report, token: string, { env, print }: Step): Promise<void> => {
  const { uploadSarif } = await import('./upload.ts');
  const uploaded = await uploadSarif(sarif, report, token, env);
  if ('refusal' in uploaded)
    await print(
      `::warning title=daprlint::the SARIF report is not uploaded: ${uploaded.refusal.replaceAll('%', '%25')}\n`,
    );
  else {
    await print('the SARIF report is uploaded\n');
    await setOutputs({ 'sarif-id': uploaded.id }, env);
  }
};

/** Passes values on to the later steps of the job. */
export const setOutputs = async (
  values: Readonly<Record<string, string | number>>,
  env: Environment,
): Promise<void> => {
  const file = env.GITHUB_OUTPUT;
  if (!file) return;
  const text = Object.entries(values).map(([name, value]) => {
    // A value ends where its delimiter stands alone on a line: it must not be able to hold that.
    let delimiter = 'daprlint';
    while (String(value).includes(delimiter)) delimiter += '-';
    return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
  });
  await appendText(file, text.join(''));
};
