import { z } from "zod";

export const demo = z.object({
  demo: z.boolean().meta({ description: "Whether the demo businesses and their sign-in exist here" }),
  simulating: z.boolean().meta({ description: "Simulated callers call the demo businesses" }),
  email: z.string().optional(),
  password: z.string().optional(),
});
export type Demo = z.infer<typeof demo>;
export const demoChange = z.strictObject({ simulating: z.boolean() }).meta({ example: { simulating: false } });
