import { Type } from '@mikro-orm/core';

/** A point in time: JavaScript `Date` in entities, epoch milliseconds (bigint) in both databases, so raw SQL compares plain numbers. */
export class InstantType extends Type<Date, number> {
  override convertToDatabaseValue(value: Date | number): number {
    return value instanceof Date ? value.getTime() : value;
  }
  override convertToJSValue(value: number | string | Date): Date {
    return value instanceof Date ? value : new Date(Number(value));
  }
  override compareAsType(): string {
    return 'number';
  }
  override getColumnType(): string {
    return 'bigint';
  }
  override get runtimeType(): string {
    return 'Date';
  }
}
