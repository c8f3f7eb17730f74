import { createHash } from 'node:crypto';
import type { RowBuilder } from './row-builder.js';

/** A statement that a connection has prepared or is about to. */
export interface Prepared {
  readonly name: string;
  /** Known once the server described the result. */
  build?: RowBuilder;
}

/** More would cost each of the server's processes memory; the whole product has about half as many. */
const mostNames = 100;
const mostTexts = 1_000;

/** The name is the text's hash: connections behind a pooler may share a server's, and can never mean different texts. */
const nameOf = (text: string) => createHash('sha256').update(text).digest('base64url');

/** Which texts a pool's connections prepare: those that come again, since statements built of arguments may not. */
export class PreparationPolicy {
  private readonly seen = new Set<string>();
  private isGivenUp = false;

  /** Whether a text is worth a name: not the first time it comes, nor when names proved useless. */
  isWorthwhile(text: string): boolean {
    if (this.isGivenUp) return false;
    if (this.seen.has(text)) return true;
    if (this.seen.size >= mostTexts) this.seen.clear();
    this.seen.add(text);
    return false;
  }

  /** A pooler hands out connections that do not know our names: none are used from now on. */
  giveUp(): void {
    this.isGivenUp = true;
  }
}

/** The statements that one connection has prepared, the least recently used first. */
export class PreparedNames {
  private readonly statements = new Map<string, Prepared>();
  private stale: string[] = [];

  /** The text's statement, a new one if need be; when there are too many, the one used longest ago goes. */
  take(text: string): Prepared {
    const known = this.statements.get(text);
    if (known) this.statements.delete(text);
    const taken = known ?? { name: nameOf(text) };
    this.statements.set(text, taken);
    for (const oldest of this.statements.keys()) {
      if (this.statements.size <= mostNames) break;
      this.forget(oldest);
    }
    return taken;
  }

  forget(text: string): void {
    const known = this.statements.get(text);
    if (known && this.statements.delete(text)) this.stale.push(known.name);
  }

  /** Names that the server is to drop before the next statement. */
  takeStale(): readonly string[] {
    const { stale } = this;
    if (stale.length > 0) this.stale = [];
    return stale;
  }
}
