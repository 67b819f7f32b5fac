import { useMutation } from "@tanstack/react-query";
import { type Problem, request } from "../api/client.ts";
import type { Role } from "../api/types.ts";

/** Makes a one-time link on which a colleague opens an account. The server shows it once and keeps only its hash. */
export function useInvite() {
  return useMutation<string, Problem, Role>({
    mutationFn: async (role) => {
      const made = await request<{ path: string }>("/api/v1/invitations", { method: "POST", body: { role } });
      if (!made.ok) throw made.error;
      return new URL(made.value.path, location.origin).href;
    },
  });
}
