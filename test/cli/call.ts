import { Readable } from 'node:stream';
import { main, type Terminal } from '../../src/cli/main.ts';

/** What a call of the command line came to. */
export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Calls daprlint as a shell would, but within this process. */
export const daprlint = async (
  cwd: string,
  argv: readonly string[],
  more: Partial<Terminal> & { readonly input?: string } = {},
): Promise<Outcome> => {
  let [stdout, stderr] = ['', ''];
  const status = await main(argv, {
    cwd,
    env: {},
    stdin: Readable.from([Buffer.from(more.input ?? '')]),
    print: async (text) => {
      stdout += text;
    },
    complain: async (text) => {
      stderr += text;
    },
    terminal: undefined,
    today: () => '2026-11-23',
    now: () => 0,
    machine: 'Node v20, linux',
    ...more,
  });
  return { status, stdout, stderr };
};

/** An app with one error: an annotation that is a number. */
export const unquotedPort = `apiVersion: v1
kind: Pod
metadata:
  name: orders
  annotations:
    dapr.io/enabled: "true"
    dapr.io/app-id: orders
    dapr.io/app-port: 8080
`;

/** A component without any fault. */
export const flawless = `apiVersion: dapr.io/v1alpha1
kind: Component
metadata:
  name: secrets
spec:
  type: secretstores.kubernetes
  version: v1
  metadata: []
`;
