/** A file as it arrived in a form. */
export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads what a call carries: JSON, or a form whose files stand in the place of their `attach://` names.
 * @throws for a body that is neither
 */
export function readPayload(body: Buffer, contentType = ""): Record<string, unknown> {
  if (body.byteLength === 0) return {};
  const boundary = /^multipart\/form-data; *boundary=(.+)$/.exec(contentType)?.[1];
  return boundary === undefined ? JSON.parse(body.toString("utf8")) : readForm(body, boundary);
}

function readForm(body: Buffer, boundary: string): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  const files = new Map<string, Upload>();
  for (const part of partsOf(body, `--${boundary}`)) {
    const end = part.indexOf("\r\n\r\n");
    const head = part.subarray(0, end).toString("utf8");
    const content = part.subarray(end + 4);
    const name = /;\s*name="([^"]*)"/.exec(head)?.[1] ?? "";
    const file = /;\s*filename="?([^";\r\n]*)/.exec(head)?.[1];
    if (file === undefined) fields[name] = readField(content.toString("utf8"));
    else files.set(`attach://${name}`, { name: file, bytes: content });
  }
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, files.get(String(value)) ?? value]));
}

/** What lies between the boundaries, without the line ends that belong to them. */
function* partsOf(body: Buffer, mark: string): Generator<Buffer> {
  let from = body.indexOf(mark);
  for (let to = body.indexOf(mark, from + 1); to !== -1; from = to, to = body.indexOf(mark, from + 1)) {
    yield body.subarray(from + mark.length + 2, to - 2);
  }
}

/** In a form everything is text; what is no text is written as JSON. */
function readField(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
