import { describe, expect, it } from 'vitest';
import { documentIn, documentsIn, shown } from './places.ts';

describe('a placeholder that parses', () => {
  it.each([
    '{{ .Values.x }}',
    `\${VAR}`,
    '$(VAR)',
    '<% x %>',
    '"{{ .Values.x }}"',
    "'a-{{ x }}-b'",
    `"\${VAR:-80}"`,
    '"#{Port}#"',
    '((port))',
    '((vault:shop/redis.port))',
    'a-@@PORT@@',
    'pre-{{ x }}',
    '{{ x }}',
    '<NAME>',
    '"<your token issuer, e.g. \'https://accounts.example.com\'>"',
    '<<HOST>>',
    'bindings.<TYPE>',
    'https://<account>.example.com:<port>/',
    '"<registry>/<image name>:<image_tag>"',
  ])('as the value %s leaves that scalar unresolved, and no other', (value) => {
    const document = documentIn(`a: ${value}\nb: 1\n`);
    expect(document.isBroken).toBe(false);
    expect(document.at(['a']).resolved).toBe(false);
    expect(typeof document.at(['a']).value).toBe('string');
    expect(document.at(['b']).resolved).toBe(true);
    expect(document.at(['b']).value).toBe(1);
    expect(shown(document.at(['a']))).toBe(`1:4 ${value}`);
  });

  it('as a key keeps its text', () => {
    const document = documentIn('{{ .Values.key }}: x\n"{{ .Values.other }}": z\n');
    expect(document.root.value).toEqual({ '{{ .Values.key }}': 'x', '{{ .Values.other }}': 'z' });
    expect(document.isBroken).toBe(false);
  });

  it('in a list, in flow, in a block scalar', () => {
    const document = documentIn('a:\n- {{ x }}\n- [ {{ y }}, z ]\n- |\n  {{ if }}\n');
    expect(document.isBroken).toBe(false);
    expect(document.root.value).toEqual({ a: ['{{ x }}', ['{{ y }}', 'z'], '{{ if }}\n'] });
    expect(document.at(['a', 2]).resolved).toBe(false);
    expect(document.at(['a', 1, 1]).resolved).toBe(true);
  });

  it('is none without its end', () => {
    for (const value of [`\${VAR`, '$VAR', '$(VAR', '$', '100%', '<x', 'x>'])
      expect(documentIn(`a: "${value}"\n`).at(['a']).resolved).toBe(true);
  });

  it('is none where an angle bracket compares, names a group, or opens markup', () => {
    const values = [
      'a <b && c> 3',
      'a < b',
      '(?P<name>x)',
      '(?<name>x)',
      '<1.2.0',
      '<=',
      '<a>b</a>',
      '<!-- x -->',
      '<->',
    ];
    for (const value of values) expect(documentIn(`a: '${value}'\n`).at(['a']).resolved).toBe(true);
    expect(documentIn('a: |\n  <html>\n  text\n').at(['a']).resolved).toBe(true);
  });

  it('as a key is no merge key', () => {
    const document = documentIn('<KEY>: x\n<<: { b: 1 }\n');
    expect(document.root.value).toEqual({ '<KEY>': 'x', b: 1 });
  });

  it('of alerts stands in annotations, which parse', () => {
    const text = [
      'apiVersion: monitoring.coreos.com/v1',
      'kind: PrometheusRule',
      'spec:',
      '  groups:',
      '  - name: dapr',
      '    rules:',
      '    - alert: SidecarDown',
      '      for: 5m',
      '      annotations:',
      '        summary: "{{ $labels.pod }} is down"',
      '        description: |',
      '          {{ $labels.pod }} has been down',
      '          for {{ $value }} minutes.',
      '',
    ].join('\n');
    const document = documentIn(text);
    expect(document.isBroken).toBe(false);
    expect(document.isNotRendered).toBe(false);
    const rule = document.at(['spec', 'groups', 0, 'rules', 0]);
    expect(rule.get('for').resolved).toBe(true);
    expect(rule.get('annotations').entries.map(([, field]) => field.resolved)).toEqual([false, false]);
  });
});

describe('a comment behind a key without a value', () => {
  it('is a comment, unless it reads as a placeholder', () => {
    const document = documentIn('a: # {b}\nc: #d\ne:\n  - #{ITEM}\n  - #item\nf: #{g}\n  h: 1\n');
    expect(document.root.value).toEqual({ a: null, c: null, e: ['#{ITEM}', null], f: { h: 1 } });
    expect(document.at(['e', 0]).resolved).toBe(false);
    expect(document.at(['e', 1]).resolved).toBe(true);
    expect(documentsIn('--- #{ENV}\n').map(({ root }) => root.hasValue)).toEqual([false]);
  });
});

describe('a text that its placeholders alone keep from parsing', () => {
  it.each([
    ['envsubst', `kind: Component\n\${LABELS}\nspec: {}\n`],
    ['envsubst in brackets', `scopes: [\${SCOPES}, orders]\n`],
    ['envsubst with a default', `value: \${NAME:-a: b}\n`],
    ['Octopus', 'scopes: [#{First}, #{Second}]\n'],
    ['ERB', 'kind: Component\n<% if tls %>\nspec: {}\n<% end %>\n'],
    ['ERB as a value', 'value: <%= tls ? "a" : "b" %>\nother: "<%= x %>"\n'],
    ['Concourse', 'spec: {}\n((more))\n'],
    ['Maven', 'name: @name@\n'],
    ['double at signs', 'name: @@NAME@@\nother: @@OTHER@@-x\n'],
  ])('is not rendered: %s', (_, text) => {
    const document = documentIn(text);
    expect(document.isBroken).toBe(true);
    expect(document.isNotRendered).toBe(true);
  });

  it.each([
    `a: \${NAME}\nb: [1\n`,
    'a: ((name))\n b: 1\n',
    'a: "#{NAME}"\nb: "c" d\n',
    'name: @name\n',
    'a: <%= x %>\nb: "c\n',
  ])('is broken where they are not what breaks it: %j', (text) => {
    expect(documentIn(text).isBroken).toBe(true);
    expect(documentIn(text).isNotRendered).toBe(false);
  });
});

describe('a template that does not parse', () => {
  const template = 'kind: Component\n{{- if .Values.on }}\nspec: {}\n{{- end }}\n';

  it('is not rendered', () => {
    expect(documentIn(template).isNotRendered).toBe(true);
    expect(documentIn('a: {{ x }} b\n').isNotRendered).toBe(true);
    expect(documentIn('{% for x in y %}\na: 1\n{% endfor %}\n').isNotRendered).toBe(true);
    expect(documentIn('a: "{{ .Values.x | default "y" }}"\n').isNotRendered).toBe(true);
  });

  it('is broken YAML where braces stand in comments only, or nowhere', () => {
    expect(documentIn('a: [1\n').isNotRendered).toBe(false);
    expect(documentIn('# {{ x }}\na: [1 # {{ y }}\n').isNotRendered).toBe(false);
    expect(documentIn('a: "b" "c" #{{ y }}\n# {{ z }}').isNotRendered).toBe(false);
  });

  it('does not hide the broken document beside it', () => {
    const documents = documentsIn(`${template}---\na: [1\n---\nb: 2\n`);
    expect(documents.map(({ isBroken }) => isBroken)).toEqual([true, true, false]);
    expect(documents.map(({ isNotRendered }) => isNotRendered)).toEqual([true, false, false]);
  });

  it('may begin its block in one document and end it in another', () => {
    const documents = documentsIn('{{- if .Values.on }}\na: 1\n---\nb: 2\n---\nc: 3\n{{- end }}\n');
    expect(documents.map(({ isNotRendered }) => isNotRendered)).toEqual([true, false, true]);
    expect(documents[1]?.root.value).toEqual({ b: 2 });
  });
});
