/** Hive Gateway as its own benchmark configures it; sharing of identical requests is an option there too. */
import { defineConfig } from '@graphql-hive/gateway';

export const gatewayConfig = defineConfig({
  inboundInflightRequestDeduplication: process.env.SHARE_REQUESTS === '1',
  logging: 'error',
});
