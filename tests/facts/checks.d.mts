export interface Expectation {
  readonly path: string;
  readonly op: string;
  readonly value?: unknown;
}
export function findProblems(
  answer: { readonly data?: unknown; readonly errors?: readonly { readonly message: string }[] | undefined },
  expectations: readonly Expectation[],
): string[];
