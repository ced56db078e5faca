/**
 * What is wrong with the URL of an AMQP server, as the end of a sentence about it; undefined where the driver takes it.
 * Source: rabbitmq/amqp091-go uri.go ParseURI.
 */
export const faultOfAmqpUrl = (url: string): string | undefined => {
  if (url.includes(' ')) return 'has a space in it';
  if (!/^amqps?:\/\//i.test(url)) return 'does not begin with amqp:// or amqps://';
  const [, authority = ''] = /^[^/]*\/\/([^/?#]*)/.exec(url) ?? [];
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  if (/%(?![0-9a-f]{2})/i.test(authority)) return 'has a % that is not followed by two hexadecimal digits';
  return /:(?!\d*$)[^\]]*$/.test(host) ? 'has a port that is no number' : undefined;
};
