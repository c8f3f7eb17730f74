import { createHash } from 'node:crypto';
import { print, type DocumentNode, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { TagCollector } from '../cache/collect-tags.js';
import { addEntityKeys } from '../cache/entity-selections.js';
import type { Planner } from '../planner/planner.js';
import { revealJoiningFields } from '../planner/rewrite-aliases.js';
import { prepareOperation, type PreparedOperation } from '../prepare-operation.js';

/** An operation as a client names it. */
export interface OperationText {
  readonly query: string;
  /** Which of the document's operations; needless when it has one. */
  readonly operationName?: string | undefined;
}

/** An operation that is planned for one supergraph. */
export interface KnownOperation {
  /** Says which operation of which supergraph it is, in every process alike. */
  readonly key: string;
  readonly prepared: PreparedOperation;
  /** Finds the entities in its answers; undefined when nothing is cached. */
  readonly collectTags: TagCollector | undefined;
}

interface Entry {
  readonly operation: OperationText;
  readonly known: Promise<KnownOperation>;
  /** There once it was admitted: from then on it is answered without being looked at again. */
  admitted?: KnownOperation;
}

export interface KnownOperationsOptions {
  readonly supergraphId: string;
  /** What clients see. */
  readonly schema: GraphQLSchema;
  readonly planner: Planner;
  /** How many are kept; the least recently used are planned again when they come back. */
  readonly max: number;
  /** Whether plans also fetch the keys of entities. */
  readonly withEntityKeys: boolean;
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url');

const nameOf = ({ query, operationName }: OperationText) =>
  operationName === undefined ? query : `${operationName}\n${query}`;

/** The operations that clients have asked of one supergraph, each planned once, however many ask at the same time. */
export class KnownOperations {
  private readonly entries: LRUCache<string, Entry>;
  private readonly joiningFields: ReadonlySet<string>;

  constructor(private readonly options: KnownOperationsOptions) {
    this.joiningFields = new Set(options.planner.facts.joiningFields);
    this.entries = new LRUCache({ max: options.max });
  }

  /** One that was admitted before; undefined for any other, planned or not. */
  findAdmitted(operation: OperationText): KnownOperation | undefined {
    return this.entries.get(nameOf(operation))?.admitted;
  }

  /**
   * Plans an operation unless it is planned already.
   * @param document parsed from the text and validated against this supergraph's schema
   * @throws GraphQLError when it cannot be planned
   */
  prepare(operation: OperationText, document: DocumentNode): Promise<KnownOperation> {
    return this.entryOf(operation, document).known;
  }

  /** As {@link prepare}, for an operation that passed every check there is: it needs none of them again. */
  async admit(operation: OperationText, document: DocumentNode): Promise<KnownOperation> {
    const entry = this.entryOf(operation, document);
    return (entry.admitted = await entry.known);
  }

  /** The most recently used first. */
  list(): readonly OperationText[] {
    return [...this.entries.values()].map(({ operation }) => operation);
  }

  get size(): number {
    return this.entries.size;
  }

  private entryOf({ query, operationName }: OperationText, document: DocumentNode): Entry {
    const operation = { query, operationName };
    const name = nameOf(operation);
    const existing = this.entries.get(name);
    if (existing) return existing;
    const entry: Entry = { operation, known: this.plan(operation, document) };
    this.entries.set(name, entry);
    entry.known.catch(() => {
      if (this.entries.peek(name) === entry) this.entries.delete(name); // asked again it is tried again
    });
    return entry;
  }

  private async plan(operation: OperationText, document: DocumentNode): Promise<KnownOperation> {
    const { schema, planner, supergraphId, withEntityKeys } = this.options;
    const { query, operationName } = operation;
    const revealed = revealJoiningFields(document, this.joiningFields);
    const extended = withEntityKeys
      ? addEntityKeys(revealed.document, operationName, schema, planner.facts)
      : undefined;
    const planned = extended?.document ?? revealed.document;
    const text = planned === document ? query : print(planned);
    const plan = await planner.plan({ document: text, operationName });
    return {
      key: `${supergraphId}/${hashOf(nameOf(operation))}`,
      prepared: prepareOperation({ schema, document, operationName, plan, facts: planner.facts, revealed }),
      collectTags: extended?.collectTags,
    };
  }
}
