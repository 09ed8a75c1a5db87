import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/*.test.ts"],
    // Packing, installing and compiling take as long as the machine lets them.
    testTimeout: 120_000,
    maxWorkers: 2,
  },
});
