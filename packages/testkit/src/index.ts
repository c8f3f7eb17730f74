export {
  createDatabase,
  openTestDatabase,
  runStatement,
  templateTarget,
  testCluster,
  type TestDatabase,
} from './test-database.js';
export { openTestService, type TestService } from './test-service.js';
