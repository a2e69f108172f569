import type { ServiceReply } from "@firstring/contract/schemas/service.ts";
import { createFormContext } from "@mantine/form";

export const [ServiceFormProvider, useServiceForm] = createFormContext<Omit<ServiceReply, "id" | "createdAt" | "updatedAt">>();
export type ServiceForm = ReturnType<typeof useServiceForm>;
