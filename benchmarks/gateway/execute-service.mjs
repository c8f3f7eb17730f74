/** A workload's service as a function from request to answer, executed as this project's own services are. */
import { compileOperation } from '@corridor/compiled-execution';
import { fromProject } from './project-modules.mjs';

/** Parses, validates and compiles each operation once. */
export function createExecutor({ typeDefs, resolvers }) {
  const { parse, validate } = fromProject('graphql');
  const { buildSubgraphSchema } = fromProject('@apollo/subgraph');
  const schema = buildSubgraphSchema({ typeDefs: parse(typeDefs), resolvers });
  const operations = new Map();
  const compile = (text, name) => {
    const document = parse(text);
    const [error] = validate(schema, document);
    if (error) throw error;
    return compileOperation(schema, document, name);
  };
  return ({ query, variables, operationName }) => {
    const key = operationName ? `${operationName}\n${query}` : query;
    let operation = operations.get(key);
    if (!operation) operations.set(key, (operation = compile(query, operationName)));
    return operation.execute({ variableValues: variables });
  };
}
