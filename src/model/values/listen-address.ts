const isIPv4 = (text: string): boolean =>
  /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) &&
  text.split('.').every((octet) => Number(octet) <= 255 && !/^0./.test(octet));

/**
 * Whether daprd can listen on an address, once it has put a colon and the port behind it; the empty one is all addresses.
 * Source: dapr v1.18.3 pkg/api/http/server.go:129.
 */
export const isListenAddress = (address: string): boolean => {
  if (address === '' || /^\[[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(?:%\w+)?\]$/.test(address)) return true;
  return /^[\d.]+$/.test(address) ? isIPv4(address) : /^[a-zA-Z0-9_](?:[-a-zA-Z0-9_.]*[a-zA-Z0-9_.])?$/.test(address);
};
