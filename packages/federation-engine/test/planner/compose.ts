import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: [
  "@key" "@requires" "@external" "@shareable" "@override" "@inaccessible" "@interfaceObject"
])\n`;

/** Subgraphs by name, each as SDL, as what composition takes. */
export const subgraphsOf = (subgraphs: Readonly<Record<string, string>>) =>
  Object.entries(subgraphs).map(([name, sdl]) => ({
    name,
    url: `http://${name}.invalid/graphql`,
    typeDefs: parse(link + sdl),
  }));

/** The supergraph of subgraphs by name. */
export function compose(subgraphs: Readonly<Record<string, string>>): string {
  const { supergraphSdl, errors } = composeServices(subgraphsOf(subgraphs));
  if (supergraphSdl === undefined) throw new Error((errors ?? []).map(String).join('\n'));
  return supergraphSdl;
}

/** A supergraph of two subgraphs with a field each: one named after its version, and `other`. */
export const composeVersion = (version: string): string =>
  compose({ one: `type Query { ${version}: String }`, two: 'type Query { other: Int }' });

/** Three subgraphs through which a query can turn at every level, each time another way. */
export const composeTwins = (): string =>
  compose(
    Object.fromEntries(
      [0, 1, 2].map((number) => [
        `twin${number}`,
        `type Query { twin: Query @shareable own${number}: Int } type Mutation { set${number}: Int }`,
      ]),
    ),
  );

/** For {@link composeTwins}: over the planner's bound from the seventh level on; the time grows with the width. */
export const twins = (levels: number, width = 1): string => {
  const branch = (name: string) =>
    `${name}: twin { ${'twin { '.repeat(levels)} own0 own1 ${'}'.repeat(levels)} }`;
  return `{ ${Array.from({ length: width }, (_, index) => branch(`branch${index}`)).join(' ')} }`;
};
