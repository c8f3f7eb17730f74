import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A roll call of the United Nations General Assembly. */
@Entity()
export class RollCall {
  @PrimaryColumn({ type: 'integer' }) rcid: number;
  @Column({ type: 'date' }) votedOn: string;
}

/** A member's vote in a roll call. */
@Entity()
export class Vote {
  /** ISO 3166-1 alpha-3, or ISO 3166-3 for a former state. */
  @PrimaryColumn({ type: 'text' }) holder: string;
  @PrimaryColumn({ type: 'integer' }) rcid: number;
  @Column({ type: 'text' }) vote: string;
}

/** Two members' compiled yearly counts, used until the votes themselves are imported. */
@Entity()
export class VotingAgreement {
  @PrimaryColumn({ type: 'text' }) pair: string;
  @PrimaryColumn({ type: 'integer' }) year: number;
  @Column({ type: 'integer' }) sharedRollCalls: number;
  @Column({ type: 'integer' }) sameVotes: number;
  @Column({ type: 'text' }) dataSet: string;
}
