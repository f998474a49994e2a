interface Statement {
  busy?: boolean;
}
export interface NativeSqlite {
  prepare(sql: string): Statement;
}

const MOST_STATEMENTS = 500;

/** Keeps prepared statements: preparing costs more than running a small keyset query. Least recently used ones go first. */
export function cacheStatements(native: NativeSqlite): void {
  const prepare = native.prepare.bind(native);
  const kept = new Map<string, Statement>();
  native.prepare = (sql) => {
    const known = kept.get(sql);
    if (known?.busy) return prepare(sql); // a statement that is being iterated cannot be run again
    kept.delete(sql);
    const statement = known ?? prepare(sql);
    kept.set(sql, statement);
    if (kept.size > MOST_STATEMENTS) kept.delete(kept.keys().next().value as string);
    return statement;
  };
}
