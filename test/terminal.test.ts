import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { columns, picture, picturePath } from '../scripts/terminal.ts';
import { daprlint } from './cli/call.ts';

describe('docs/terminal.svg', () => {
  it('is what the terminal shows now: npm run fixtures writes it anew', () => {
    expect(readFileSync(picturePath, 'utf8')).toBe(picture());
  });

  it('has no line that the command does not print', async () => {
    const { stdout } = await daprlint('fixtures/todo-chatbot/as-written', [], { terminal: { columns } });
    const printed = stdout
      .replace(' (0 ms)', '')
      .replaceAll(/\p{Cc}\[\d+m/gu, '')
      .split('\n');
    const drawn = [...picture().matchAll(/<text [^>]*>(.*)<\/text>/g)].map(([, text = '']) =>
      text
        .replaceAll(/<[^>]*>/g, '')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&'),
    );
    expect(drawn.length).toBeGreaterThan(30);
    expect(drawn.filter((line) => line !== '⋮' && !printed.includes(line))).toEqual(['$ daprlint']);
    expect(Math.max(...drawn.map((line) => line.length))).toBeLessThanOrEqual(columns);
    expect(drawn.at(-2)).toMatch(/^found \d+ errors, \d+ warnings and \d+ infos /);
    expect(drawn.at(-1)).toMatch(/ fixable with --fix/);
  });

  it('is the picture of README.md', () => {
    expect(readFileSync('README.md', 'utf8')).toContain('](docs/terminal.svg)');
  });
});
