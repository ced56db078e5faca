import { describe, expect, it } from 'vitest';
import { type PresetName, presetNames, type RuleMeta } from '../../src/rule.ts';
import { levelIn } from '../../src/triage/presets.ts';
import {
  excessiveMemory,
  ignoredTopic,
  invalidPort,
  missingTracing,
  rules,
  unknownBroker,
  unsupportedState,
} from './synthetic-rules.ts';

const levelsOf = (rule: RuleMeta): Readonly<Record<string, string>> =>
  Object.fromEntries(presetNames.map((preset) => [preset, levelIn(preset, rule).level]));
const withPresets = (rule: RuleMeta, presets: NonNullable<RuleMeta['presets']>): RuleMeta => ({ ...rule, presets });

describe('presets', () => {
  it('minimal holds exactly what is rejected and not off, at its own severity', () => {
    expect(rules.filter((rule) => levelIn('minimal', rule).level !== 'off').map(({ id }) => id)).toEqual([
      'invalid-port',
      'unknown-broker',
    ]);
    expect(levelIn('minimal', invalidPort).level).toBe('error');
    expect(levelIn('minimal', unknownBroker).level).toBe('warning');
    expect(levelIn('minimal', unsupportedState).level).toBe('off');
  });

  it('a rule can ask to be in minimal, or to be left out of it', () => {
    expect(levelIn('minimal', withPresets(ignoredTopic, { minimal: 'info' })).level).toBe('info');
    expect(levelIn('minimal', withPresets(invalidPort, { minimal: 'off' })).level).toBe('off');
  });

  it('recommended is the severity of the rule', () => {
    for (const rule of rules) expect(levelIn('recommended', rule).level).toBe(rule.severity);
  });

  it('strict raises warnings to errors and infos to warnings, and turns nothing on', () => {
    expect(levelsOf(unknownBroker)).toMatchObject({ production: 'warning', strict: 'error' });
    expect(levelsOf(ignoredTopic)).toMatchObject({ production: 'info', strict: 'warning' });
    expect(levelsOf(unsupportedState)).toMatchObject({ production: 'off', strict: 'off' });
  });

  it('what a rule says of production holds in strict too, raised', () => {
    expect(levelsOf(missingTracing)).toEqual({
      minimal: 'off',
      recommended: 'off',
      production: 'info',
      strict: 'warning',
      'todo-chatbot': 'warning',
    });
  });

  it('what a rule says of strict is not raised', () => {
    expect(levelIn('strict', withPresets(unknownBroker, { strict: 'warning' })).level).toBe('warning');
  });

  it('what a rule says of recommended flows down to all that extend it', () => {
    const rule = withPresets(unsupportedState, { recommended: 'info' });
    expect(levelsOf(rule)).toEqual({
      minimal: 'off',
      recommended: 'info',
      production: 'info',
      strict: 'warning',
      'todo-chatbot': 'info',
    });
  });

  it('todo-chatbot turns on what covers the specification and is off otherwise', () => {
    expect(levelIn('todo-chatbot', missingTracing).level).toBe('warning');
    expect(levelIn('todo-chatbot', { ...missingTracing, covers: [] }).level).toBe('off');
    expect(levelIn('todo-chatbot', ignoredTopic).level).toBe('info');
  });

  it('every option has a value: its default, or that of the preset, which flows down as well', () => {
    const bound = (preset: PresetName): unknown => levelIn(preset, excessiveMemory).options.bound;
    expect(presetNames.map(bound)).toEqual([2048, 2048, 1024, 1024, 128]);
    expect(levelIn('strict', excessiveMemory)).toEqual({
      level: 'error',
      options: { bound: 1024, unit: 'Mi', allow: [], includeInit: false, hint: '' },
    });
  });
});
