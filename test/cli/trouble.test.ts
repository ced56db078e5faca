import { describe, expect, it } from 'vitest';
import { tell } from '../../src/cli/trouble.ts';
import { RuleCrash, UserError } from '../../src/failure.ts';
import { folderWith } from '../read/workspace.ts';
import { daprlint, flawless } from './call.ts';

const host = { env: {}, machine: 'Node v20, linux' };
const crash = new RuleCrash(
  'duplicate-app-id',
  'deploy/orders.yaml:12 (Deployment orders)',
  new TypeError('x is undefined'),
);

describe('what ends a run', () => {
  it('is told in one line with help if the user can do something', () => {
    expect(tell(new UserError('unknown preset "strikt"', 'did you mean "strict"?'), host)).toBe(
      'daprlint: unknown preset "strikt"\nhelp: did you mean "strict"?\n',
    );
  });

  it('is no more than can be read where a config is something else altogether', async () => {
    const keys = Array.from({ length: 300 }, (_, index) => `key${index}: 1\n`).join('');
    const folder = await folderWith({ 'daprlint.yaml': keys, 'events.yaml': flawless });
    const { status, stderr } = await daprlint(folder, []);
    expect(status).toBe(2);
    expect(stderr.match(/^daprlint: unknown key/gm)).toHaveLength(20);
    expect(stderr).toMatch(/\n\ndaprlint: 280 more in the config\n$/);
  });

  it('prints nothing that a terminal would obey', () => {
    expect(tell(new UserError('\u001b[31mred\nline.yaml cannot be read'), host)).toBe(
      'daprlint: ␛[31mred line.yaml cannot be read\n',
    );
  });

  it('is admitted if it is a fault of ours, with the rule, the place, the version and how to go on', () => {
    const text = tell(crash, host);
    expect(text).toContain(
      'daprlint: rule duplicate-app-id crashed on deploy/orders.yaml:12 (Deployment orders): x is undefined\n',
    );
    expect(text).toContain('a fault of daprlint, not of your files');
    expect(text).toMatch(/https:\/\/\S+\/issues \(daprlint \d+\.\d+\.\d+, Node v20, linux\)/);
    expect(text).toContain('--rule duplicate-app-id=off');
    expect(text).not.toMatch(/^ +at /m);
  });

  it('comes with a stack for those who ask for it', () => {
    expect(tell(crash, { ...host, env: { DAPRLINT_DEBUG: '1' } })).toMatch(
      /: x is undefined\n +at .*\ncaused by TypeError\n +at /s,
    );
  });

  it('shows no secret of a file that is named as a config by mistake', async () => {
    const secret = 'apiVersion: v1\nkind: Secret\nstringData:\n  password: hunter2\npreset: strict\n';
    const folder = await folderWith({ 'whole.yaml': secret, 'broken.yaml': `${secret}rules: @\n` });
    for (const file of ['whole.yaml', 'broken.yaml']) {
      const { status, stderr } = await daprlint(folder, ['-c', file]);
      expect(status).toBe(2);
      expect(stderr).toContain(file);
      expect(stderr).not.toContain('hunter2');
    }
  });

  it('ends with 2 whatever it is, and never passes for a clean run', async () => {
    const folder = await folderWith({ 'pubsub.yaml': flawless });
    const broken = (): string => {
      throw new TypeError('the clock stands still');
    };
    const { status, stdout, stderr } = await daprlint(folder, [], { today: broken });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('daprlint: it crashed: the clock stands still\n');
  });

  it('ends with 2 even if nobody listens', async () => {
    const deaf = async (): Promise<void> => {
      throw new Error('no ear');
    };
    expect((await daprlint(await folderWith({}), ['nowhere.yaml'], { complain: deaf })).status).toBe(2);
  });
});
