interface Statement {
  busy?: boolean;
  run(...values: unknown[]): unknown;
  all(...values: unknown[]): unknown;
}
export interface NativeSqlite {
  prepare(sql: string): Statement;
  pragma(sql: string, options?: { simple: boolean }): unknown;
}

const MOST_STATEMENTS = 500;
/**
 * In front of a statement that a power cut may undo, because its rows only say again what others say: its commit does not wait for the
 * disk. The next commit that does takes it along; the end of a process, however sudden, undoes nothing. PostgreSQL sees a comment.
 */
export const MAY_BE_UNDONE = '/* may be undone by a power cut */';
const FULL = 2;

/** Keeps prepared statements: preparing costs more than running a small keyset query. Least recently used ones go first. */
export function cacheStatements(native: NativeSqlite): void {
  const plain = native.prepare.bind(native);
  const prepare = (sql: string) => (sql.startsWith(MAY_BE_UNDONE) ? unhurried(native, plain(sql)) : plain(sql));
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

/** Nothing comes in between: the statement and both switches run in one turn of the loop. */
function unhurried(native: NativeSqlite, statement: Statement): Statement {
  for (const method of ['run', 'all'] as const) {
    const original = statement[method].bind(statement);
    statement[method] = (...values) => {
      if (native.pragma('synchronous', { simple: true }) !== FULL) return original(...values);
      native.pragma('synchronous = normal');
      try {
        return original(...values);
      } finally {
        native.pragma('synchronous = full');
      }
    };
  }
  return statement;
}
