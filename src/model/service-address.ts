import { splitHostPort } from './values/address.ts';

/** A Service of Kubernetes, as an address names it. */
export interface ServiceAddress {
  readonly name: string;
  /** Undefined where it is that of who connects. */
  readonly namespace: string | undefined;
  readonly port: number | undefined;
}

const usualPorts: Readonly<Record<string, number>> = { http: 80, https: 443 };

/**
 * The Service that an address leads to: `zipkin`, `zipkin.monitoring.svc`, `http://zipkin.monitoring.svc.cluster.local:9411/api`.
 * Undefined for what is none for certain, as `zipkin.example` is.
 */
export const serviceOf = (address: string): ServiceAddress | undefined => {
  const [, scheme = '', authority = ''] = /^(?:([a-z]+):\/\/)?([^/?#]*)/i.exec(address.trim()) ?? [];
  const { host, port } = splitHostPort(authority) ?? { host: authority, port: '' };
  const [, name, namespace] = /^([a-z]([-a-z0-9]*[a-z0-9])?)$/.test(host)
    ? ['', host, undefined]
    : (/^([a-z][-a-z0-9]*)\.([a-z0-9][-a-z0-9]*)\.svc(?:\.[-a-z0-9.]+)?$/.exec(host) ?? []);
  if (name === undefined || name === 'localhost') return undefined;
  const number = port === '' ? usualPorts[scheme.toLowerCase()] : Number(port);
  return { name, namespace, port: Number.isInteger(number) ? number : undefined };
};
