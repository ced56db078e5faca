/** A JSON Schema of draft 7 with what the YAML servers of editors add to it; as far as it is used here. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly const?: string;
  readonly enum?: readonly string[];
  /** What to say of each value of `enum`: not of the standard, but every editor reads it. */
  readonly enumDescriptions?: readonly string[];
  readonly pattern?: string;
  readonly deprecationMessage?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly if?: JsonSchema;
  readonly then?: JsonSchema;
  readonly else?: JsonSchema;
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
  readonly [keyword: string]: unknown;
}

/** A word that an editor offers, with a sentence about it. */
export interface Offer {
  readonly word: string;
  readonly about: string;
}

/** Text for which an editor offers words; any other text is right as well. */
export const offering = (offers: readonly Offer[]): JsonSchema => {
  const anything: JsonSchema = { type: 'string' };
  if (offers.length === 0) return anything;
  const offered = { enum: offers.map(({ word }) => word), enumDescriptions: offers.map(({ about }) => about) };
  return { anyOf: [offered, anything] };
};

/** The same with words that need no explanation. */
export const offeringWords = (words: readonly string[], otherwise: JsonSchema = { type: 'string' }): JsonSchema => ({
  anyOf: [{ enum: words }, otherwise],
});

/** A schema for the objects in which some fields have one of some values. */
export const whereFields = (fields: Readonly<Record<string, readonly string[]>>): JsonSchema => ({
  properties: Object.fromEntries(Object.entries(fields).map(([name, words]) => [name, oneOf(words)])),
  required: Object.keys(fields),
});

/** By a pattern: while somebody types, the server takes what `const` and `enum` begin with for the whole word. */
const oneOf = (words: readonly string[]): JsonSchema => ({
  type: 'string',
  pattern: `^(?:${words.map((text) => text.replaceAll('.', '\\.')).join('|')})$`,
});

/** What holds for the data that fits a condition, and for all other. */
export const when = (condition: JsonSchema, consequence: JsonSchema, otherwise?: JsonSchema): JsonSchema => ({
  if: condition,
  // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema, on an object that nobody awaits
  then: consequence,
  ...(otherwise && { else: otherwise }),
});
