import { describe, expect, it, vi } from 'vitest';

vi.mock('node:path', async (original) => {
  const { win32 } = await original<typeof import('node:path')>();
  return { ...win32, default: win32 };
});

const { shownPath } = await import('../../src/read/files.ts');
const { parsePattern } = await import('../../src/read/glob.ts');
const { isWithin, slashed } = await import('../../src/read/gitignore.ts');

describe('paths on Windows', () => {
  it('are shown with forward slashes, from the folder of the call', () => {
    expect(shownPath('C:\\repo\\deploy\\a.yaml', 'C:\\repo', false)).toBe('deploy/a.yaml');
    expect(shownPath('C:\\repo', 'C:\\repo', false)).toBe('.');
    expect(shownPath('C:\\known.json', 'C:\\repo', false)).toBe('../known.json');
    expect(shownPath('D:\\deploy\\a.yaml', 'C:\\repo', true)).toBe('D:/deploy/a.yaml');
    expect(shownPath('D:\\deploy\\a.yaml', 'C:\\repo', false)).toBe('D:/deploy/a.yaml');
  });

  it('lie in a folder whatever the case of their letters', () => {
    expect(isWithin('C:\\Repo', 'c:\\repo\\deploy')).toBe(true);
    expect(isWithin('C:\\repo', 'C:\\repository')).toBe(false);
    expect(isWithin('C:\\repo', 'D:\\repo\\deploy')).toBe(false);
    expect(slashed('deploy\\dev\\a.yaml')).toBe('deploy/dev/a.yaml');
  });

  it.each([
    ['deploy\\**\\*.yaml', 'C:\\repo\\deploy', 'C:\\repo\\deploy\\dev\\a.yaml'],
    ['deploy/**/*.yaml', 'C:\\repo\\deploy', 'C:\\repo\\deploy\\a.yaml'],
    ['*.yaml', 'C:\\repo', 'C:\\repo\\a.yaml'],
    ['D:\\manifests\\*.yaml', 'D:\\manifests', 'D:\\manifests\\a.yaml'],
    ['C:\\*.yaml', 'C:\\', 'C:\\a.yaml'],
    ['\\\\server\\share\\**\\*.yaml', '\\\\server\\share\\', '\\\\server\\share\\dev\\a.yaml'],
  ])('are found by the pattern %s', (pattern, folder, path) => {
    const { folder: found, accepts } = parsePattern(pattern, 'C:\\repo');
    expect([found, accepts(path)]).toEqual([folder, true]);
  });
});
