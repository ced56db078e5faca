import { defineRule, type Problems, quote, yaml } from '../../src/rule.ts';

export const misspeltSocketPath = defineRule({
  id: 'misspelt-socket-path',
  severity: 'warning',
  summary: 'Path of the sockets is that of a file',
  why: 'The annotation names a folder, which is mounted into every container of the app; the sockets in it are dapr-<app-id>-http.socket and dapr-<app-id>-grpc.socket. A relative path has no meaning.',
  source: 'dapr v1.18.3 pkg/injector/patcher/sidecar_volumes.go:46; pkg/api/http/server.go:120',
  docs: 'https://docs.dapr.io/reference/arguments-annotations-overview/',
  effect: 'wrong',
  facts: ['inj.uds'],
  each: 'app',

  *check(app): Problems {
    const path = app.reads('unix-domain-socket-path') ?? '';
    const isFile = /\.sock(?:et)?$/.test(path);
    if (path === '' || (!isFile && path.startsWith('/'))) return;
    yield {
      at: app.annotation('unix-domain-socket-path'),
      message: `${quote(path)} is ${isFile ? 'the name of a socket, and becomes a folder' : 'no absolute path'}`,
      help: isFile ? 'name the folder alone' : 'let it begin with a slash',
    };
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
            dapr.io/unix-domain-socket-path: /tmp/dapr.sock
                                             ^^^^^^^^^^^^^^ "/tmp/dapr.sock" is the name of a socket, and becomes a folder
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
            dapr.io/unix-domain-socket-path: /tmp/dapr-sockets
      `,
      because: 'this is a folder',
    },
  ],
});
