/** A problem that the person at the terminal can solve; its message is all they need. */
export class UserProblem extends Error {
  override readonly name = 'UserProblem';
}
