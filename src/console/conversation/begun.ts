import { useSyncExternalStore } from "react";
import { createKept } from "../api/kept.ts";
import { newKey } from "../api/new-key.ts";
import { type KeptFile, uploadFile } from "../api/upload.ts";

/** A file beside the words that are being written. */
export interface Attached {
  readonly key: string;
  readonly name: string;
  readonly state: "uploading" | "ready" | "too-large" | "failed";
  /** 0 to 1. */
  readonly share: number;
  /** Once the server has it. */
  readonly file: KeptFile | null;
}

/** What stands beside the words: files, and the message they answer. */
interface Beside {
  readonly files: readonly Attached[];
  readonly replyTo: string | null;
}

const NOTHING: Beside = { files: [], replyTo: null };
/** The server's own limit. */
const LARGEST = 20 * 1024 * 1024;

/** By conversation. What had not gone up when the page was left is gone: the browser gives no file twice. */
const begun = createKept<Readonly<Record<string, Beside>>>("begun", {}, (stored) =>
  Object.fromEntries(
    Object.entries(stored).map(([id, { files, replyTo }]) => [
      id,
      { files: files.filter(({ state }) => state === "ready"), replyTo },
    ]),
  ),
);

/** Pictures to look at before they are sent, by the key of their file; over a reload they are lost. */
const pictures = new Map<string, string>();
export const pictureOf = (key: string): string | undefined => pictures.get(key);

const besideOf = (id: string): Beside => begun.get()[id] ?? NOTHING;

function change(id: string, next: Partial<Beside>): void {
  begun.set({ ...begun.get(), [id]: { ...besideOf(id), ...next } });
}

function changeFile(id: string, key: string, next: Partial<Attached>): void {
  change(id, { files: besideOf(id).files.map((one) => (one.key === key ? { ...one, ...next } : one)) });
}

export function useBegun(id: string): Beside {
  return useSyncExternalStore(begun.subscribe, () => besideOf(id));
}

/** Uploads files at once, so that sending is quick. */
export function attach(id: string, files: Iterable<File>): void {
  for (const file of files) {
    const key = newKey();
    if (/^image\/(?:png|jpeg|webp|gif)$/.test(file.type)) pictures.set(key, URL.createObjectURL(file));
    const state = file.size > LARGEST ? "too-large" : "uploading";
    change(id, { files: [...besideOf(id).files, { key, name: file.name, state, share: 0, file: null }] });
    if (state === "uploading") void upload(id, key, file);
  }
}

async function upload(id: string, key: string, file: File): Promise<void> {
  const result = await uploadFile(file, key, (share) => changeFile(id, key, { share }));
  if (result.ok) changeFile(id, key, { state: "ready", share: 1, file: result.value });
  else changeFile(id, key, { state: result.error.status === 413 ? "too-large" : "failed" });
}

export function detach(id: string, key: string): void {
  const picture = pictures.get(key);
  if (picture) URL.revokeObjectURL(picture);
  pictures.delete(key);
  change(id, { files: besideOf(id).files.filter((one) => one.key !== key) });
}

export function answer(id: string, messageId: string | null): void {
  change(id, { replyTo: messageId });
}

/** It is on its way. */
export function clearBegun(id: string): void {
  for (const { key } of besideOf(id).files) detach(id, key);
  answer(id, null);
}

/** Puts what was not sent back beside the words. */
export function returnToBegun(id: string, files: readonly KeptFile[], replyTo: string | null): void {
  const back = files.map((file) => ({ key: newKey(), name: file.name, state: "ready", share: 1, file }) as const);
  change(id, { files: [...besideOf(id).files, ...back], replyTo: besideOf(id).replyTo ?? replyTo });
}
