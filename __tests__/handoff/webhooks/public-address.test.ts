import { isPublicAddress } from '../../../bot/handoff/webhooks/public-address.ts';
import { refusedTarget } from '../../../bot/handoff/webhooks/target.ts';

const inner = [
  ['this machine', '127.0.0.1'],
  ['this machine, by another number', '127.255.255.254'],
  ['this machine over IPv6', '::1'],
  ['any address', '0.0.0.0'],
  ['any address over IPv6', '::'],
  ['the “this” net', '0.1.2.3'],
  ['a private net (10)', '10.0.0.1'],
  ['a private net (172.16)', '172.16.0.1'],
  ['a private net (172.31)', '172.31.255.255'],
  ['a private net (192.168)', '192.168.1.1'],
  ['a provider’s shared net', '100.64.0.1'],
  ['a link-local address', '169.254.0.1'],
  ['the metadata service of most clouds', '169.254.169.254'],
  ['the metadata service of AWS over IPv6', 'fd00:ec2::254'],
  ['the metadata service of Alibaba', '100.100.100.200'],
  ['the metadata service of Oracle', '192.0.0.192'],
  ['the platform service of Azure', '168.63.129.16'],
  ['a link-local address over IPv6', 'fe80::1'],
  ['a link-local address with its zone', 'fe80::1%eth0'],
  ['a unique-local address', 'fc00::1'],
  ['a unique-local address (fd)', 'fdff:ffff::1'],
  ['a site-local address', 'fec0::1'],
  ['multicast', '224.0.0.1'],
  ['multicast over IPv6', 'ff02::1'],
  ['broadcast', '255.255.255.255'],
  ['a reserved address', '240.0.0.1'],
  ['documentation', '192.0.2.1'],
  ['documentation over IPv6', '2001:db8::1'],
  ['benchmarking', '198.18.0.1'],
  ['this machine, mapped', '::ffff:127.0.0.1'],
  ['this machine, mapped, in hexadecimal', '::ffff:7f00:1'],
  ['a private net, mapped, written out', '0:0:0:0:0:ffff:a00:1'],
  ['the metadata service, mapped', '::ffff:169.254.169.254'],
  ['this machine, in the old compatible form', '::127.0.0.1'],
  ['this machine, translated (SIIT)', '::ffff:0:127.0.0.1'],
  ['this machine, translated (NAT64)', '64:ff9b::7f00:1'],
  ['this machine, translated by a local NAT64', '64:ff9b:1::7f00:1'],
  ['this machine, through 6to4', '2002:7f00:1::1'],
  ['this machine, through Teredo', '2001:0:7f00:1::1'],
  ['no address', 'localhost'],
  ['nothing', ''],
] as const;

describe('an address', () => {
  it.each(inner)('that is %s is not public', (_, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['93.184.216.34', '8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:2800:220:1::1', '::ffff:8.8.8.8'])(
    '%s is public',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );
});

describe('a URL', () => {
  it.each([
    ['in decimal', 'https://2130706433/'],
    ['in hexadecimal', 'https://0x7f000001/'],
    ['in octal', 'https://0177.0.0.1/'],
    ['short', 'https://127.1/'],
    ['with full-width digits', 'https://１２７.０.０.１/'],
    ['with ideographic full stops', 'https://127。0。0。1/'],
    ['with a full stop at the end', 'https://127.0.0.1./'],
    ['escaped', 'https://%31%32%37.0.0.1/'],
    ['over IPv6', 'https://[::1]/'],
    ['mapped', 'https://[::ffff:127.0.0.1]/'],
    ['mapped and written out', 'https://[0:0:0:0:0:ffff:7f00:0001]/'],
  ])('with the address of this machine %s is refused', (_, url) => {
    expect(refusedTarget(new URL(url), false)).toBe('names an address that is not public');
  });

  it.each([
    ['http://hooks.example.com/', 'is not https'],
    ['ftp://hooks.example.com/', 'is not https'],
    ['file:///etc/passwd', 'is not https'],
    ['https://user:secret@hooks.example.com/', 'holds a user name or password'],
    ['https://hooks.example.com/#part', 'holds a fragment'],
  ])('such as %s is refused: it %s', (url, reason) => {
    expect(refusedTarget(new URL(url), false)).toBe(reason);
  });

  it.each(['https://hooks.example.com/path?query=1', 'https://hooks.example.com:8443/', 'https://8.8.8.8/'])(
    '%s may be tried',
    (url) => {
      expect(refusedTarget(new URL(url), false)).toBeNull();
    },
  );

  it('may be plain http and name this machine where that is allowed for development, and nothing else', () => {
    for (const url of ['http://localhost:9000/', 'http://127.0.0.1:9000/', 'https://[::1]/'])
      expect(refusedTarget(new URL(url), true)).toBeNull();
    expect(refusedTarget(new URL('file:///etc/passwd'), true)).toBe('is neither https nor http');
    expect(refusedTarget(new URL('http://user@localhost/'), true)).toBe('holds a user name or password');
  });
});
