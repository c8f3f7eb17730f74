import type { QueryPlan } from '@apollo/query-planner';
import { openPlannerThread } from '../../src/planner/planner-thread.js';
import type { Planner } from '../../src/planner/planner.js';
import { loadSupergraphs, type SupergraphLoaderOptions } from '../../src/supergraph/supergraph-loader.js';

/** What these tests make of a supergraph: its planner, and the plan of an operation known before it took traffic. */
export interface TestGraph {
  readonly id: string;
  readonly planner: Planner;
  readonly known: QueryPlan;
}

/** A log that can be read back. */
export class TestLog {
  readonly lines: string[] = [];
  readonly info = (line: string) => void this.lines.push(line);
  readonly warn = (line: string) => void this.lines.push(line);
  readonly error = (line: string) => void this.lines.push(line);
}

type Options = Partial<SupergraphLoaderOptions<TestGraph>> &
  Pick<SupergraphLoaderOptions<TestGraph>, 'source'>;

/** Loads with real planners in real threads; `swapped` lists the graphs as they take over. */
export async function load(options: Options) {
  const swapped: TestGraph[] = [];
  const loader = await loadSupergraphs<TestGraph>({
    openPlanner: (supergraphSdl) => openPlannerThread({ supergraphSdl }),
    prepare: async (planner, { id }) => ({
      id,
      planner,
      known: await planner.plan({ document: '{ other }', operationName: undefined }),
    }),
    onSwap: (graph) => swapped.push(graph),
    ...options,
  });
  return { loader, swapped };
}

/** A source whose supergraphs the test gives. */
export class GivenSource {
  isCleanedUp = false;
  update: (supergraphSdl: string) => void = () => {
    throw new Error('not started');
  };

  constructor(private readonly first: () => string | Promise<string>) {}

  readonly hook = async ({ update }: { readonly update: (supergraphSdl: string) => void }) => {
    this.update = update;
    const cleanup = async () => {
      this.isCleanedUp = true;
    };
    return { supergraphSdl: await this.first(), cleanup };
  };
}
