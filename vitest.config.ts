import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Nothing is asserted about time; this only ends a test that hangs, also on two busy cores.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
    restoreMocks: true,
    projects: [
      { extends: true, test: { name: "contract", include: ["contract/test/**/*.test.ts"] } },
      // Needs no database, and npm run check asks for it alone.
      { extends: true, test: { name: "floors", include: ["server/test/architecture.test.ts"] } },
      {
        extends: true,
        test: {
          name: "server",
          include: ["server/test/**/*.test.ts"],
          exclude: ["server/test/architecture.test.ts"],
          globalSetup: ["server/test/harness/global-setup.ts"],
        },
      },
      {
        extends: true,
        test: { name: "dashboard", include: ["dashboard/test/**/*.test.ts", "dashboard/test/**/*.test.tsx"], exclude: ["dashboard/test/e2e/**"] },
      },
      // In a real browser, where there is one; after all the others and one file after the other, for each fills a core.
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["dashboard/test/e2e/**/*.test.ts"],
          globalSetup: ["server/test/harness/global-setup.ts"],
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      { extends: true, test: { name: "project", include: ["test/**/*.test.ts"], globalSetup: ["server/test/harness/global-setup.ts"] } },
    ],
  },
});
