import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A CAMEO code with what we read into it. */
@Entity()
export class CameoCode {
  @PrimaryColumn({ type: 'text' }) code: string;
  @Column({ type: 'text' }) label: string;
  @Column({ type: 'text' }) plover: string;
  @Column({ type: 'text', nullable: true }) mode: string | null;
  @Column({ type: 'text' }) quadClass: string;
  @Column({ type: 'double precision' }) goldstein: number;
  @Column({ type: 'double precision' }) ploverScore: number;
  @Column({ type: 'text' }) dataSet: string;
}

/** An actor that is neither a state nor a registered organisation. */
@Entity()
export class NonStateActor {
  @PrimaryColumn({ type: 'text' }) id: string;
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'text', array: true }) aliases: readonly string[];
  @Column({ type: 'text', array: true }) basedIn: readonly string[];
  @Column({ type: 'text' }) dataSet: string;
}

/** A matter on which states take sides. */
@Entity()
export class Issue {
  @PrimaryColumn({ type: 'text' }) id: string;
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'jsonb' }) names: Readonly<Record<string, string>>;
  @Column({ type: 'text' }) dataSet: string;
}
