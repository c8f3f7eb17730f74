import { describe, expect, it } from '@jest/globals';
import { ConfigError, list, port, readSettings } from '../src/index.js';

const shape = { PORT: port.default(4000), ORIGINS: list.optional() };

describe('settings', () => {
  it('come from the environment, with defaults where a variable is missing or empty', () => {
    expect(readSettings({ PORT: '', ORIGINS: 'https://a.org, https://b.org,' }, shape)).toEqual({
      PORT: 4000,
      ORIGINS: ['https://a.org', 'https://b.org'],
    });
  });

  it('that cannot be used are refused by name, without their values', () => {
    const read = () => readSettings({ PORT: 'secret' }, shape);
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/PORT: must be a port number/);
    expect(read).not.toThrow(/secret/);
  });
});
