import type { SubgraphDefinition } from '../engine-options.js';
import { listSubgraphs } from '../supergraph/list-subgraphs.js';
import { httpSubgraph } from './http-subgraph.js';
import type { Subgraph } from './subgraph.js';

/** The ways to subgraphs, each opened once: a new supergraph over the same subgraphs goes on with their connections. */
export class SubgraphPool {
  private readonly opened = new Map<string, Subgraph>();

  constructor(private readonly openSubgraph: (definition: SubgraphDefinition) => Subgraph = httpSubgraph) {}

  /** The subgraphs of a supergraph, by name. */
  open(supergraphSdl: string): ReadonlyMap<string, Subgraph> {
    return new Map(
      [...listSubgraphs(supergraphSdl)].map(([name, url]) => [name, this.openOne({ name, url })]),
    );
  }

  private openOne(definition: SubgraphDefinition): Subgraph {
    const key = `${definition.name} ${definition.url}`;
    const subgraph = this.opened.get(key) ?? this.openSubgraph(definition);
    this.opened.set(key, subgraph);
    return subgraph;
  }

  async close(): Promise<void> {
    await Promise.all([...this.opened.values()].map((subgraph) => subgraph.close()));
  }
}
