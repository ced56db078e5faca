import type { Field } from '../../yaml/field.ts';
import type { Namespace, Resource } from '../resource.ts';

/** Where an Ingress or a route sends requests. */
export interface Backend {
  readonly name: string;
  readonly namespace: Namespace;
  readonly port: Field;
  readonly route: Resource;
}

interface IngressBackend {
  service?: { name: string; port?: { number?: number; name?: string } };
  serviceName?: string;
  servicePort?: number | string;
}
interface IngressShape {
  spec: { defaultBackend?: IngressBackend; rules?: { http?: { paths: { backend: IngressBackend }[] } }[] };
}

/** Where the paths of an Ingress lead, and what fits none of them; in its present and its former form. */
export const backendsOfIngress = (route: Resource): readonly Backend[] => {
  const { spec } = { spec: (route.body as Field as Field<IngressShape>).get('spec') };
  const paths = spec.get('rules').items.flatMap((rule) => rule.get('http').get('paths').items);
  return [spec.get('defaultBackend'), ...paths.map((path) => path.get('backend'))].flatMap((backend) => {
    const service = backend.get('service');
    const { text: name } = service.exists ? service.get('name') : backend.get('serviceName');
    if (name === undefined) return [];
    const { port, number } = { port: service.get('port'), number: service.get('port').get('number') };
    const asked = !service.exists ? backend.get('servicePort') : number.exists ? number : port.get('name');
    return [{ name, namespace: route.namespace, port: asked as Field, route }];
  });
};

interface RouteShape {
  spec: { rules?: { backendRefs?: { name: string; namespace?: string; port?: number; kind?: string }[] }[] };
}

/** Where the rules of an HTTPRoute of the Gateway API lead. */
export const backendsOfRoute = (route: Resource): readonly Backend[] =>
  (route.body as Field as Field<RouteShape>)
    .get('spec')
    .get('rules')
    .items.flatMap((rule) => rule.get('backendRefs').items)
    .flatMap((reference) => {
      const { text: name } = reference.get('name');
      const isService = (reference.get('kind').text ?? 'Service') === 'Service';
      if (name === undefined || !isService) return [];
      const namespace = reference.get('namespace').text ?? route.namespace;
      return [{ name, namespace, port: reference.get('port') as Field, route }];
    });
