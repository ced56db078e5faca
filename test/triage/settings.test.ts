import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/failure.ts';
import { parseConfig } from '../../src/triage/config.ts';
import { printSettings } from '../../src/triage/print-settings.ts';
import { defaultSettings, type Flags, resolveSettings, type Settings, type Target } from '../../src/triage/settings.ts';
import { excessiveMemory, ignoredTopic, invalidPort, missingTracing, rules, unknownBroker } from './synthetic-rules.ts';

const settle = (text: string, flags: Flags = {}): Settings =>
  resolveSettings({ config: parseConfig({ path: 'daprlint.yaml', text }, rules), flags, rules });
const anywhere: Target = { path: 'orders.yaml' };

const errorOf = (flags: Flags): string => {
  try {
    resolveSettings({ flags, rules });
  } catch (error) {
    if (error instanceof UserError) return `${error.message} (${error.help})`;
    throw error;
  }
  throw new Error('no error');
};

describe('settings', () => {
  it('are the recommended ones, for the newest Dapr and an open world, when nobody says otherwise', () => {
    const settings = defaultSettings(rules);
    expect(settings).toMatchObject({ preset: 'recommended', honoursIgnores: true, ignores: [], overrides: [] });
    expect(settings.world).toMatchObject({ daprVersion: '1.18', closedWorld: false });
    expect(settings.world).not.toHaveProperty('namespace');
    expect(settings.world.catalog.daprVersion).toBe('1.18');
    for (const rule of rules) expect(settings.of(rule, anywhere).level).toBe(rule.severity);
  });

  it('come from the flags before the config', () => {
    const text =
      'preset: strict\ndaprVersion: "1.16"\nnamespace: shop\nclosedWorld: true\nrules: { invalid-port: off }\n';
    const config = settle(text);
    expect(config.preset).toBe('strict');
    expect(config.world).toMatchObject({ daprVersion: '1.16', namespace: 'shop', closedWorld: true });
    expect(config.of(invalidPort, anywhere).level).toBe('off');

    const flags = settle(text, {
      preset: 'minimal',
      daprVersion: 'v1.17.3',
      namespace: 'billing',
      closedWorld: false,
      rules: ['invalid-port=info'],
    });
    expect(flags.preset).toBe('minimal');
    expect(flags.world).toMatchObject({ daprVersion: '1.17.3', namespace: 'billing', closedWorld: false });
    expect(flags.of(invalidPort, anywhere).level).toBe('info');
    expect(flags.of(unknownBroker, anywhere).level).toBe('warning');
  });

  it('layer options: default, preset, config, override', () => {
    const settings = settle(`
preset: production
rules: { excessive-memory: { unit: Gi } }
overrides:
  - { files: batch, rules: { excessive-memory: { bound: 4096 } } }
`);
    expect(settings.of(excessiveMemory, anywhere)).toEqual({
      level: 'warning',
      options: { bound: 1024, unit: 'Gi', allow: [], includeInit: false, hint: '' },
    });
    expect(settings.of(excessiveMemory, { path: 'batch/job.yaml' }).options).toMatchObject({ bound: 4096, unit: 'Gi' });
  });

  it('give the options of the config to a rule whose level the flags say', () => {
    const settings = settle('rules: { excessive-memory: { severity: info, bound: 1 } }', {
      rules: ['excessive-memory=error'],
    });
    expect(settings.of(excessiveMemory, anywhere)).toMatchObject({ level: 'error', options: { bound: 1 } });
  });

  it('answer with the same value for the same question', () => {
    const settings = defaultSettings(rules);
    expect(settings.of(invalidPort, anywhere)).toBe(settings.of(invalidPort, { path: 'other.yaml' }));
  });
});

describe('overrides', () => {
  const settings = settle(`
overrides:
  - files: [legacy, '*.old.yaml']
    rules: { invalid-port: off, unknown-broker: info }
  - kinds: [Component, Config*]
    names: kafka-*
    rules: { invalid-port: warning }
  - namespaces: [dev, 'test-*']
    rules: { missing-tracing: error }
`);
  const levelOf = (rule: typeof invalidPort, target: Target): string => settings.of(rule, target).level;

  it('apply where one glob of each key matches', () => {
    expect(levelOf(invalidPort, { path: 'legacy/a.yaml' })).toBe('off');
    expect(levelOf(invalidPort, { path: 'apps/b.old.yaml' })).toBe('off');
    expect(levelOf(invalidPort, { path: 'a.yaml', kind: 'Component', name: 'kafka-orders' })).toBe('warning');
    expect(levelOf(invalidPort, { path: 'a.yaml', kind: 'Component', name: 'redis' })).toBe('error');
    expect(levelOf(invalidPort, { path: 'a.yaml', kind: 'Deployment', name: 'kafka-orders' })).toBe('error');
    expect(levelOf(missingTracing, { path: 'a.yaml', namespace: 'test-1' })).toBe('error');
  });

  it('do not apply where it is not known what they ask for', () => {
    expect(levelOf(invalidPort, { path: 'a.yaml', name: 'kafka-orders' })).toBe('error');
    expect(levelOf(missingTracing, { path: 'a.yaml' })).toBe('off');
  });

  it('win over one another from the last to the first', () => {
    expect(levelOf(invalidPort, { path: 'legacy/a.yaml', kind: 'Component', name: 'kafka-orders' })).toBe('warning');
  });

  it('keep a rule on that is off everywhere else', () => {
    expect(settings.isOn(missingTracing)).toBe(true);
    expect(settings.isOn(ignoredTopic)).toBe(true);
    expect(defaultSettings(rules).isOn(missingTracing)).toBe(false);
    expect(settle('overrides: [{ files: a, rules: { missing-tracing: off } }]').isOn(missingTracing)).toBe(false);
    expect(settle('overrides: [{ files: a, rules: { invalid-port: off } }]').isOn(invalidPort)).toBe(true);
    expect(
      settle(
        'rules: { excessive-memory: off }\noverrides: [{ files: a, rules: { excessive-memory: { bound: 1 } } }]',
      ).isOn(excessiveMemory),
    ).toBe(false);
  });

  it('give way to a level of the flags, and keep their options', () => {
    const flagged = settle('overrides: [{ files: a, rules: { excessive-memory: { severity: off, bound: 7 } } }]', {
      rules: ['excessive-memory=error'],
    });
    expect(flagged.of(excessiveMemory, { path: 'a/b.yaml' })).toMatchObject({ level: 'error', options: { bound: 7 } });
    expect(
      settle('overrides: [{ files: a, rules: { missing-tracing: error } }]', { rules: ['missing-tracing=off'] }).isOn(
        missingTracing,
      ),
    ).toBe(false);
  });

  it('see paths from the folder of the config, with forward slashes', () => {
    expect(levelOf(invalidPort, { path: 'legacy\\a.yaml' })).toBe('off');
    expect(levelOf(invalidPort, { path: './legacy/a.yaml' })).toBe('off');
    const config = parseConfig(
      { path: '../daprlint.yaml', text: 'overrides: [{ files: /shop/legacy, rules: { invalid-port: off } }]' },
      rules,
    );
    const seen = resolveSettings({ config, rules, relative: (path) => `shop/${path}` });
    expect(seen.of(invalidPort, { path: 'legacy/a.yaml' }).level).toBe('off');
    expect(seen.of(invalidPort, { path: 'a.yaml' }).level).toBe('error');
  });

  it('are asked a million times in about a second', () => {
    const targets = Array.from({ length: 100 }, (_unused, index) => ({
      path: `legacy/${index}.yaml`,
      kind: 'Component',
      name: `kafka-${index}`,
    }));
    const start = performance.now();
    for (let round = 0; round < 2000; round += 1)
      for (const target of targets) for (const rule of rules.slice(0, 5)) settings.of(rule, target);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('what is left alone', () => {
  const text = 'ignores: [vendor]\nexternal: { secrets: ["vault-*"], apps: [payments], namespaces: [dapr-system] }\n';

  it('are the paths that the config ignores', () => {
    const settings = settle(text);
    expect(settings.ignores).toEqual(['vendor']);
    expect([settings.isIgnored('vendor/dapr/a.yaml'), settings.isIgnored('apps/a.yaml')]).toEqual([true, false]);
  });

  it('is nothing when the config names exceptions alone', () => {
    expect(settle('ignores: ["!apps"]').isIgnored('vendor/a.yaml')).toBe(false);
    const settings = settle('ignores: ["vendor/*", "!vendor/ours"]');
    expect([settings.isIgnored('vendor/theirs/a.yaml'), settings.isIgnored('vendor/ours/a.yaml')]).toEqual([
      true,
      false,
    ]);
  });

  it('is nothing with --no-ignores', () => {
    const settings = settle(text, { noIgnores: true });
    expect(settings).toMatchObject({ honoursIgnores: false, ignores: [] });
    expect(settings.isIgnored('vendor/dapr/a.yaml')).toBe(false);
  });

  it('are the names that live elsewhere, each for its kind', () => {
    const { world } = settle(text);
    expect(world.isExternal('Secret', 'vault-token')).toBe(true);
    expect(world.isExternal('Component', 'vault-token')).toBe(false);
    expect(world.isExternal('App', 'payments')).toBe(true);
    expect(world.isExternal('Namespace', 'dapr-system')).toBe(true);
    expect(world.isExternal('Service', 'payments')).toBe(false);
  });
});

describe('flags that make no sense', () => {
  it('are told with what was probably meant', () => {
    expect(errorOf({ preset: 'prodution' })).toBe('unknown preset "prodution" (did you mean "production"?)');
    expect(errorOf({ preset: 'x' })).toBe(
      'unknown preset "x" (use minimal, recommended, production, strict or todo-chatbot)',
    );
    expect(errorOf({ rules: ['invalid-prot=off'] })).toBe('unknown rule "invalid-prot" (did you mean "invalid-port"?)');
    expect(errorOf({ rules: ['x=off'] })).toBe('unknown rule "x" (see "daprlint rules" for all there are)');
    expect(errorOf({ rules: ['invalid-port=warn'] })).toBe('unknown level "warn" (did you mean "warning"?)');
    expect(errorOf({ rules: ['invalid-port=loud'] })).toBe('unknown level "loud" (use error, warning, info or off)');
    expect(errorOf({ rules: ['invalid-port'] })).toBe(
      '"invalid-port" is no setting of a rule (write --rule ID=LEVEL, with error, warning, info or off for a level)',
    );
    expect(errorOf({ daprVersion: '1.19' })).toMatch(/^unknown Dapr version "1\.19" \(use 1\.12, .* or 1\.18\)$/);
    expect(errorOf({ daprVersion: '' })).toMatch(/^unknown Dapr version ""/);
    expect(errorOf({ namespace: 'Shop' })).toMatch(/^"Shop" is not the name of a namespace/);
    expect(errorOf({ rules: ['constructor=off'] })).toMatch(/^unknown rule "constructor"/);
  });

  it('are not those where the last of several settings wins', () => {
    expect(settle('', { rules: ['invalid-port=off', 'invalid-port=info'] }).of(invalidPort, anywhere).level).toBe(
      'info',
    );
  });
});

describe('printed settings', () => {
  const text = `
preset: production
daprVersion: 1.17
namespace: shop
closedWorld: true
ignores: [vendor, '*.tmpl.yaml']
external: { apps: [payments, "on"] }
rules:
  invalid-port: off
  excessive-memory: { allow: ["cart: 1", "no"], hint: "it's \\"big\\"\\n# not a comment" }
overrides:
  - files: [legacy, "!legacy/new"]
    rules: { unknown-broker: { severity: off } }
  - kinds: Component
    rules: { excessive-memory: { bound: 5, allow: [] } }
`;

  it('are a config that brings about the same', () => {
    const settings = settle(text, { rules: ['unknown-broker=info'] });
    const printed = printSettings(settings, rules);
    const again = settle(printed);
    expect(printSettings(again, rules)).toBe(printed);
    expect(again.world.daprVersion).toBe('1.17');
    for (const target of [anywhere, { path: 'legacy/a.yaml' }, { path: 'a.yaml', kind: 'Component' }]) {
      for (const rule of rules) expect(again.of(rule, target)).toEqual(settings.of(rule, target));
    }
  });

  it('name every rule with its level and the values of its options', () => {
    expect(printSettings(defaultSettings(rules), rules)).toMatchInlineSnapshot(`
      "preset: recommended
      daprVersion: "1.18"
      closedWorld: false
      rules:
        invalid-port: error
        unknown-broker: warning
        ignored-topic: info
        missing-tracing: off
        unsupported-state: off
        excessive-memory:
          severity: warning
          bound: 2048
          unit: Mi
          allow: []
          includeInit: false
          hint: ""
      "
    `);
    expect(printSettings(settle(text), rules)).toMatchInlineSnapshot(`
      "preset: production
      daprVersion: "1.17"
      namespace: shop
      closedWorld: true
      ignores: [vendor, "*.tmpl.yaml"]
      external:
        apps: [payments, "on"]
      overrides:
        - files: [legacy, "!legacy/new"]
          rules:
            unknown-broker:
              severity: off
        - kinds: [Component]
          rules:
            excessive-memory:
              bound: 5
              allow: []
      rules:
        invalid-port: off
        unknown-broker: warning
        ignored-topic: info
        missing-tracing: info
        unsupported-state: off
        excessive-memory:
          severity: warning
          bound: 1024
          unit: Mi
          allow: ["cart: 1", "no"]
          includeInit: false
          hint: "it's \\"big\\"\\n# not a comment"
      "
    `);
  });
});
