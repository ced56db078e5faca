import type { Problem } from '../../../finding.ts';
import type { Component } from '../../component.ts';
import { jsonIn } from '../../values.ts';

/** Source: components-contrib v1.18.4 middleware/http/bearer/metadata.go:52. */
export function* bearer(component: Component): Generator<Problem> {
  const issuer = component.text('issuer');
  if (component.text('jwksURL') !== '' || !issuer || /^https?:\/\//i.test(issuer)) return;
  yield { at: component.place('issuer'), message: 'issuer does not begin with http:// or https://' };
}

/**
 * The paths that routeralias leads to, one to an item or all of them in `routes`.
 * Source: components-contrib v1.18.4 middleware/http/routeralias/routeralias_middleware.go.
 */
export function* routes(component: Component): Generator<Problem> {
  const text = component.text('routes');
  const others = component.metadata.filter(({ name }) => name.toLowerCase() !== 'routes');
  if (!component.isWhole || text === undefined) return;
  for (const { item, name, text: path } of text === '' || others.length > 0 ? component.metadata : [])
    if (path === '')
      yield { at: item.get('name'), message: `${name} leads nowhere`, help: 'write the path that it stands for' };
  if (others.length === 0 && text.trim() !== '' && !isMapOfPaths(text))
    yield { at: component.place('routes'), message: 'routes is no map of paths', help: 'write {"/alias": "/path"}' };
}

/** What is no JSON is read as YAML, of which only this much is looked at. */
const isMapOfPaths = (text: string): boolean => {
  const value = jsonIn(text);
  if (value === undefined) return /:(?:\s|$)/m.test(text);
  const paths = Object.values(value ?? {});
  return !Array.isArray(value) && !paths.some((path) => typeof path === 'object' && path !== null);
};
