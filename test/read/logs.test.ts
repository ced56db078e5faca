import { describe, expect, it } from 'vitest';
import { withoutLogs } from '../../src/read/logs.ts';

const start = '==== START logs for container a of pod b/c ====\n';
const end = '==== END logs for container a of pod b/c ====\n';

const read = async (text: string, size: number): Promise<string> => {
  const bytes = Buffer.from(text);
  const chunks = (async function* () {
    for (let at = 0; at < bytes.length; at += size) yield Uint8Array.from(bytes.subarray(at, at + size));
  })();
  const parts: Uint8Array[] = [];
  for await (const part of withoutLogs(chunks)) parts.push(part);
  return Buffer.concat(parts).toString();
};

describe('a dump without its logs', () => {
  const text = `{}\n${start}one\n${end}${start}two${end}{"a": "==== START logs for container"}\n==== not a mark\n`;

  it.each([1, 2, 7, 30, 31, 1000])('is the same in chunks of %i bytes, line by line', async (size) => {
    const found = await read(text, size);
    expect(found.length).toBe(text.length);
    expect(found.split('\n').map((line) => line.trimEnd())).toEqual([
      '{}',
      ...['', '', '', '', ''],
      '{"a": "==== START logs for container"}',
      '==== not a mark',
      '',
    ]);
  });

  it('has nothing of a log that does not end', async () => {
    expect((await read(`{}\n${start}password=hunter2\n`, 5)).trimEnd()).toBe('{}');
  });
});
