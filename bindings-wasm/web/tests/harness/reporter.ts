import { basename } from "node:path";
import type { Reporter, TestModule } from "vitest/node";

/** One line for each file of tests, as the other runners of the project count: `name: 12 passed, 0 failed`. */
export default class Counts implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    for (const module of modules) {
      const states = [...module.children.allTests()].map((each) => each.result().state);
      const count = (wanted: string): number => states.filter((state) => state === wanted).length;
      const [passed, skipped] = [count("passed"), count("skipped")];
      // A file that could not be read has no tests, and a fault around its tests is none of theirs. What did not run to its end has failed.
      const around = module.errors().length || (states.length === 0 ? 1 : 0);
      const failed = states.length - passed - skipped + around;
      console.log(`${basename(module.moduleId)}: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
      if (failed > 0) process.exitCode = 1;
    }
    if (errors.length > 0) console.log(`outside of tests: 0 passed, ${errors.length} failed`);
  }
}
