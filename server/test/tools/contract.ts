import type { ToolOutput } from "@firstring/contract/call/event.ts";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { TenantId } from "../../src/lib/ids.ts";
import type { Tool, ToolContext } from "../../src/ports/tool.ts";

/** One tool with all it needs. `rows` counts what it may have written, of one tenant. */
export type Bench<I> = {
  tool: Tool<I>;
  context(tenant: TenantId, change?: Partial<ToolContext>): ToolContext | Promise<ToolContext>;
  good: I;
  bad: readonly unknown[];
  tenants: () => readonly [TenantId, TenantId];
  rows(tenant: TenantId): Promise<number>;
};

/** What every tool must keep, whatever it does. */
export function toolContract<I>(name: string, make: () => Bench<I>): void {
  describe(`${name}: the contract of every tool`, () => {
    test("is named and described, and a model can read its input", () => {
      const { tool } = make();
      expect(tool.name).toBe(name);
      expect(tool.description.length).toBeGreaterThan(20);
      expect(z.toJSONSchema(tool.input, { io: "input" })).toMatchObject({ type: "object", additionalProperties: false });
    });

    test("refuses bad input clearly", () => {
      const { tool, bad, good } = make();
      expect(tool.input.safeParse(good).success).toBe(true);
      for (const input of [...bad, { ...good, stranger: 1 }, null, "text", []]) {
        const read = tool.input.safeParse(input);
        expect(read.success, JSON.stringify(input)).toBe(false);
        expect(read.error?.issues.every(({ message }) => message !== "")).toBe(true);
      }
    });

    test("the same wish again is one effect with one answer", async () => {
      const { tool, context, good, tenants, rows } = make();
      const [tenant] = tenants();
      const wish = await context(tenant);
      const outputs: ToolOutput[] = [await tool.run(good, wish)];
      const written = await rows(tenant);
      outputs.push(...(await Promise.all([tool.run(good, wish), tool.run(good, wish)])));
      expect(outputs[1]).toEqual(outputs[0]);
      expect(outputs[2]).toEqual(outputs[0]);
      expect(await rows(tenant)).toBe(written);
    });

    test("what it does for one tenant, another neither has nor sees", async () => {
      const { tool, context, good, tenants, rows } = make();
      const [tenant, other] = tenants();
      const before = await rows(other);
      await tool.run(good, await context(tenant));
      expect(await rows(other)).toBe(before);
    });

    test("gives back what a log can keep", async () => {
      const { tool, context, good, tenants } = make();
      const output = await tool.run(good, await context(tenants()[0]));
      expect(JSON.parse(JSON.stringify(output))).toEqual(output);
    });
  });
}
