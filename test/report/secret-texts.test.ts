import { describe, expect, it } from 'vitest';
import { repeatsIn, secretTexts, withoutSecrets } from '../../src/report/secret-texts.ts';
import { source } from './synthetic.ts';

/** A message about a text that is nothing but a secret. */
const told = (secret: string, message: string): string =>
  withoutSecrets(message, [secretTexts(source(secret), [{ start: 0, end: secret.length }])]);

describe('a message that quotes a secret does not show it', () => {
  it('as written, without quotes and as read', () => {
    expect(told('hunter2', '"hunter2" is short')).toBe('"•••" is short');
    expect(told('"hunter2"', '"hunter2" is short')).toBe('"•••" is short');
    expect(told(String.raw`"\x68unter\u0032"`, '"hunter2" is short')).toBe('"•••" is short');
    expect(told("'it''s me'", '"it\'s me" is short')).toBe('"•••" is short');
  });

  it('as a JSON string', () => {
    expect(told(String.raw`'a"b\c'`, String.raw`it is "a\"b\\c"`)).toBe('it is "•••"');
  });

  it('of a block, even if its only line is short', () => {
    expect(told('|\n      pa55\n', '"pa55" is short')).toBe('"•••" is short');
  });

  it('of lines that YAML folds', () => {
    expect(told('>-\n  ab\n  cd', '"ab cd" is short')).toBe('"•••" is short');
    expect(told('"ab\n   cd"', '"ab cd" is short')).toBe('"•••" is short');
  });

  it('cut short', () => {
    const secret = 'a1b2c3d4e5'.repeat(12);
    expect(told(secret, `"${secret.slice(0, 57)}…" is long`)).toBe('"•••…" is long');
    expect(told(secret, 'a1b2… is no beginning that says anything')).toContain('a1b2');
  });

  it('and a word that says nothing stays', () => {
    expect(told('"true"', 'it is "true"')).toBe('it is "true"');
  });
});

describe('the words of a rule stay', () => {
  const text = '- name: password\n  value: password\n- name: key\n  value: hunter\n';
  const at = text.indexOf('value: password') + 7;
  const last = text.indexOf('hunter');
  const secrets = [
    { start: at, end: at + 8 },
    { start: last, end: last + 6 },
  ];
  const shown = (message: string): string => withoutSecrets(message, [secretTexts(source(text), secrets)]);

  it('where a field is named like its secret', () => {
    expect(shown('password is written in plain text')).toBe('password is written in plain text');
    expect(shown('password is "password"')).toBe('password is "•••"');
    expect(shown('password')).toBe('•••');
  });

  it('where a secret is a part of them', () => {
    expect(shown('hunters and passwords are no secrets')).toBe('hunters and passwords are no secrets');
    expect(shown('hunter, "hunter", a:hunter@b and "a\\nhunter"')).toBe('•••, "•••", a:•••@b and "a\\n•••"');
    expect(told('Secret', 'put it into a Secret, and refer to it with SecretKeyRef')).toBe(
      'put it into a •••, and refer to it with SecretKeyRef',
    );
  });

  it('where the type of the component holds it', () => {
    const broker = 'type: pubsub.rabbitmq\nvalue: amqp://rabbitmq:rabbitmq@rabbitmq:5672\n';
    const start = broker.lastIndexOf('rabbitmq@');
    const texts = [secretTexts(source(broker), [{ start, end: start + 8 }])];
    expect(withoutSecrets('host is deprecated in pubsub.rabbitmq', texts)).toBe(
      'host is deprecated in pubsub.rabbitmq',
    );
    expect(withoutSecrets('"pubsub.rabbitmq" and "rabbitmq"', texts)).toBe('"pubsub.rabbitmq" and "•••"');
    expect(withoutSecrets('x.rabbitmq, x.pubsub.rabbitmq', texts)).toBe('x.•••, x.pubsub.•••');
  });

  it('where the type is told under its other name', () => {
    expect(told('postgres', 'connMaxIdleTime is deprecated in configuration.postgres')).toBe(
      'connMaxIdleTime is deprecated in configuration.postgres',
    );
    expect(told('postgres', 'db.postgres is "postgres"')).toBe('db.••• is "•••"');
  });

  it('unless the name itself is a secret', () => {
    const hidden = 'data:\n  x: "hunter: 1"\n';
    const start = hidden.indexOf('"');
    const texts = [
      secretTexts(source(hidden), [
        { start, end: hidden.length - 1 },
        { start: start + 1, end: start + 7 },
      ]),
    ];
    expect(withoutSecrets('hunter is short', texts)).toBe('••• is short');
  });
});

it('secrets by the thousand are looked for in little time', () => {
  const text = Array.from({ length: 50_000 }, (_, index) => `eyJhbGciOi-${index}\n`).join('');
  const ranges = [...text.matchAll(/.+/g)].map(({ index, 0: { length } }) => ({ start: index, end: index + length }));
  const texts = [secretTexts(source(text), ranges)];
  const started = performance.now();
  for (let count = 0; count < 10_000; count += 1) withoutSecrets('component "a" knows no eyJhbGciOi-77 field', texts);
  expect(performance.now() - started).toBeLessThan(2000);
});

describe('a text repeats its secrets', () => {
  /** What is found of a text whose secret is in angle brackets. */
  const repeated = (written: string): readonly string[] => {
    const start = written.indexOf('<');
    const end = written.indexOf('>') - 1;
    const text = written.replace(/[<>]/g, '');
    const range = { start, end };
    return repeatsIn(text, secretTexts(source(text), [range]))
      .filter((repeat) => repeat.start !== range.start)
      .map((repeat) => `${text.slice(0, repeat.start).split('\n').length}: ${text.slice(repeat.start, repeat.end)}`);
  };

  it('in comments', () => {
    expect(repeated('# was pa55\nvalue: <pa55> # pa55, ask Ann\nport: 1 # (pa55)\n')).toEqual([
      '1: pa55',
      '2: pa55',
      '3: pa55',
    ]);
  });

  it('and elsewhere, if they are too long to be there by chance', () => {
    expect(repeated('value: <hunter2-hunter3>\nnote: "old: hunter2-hunter3"\n')).toEqual(['2: hunter2-hunter3']);
    expect(repeated('value: <pa55>\nhost: pa55.example.com\n')).toEqual([]);
  });

  it('as all of them are found, however many there are', () => {
    const many = Array.from({ length: 40 }, (_, index) => `${100 + index}-secret-${100 + index}`);
    const text = many.map((secret) => `value: ${secret} # ${secret}\n`).join('');
    const ranges = many.map((secret) => {
      const start = text.indexOf(`: ${secret} `) + 2;
      return { start, end: start + secret.length };
    });
    expect(repeatsIn(text, secretTexts(source(text), ranges))).toHaveLength(80);
  });

  it('but not in longer words, and not where a field is named so', () => {
    expect(repeated('value: <password>\n# passwords are bad\nname: password\n')).toEqual([]);
  });
});
