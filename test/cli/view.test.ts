import { describe, expect, it } from 'vitest';
import { viewOf } from '../../src/cli/view.ts';

const terminal = { columns: 120 };

describe('links', () => {
  const links = (env: Readonly<Record<string, string>>): boolean => viewOf('auto', { env, terminal }).links;

  it.each([{ VTE_VERSION: '7600' }, { WT_SESSION: 'a' }, { TERM_PROGRAM: 'vscode' }, { TERM: 'xterm-kitty' }])(
    'are made where the terminal is known to take them: %j',
    (env) => {
      expect(links(env)).toBe(true);
      expect(links({ ...env, CI: 'true' })).toBe(false);
      expect(links({ ...env, TERM: 'dumb' })).toBe(false);
      expect(viewOf('never', { env, terminal }).links).toBe(false);
      expect(viewOf('auto', { env, terminal: undefined }).links).toBe(false);
    },
  );

  it.each([{}, { VTE_VERSION: '4999' }, { TERM: 'xterm-256color' }, { TERM_PROGRAM: 'Apple_Terminal' }])(
    'are not made elsewhere: %j',
    (env) => {
      expect(links(env)).toBe(false);
    },
  );
});

describe('the width', () => {
  it('is that of the terminal, and 80 where there is none', () => {
    expect(viewOf('auto', { env: {}, terminal }).width).toBe(120);
    expect(viewOf('auto', { env: {}, terminal: undefined }).width).toBe(80);
  });
});
