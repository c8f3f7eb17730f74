export { compileOperation, type CompiledOperation, type ExecutionRequest } from './compile-operation.js';
