export { readGatewayConfig, readSubgraphUrls, type GatewayConfig } from './config.js';
export { openGateway, type Gateway, type GatewayOptions } from './server.js';
export type { LocalSubgraph, SubgraphTarget } from './subgraphs/open-subgraph.js';
