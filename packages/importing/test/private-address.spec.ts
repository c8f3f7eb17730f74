import { describe, expect, it } from '@jest/globals';
import { isPrivateAddress, lookUpPublic } from '../src/private-address.js';

describe('a private address', () => {
  it.each(
    `127.0.0.1 127.9.9.9 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1
    255.255.255.255 ::1 :: fe80::1 fd00::1 ::ffff:10.0.0.1 ::ffff:7f00:1`.split(/\s+/),
  )('is %s', (address) => expect(isPrivateAddress(address)).toBe(true));

  it.each('8.8.8.8 172.32.0.1 100.128.0.1 192.169.0.1 2606:4700::1111 ::ffff:8.8.8.8 example.org'.split(' '))(
    'is not %s',
    (address) => expect(isPrivateAddress(address)).toBe(false),
  );

  it('is not connected to under a name', async () => {
    const error = await new Promise((resolve) => lookUpPublic('localhost', {}, resolve));
    expect(String(error)).toMatch(/localhost is the private address (127\.0\.0\.1|::1)/);
  });
});
