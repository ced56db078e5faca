import { describe, expect, it } from 'vitest';
import { lines } from '../../src/yaml/location.ts';
import { parse } from '../../src/yaml/parse.ts';

/** What people get wrong, how they wrote it, where and what they are told, and what helps. */
const slips: readonly (readonly [slip: string, text: string, told: string, help: string | undefined])[] = [
  [
    'missing closing double quote',
    'metadata:\n  name: "store\nspec:\n  type: state.redis\n',
    '2:9 ": this string has no closing quote',
    undefined,
  ],
  [
    'missing closing single quote',
    "metadata:\n  name: 'store\nspec:\n  type: state.redis\n",
    "2:9 ': this string has no closing quote",
    undefined,
  ],
  [
    'missing opening quote',
    'metadata:\n  name: store"\n  x: "a" b\n',
    '3:10 b: this stands behind the quote that ends the value',
    "put it all in quotes; write \\\" for a quote within double quotes, and '' within single ones",
  ],
  [
    'text after quote',
    'metadata:\n  name: "store" one\n',
    '2:17 one: this stands behind the quote that ends the value',
    "put it all in quotes; write \\\" for a quote within double quotes, and '' within single ones",
  ],
  [
    'quote closed by later quote',
    'metadata:\n  name: "store\nspec:\n  type: "state.redis"\n',
    '2:9 ": this string has no closing quote',
    undefined,
  ],
  [
    'tab indentation',
    'metadata:\n\tname: store\n',
    '2:1 \t: a tab indents this line; YAML takes only spaces',
    'replace the tab with spaces',
  ],
  [
    'tab in deeper',
    'metadata:\n  name: store\nspec:\n  metadata:\n\t- name: x\n',
    '5:1 \t: a tab indents this line; YAML takes only spaces',
    'replace the tab with spaces',
  ],
  [
    'tab after spaces',
    'metadata:\n  \tname: store\n',
    '2:3 \t: a tab indents this line; YAML takes only spaces',
    'replace the tab with spaces',
  ],
  [
    'indent one less',
    'metadata:\n  name: store\n namespace: x\nspec: {}\n',
    '3:2 namespace: this key is indented unlike the keys above it',
    'line it up with the lines it belongs to',
  ],
  [
    'indent one more',
    'metadata:\n  name: store\n   namespace: x\nspec: {}\n',
    '3:4 namespace: this line stands below a key that has a value already',
    'line it up with the key above, or remove the value there',
  ],
  [
    'indent under value',
    'metadata:\n  name: store\n    namespace: x\nspec: {}\n',
    '3:5 namespace: this line stands below a key that has a value already',
    'line it up with the key above, or remove the value there',
  ],
  [
    'list item bad indentation',
    'spec:\n  metadata:\n  - name: a\n    value: b\n   - name: c\n',
    '5:4 - name: this list item is indented unlike the items above it',
    'line it up with the lines it belongs to',
  ],
  [
    'list item bad indentation less',
    'spec:\n  metadata:\n  - name: a\n    value: b\n - name: c\n',
    '5:2 - name: this list item is part of no list',
    'line it up with the items of its list, or put it below a key of its own',
  ],
  [
    'list item key less indented',
    'spec:\n  metadata:\n  - name: a\n   value: b\n',
    '4:4 value: this line is indented unlike the lines around it',
    'line it up with the lines it belongs to',
  ],
  [
    'missing colon',
    'metadata\n  name: store\n',
    '1:1 metadata: this line has no colon, and so is no key',
    'put a colon after the key, or indent the line if it belongs to the value above',
  ],
  [
    'missing colon leaf',
    'metadata:\n  name store\n  namespace: x\n',
    '2:3 name store: this line has no colon, and so is no key',
    'put a colon after the key, or indent the line if it belongs to the value above',
  ],
  [
    'missing colon last leaf',
    'metadata:\n  namespace: x\n  name store\n',
    '3:3 name store: this line has no colon, and so is no key',
    'put a colon after the key, or indent the line if it belongs to the value above',
  ],
  [
    'missing colon before section',
    'metadata:\n  name: a\nspec\n  type: x\n',
    '3:1 spec: this line has no colon, and so is no key',
    'put a colon after the key, or indent the line if it belongs to the value above',
  ],
  [
    'missing space after colon',
    'metadata:\n  name:store\n  namespace: x\n',
    '2:7 :: a space is missing after this colon',
    undefined,
  ],
  [
    'missing space after colon 2',
    'metadata:\n  namespace: x\n  name:store\n',
    '3:7 :: a space is missing after this colon',
    undefined,
  ],
  [
    'missing space after dash',
    'spec:\n  metadata:\n  - name: a\n    value: x\n  -name: b\n    value: c\n',
    '5:3 -: a space is missing after this dash',
    undefined,
  ],
  ['unclosed [', 'scopes: [a, b\nspec:\n  type: x\n', '1:9 [: this [ is never closed', undefined],
  ['unclosed [ at the end', 'scopes: [a, b\n', '1:9 [: this [ is never closed', undefined],
  ['unclosed {', 'metadata: {name: a\nspec:\n  type: x\n', '1:11 {: this { is never closed', undefined],
  ['stray ]', 'scopes: a, b]\nspec: ]\n', '2:7 ]: this ] closes nothing', undefined],
  ['stray }', 'metadata: }\n', '1:11 }: this } closes nothing', undefined],
  ['extra }', 'metadata: {name: a}}\n', '1:20 }: this } closes nothing', undefined],
  ['extra ]', 'scopes: [a, b]]\n', '1:15 ]: this ] closes nothing', undefined],
  ['[ closed by }', 'scopes: [a, b}\n', '1:9 [: this [ is never closed', undefined],
  ['% value', 'metadata:\n  name: %name%\n', '2:9 %: a value cannot begin with %', 'put the value in quotes'],
  ['@ value', 'metadata:\n  name: @name\n', '2:9 @: a value cannot begin with @', 'put the value in quotes'],
  ['backtick value', 'metadata:\n  name: `name`\n', '2:9 `: a value cannot begin with `', 'put the value in quotes'],
  [
    'key: value: more',
    'metadata:\n  name: store: more\n',
    '2:9 store: more: the colon in this value makes a map of it',
    'put the value in quotes, or begin the map on the next line',
  ],
  [
    'unquoted time-like',
    'spec:\n  value: Error: something\n',
    '2:10 Error: something: the colon in this value makes a map of it',
    'put the value in quotes, or begin the map on the next line',
  ],
  ['unquoted *', 'spec:\n  value: *\n', '2:10 *: * refers to an anchor, and none is named', 'put the * in quotes'],
  [
    'unquoted * name',
    'spec:\n  value: *.example.com\n',
    '2:10 *.example.com: *.example.com refers to no anchor',
    'put it in quotes if it is meant as it is written',
  ],
  ['unquoted * in list', 'scopes:\n  - *\n', '2:5 *: * refers to an anchor, and none is named', 'put the * in quotes'],
  [
    'unquoted * alone',
    'spec:\n  value: *all\n',
    '2:10 *all: *all refers to no anchor',
    'put it in quotes if it is meant as it is written',
  ],
  ['unquoted &', 'spec:\n  value: & b\n', '2:10 &: & begins an anchor, and it has no name', 'put the value in quotes'],
  [
    'unquoted & 2',
    'spec:\n  value: &a b: c\n',
    '2:10 &a b: c: the colon in this value makes a map of it',
    'put the value in quotes, or begin the map on the next line',
  ],
  [
    'duplicate anchors',
    'spec:\n  value: &a &b x\n',
    '2:13 &b: this is a second anchor of the same value',
    'keep one of the two',
  ],
  [
    'anchor on alias',
    'spec:\n  v: &a x\n  o: &b *a\n',
    '3:9 *a: an alias cannot have an anchor or a tag of its own',
    undefined,
  ],
  [
    'conflict',
    '<<<<<<< HEAD\nmetadata:\n  name: a\n=======\nmetadata:\n  name: b\n>>>>>>> other\nspec: {}\n',
    '1:1 <<<<<<<: a merge conflict is not resolved here',
    'keep one of the two sides, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>',
  ],
  [
    'conflict nested',
    'metadata:\n<<<<<<< HEAD\n  name: a\n=======\n  name: b\n>>>>>>> other\nspec: {}\n',
    '2:1 <<<<<<<: a merge conflict is not resolved here',
    'keep one of the two sides, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>',
  ],
  [
    'conflict in list',
    'spec:\n  metadata:\n  - name: a\n<<<<<<< HEAD\n    value: a\n||||||| base\n    value: z\n=======\n    value: b\n>>>>>>> other\n',
    '4:1 <<<<<<<: a merge conflict is not resolved here',
    'keep one of the two sides, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>',
  ],
  [
    'only separators left',
    'metadata:\n  name: a\n=======\nspec: {}\n',
    '3:1 =======: a merge conflict is not resolved here',
    'keep one of the two sides, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>',
  ],
  [
    'only end left',
    'metadata:\n  name: a\n>>>>>>> other\nspec: {}\n',
    '3:1 >>>>>>>: a merge conflict is not resolved here',
    'keep one of the two sides, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>',
  ],
  [
    'bad escape',
    'metadata:\n  name: "a\\d"\n',
    '2:11 \\: \\d is no escape sequence',
    'double the backslash, or use single quotes',
  ],
  [
    'bad escape windows',
    'metadata:\n  name: "C:\\Users"\n',
    '2:12 \\: \\U is no escape sequence',
    'double the backslash, or use single quotes',
  ],
  [
    'block scalar less indented',
    'spec:\n  value: |\n    a\n   b\n',
    '4:4 b: this line is indented unlike the lines above it',
    'line it up with the lines it belongs to',
  ],
  [
    'block scalar header',
    'spec:\n  value: |a\n    b\n',
    '2:11 a: after | the text has to begin on the next line',
    'begin it there, or put the value in quotes',
  ],
  [
    'block scalar header text',
    'spec:\n  value: > text\n    b\n',
    '2:12 text: after > the text has to begin on the next line',
    'begin it there, or put the value in quotes',
  ],
  [
    'missing comma in flow',
    'metadata: {name: a namespace: b}\n',
    '1:18 a namespace: b: a comma or a closing bracket is missing here',
    undefined,
  ],
  ['missing comma quoted', 'scopes: ["a" "b"]\n', '1:14 ": a comma is missing before this', undefined],
  [
    'missing comma json',
    '{"apiVersion": "dapr.io/v1alpha1"\n "kind": "Component"}\n',
    '2:2 ": a comma is missing before this',
    undefined,
  ],
  ['double comma', 'scopes: [a,, b]\n', '1:12 ,: nothing stands before this comma', undefined],
  ['leading comma', 'scopes: [, b]\n', '1:10 ,: nothing stands before this comma', undefined],
  [
    'list and map mixed',
    'scopes:\n  - a\n  b: c\n',
    '3:3 b: this key is indented unlike the keys above it',
    'line it up with the lines it belongs to',
  ],
  [
    'map and list mixed',
    'scopes:\n  a: b\n  - c\n',
    '3:3 - c: this list item is part of no list',
    'line it up with the items of its list, or put it below a key of its own',
  ],
  [
    'key and list on line',
    'scopes: - a\n  - b\n',
    '1:9 -: a list cannot begin beside its key',
    'begin it on the next line, or put the value in quotes',
  ],
  [
    'value and then map',
    'spec: state\n  type: x\n',
    '2:3 type: this line stands below a key that has a value already',
    'line it up with the key above, or remove the value there',
  ],
  [
    'comment without space',
    'scopes: ["a"]#note\n',
    '1:14 #: a space is missing before this #',
    'put a space before the comment',
  ],
  [
    'comment without space quote',
    'name: "a"#note\n',
    '1:10 #: a space is missing before this #',
    'put a space before the comment',
  ],
  [
    'markdown fence',
    '```yaml\napiVersion: dapr.io/v1alpha1\nkind: Component\n```\n',
    '1:1 ```: ``` belongs to Markdown, not to YAML',
    'remove the line',
  ],
  ['fence at the end', 'metadata: {}\n```\n', '2:1 ```: ``` belongs to Markdown, not to YAML', 'remove the line'],
  [
    'template include',
    'metadata:\n  name: a\n@include x\n',
    '3:1 @: a line cannot begin with @',
    'put its key or value in quotes, or remove it',
  ],
  ['?', 'spec:\n  value: ? x\n', '2:10 ? x: a value cannot begin with ? and a space', 'put the value in quotes'],
  [
    '| value',
    'spec:\n  value: | x\n',
    '2:12 x: after | the text has to begin on the next line',
    'begin it there, or put the value in quotes',
  ],
  [
    '- value',
    'spec:\n  value: -\n  b: - x\n',
    '2:10 -: a list cannot begin beside its key',
    'begin it on the next line, or put the value in quotes',
  ],
  [
    'multiline key',
    'spec:\n  a\n  b: c\n',
    '2:3 a: this line has no colon, and so is no key',
    'put a colon after the key, or indent the line if it belongs to the value above',
  ],
  [
    '> mail',
    'spec:\n  value: >= 1.0\n',
    '2:11 =: after > the text has to begin on the next line',
    'begin it there, or put the value in quotes',
  ],
  [
    'directive no end',
    '%YAML 1.2\napiVersion: dapr.io/v1alpha1\nkind: Component\n',
    '2:1 apiVersion: a --- is missing between the lines with % and this one',
    'write --- above this line',
  ],
  ['smart quote', 'metadata:\n  name: “a: b”\n', '2:9 “: typographic quotes are no quotes in YAML', 'write " or \''],
  ['colon key', 'metadata:\n  : a\n', '2:3 :: the key is null; kubectl reads only keys that can be strings', undefined],
  [
    'comma list',
    'metadata:\n  name: a, b\n  "x": "a", "b"\n',
    '3:11 , "b": this stands behind the quote that ends the value',
    "put it all in quotes; write \\\" for a quote within double quotes, and '' within single ones",
  ],
  ['unclosed "[', 'spec:\n  value: ["a, "b"]\n', '2:16 b: a comma is missing before this', undefined],
  [
    'quote in quote',
    'spec:\n  value: "say "hi" now"\n',
    '2:16 hi" now": this stands behind the quote that ends the value',
    "put it all in quotes; write \\\" for a quote within double quotes, and '' within single ones",
  ],
  [
    'apostrophe',
    "spec:\n  value: 'it's'\n",
    "2:14 s': this stands behind the quote that ends the value",
    "put it all in quotes; write \\\" for a quote within double quotes, and '' within single ones",
  ],
  [
    'apostrophe json',
    'spec:\n  value: "{"a": 1}"\n',
    '2:13 a": 1}": this stands behind the quote that ends the value',
    "put it all in quotes; write \\\" for a quote within double quotes, and '' within single ones",
  ],
];

describe('a slip is told in plain words, once, where it is', () => {
  it.each(slips)('%s', (_, text, told, help) => {
    const source = { path: 'a.yaml', text };
    const problems = parse(source).flatMap((document) => document.problems);
    expect(
      problems.map(({ message, range }) => {
        const { line, column } = lines(source).position(range.start);
        return `${line}:${column} ${text.slice(range.start, range.end)}: ${message}`;
      }),
    ).toEqual([told]);
    expect(problems[0]?.help).toBe(help);
  });

  it('of a config too', () => {
    const text = 'rules:\n  - invalid-port: off\n - invalid-field: off\n';
    expect(parse({ path: 'daprlint.yaml', text }).flatMap((document) => document.problems)).toHaveLength(1);
  });
});
