import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Problem, request } from "../api/client.ts";
import { meQuery, settingsQuery } from "../api/queries.ts";
import type { Settings } from "../api/types.ts";

export function useSaveSettings() {
  const client = useQueryClient();
  return useMutation<Settings, Problem, Settings>({
    mutationFn: async (settings) => {
      const result = await request<Settings>("/api/v1/settings", { method: "PUT", body: settings });
      if (!result.ok) throw result.error;
      return result.value;
    },
    onSuccess: async () => {
      await Promise.all([client.invalidateQueries(settingsQuery), client.invalidateQueries(meQuery)]);
    },
  });
}
