import base from './jest.config.js';

/** The tests that need the publishers' files: `CORRIDOR_MIRROR=<folder> npm run test:mirror`. */
export default { ...base, testMatch: ['**/test-mirror/**/*.spec.ts'] };
