import { describe, expect, it } from 'vitest';
import { Workspace } from '../../src/model/workspace.ts';
import { defaultSettings } from '../../src/triage/settings.ts';
import { parse } from '../../src/yaml/parse.ts';

const workspaceOf = (text: string) => {
  const source = { path: 'a.yaml', text };
  const workspace = new Workspace(parse(source), defaultSettings([]).world);
  const nameAt = (start: number): string | undefined =>
    workspace.resourceAt({ source, range: { start, end: start + 1 } })?.name;
  return { workspace, nameAt };
};

const pod = (name: string): string => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n`;

describe('the object that a place belongs to', () => {
  it('is the one whose text is around it, and none between two of them', () => {
    const text = `# before\n${pod('a')}---\n# between\n---\n${pod('b')}`;
    const { nameAt } = workspaceOf(text);
    expect(
      [text.indexOf('before'), text.indexOf(': a'), text.indexOf('between'), text.indexOf(': b')].map(nameAt),
    ).toEqual([undefined, 'a', undefined, 'b']);
  });

  it('is the item of a list', () => {
    const text =
      'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: a}}\n- {apiVersion: v1, kind: Pod, metadata: {name: b}}\n';
    const { nameAt } = workspaceOf(text);
    expect([text.indexOf('items'), text.indexOf('a}}'), text.indexOf('b}}')].map(nameAt)).toEqual([
      undefined,
      'a',
      'b',
    ]);
  });

  it('is found in an export of thousands in little time', () => {
    const text = Array.from({ length: 20_000 }, (_, index) => pod(`p${index}`)).join('---\n');
    const { workspace } = workspaceOf(text);
    const started = performance.now();
    for (const { location, name } of workspace.resources) expect(workspace.resourceAt(location)?.name).toBe(name);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
