import { z } from 'zod';

export const MANIFEST = 'manifest.json';
/** Kept by the migrator itself; a restore makes it anew by migrating. */
export const MIGRATIONS_TABLE = 'mikro_orm_migrations';

const file = z.object({ file: z.string().regex(/^[\w][\w.-]*$/), sha256: z.string() });

/** What a backup says about itself. The same form for both databases: tables as gzipped JSON lines, each row an array in the order of `columns`. */
export const manifestSchema = z.object({
  format: z.literal('prosa-backup'),
  formatVersion: z.literal(1),
  product: z.string(),
  createdAt: z.string(),
  reason: z.enum(['asked', 'before-upgrade']),
  database: z.enum(['sqlite', 'postgresql']),
  migrations: z.array(z.string()).min(1),
  tables: z.array(file.extend({ name: z.string(), columns: z.array(z.string()), rows: z.number() })),
  /** `file` lists the files of the folder `media`, each with its size and checksum. */
  media: file.extend({ files: z.number() }).nullable(),
  /** `environment`: the key is not in the backup; `ids` tell which keys open what is sealed, the one that seals first. */
  secretKey: z
    .discriminatedUnion('from', [
      file.extend({ from: z.literal('file'), ids: z.array(z.string()) }),
      z.object({ from: z.literal('environment'), ids: z.array(z.string()) }),
    ])
    .nullable(),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** One line of the media list. */
export interface MediaFile {
  path: string;
  size: number;
  sha256: string;
}
