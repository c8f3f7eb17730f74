import type { Submittable } from 'pg';
import pg from 'pg';
import type { PreparedNames, Prepared } from './prepared-names.js';
import { rowBuilder, type Column, type RowBuilder } from './row-builder.js';

/** What of pg's connection a statement of our own writes to; pg's cursors do the same. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  /** Name to text of what the server has parsed, kept by pg. */
  readonly parsedStatements: Record<string, string | undefined>;
  parse(statement: { readonly text: string; readonly name: string }): void;
  bind(values: { readonly statement: string; readonly values: readonly unknown[] }): void;
  describe(what: { readonly type: 'S' | 'P'; readonly name: string }): void;
  execute(portal: Record<string, never>): void;
  close(what: { readonly type: 'S'; readonly name: string }): void;
  sync(): void;
}

type Settle = (error: Error | null, rows?: unknown[]) => void;

const toParameter = (pg as unknown as { readonly utils: { prepareValue(value: unknown): unknown } }).utils
  .prepareValue;

/**
 * A statement on its way through a pg connection. Unlike pg's own it asks for a prepared statement's description once,
 * not at every execution, and makes rows straight from the server's texts.
 */
export class SubmittedStatement implements Submittable {
  /** Set by pg. */
  callback: Settle = () => undefined;
  /** pg notes under this name that the server has parsed the text. */
  readonly name: string | undefined;
  private readonly values: readonly unknown[];
  private readonly prepared: Prepared | undefined;
  private readonly rows: unknown[] = [];
  private build: RowBuilder | undefined;

  /**
   * @param names the connection's, to prepare the statement under a name; without, it is parsed for this once
   * @param query_timeout in ms, read by pg
   */
  constructor(
    readonly text: string,
    values: readonly unknown[],
    readonly query_timeout: number,
    private readonly names?: PreparedNames,
  ) {
    this.values = values.map(toParameter);
    this.prepared = names?.take(text);
    this.name = this.prepared?.name;
  }

  submit(connection: unknown): void {
    const wire = connection as Wire;
    wire.stream.cork();
    try {
      this.write(wire);
    } finally {
      wire.stream.uncork();
    }
  }

  private write(wire: Wire): void {
    const { name = '', text, values } = this;
    for (const stale of this.names?.takeStale() ?? []) {
      wire.close({ type: 'S', name: stale });
      delete wire.parsedStatements[stale];
    }
    if (name === '' || wire.parsedStatements[name] === undefined) wire.parse({ text, name });
    this.build = this.prepared?.build;
    if (!this.build) wire.describe({ type: 'S', name });
    wire.bind({ statement: name, values });
    wire.execute({});
    wire.sync();
  }

  handleRowDescription({ fields }: { readonly fields: readonly Column[] }): void {
    this.build = rowBuilder(fields);
    if (this.prepared) this.prepared.build = this.build;
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    if (this.build) this.rows.push(this.build(fields));
  }

  handleReadyForQuery(): void {
    this.callback(null, this.rows);
  }

  handleError(error: Error): void {
    this.callback(error);
  }

  handleCommandComplete(): void {}
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
}
