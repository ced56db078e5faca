/** Whether a text may be what Go's pem.Decode takes: false only for what certainly is not, such as a path. */
export const mayBePem = (text: string): boolean => text.includes('-----BEGIN ');
