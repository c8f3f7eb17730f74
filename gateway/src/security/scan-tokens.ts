import { Lexer, Source, TokenKind } from 'graphql';
import type { ExceededLimit, Limits } from './limits.js';

const opening: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closing: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * Reads the text word by word and stops at a limit: the parser calls itself for every bracket and keeps every word,
 * so it must not meet a text that is over either.
 * @throws GraphQLError where the text has a character that GraphQL has no use for
 */
export function scanTokens(text: string, limits: Limits): ExceededLimit | undefined {
  const lexer = new Lexer(new Source(text));
  let nesting = 0;
  for (let tokens = 0; lexer.advance().kind !== TokenKind.EOF;) {
    if (++tokens > limits.MAX_TOKENS)
      return { limit: 'MAX_TOKENS', bound: limits.MAX_TOKENS, found: undefined };
    const { kind } = lexer.token;
    if (opening.has(kind)) nesting++;
    else if (closing.has(kind)) nesting--;
    if (nesting > limits.MAX_NESTING)
      return { limit: 'MAX_NESTING', bound: limits.MAX_NESTING, found: undefined };
  }
  return undefined;
}
