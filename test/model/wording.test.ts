import { describe, expect, it } from 'vitest';
import { appsTitle, listed, sidecarsOf, someApps } from '../../src/model/wording.ts';

const apps = (...ids: readonly string[]) => ids.map((id) => ({ title: `app "${id}"` }));
const kiosk = { title: 'Deployment "kiosk"' };

describe('apps in a message', () => {
  it('are named after one word for all', () => {
    expect(appsTitle(apps('orders'))).toBe('app "orders"');
    expect(appsTitle(apps('orders', 'billing', 'checkout'))).toBe('apps "orders", "billing" and "checkout"');
    expect(appsTitle(apps('a', 'b', 'c', 'd', 'e'))).toBe('apps "a", "b", "c" and 2 more');
    expect(someApps(apps('a', 'b', 'c', 'd', 'e'))).toBe('apps "a", "b", "c" and others');
  });

  it('are named once each, however many workloads have the id', () => {
    expect(appsTitle(apps('orders', 'orders'), ['has', 'have'])).toBe('app "orders" has');
    expect(sidecarsOf(apps('orders', 'orders'))).toBe('the sidecar of app "orders"');
  });

  it('stand before workloads that have no id', () => {
    expect(appsTitle([kiosk, ...apps('orders', 'billing')])).toBe('apps "orders", "billing" and Deployment "kiosk"');
    expect(appsTitle([...apps('orders'), kiosk], ['has', 'have'])).toBe('app "orders" and Deployment "kiosk" have');
    expect(sidecarsOf([kiosk], ['has', 'have'])).toBe('the sidecar of Deployment "kiosk" has');
  });

  it('are counted, and not all read, where they are very many', () => {
    let read = 0;
    const crowd = Array.from({ length: 10_000 }, (_, index) => ({
      get title() {
        read += 1;
        return `app "app-${index}"`;
      },
    }));
    expect(appsTitle(crowd, ['does', 'do'])).toBe('apps "app-0", "app-1", "app-2" and 9997 more do');
    expect(read).toBeLessThan(1000);
  });
});

describe('a list in a message', () => {
  it('counts what it does not show', () => {
    expect(listed(['a', 'b', 'c', 'd'])).toBe('a, b, c and d');
    expect(listed(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c and 2 more');
    expect(listed(['a'], 4, 7)).toBe('a and 7 more');
  });
});
