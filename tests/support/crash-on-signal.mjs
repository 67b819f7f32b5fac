// Loaded into a desk by `--import`: on SIGUSR2 it throws, where nobody catches it, what CRASH_ERROR says.
process.on("SIGUSR2", () => {
  const { message, ...more } = JSON.parse(process.env.CRASH_ERROR ?? "{}");
  throw Object.assign(new Error(message), more);
});
