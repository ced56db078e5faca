/** An element of an XML document. */
export interface XmlElement {
  readonly name: string;
  /** Attributes in the order to write them; those that are undefined are left out. */
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
  /** A text, or other elements. */
  readonly content?: string | readonly XmlElement[];
}

/** XML 1.0, well-formed whatever the texts hold. */
export const xmlDocument = (root: XmlElement): string => `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, '')}`;

const written = ({ name, attributes, content = [] }: XmlElement, indent: string): string => {
  const inside = Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${inAttribute(String(value))}"`]))
    .join('');
  const tag = `${indent}<${name}${inside}`;
  if (content.length === 0) return `${tag}/>\n`;
  if (typeof content === 'string') return `${tag}>${inText(content)}</${name}>\n`;
  return `${tag}>\n${content.map((child) => written(child, `${indent}  `)).join('')}${indent}</${name}>\n`;
};

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};
const referenced = (character: string): string => references[character] ?? character;

/** What no XML 1.0 document may hold, not even as a reference: https://www.w3.org/TR/xml/#charsets. */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const plain = /^[\t\n\r\x20-\x7e]*$/;

/** The same text, with nothing in it that a GitHub workflow would take for a command: see `withoutCommands`. */
const legible = (text: string): string =>
  (plain.test(text) ? text : text.replace(forbidden, '\ufffd')).replaceAll('##[', '##&#91;');

// Readers make spaces of the line breaks and tabs of an attribute that are not written as references.
const inAttribute = (text: string): string => legible(text.replace(/[&<>"\t\n\r]/g, referenced));

const inText = (text: string): string => {
  const shown = legible(text.replace(/[&<>\r]/g, referenced));
  return shown.includes('::') ? shown.replace(/^([^\S\n]*):(?=:)/gm, '$1&#58;') : shown;
};
