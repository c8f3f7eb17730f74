import { compileOperation, type CompiledOperation } from '@corridor/compiled-execution';
import { OperationTypeNode, parse, validate, type DocumentNode, type GraphQLSchema } from 'graphql';

interface Prepared {
  /** Undefined when the text is no valid document. */
  readonly document: DocumentNode | undefined;
  readonly operations: Map<string | undefined, CompiledOperation>;
}

const maxTexts = 1_000;
const maxTextLength = 100_000;

/** The operations that were asked of late: parsed, validated and compiled once, found by their text. */
export class CompiledOperations {
  /** The one asked last stands last. */
  readonly #prepared = new Map<string, Prepared>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** Undefined for what only Apollo Server can answer: an invalid document, an unknown name, a subscription. */
  find(text: string, name: string | undefined): CompiledOperation | undefined {
    if (text.length > maxTextLength) return undefined;
    const { document, operations } = this.#prepare(text);
    const known = operations.get(name);
    if (known || !document) return known;
    try {
      const operation = compileOperation(this.schema, document, name);
      if (operation.kind === OperationTypeNode.SUBSCRIPTION) return undefined;
      operations.set(name, operation);
      return operation;
    } catch {
      return undefined; // no such operation
    }
  }

  #prepare(text: string): Prepared {
    const prepared = this.#prepared.get(text) ?? { document: this.#read(text), operations: new Map() };
    this.#prepared.delete(text);
    this.#prepared.set(text, prepared);
    if (this.#prepared.size > maxTexts) {
      const [oldest] = this.#prepared.keys();
      if (oldest !== undefined) this.#prepared.delete(oldest);
    }
    return prepared;
  }

  #read(text: string): DocumentNode | undefined {
    try {
      const document = parse(text);
      return validate(this.schema, document).length === 0 ? document : undefined;
    } catch {
      return undefined; // a syntax error
    }
  }
}
