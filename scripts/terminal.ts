/** Draws docs/terminal.svg, the picture in README.md, from the report on a fixture: `npx tsx scripts/terminal.ts`. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { reporters } from '../src/index.ts';
import { lintFixture } from './fixtures.ts';

export const picturePath = fileURLToPath(new URL('../docs/terminal.svg', import.meta.url));

/** Of eight findings, enough to fill a screen; marks stand for the others. */
const shown = ['conflicting-consumer-group', 'ignored-kafka-credentials'];
/** The width of the terminal. */
export const columns = 100;

/** Colours for the codes of a terminal, on a ground of their own: the page may be light or dark. */
const colors: Readonly<Record<number, string>> = {
  31: '#ff7b72',
  32: '#7ee787',
  33: '#e3b341',
  34: '#79c0ff',
  35: '#d2a8ff',
  36: '#76e3ea',
};
const [ground, border, ink, faint] = ['#161b22', '#57606a', '#e6edf3', '#9ba5b0'];

/** In pixels; most fonts of a terminal are six tenths as wide as they are high. */
const [size, height, margin] = [13, 18, 16];

/** What the terminal shows on the specification's own manifests. */
const screen = (): readonly string[] => {
  const report = lintFixture('todo-chatbot/as-written');
  const blocks = reporters.pretty(report, { color: true, width: columns, links: false }).trimEnd().split('\n\n');
  const isShown = blocks.map(
    (block, index) => index === blocks.length - 1 || shown.some((rule) => block.includes(`[${rule}]`)),
  );
  const kept = blocks.flatMap((block, index) => {
    if (isShown[index]) return [block];
    return isShown[index - 1] === false ? [] : ['\u001b[2m⋮\u001b[22m'];
  });
  return ['\u001b[2m$\u001b[22m \u001b[1mdaprlint\u001b[22m', ...kept.join('\n\n').split('\n')];
};

interface Style {
  readonly bold: boolean;
  readonly dim: boolean;
  readonly color: number | undefined;
}

const plain: Style = { bold: false, dim: false, color: undefined };

const styled = (style: Style, code: number): Style => {
  if (code === 1) return { ...style, bold: true };
  if (code === 2) return { ...style, dim: true };
  if (code === 22) return { ...style, bold: false, dim: false };
  if (code === 39) return { ...style, color: undefined };
  if (code in colors) return { ...style, color: code };
  throw new Error(`there is no way to draw the code ${code}`);
};

const attributesOf = ({ bold, dim, color }: Style): string =>
  [
    ...(color !== undefined ? [` fill="${colors[color]}"`] : dim ? [` fill="${faint}"`] : []),
    ...(bold ? [' font-weight="bold"'] : []),
  ].join('');

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A line in one piece: so characters stay below each other in any font of equal widths. */
const drawn = (line: string, index: number): string => {
  let style = plain;
  const spans = line.split('\u001b[').flatMap((part, position) => {
    const [, code = '', text = ''] = position === 0 ? [part, '', part] : (/^(\d+)m(.*)$/.exec(part) ?? []);
    if (code !== '') style = styled(style, Number(code));
    const attributes = attributesOf(style);
    if (text === '') return [];
    return [attributes === '' ? escaped(text) : `<tspan${attributes}>${escaped(text)}</tspan>`];
  });
  return `<text x="${margin}" y="${margin + size + index * height}">${spans.join('')}</text>`;
};

/** The text of docs/terminal.svg. */
export const picture = (): string => {
  const lines = screen();
  const [wide, high] = [Math.ceil(columns * size * 0.605) + 2 * margin, lines.length * height + 2 * margin - 4];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" viewBox="0 0 ${wide} ${high}" role="img">
<title>The report of daprlint in a terminal</title>
<rect x="0.5" y="0.5" width="${wide - 1}" height="${high - 1}" rx="8" fill="${ground}" stroke="${border}"/>
<g fill="${ink}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', 'DejaVu Sans Mono', monospace" font-size="${size}" style="white-space: pre" xml:space="preserve">
${lines.map(drawn).join('\n')}
</g>
</svg>
`;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(picturePath, picture());
