import type { Problem } from '../../../finding.ts';
import type { Component } from '../../component.ts';
import { portOfPostgresUrl } from '../../values/postgres-dsn.ts';
import { isTruthy } from '../../values.ts';
import { withoutPem } from './pem.ts';

/** Source: components-contrib v1.18.4 state/etcd/etcd.go:121. */
export const etcd = (component: Component): Iterable<Problem> =>
  isTruthy(component.text('tlsEnable') ?? '') ? withoutPem(component, ['ca', 'cert', 'key']) : [];

/** Source: components-contrib v1.18.4 common/authentication/postgresql/metadata.go:129. */
export function* postgresql(component: Component): Generator<Problem> {
  const [port, url] = [component.text('port'), component.text('connectionString')];
  if (port && component.text('host') === '' && component.text('hostaddr') === '' && url && portOfPostgresUrl(url))
    yield {
      at: component.place('port'),
      message: 'port is put behind the port of connectionString',
      help: 'say it in one place',
    };
}
