import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Somebody who holds or held an office, or takes part in events. */
@Entity()
@Index('person_nationality', ['nationality'])
@Index('person_name_keys', { synchronize: false }) // a GIN index, which TypeORM has no words for
export class Person {
  @PrimaryColumn({ type: 'text' }) id: string;
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'text', array: true }) aliases: readonly string[];
  /** Names by language tag. */
  @Column({ type: 'jsonb' }) names: Readonly<Record<string, string>>;
  @Column({ type: 'text', nullable: true }) nationality: string | null;
  @Column({ type: 'text', nullable: true }) wikidataId: string | null;
  /** All names, folded: what `person(name:)` looks up. */
  @Column({ type: 'text', array: true }) nameKeys: readonly string[];
  /** The same, a line each: what a text filter looks through. */
  @Column({ type: 'text' }) searchText: string;
  @Column({ type: 'text' }) dataSet: string;
}
