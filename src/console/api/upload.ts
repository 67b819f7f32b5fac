import { err, ok, type Result } from "../../pages/result.ts";
import type { Problem } from "./client.ts";

/** A file the server keeps until it is sent. */
export interface KeptFile {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
}

/**
 * Uploads a file; the same key again is the same file. `fetch` tells no progress of what goes up.
 * @param onProgress  how much of it is there, 0 to 1
 */
export function uploadFile(
  file: File,
  key: string,
  onProgress: (share: number) => void,
): Promise<Result<KeptFile, Pick<Problem, "status" | "hint">>> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/v1/files");
    request.responseType = "json";
    request.setRequestHeader("content-type", "application/octet-stream");
    request.setRequestHeader("x-file-name", encodeURIComponent(file.name));
    request.setRequestHeader("idempotency-key", key);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const { status, response } = request;
      if (status === 201) resolve(ok(response as KeptFile));
      else resolve(err({ status, hint: (response as { error?: Problem } | null)?.error?.hint ?? "" }));
    };
    request.onerror = () => resolve(err({ status: 0, hint: "" }));
    request.send(file);
  });
}
