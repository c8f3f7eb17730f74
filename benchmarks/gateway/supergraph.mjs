import { fromProject } from './project-modules.mjs';

/**
 * A workload's services composed.
 * @param urlOf where a service's GraphQL is
 */
export function composeSupergraph({ services }, urlOf) {
  const { composeServices } = fromProject('@apollo/composition');
  const { parse } = fromProject('graphql');
  const { supergraphSdl, errors } = composeServices(
    Object.entries(services).map(([name, { typeDefs }]) => ({
      name,
      url: urlOf(name),
      typeDefs: parse(typeDefs),
    })),
  );
  if (errors?.length) throw new Error(errors.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}
