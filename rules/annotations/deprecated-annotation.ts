import { type App, defineRule, type Edit, type Problems, respell, yaml } from '../../src/rule.ts';

/** The edits that put the annotation of today in the place of one; undefined where its value tells too little. */
const modern: Readonly<Record<string, (app: App) => readonly Edit[] | undefined>> = {
  'http-max-request-size': (app) => inUnit(app, 'http-max-request-size', 'max-body-size', 'Mi'),
  'http-read-buffer-size': (app) => inUnit(app, 'http-read-buffer-size', 'read-buffer-size', 'Ki'),
};

const inUnit = (app: App, old: string, current: string, unit: string): readonly Edit[] | undefined => {
  const annotation = app.annotation(old);
  const size = app.integer(old);
  if (size === undefined || size < 1 || app.annotation(current).exists || annotation.isAliased) return undefined;
  return [respell(annotation.key, `dapr.io/${current}`), respell(annotation, `${size}${unit}`)];
};

export const deprecatedAnnotation = defineRule({
  id: 'deprecated-annotation',
  severity: 'warning',
  summary: 'Annotation has a successor',
  why: 'daprd still reads it, and logs that it will not do so for ever.',
  source: 'dapr v1.18.3 cmd/daprd/options/options.go:156-163 MarkDeprecated',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'fragile',
  each: 'app',

  *check(app, { workspace }): Problems {
    for (const { key, deprecated } of workspace.catalog.annotations) {
      const name = key.slice('dapr.io/'.length);
      const annotation = app.annotation(name);
      if (!deprecated || !annotation.exists || !workspace.isAtLeast(deprecated.since)) continue;
      const edits = modern[name]?.(app);
      yield {
        at: annotation.key,
        message: `${key} is deprecated since Dapr ${deprecated.since}`,
        help: `use ${deprecated.replacement}`,
        ...(edits && { fix: { title: `Use ${deprecated.replacement.split(' ')[0]}`, edits } }),
      };
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/http-max-request-size: "16"
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ dapr.io/http-max-request-size is deprecated since Dapr 1.14
      `,
      fixed: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/max-body-size: "16Mi"
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: orders
          annotations:
            dapr.io/enabled: "true"
            dapr.io/app-id: orders
            dapr.io/http-max-request-size: "16"
      `,
      daprVersion: '1.13',
      because: 'Dapr 1.13 has no other',
    },
  ],
});
