import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { options } from '../../src/cli/options.ts';
import { formatNames, jobSummary, reporters } from '../../src/report/index.ts';
import type { Range } from '../../src/yaml/location.ts';
import { finding, kafka, locate, plainView, report, source } from './synthetic.ts';

describe('the formats', () => {
  it('each have a reporter', () => {
    expect(Object.keys(reporters)).toEqual([...formatNames]);
  });

  it('are all told of in docs/reports.md, in the help and in action.yml', () => {
    const rows = [...readFileSync('docs/reports.md', 'utf8').matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    expect(rows).toEqual([...formatNames]);
    expect(options.lint.format?.description).toContain('junit, checkstyle');
    const action = readFileSync('action.yml', 'utf8');
    for (const name of formatNames.filter((each) => each !== 'none'))
      expect(action).toMatch(new RegExp(`[ ,]${name}\\b`));
  });

  it('none prints nothing', () => {
    expect(reporters.none(report([finding(locate(kafka, 'v1'))]), plainView)).toBe('');
  });

  it.each(formatNames.filter((name) => name !== 'none'))('%s ends with exactly one line break', (format) => {
    expect(reporters[format](report([finding(locate(kafka, 'v1'))]), plainView)).toMatch(/[^\n]\n$/);
  });

  it('never throw, and never show a secret that a message, a help, a title or an edit repeats', () => {
    const ordinary = fc.string({ unit: 'binary', maxLength: 40 });
    const secret = fc.stringMatching(/^[ѪѭѱѮ]{4,20}$/u);
    const at = fc.tuple(fc.integer({ min: -3, max: 200 }), fc.integer({ min: -3, max: 200 }));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(ordinary, secret), { minLength: 1, maxLength: 5 }),
        at,
        ordinary,
        (parts, [start, end], path) => {
          let text = '';
          const secrets: Range[] = [];
          for (const [before, hidden] of parts) {
            text += `${before}"${hidden}"`;
            secrets.push({ start: text.length - hidden.length - 2, end: text.length });
          }
          const within = source(text, path);
          const quoted = `it says ${parts.map(([, hidden]) => hidden).join(' and ')}`;
          const location = { source: within, range: { start, end } };
          const one = finding(location, {
            message: quoted,
            help: quoted,
            related: [{ location, message: quoted }],
            fix: { title: quoted, edits: [{ at: location, text: quoted }] },
          });
          const suppressed = [{ finding: one, by: 'comment' as const, reason: quoted }];
          const given = report([one], { secrets: () => secrets, suppressed });
          for (const format of formatNames) expect(reporters[format](given, plainView)).not.toMatch(/[ѪѭѱѮ]/);
          expect(reporters.sarif(given, { ...plainView, suppressed: true })).not.toMatch(/[ѪѭѱѮ]/);
          expect(jobSummary(given)).not.toMatch(/[ѪѭѱѮ]/);
        },
      ),
      { numRuns: 200 },
    );
  });
});
