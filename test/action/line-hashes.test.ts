import { describe, expect, it } from 'vitest';
import { lineHashes } from '../../src/action/line-hashes.ts';

describe('the hashes of lines', () => {
  it("are those that GitHub's own uploader makes", () => {
    expect(lineHashes('')).toEqual(['c129715d7a2bc9a3:1']);
    expect(lineHashes(`kind: Pod\r\nkind: Pod\n\n\tspec:  {}\n${'- a\n'.repeat(60)}`).slice(0, 6)).toEqual([
      '8703ceb1dcac94b4:1',
      'ea9c9b7a16d6e6cb:1',
      'a0d9e27d051b42be:1',
      '475d960bbdd0136d:1',
      '5642277b1d0603b1:1',
      '5642277b1d0603b1:2',
    ]);
  });

  it('are one for each line, whatever ends it, and know nothing of spaces', () => {
    const hashes = lineHashes('kind: Pod\n\nspec:\n  nodeName: a\n');
    expect(hashes).toHaveLength(5);
    expect(lineHashes('kind: Pod\r\n\r\nspec:\r  nodeName: a\r\n')).toEqual(hashes);
    expect(lineHashes('kind:  Pod\n   \nspec:\t\nnodeName:a\n')).toEqual(hashes);
  });
});
