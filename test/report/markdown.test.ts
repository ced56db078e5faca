import { lexer, type Token, type Tokens } from 'marked';
import { describe, expect, it } from 'vitest';
import { markdown } from '../../src/report/markdown.ts';
import { finding, hostileFinding, kafka, kafkaSecrets, locate, plainView, report } from './synthetic.ts';

/** What a reader sees of a text. */
const seen = (tokens: readonly Token[]): string =>
  tokens
    .map((token) =>
      'tokens' in token && token.tokens
        ? seen(token.tokens)
        : token.type === 'br'
          ? '\n'
          : 'text' in token
            ? token.text
            : '',
    )
    .join('');

const typesIn = (tokens: readonly Token[]): readonly string[] =>
  tokens.flatMap((token) => [token.type, ...('tokens' in token && token.tokens ? typesIn(token.tokens) : [])]);

const tablesIn = (text: string): readonly Tokens.Table[] =>
  lexer(text).filter((token): token is Tokens.Table => token.type === 'table');

describe('the Markdown report', () => {
  it('has a table for each file', () => {
    const [counts, table, ...more] = tablesIn(
      markdown(report([finding(locate(kafka, 'broker'), { help: 'write `brokers`' })]), plainView),
    );
    expect(more).toEqual([]);
    expect(counts?.rows[0]?.map(({ text }) => text)).toEqual(['1', '0', '0', '2', '7', '0', '0']);
    expect(table?.rows.map((cells) => cells.map(({ tokens }) => seen(tokens)))).toEqual([
      ['9:13', 'error', 'unknown-metadata', 'pubsub.kafka has no metadata field "broker"<br>write `brokers`'],
    ]);
  });

  it('keeps its tables whole, and shows texts as they are, whatever a finding holds', () => {
    const text = markdown(report([hostileFinding(), hostileFinding(), finding(locate(kafka, 'v1'))]), plainView);
    const [, hostile, kafkas, ...more] = tablesIn(text);
    expect(more).toEqual([]);
    expect([hostile?.rows.length, kafkas?.rows.length]).toEqual([2, 1]);
    for (const cells of hostile?.rows ?? []) {
      expect(cells).toHaveLength(4);
      const types = new Set(cells.flatMap(({ tokens }) => typesIn(tokens)));
      expect([...types].filter((type) => !['text', 'escape', 'html'].includes(type))).toEqual([]);
      const told = seen(cells[3]?.tokens ?? []);
      expect(told.match(/<[^>]*>/g)?.filter((tag) => tag === '<br>')).toHaveLength(1);
      expect(told).toContain('a|b\\|c `d` \\');
      expect(told).toContain('![g](https://h.i) *j* _k_ ~l~ @m #1 www.n.o');
    }
    const outside = lexer(text).flatMap((token) => (token.type === 'table' ? [] : typesIn([token])));
    expect(outside.filter((type) => !['heading', 'paragraph', 'text', 'escape', 'space'].includes(type))).toEqual([]);
  });

  it('leaves nothing out, however much there is', () => {
    const findings = Array.from({ length: 5_000 }, () =>
      finding(locate(kafka, 'broker'), { message: '漢'.repeat(100) }),
    );
    const text = markdown(report(findings), plainView);
    expect(text.match(/^\| 9:13 /gm)).toHaveLength(5_000);
    expect(text).not.toContain('left out');
  });

  it('holds no secret', () => {
    const given = report([finding(locate(kafka, '"s3cr3t-9"'), { message: 'the password s3cr3t-9 is plain' })], {
      secrets: kafkaSecrets,
    });
    expect(markdown(given, plainView)).not.toContain('s3cr3t');
  });
});
