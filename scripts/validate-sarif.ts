/**
 * Validates SARIF logs by the schema of OASIS, with Microsoft's validator and the rules of GitHub:
 * `npx tsx scripts/validate-sarif.ts FILE...`.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import type { Log, Result } from 'sarif';

const version = '5.7.0';
const mostTold = 20;
const cache = fileURLToPath(new URL('../node_modules/.cache/sarif-multitool', import.meta.url));

/** The validator that the environment names, or one of our own, fetched once. */
const findValidator = (): string | undefined => {
  const named = process.env.SARIF_MULTITOOL;
  if (named !== undefined) return existsSync(named) ? named : undefined;
  const name = `@microsoft/sarif-multitool-${process.platform}`;
  const binary = join(
    cache,
    'node_modules',
    name,
    process.platform === 'win32' ? 'Sarif.Multitool.exe' : 'Sarif.Multitool',
  );
  if (!existsSync(binary)) {
    mkdirSync(cache, { recursive: true });
    const options = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', cache];
    spawnSync('npm', ['install', ...options, `${name}@${version}`], {
      stdio: 'ignore',
      shell: process.platform === 'win32',
    });
  }
  if (!existsSync(binary)) return undefined;
  // Its own install script would do this; scripts are off.
  if (process.platform !== 'win32') chmodSync(binary, 0o755);
  return binary;
};

/** What the validator says about a file; it ends with 0 whatever it finds, so only its own log counts. */
const validate = (binary: string, file: string, folder: string): readonly Result[] => {
  const output = join(folder, 'validation.sarif');
  rmSync(output, { force: true });
  const options = [
    '--rule-kind',
    'Sarif;Ghas',
    '--level',
    'Error;Warning;Note',
    '--output',
    output,
    '--log',
    'ForceOverwrite',
  ];
  const { stdout, stderr, error } = spawnSync(binary, ['validate', resolve(file), ...options], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' },
  });
  if (!existsSync(output))
    throw new Error(`the validator wrote no log for ${file}: ${error?.message ?? ''}${stderr}${stdout}`);
  const log = JSON.parse(readFileSync(output, 'utf8').replace(/^\ufeff/, '')) as Log;
  const [run] = log.runs;
  if (!run) throw new Error(`the validator's log for ${file} has no run`);
  const failures = (run.invocations ?? []).flatMap(
    ({ toolExecutionNotifications = [], toolConfigurationNotifications = [] }) =>
      [...toolExecutionNotifications, ...toolConfigurationNotifications].filter(({ level }) => level === 'error'),
  );
  return [
    ...(run.results ?? []),
    ...failures.map(({ message }): Result => ({ message, level: 'error', ruleId: 'validator' })),
  ];
};

/** The schema of OASIS, which comes with the validator. */
const schemaBeside = (binary: string): ValidateFunction => {
  const text = readFileSync(join(dirname(binary), 'sarif-2.1.0.json'), 'utf8').replace(/^\ufeff/, '');
  // It names a newer draft than it is written in, or none; formats are what the validator is for.
  const { $schema: _, ...schema } = JSON.parse(text) as { $schema?: string };
  return new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
};

const breachesOf = (file: string, fits: ValidateFunction): readonly Result[] =>
  fits(JSON.parse(readFileSync(file, 'utf8')))
    ? []
    : (fits.errors ?? []).map(
        ({ instancePath, message }): Result => ({
          ruleId: 'schema',
          level: 'error',
          message: { text: `${instancePath} ${message}` },
        }),
      );

const levelOf = ({ level = 'warning' }: Result): string => level;

const told = ({ ruleId, message, level }: Result): string =>
  `  ${level ?? 'warning'} ${ruleId}: ${message.text ?? (message.arguments ?? []).join(' ')}`;

const main = (files: readonly string[]): number => {
  if (files.length === 0) {
    console.error('usage: npx tsx scripts/validate-sarif.ts FILE...');
    return 2;
  }
  const binary = findValidator();
  if (binary === undefined) {
    console.error(
      `!!! skipped !!! no SARIF validator for ${process.platform}: ${files.length} log(s) NOT validated; set SARIF_MULTITOOL to its path`,
    );
    return 0;
  }
  const fits = schemaBeside(binary);
  const folder = mkdtempSync(join(tmpdir(), 'validate-sarif-'));
  let bad = 0;
  try {
    for (const file of files) {
      const results = [...breachesOf(file, fits), ...validate(binary, file, folder)];
      const count = (level: string): number => results.filter((result) => levelOf(result) === level).length;
      console.log(`${file}: ${count('error')} errors, ${count('warning')} warnings, ${count('note')} notes`);
      const faults = results.filter((result) => levelOf(result) !== 'note');
      for (const fault of faults.slice(0, mostTold)) console.log(told(fault));
      if (faults.length > mostTold) console.log(`  and ${faults.length - mostTold} more`);
      bad += faults.length;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return bad > 0 ? 1 : 0;
};

process.exitCode = main(process.argv.slice(2));
