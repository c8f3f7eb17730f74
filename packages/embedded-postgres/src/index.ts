export { type Binaries, findBinaries } from './find-binaries.js';
export {
  ClusterError,
  type ClusterErrorCode,
  ClusterInUseError,
  ClusterVersionError,
  PostgresUnavailableError,
} from './cluster-error.js';
export { emptyCluster } from './empty-cluster.js';
export { findRunningCluster } from './find-running-cluster.js';
export { type Cluster, type ClusterOptions, type Connection, openCluster } from './open-cluster.js';
