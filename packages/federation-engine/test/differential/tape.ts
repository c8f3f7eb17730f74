/** A list of numbers that decides; when it is used up, everything is decided the simplest way. */
export class Tape {
  private position = 0;

  constructor(private readonly numbers: readonly number[]) {}

  /** A number from 0 below `choices`; 0 is the simplest. */
  choose(choices: number): number {
    const number = this.numbers[this.position] ?? 0;
    this.position += 1;
    return choices <= 1 ? 0 : number % choices;
  }

  /** Whether something happens that does so in `perCent` of a hundred cases. */
  happens(perCent: number): boolean {
    return this.choose(100) >= 100 - perCent;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.choose(choices.length)] as T;
  }
}
