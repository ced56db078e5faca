import { describe, expect, it, test } from 'vitest';
import { plainTextIn, plainTextOf } from '../../../src/model/secrets/plain-text.ts';
import { looksRandom } from '../../../src/model/secrets/random.ts';
import { tokensIn } from '../../../src/model/secrets/tokens.ts';

// Put together here, so that no token stands in this file.
const signs = 'k3Vb9xQ2mZ7tLw5nRc8yHd4sJf6gPa1uEo0iTqXWk3Vb9xQ2mZ7tLw5nRc8yHd4sJf6gPa1uEo0iTqXWk3Vb9xQ2mZ7tLw5n';
const hex = '4f9a1c7be2d805634f9a1c7be2d8c1563a9b7c5d1e2f40618d7c6b5a49382716';
const some = (count: number): string => signs.slice(0, count);
const samples: Readonly<Record<string, string>> = {
  'a private key': `-----BEGIN RSA ${'PRIVATE'} KEY-----\n${some(60)}`,
  'an age key': `AGE-SECRET-${'KEY-1'}${'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L'.repeat(2).slice(0, 58)}`,
  'an API key of Anthropic': `sk-ant-${'api03-'}${some(93)}AA`,
  'an access key of AWS': `AK${'IA'}QWERTYUIOPASDFGH`,
  'a key of an Azure storage account': `AccountName=shop;AccountKey=${some(86)}==`,
  'a shared access key of Azure': `Endpoint=sb://shop.example.com/;SharedAccessKey=${some(43)}=`,
  'a shared access signature of Azure': `https://shop.example.com/c?se=2027&sig=${some(43)}%3D`,
  'a client secret of Microsoft Entra': `abc${'8Q~'}${some(34)}`,
  'a token of Databricks': `da${'pi'}${hex.slice(0, 32)}`,
  'a token of DigitalOcean': `dop${'_v1_'}${hex}`,
  'a token of Docker Hub': `dckr${'_pat_'}${some(27)}`,
  'a token of GitHub': `gh${'p_'}${some(36)}`,
  'a token of GitLab': `gl${'pat-'}${some(20)}`,
  'an API key of Google': `AI${'za'}${some(35)}`,
  'a client secret of Google': `GOC${'SPX-'}${some(28)}`,
  'an access token of Google': `ya${'29.'}${some(60)}`,
  'a token of Grafana': `gl${'sa_'}${some(32)}_${hex.slice(0, 8)}`,
  'a token of Hugging Face': `h${'f_'}${some(34)}`,
  'a JSON Web Token': `ey${'JhbGciOiJIUzI1NiJ9'}.eyJzdWIiOiJvcmRlcnMifQ.${some(43)}`,
  'a key of New Relic': `NR${'AK-'}QWERTYUIOPASDFGHJKLZXCVBNM8`,
  'a token of npm': `np${'m_'}${some(36)}`,
  'an API key of OpenAI': `s${'k-'}${some(20)}T3BlbkFJ${some(20)}`,
  'an API key of SendGrid': `S${'G.'}${some(22)}.${some(43)}`,
  'a token of Slack': `xo${'xb-'}${some(40)}`,
  'a webhook of Slack': `https://hooks.slack${'.com/services/'}T0Q8WJ3KD/B0Q8WJ3KE/${some(24)}`,
  'a key of Stripe': `sk_${'live_'}${some(24)}`,
  'a token of a Telegram bot': `4827163950${':AA'}${some(33)}`,
  'a token of HCP Terraform': `${some(14)}${'.atlasv1.'}${some(67)}`,
  'a token of Vault': `hv${'s.'}${some(24)}`,
};

describe('a text gives away', () => {
  test.each(Object.entries(samples))('%s', (title, text) => {
    expect(plainTextIn(text)?.title).toBe(title);
    const [token] = tokensIn(`before ${text} behind`);
    expect(token && `before ${text} behind`.slice(token.start, token.end).length).toBeGreaterThan(14);
  });

  test.each([
    'mongodb://orders:Xk9qLm2v@db.example.com/orders',
    'host=db.example.com user=orders password=Xk9qLm2v',
    'Server=db.example.com;Database=orders;User ID=sa;Password=Xk9qLm2v',
    'orders:Xk9qLm2v@tcp(db.example.com:3306)/orders',
  ])('the password in %s', (text) => {
    expect(plainTextIn(text)).toEqual({ title: 'a password', isCertain: true });
  });

  test.each([
    '',
    'AKIAIOSFODNN7EXAMPLE',
    `AKIA${'X'.repeat(16)}`,
    'task-proj-of-the-month-and-the-year',
    'disk-ant-api03-is-a-word-and-no-key-of-anybody-at-all-as-it-begins-in-the-middle',
    'amqp://orders@rabbitmq.example.com:5672',
    'amqp://orders:<password>@rabbitmq.example.com:5672',
    'postgres://$(USER):$(PASSWORD)@db.example.com/orders',
    'Server=db.example.com;Database=orders;Authentication=Active Directory Default',
    'Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=root;SharedAccessKey=<key>',
    'registry.example.com/shop/orders@sha256:5f2b51ca2fdc5baa31ec02e002f69aec5f2b51ca2fdc5baa31ec02e002f69aec',
    'package http\n\nallow = true { token := input.request.headers["authorization"] }',
    'a=b; password is what we ask for',
    'sslmode=verify-full sslkey=/certs/tls.key',
  ])('nothing: %s', (text) => {
    expect(plainTextIn(text)).toBeUndefined();
  });
});

describe('a name and a value together', () => {
  test.each([
    ['DB_PASSWORD', 'changeme'],
    ['dbPassword', 'correct-horse'],
    ['spring.datasource.password', 'hunter2'],
    ['X-Api-Key', 'correct-horse'],
    ['Authorization', 'Bearer 8f2b6c1e'],
    ['AWS_SECRET_ACCESS_KEY', some(40)],
    ['JWT_SECRET', 'orders'],
    ['ACCOUNT_KEY2', 'abcdef'],
  ])('give a secret away: %s', (name, value) => {
    expect(plainTextOf(name, value)).toEqual({ isCertain: true });
  });

  test.each([
    ['CACHE_KEY', some(30)],
    ['x-functions-code', some(40)],
  ])('may be a key: %s', (name, value) => {
    expect(plainTextOf(name, value)?.isCertain).toBe(false);
  });

  test.each([
    ['DB_PASSWORD', ''],
    ['DB_PASSWORD', '<password>'],
    ['DB_PASSWORD', '$(OTHER)'],
    ['DB_PASSWORD', 'vault:secret/data/orders#password'],
    ['DB_PASSWORD_FILE', '/run/secrets/password'],
    ['PASSWORD_MIN_LENGTH', '12'],
    ['PASSWORD_AUTH', 'optional'],
    ['SECRET_NAME', 'orders'],
    ['TLS_SECRET', 'orders-tls'],
    ['dapr.io/api-token-secret', 'dapr-token-2'],
    ['nginx.ingress.kubernetes.io/auth-secret', 'basic-auth-1'],
    ['TOKEN_ISSUER', 'https://login.example.com'],
    ['ALLOW_EMPTY_PASSWORD', 'yes'],
    ['REQUIRE_TOKEN', 'true'],
    ['API_TOKEN', 'file:///run/secrets/token'],
    ['PRIVATE_KEY', '/certs/tls.key'],
    ['COMPASS', 'north'],
    ['MONKEY', 'george'],
    ['PARTITION_KEY', 'customerId'],
    ['IDEMPOTENCY_KEY', '4b6d2b0e-9f0f-4a53-8f55-3f1b6d6a4c11'],
    ['ROUTING_KEY', 'orders.created.v1.eu-west-1'],
    ['GIT_HASH', 'release-of-the-first-of-march'],
  ])('give nothing away: %s=%s', (name, value) => {
    expect(plainTextOf(name, value)).toBeUndefined();
  });
});

describe('what a machine has drawn', () => {
  it('is told from words, identifiers and versions', () => {
    expect([some(24), hex.slice(0, 32), some(40)].map(looksRandom)).toEqual([true, true, true]);
    const words = [
      'orders-of-the-day-2027',
      'OrdersOfTheDayAndOfTheWeek',
      'com_example_orders_v1_2',
      '4b6d2b0e-9f0f-4a53-8f55-3f1b6d6a4c11',
      'aaaaaaaaaaaaaaaaaaaaaaa1',
      'short1',
    ];
    expect(words.filter(looksRandom)).toEqual([]);
  });
});

it('texts of any length and kind are judged in time that grows with their length', () => {
  const hostile = [
    'a',
    'AKIA',
    'x=y;',
    '://a:',
    'eyJ',
    'eyJaaaaaaaaaaaa.',
    'host=a ',
    'password=',
    'xoxb-',
    '8Q~',
    ':AA',
    'a:',
  ];
  const start = performance.now();
  for (const piece of hostile) {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    plainTextOf('password', text);
    plainTextOf('password', text.slice(0, 8000));
    plainTextOf(text, 'hunter2');
  }
  expect(performance.now() - start).toBeLessThan(3000);
});
