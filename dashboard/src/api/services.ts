import { listServices } from "@firstring/contract/routes/services.ts";
import type { ServiceReply } from "@firstring/contract/schemas/service.ts";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { many } from "./queries.ts";

/** What the business sells; undefined until it is known. */
export function useServices(): readonly ServiceReply[] | undefined {
  return useQuery({ ...many(listServices, { query: { limit: 100 } }), staleTime: 60_000 }).data?.rows;
}

/** The name of a service by its slug, in the reader's language. */
export function useServiceName(): (slug: string) => string {
  const services = useServices();
  const { i18n } = useTranslation();
  const language = i18n.language === "fr" ? "fr" : "en";
  return (slug) => services?.find((service) => service.slug === slug)?.name[language] ?? slug;
}
