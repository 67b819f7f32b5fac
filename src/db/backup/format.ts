import { z } from "zod";

/**
 * A backup is one gzip file. Unpacked it is UTF-8 text, read from front to back:
 *
 *   {"hamdel":"backup","format":1,"migration":{"tag":"0000_spine","when":1795372587980},"takenAt":"2026-11-22T10:00:00.000Z"}
 *   {"table":"agents","columns":["id","name"]}
 *   …rows, one a line, in the text format of PostgreSQL's COPY…
 *   \.
 *   …the next table…
 *   {"end":true,"rows":{"agents":3},"sequences":{"messages_id_seq":41},"sha256":"…"}
 *
 * The last line proves that the file is whole: `sha256` is that of every byte before it. No row can be mistaken for
 * `\.`, since COPY doubles a backslash. Tables come in any order; all are of one moment, `takenAt`.
 */
export const FORMAT = 1;

/** What ends the rows of a table. */
export const END_OF_ROWS = "\\.\n";

export const headerSchema = z.object({
  hamdel: z.literal("backup"),
  /** One more whenever an older reader could not read it any longer. */
  format: z.number().int(),
  /** The newest migration of the database; `when` is its name in the migrations' journal. */
  migration: z.object({ tag: z.string(), when: z.number() }),
  takenAt: z.iso.datetime(),
});

export const tableSchema = z.object({ table: z.string(), columns: z.array(z.string()).min(1) });

export const trailerSchema = z.object({
  end: z.literal(true),
  rows: z.record(z.string(), z.number()),
  /** The last value that each sequence gave out; one that gave none is absent. */
  sequences: z.record(z.string(), z.number()),
  sha256: z.string(),
});

export type Header = z.infer<typeof headerSchema>;
export type Table = z.infer<typeof tableSchema>;
export type Trailer = z.infer<typeof trailerSchema>;
