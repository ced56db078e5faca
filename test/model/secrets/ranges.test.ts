import { describe, expect, it } from 'vitest';
import { guessedSecrets } from '../../../src/model/secrets/guessed.ts';
import { mayHoldSecrets, secretRanges, secretRangesIn } from '../../../src/model/secrets/ranges.ts';
import { Workspace } from '../../../src/model/workspace.ts';
import { yaml } from '../../../src/rule.ts';
import { defaultSettings } from '../../../src/triage/settings.ts';
import { disjoint, type Range } from '../../../src/yaml/location.ts';
import { parse } from '../../../src/yaml/parse.ts';

const without = (text: string, ranges: readonly Range[]): string => {
  let result = text;
  for (const { start, end } of disjoint(ranges).toReversed())
    result = `${result.slice(0, start)}•••${result.slice(end)}`;
  return result;
};

/** A text as a report shows it. */
const shown = (text: string): string => {
  const ranges = secretRangesIn(parse({ path: 'a.yaml', text, named: true }));
  if (ranges.length > 0) expect(mayHoldSecrets(text)).toBe(true);
  return without(text, ranges);
};

/** The same, of what can be told without a reader. */
const guessed = (text: string): string => without(text, guessedSecrets(text, 0));

const item = (...lines: readonly string[]): string => ['env:', ...lines, ''].join('\n');

describe('what is concealed is what is written', () => {
  it('of a key that is written twice both values are secrets', () => {
    expect(shown('password: first\npassword: second\n')).toBe('password: •••\npassword: •••\n');
    expect(shown(item('- name: redisPassword', '  value: first', '  value: second'))).toBe(
      item('- name: redisPassword', '  value: •••', '  value: •••'),
    );
  });

  it('a secret behind an alias or a merge is concealed where its text stands', () => {
    expect(shown('note: &it hunter2\npassword: *it\n')).toBe('note: &it •••\npassword: *it\n');
    expect(shown('kind: Secret\nx: &all\n  user: dave\ndata:\n  <<: *all\n')).toBe(
      'kind: Secret\nx: &all\n  user: •••\ndata:\n  <<: *all\n',
    );
  });

  it('a number is a secret where its name says nothing more', () => {
    expect(shown('password: 12345678\npasswordLength: 12\nmaxTokens: 4096\n')).toBe(
      'password: •••\npasswordLength: 12\nmaxTokens: 4096\n',
    );
    expect(shown(item('- name: DB_PASSWORD', '  value: 12345678'))).toBe(item('- name: DB_PASSWORD', '  value: •••'));
  });

  it('true, false and null give nothing away', () => {
    expect(shown('automountServiceAccountToken: false\npassword: ~\n')).toBe(
      'automountServiceAccountToken: false\npassword: ~\n',
    );
  });

  it('a switch gives nothing away in quotes either, nor does a path that is called one', () => {
    const harmless = [
      'dapr.io/disable-builtin-k8s-secret-store: "true"',
      'vaultTokenMountPath: /var/run/secrets/vault/token',
      'TOKEN_FILE: "./secrets/token.txt"',
      '',
    ].join('\n');
    expect(shown(harmless)).toBe(harmless);
    expect(shown(item('- name: vaultTokenMountPath', '  value: /vault/token'))).toContain('/vault/token');
    expect(shown('tokenPath: /k3Vb9xQ2mZ7tLw5nRc8yHd4sJf6gPa1uEo0\npasswordFile: hunter2\ntoken: /hunter2\n')).toBe(
      'tokenPath: •••\npasswordFile: •••\ntoken: •••\n',
    );
    expect(shown('- op: add\n  path: /spec/metadata/0/value\n  value: /hunter2\n')).toContain('•••');
    expect(shown('kind: Secret\nstringData:\n  isOpen: "true"\n  keyPath: /hunter2\n')).not.toMatch(/true|hunter/);
  });

  it('the Secrets of a typed list are Secrets', () => {
    expect(shown('kind: SecretList\nitems:\n- data: {user: ZGF2ZQ==}\n')).toBe(
      'kind: SecretList\nitems:\n- data: {user: •••}\n',
    );
  });

  it('arguments hold secrets too', () => {
    const before = ['- --url=amqp://dave:p@ss@host/db', '- --db-password=hunter2', '- --password', '- hunter2', '- -v'];
    const after = ['- --url=amqp://dave:•••@host/db', '- --db-password=•••', '- --password', '- •••', '- -v'];
    expect(shown(before.join('\n'))).toBe(after.join('\n'));
    expect(shown('- "curl -H \'Authorization: Bearer abcdefgh12\' http://host:80/"')).toBe(
      '- "curl -H \'Authorization: Bearer •••\' http://host:80/"',
    );
  });

  it('every address of a list of them is looked at', () => {
    expect(shown('url: amqp://a:one@h1,amqp://b:two@h2\n')).toBe('url: amqp://a:•••@h1,amqp://b:•••@h2\n');
  });

  it('a file within a ConfigMap is looked at line by line', () => {
    expect(shown('data:\n  app.yaml: |\n    user: dave\n    password: hunter2\n    port: 80\n')).toBe(
      'data:\n  app.yaml: |\n    user: dave\n    password: •••\n    port: 80\n',
    );
  });

  it('a comment keeps what was there before', () => {
    expect(shown('a: 1 # password: hunter2\n# value: hunter3\n# b: 2\n')).toBe(
      'a: 1 # password: •••\n# value: •••\n# b: 2\n',
    );
    const ignore = 'a: 1 # daprlint-ignore plain-text-secret: known\n';
    expect(shown(ignore)).toBe(ignore);
  });
});

describe('the metadata of a component', () => {
  const head =
    'apiVersion: dapr.io/v1alpha1\nkind: Component\nspec:\n  type: pubsub.kafka\n  version: v1\n  metadata:\n';
  const shownOf = (items: string): string => {
    const source = { path: 'a.yaml', text: head + items };
    const workspace = new Workspace(parse(source), defaultSettings([]).world);
    return without(source.text, secretRanges(source, workspace)).slice(head.length);
  };

  it('is a secret if the catalog says so, written twice or not', () => {
    expect(shownOf('  - {name: clientKey, value: one, value: two}\n  - {name: brokers, value: "h:1"}\n')).toBe(
      '  - {name: clientKey, value: •••, value: •••}\n  - {name: brokers, value: "h:1"}\n',
    );
  });

  it('is one even if its name is misspelt', () => {
    expect(shownOf('  - {name: clientKye, value: one}\n  - {name: saslPasword, value: two}\n')).toBe(
      '  - {name: clientKye, value: •••}\n  - {name: saslPasword, value: •••}\n',
    );
  });
});

describe('in a text that is no YAML', () => {
  it('what follows a telling key is a secret, on its line and below', () => {
    expect(guessed('a: b: c\ntoken: |\n  hunter2\n  hunter3\nb: 1\npassword: "hunter2\n')).toBe(
      'a: b: c\ntoken: •••\n  •••\n  •••\nb: 1\npassword: •••\n',
    );
  });

  it('a line that is indented too little still belongs to the text above it', () => {
    expect(guessed('kind: Secret\nstringData:\n  password: |\n    one\n   two\n\tthree\n')).toBe(
      'kind: Secret\nstringData:\n  password: •••\n    •••\n   •••\n\t•••\n',
    );
  });

  it('a document of which only a part can be read is searched in both ways', () => {
    expect(shown('kind: Secret\nx: @y\nstringData: {a: b}\n')).toBe('kind: Secret\nx: •••\nstringData: {a: •••\n');
  });

  it('JSON on one line is searched, too', () => {
    expect(guessed('{"kind":"ConfigMap","data":{"a":"b","password":"hunter2"},}}')).toBe(
      '{"kind":"ConfigMap","data":{"a":"b","password":•••',
    );
    expect(guessed('{"kind":"Secret","data":{"user":"ZGF2ZQ=="},}}')).toBe('{"kind":"Secret","data":{"user":•••');
  });

  it('a map below a telling key is none', () => {
    expect(guessed('a: b: c\nsecret:\n  secretName: mine\n')).toBe('a: b: c\nsecret:\n  secretName: mine\n');
  });

  it('a private key is hidden from its first line to its last', () => {
    expect(
      guessed(yaml`
      a: b: c
      tls: |
      -----BEGIN RSA PRIVATE KEY-----
      abc:def
      -----END RSA PRIVATE KEY-----
      b: 1
    `),
    ).toBe('a: b: c\ntls: |\n•••\n•••\n•••\nb: 1\n');
  });

  it('there may be any number of them', () => {
    const countOf = (text: string): number => secretRangesIn(parse({ path: 'a.yaml', text, named: true })).length;
    expect(countOf(`\u0001\n${'password: a\n\n'.repeat(150_000)}`)).toBe(150_000);
    expect(countOf(`a: 1\n${'# password: a\n\n'.repeat(150_000)}`)).toBe(150_000);
  });

  it('a long value with many secrets takes no longer than its length', () => {
    const started = performance.now();
    for (const unit of ['http://a:b@', 'A_TOKEN=x,', '?token=a;'])
      secretRangesIn(parse({ path: 'a.yaml', text: `dapr.io/env: "${unit.repeat(100_000)}"\n`, named: true }));
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('a long line takes no longer than its length', () => {
    const started = performance.now();
    for (const unit of ['a', 'a:', '://a', ', ', '- ', '"', '=', 'token ', "'x':"])
      guessedSecrets(unit.repeat(500_000), 0);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
