/** The project's own packages, which a file here would otherwise look for in this folder's modules first. */
import { createRequire } from 'node:module';

/** As the gateway loads them: `graphql`, `@apollo/*` as CommonJS, one copy of each. */
export const fromProject = createRequire(new URL('../../gateway/package.json', import.meta.url));
